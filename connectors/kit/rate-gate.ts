import type { RateGate } from "../contract/index.ts";

const order = ["stock", "offers", "listings"] as const;
type Urgency = (typeof order)[number];

/** Time as the gate needs it, so that a test can hold it still. */
export interface GateClock {
  now(): number;
  wait(ms: number): Promise<void>;
}
export const wallClock: GateClock = { now: () => Date.now(), wait: (ms) => new Promise((resolve) => setTimeout(resolve, ms)) };

/**
 * At most `requests` in any `perMs`, evenly spread, so that no burst meets the channel's own counter. Stock goes before
 * offers before listings; within one urgency first come, first served. For one process; several share one through Redis.
 */
export function createRateGate(
  rate: { readonly requests: number; readonly perMs: number },
  clock: GateClock = wallClock,
): RateGate {
  const spacing = rate.perMs / rate.requests;
  const waiting = new Map<Urgency, (() => void)[]>(order.map((each) => [each, []]));
  let next = clock.now();
  let serving = false;

  async function serve(): Promise<void> {
    serving = true;
    for (;;) {
      // Looked at again after every wait: something more urgent, or a closing, may have come meanwhile.
      while (next > clock.now()) await clock.wait(next - clock.now());
      const queue = order.map((each) => waiting.get(each) ?? []).find((each) => each.length > 0);
      const pass = queue?.shift();
      if (!pass) break;
      next = Math.max(next, clock.now()) + spacing;
      pass();
    }
    serving = false;
  }

  return {
    pass(urgency = "listings") {
      return new Promise<void>((resolve) => {
        waiting.get(urgency)?.push(resolve);
        if (!serving) void serve();
      });
    },
    closeFor(ms) {
      next = Math.max(next, clock.now() + ms);
    },
  };
}
