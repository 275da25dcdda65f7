import { createPostgresBackend, Queue } from "bullmq";
import { Redis } from "ioredis";
import pg from "pg";
import { z } from "zod";
import type { Purpose } from "./worker-api.ts";

export * from "./texts.ts";
export * from "./worker-api.ts";

/** A job says whose turn it is and nothing else: the work is asked for when it runs. */
export const accountTurnSchema = z.strictObject({ accountId: z.string() });

export const queuePrefix = "ocop";

/** Rings for an account's turn. Losing a ring only makes work late: the sweep finds the same difference. */
export interface Ring {
  ring(purpose: Purpose, accountId: string): Promise<void>;
  close(): Promise<void>;
}

/**
 * REDIS_URL: Redis. Otherwise BullMQ's own tables in the schema `bullmq` of DATABASE_URL, which must have been migrated
 * by a worker's start. The one place with a deduplication id: a ring during a running turn makes one more turn, not none.
 */
export function openRing(where: { redisUrl?: string | undefined; databaseUrl: string }): Ring {
  const queues = new Map<Purpose, Queue>();
  const redis = where.redisUrl ? new Redis(where.redisUrl, { maxRetriesPerRequest: 2, lazyConnect: true }) : undefined;
  redis?.on("error", () => {});
  const pool = redis
    ? undefined
    : new pg.Pool({ connectionString: where.databaseUrl, max: 4, options: "-c search_path=bullmq,public" });
  pool?.on("error", () => {});

  function queue(purpose: Purpose): Queue {
    let found = queues.get(purpose);
    if (!found) {
      found = redis
        ? new Queue(purpose, { connection: redis, prefix: queuePrefix })
        : // bullmq types its pool narrower than pg does under exactOptionalPropertyTypes
          new Queue(purpose, { connection: pool as never, prefix: queuePrefix }, createPostgresBackend as never);
      found.on("error", () => {});
      queues.set(purpose, found);
    }
    return found;
  }

  return {
    async ring(purpose, accountId) {
      await queue(purpose).add(purpose, accountTurnSchema.parse({ accountId }), {
        deduplication: { id: accountId, keepLastIfActive: true },
        removeOnComplete: { count: 100 },
        removeOnFail: { count: 500 },
      });
    },
    async close() {
      await Promise.all([...queues.values()].map((each) => each.close()));
      await redis?.quit();
      await pool?.end();
    },
  };
}
