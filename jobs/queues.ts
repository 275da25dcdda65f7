import type { Purpose } from "./worker-api.ts";

export interface QueuePlan {
  /** Turns of different accounts that one worker process runs side by side. */
  readonly atOnce: number;
  /** How often the sweep looks at every account, whether or not anybody rang. */
  readonly everyMs: { readonly production: number; readonly demonstration: number };
}

/** A queue per kind of work, a job per account: a thousand new listings never hold up a stock change. */
export const queues = {
  "push-stock": { atOnce: 8, everyMs: { production: 30_000, demonstration: 2_000 } },
  "run-commands": { atOnce: 4, everyMs: { production: 15_000, demonstration: 3_000 } },
  "pull-orders": { atOnce: 6, everyMs: { production: 60_000, demonstration: 5_000 } },
  "push-offers": { atOnce: 4, everyMs: { production: 60_000, demonstration: 5_000 } },
  "push-listings": { atOnce: 4, everyMs: { production: 60_000, demonstration: 5_000 } },
  // What somebody changed there is believed at the second look: within five minutes, no bell needed. Surely more than the
  // longest G (Tiki's two minutes) lies between two looks, or half of them would need a third.
  "look-at-listings": { atOnce: 2, everyMs: { production: 130_000, demonstration: 10_000 } },
  "refresh-access": { atOnce: 2, everyMs: { production: 300_000, demonstration: 10_000 } },
  "write-sheets": { atOnce: 2, everyMs: { production: 30_000, demonstration: 3_000 } },
  "read-sheet": { atOnce: 2, everyMs: { production: 30_000, demonstration: 3_000 } },
  "pull-bells": { atOnce: 4, everyMs: { production: 15_000, demonstration: 3_000 } },
  "read-taxonomy": { atOnce: 1, everyMs: { production: 3_600_000, demonstration: 60_000 } },
} satisfies Record<Purpose, QueuePlan>;

export type Pace = "production" | "demonstration";
