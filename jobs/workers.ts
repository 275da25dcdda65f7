import type { Logger } from "pino";
import { z } from "zod";
import { openQueueStore, type Processor, type QueuePlace, type QueueStore } from "./queue-store.ts";
import { sweepQueue } from "./queue-views.ts";
import { type Pace, queues } from "./queues.ts";
import { openRing } from "./ring.ts";
import { runJob } from "./run-job.ts";
import type { TurnOutside } from "./run-turn.ts";
import { purposeSchema, purposes } from "./worker-api.ts";

const sweepSchema = z.strictObject({ purpose: purposeSchema });
const rescheduleMs = { production: 60_000, demonstration: 10_000 } as const;

export interface Workers {
  readonly store: QueueStore;
  /** Lets what is running finish, for at most the given time; leases and the ledger carry the rest. */
  close(withinMs?: number): Promise<void>;
}

/**
 * Every queue of this product on Redis, or on the tables of schema `bullmq` where there is none. The sweep rings every
 * account at a steady pace, so that an emptied queue or a lost doorbell only makes work late. Any number of processes may
 * run it: a schedule is one whoever sets it, and a lane's lease is the backend's.
 */
export async function openWorkers(
  where: QueuePlace,
  pace: Pace,
  outside: TurnOutside & { readonly log: Logger },
): Promise<Workers> {
  const { log } = outside;
  const ring = openRing(where);
  const store = openQueueStore(where, {
    listeners: purposes.length,
    onError: (error, part) => log.warn({ error: error.message, part }, "queue"),
  });
  await store.prepare();
  const open: { close(): Promise<unknown> }[] = [];
  const work = (name: string, concurrency: number, processor: Processor) => {
    open.push(store.worker(name, processor, { concurrency }));
  };

  for (const purpose of purposes) work(purpose, queues[purpose].atOnce, (job, token) => runJob(job, purpose, token, outside));
  work(sweepQueue, 2, async (job) => {
    const { purpose } = sweepSchema.parse(job.data);
    for (const { id } of await outside.backend.accounts()) await ring.ring(purpose, id);
  });

  const sweep = store.queue(sweepQueue);
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
    store,
    async close(withinMs = 10_000) {
      clearInterval(again);
      const closed = Promise.all(open.map((part) => part.close().catch(() => undefined)));
      await Promise.race([closed, new Promise((resolve) => setTimeout(resolve, withinMs).unref())]);
      await ring.close();
      await store.close();
    },
  };
}
