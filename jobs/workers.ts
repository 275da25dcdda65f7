import { createPostgresBackend, Queue, runMigrations, Worker, type WorkerOptions } from "bullmq";
import { Redis } from "ioredis";
import pg from "pg";
import type { Logger } from "pino";
import { z } from "zod";
import { type Pace, queues } from "./queues.ts";
import { openRing, queuePrefix } from "./ring.ts";
import { runJob } from "./run-job.ts";
import type { TurnOutside } from "./run-turn.ts";
import { type Purpose, purposeSchema, purposes } from "./worker-api.ts";

const sweepSchema = z.strictObject({ purpose: purposeSchema });
const sweepQueue = "sweep";
const rescheduleMs = { production: 60_000, demonstration: 10_000 } as const;

export interface Workers {
  /** Lets what is running finish, for at most the given time; leases and the ledger carry the rest. */
  close(withinMs?: number): Promise<void>;
}

/**
 * Every queue of this product on Redis, or on the tables of schema `bullmq` where there is none. The sweep rings every
 * account at a steady pace, so that an emptied queue or a lost doorbell only makes work late.
 */
export async function openWorkers(
  where: { readonly redisUrl?: string | undefined; readonly databaseUrl: string },
  pace: Pace,
  outside: TurnOutside & { readonly log: Logger },
): Promise<Workers> {
  const { log } = outside;
  const ring = openRing(where);
  const redis = where.redisUrl ? new Redis(where.redisUrl, { maxRetriesPerRequest: null }) : undefined;
  redis?.on("error", (error) => log.warn({ error: error.message }, "redis"));
  const pool = redis
    ? undefined
    : new pg.Pool({
        connectionString: where.databaseUrl,
        max: purposes.length + 8,
        keepAlive: true,
        options: "-c search_path=bullmq,public",
      });
  pool?.on("error", (error) => log.warn({ error: error.message }, "queue's database"));
  // Each queue listens for itself.
  pool?.setMaxListeners(2 * purposes.length + 8);
  if (pool) {
    const client = await pool.connect();
    try {
      await runMigrations(client);
    } finally {
      client.release();
    }
  }
  const open: { close(force?: boolean): Promise<unknown> }[] = [];
  const watch = <Part extends { on(event: "error", listener: (error: Error) => void): unknown }>(part: Part, name: string) => {
    part.on("error", (error) => log.warn({ error: error.message, queue: name }, "queue"));
    return part;
  };

  function work(name: string, processor: ConstructorParameters<typeof Worker>[1], options: Partial<WorkerOptions>): void {
    const worker = redis
      ? new Worker(name, processor, { ...options, connection: redis, prefix: queuePrefix })
      : // bullmq types its pool narrower than pg does under exactOptionalPropertyTypes
        new Worker(
          name,
          processor,
          { ...options, connection: pool as never, prefix: queuePrefix },
          createPostgresBackend as never,
        );
    open.push(watch(worker, name));
  }

  for (const purpose of purposes)
    work(purpose, (job, token) => runJob(job, purpose as Purpose, token, outside), { concurrency: queues[purpose].atOnce });
  work(
    sweepQueue,
    async (job) => {
      const { purpose } = sweepSchema.parse(job.data);
      for (const { id } of await outside.backend.accounts()) await ring.ring(purpose, id);
    },
    { concurrency: 2 },
  );

  const sweep = watch(
    redis
      ? new Queue(sweepQueue, { connection: redis, prefix: queuePrefix })
      : new Queue(sweepQueue, { connection: pool as never, prefix: queuePrefix }, createPostgresBackend as never),
    sweepQueue,
  );
  open.push(sweep);
  async function schedule(): Promise<void> {
    for (const purpose of purposes)
      await sweep.upsertJobScheduler(
        `sweep-${purpose}`,
        { every: queues[purpose].everyMs[pace] },
        { name: purpose, data: { purpose }, opts: { removeOnComplete: { count: 10 }, removeOnFail: { count: 50 } } },
      );
  }
  await schedule();
  // An emptied queue has lost its schedules too.
  const again = setInterval(
    () => void schedule().catch((error: Error) => log.warn({ error: error.message }, "the sweep could not be scheduled")),
    rescheduleMs[pace],
  );

  return {
    async close(withinMs = 10_000) {
      clearInterval(again);
      const closed = Promise.all(open.map((part) => part.close().catch(() => undefined)));
      await Promise.race([closed, new Promise((resolve) => setTimeout(resolve, withinMs).unref())]);
      await ring.close().catch(() => undefined);
      await redis?.quit().catch(() => undefined);
      await pool?.end().catch(() => undefined);
    },
  };
}
