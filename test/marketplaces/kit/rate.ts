import type { Clock } from "./clock.ts";

/** So many calls in any window of so long; the setting a connector is given too. No requests means no limit. */
export interface Rate {
  readonly requests: number;
  readonly perMs: number;
}

export function createRateLimit(clock: Clock) {
  const passed = new Map<string, number[]>();
  return {
    /** False when this key has used up its window; a refused call does not count. */
    passes(key: string | number, { requests, perMs }: Rate): boolean {
      if (requests === 0) return true;
      const recent = (passed.get(String(key)) ?? []).filter((at) => clock.now() - at < perMs);
      const passes = recent.length < requests;
      passed.set(String(key), passes ? [...recent, clock.now()] : recent);
      return passes;
    },
    /** When the window has room again. */
    roomInMs(key: string | number, { perMs }: Rate): number {
      const [first] = passed.get(String(key)) ?? [];
      return first === undefined ? 0 : Math.max(0, first + perMs - clock.now());
    },
  };
}
