import crypto from "node:crypto";
import { syncBuiltinESMExports } from "node:module";
import type { Random } from "../marketplaces/kit/random.ts";

let now: () => number = Date.now;
let random: Random | undefined;

const RealDate = Date;
class VirtualDate extends RealDate {
  constructor(...given: [] | [number | string | Date]) {
    super(...((given.length ? given : [now()]) as [number | string | Date]));
  }
  static override now(): number {
    return now();
  }
}

/**
 * For a process of its own: clocks and chance are the run's from now on, so that ids, order and times come again with their
 * seed. Timers stay real; nothing that is simulated uses them.
 */
export function takeOverTime(): void {
  globalThis.Date = VirtualDate as DateConstructor;
  const real = crypto.randomBytes;
  Object.assign(crypto, {
    randomBytes: (size: number, done?: (error: Error | null, bytes: Buffer) => void) => {
      if (!random || done) return done ? real(size, done) : real(size);
      return Buffer.from(random.hex(size), "hex");
    },
  });
  syncBuiltinESMExports();
}

export function setTime(clock: () => number, chance: Random): void {
  now = clock;
  random = chance;
}
