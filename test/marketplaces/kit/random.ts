import { randomBytes } from "node:crypto";

export interface Random {
  /** From 0 up to, not including, the limit. */
  below(limit: number): number;
  chance(share: number): boolean;
  hex(bytes: number): string;
}

/** mulberry32: the same seed gives the same history, ids and tokens included. */
export function seeded(seed: number): Random {
  let state = seed >>> 0;
  return from(() => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  });
}

/** For a simulator that serves people: nothing it gives out can be guessed. */
export const unseeded: Random = { ...from(Math.random), hex: (bytes) => randomBytes(bytes).toString("hex") };

function from(next: () => number): Random {
  const below = (limit: number) => Math.floor(next() * limit);
  return {
    below,
    chance: (share) => next() < share,
    hex: (bytes) => Array.from({ length: bytes }, () => below(256).toString(16).padStart(2, "0")).join(""),
  };
}
