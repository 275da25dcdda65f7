import { z } from "zod";
import { openQueueStore, type QueuePlace } from "./queue-store.ts";
import type { Purpose } from "./worker-api.ts";

export { openQueueViews, type QueueViews } from "./queue-views.ts";
export * from "./texts.ts";
export { startTraces, type Traces } from "./traces.ts";
export * from "./worker-api.ts";

/** A job says whose turn it is and nothing else: the work is asked for when it runs. */
export const accountTurnSchema = z.strictObject({ accountId: z.string() });

/** Rings for an account's turn. Losing a ring only makes work late: the sweep finds the same difference. */
export interface Ring {
  ring(purpose: Purpose, accountId: string): Promise<void>;
  /** Throws when the queues do not answer. */
  ping(): Promise<void>;
  close(): Promise<void>;
}

/**
 * REDIS_URL: Redis. Otherwise BullMQ's own tables in the schema `bullmq` of DATABASE_URL, which must have been migrated
 * by a worker's start. The one place with a deduplication id: a ring during a running turn makes one more turn, not none.
 */
export function openRing(where: QueuePlace): Ring {
  const store = openQueueStore(where);
  return {
    async ring(purpose, accountId) {
      await store.queue(purpose).add(purpose, accountTurnSchema.parse({ accountId }), {
        deduplication: { id: accountId, keepLastIfActive: true },
        removeOnComplete: { count: 100 },
        removeOnFail: { count: 500 },
      });
    },
    ping: () => store.ping(),
    close: () => store.close(),
  };
}
