import type { Queue } from "bullmq";
import { openQueueStore, type QueuePlace } from "./queue-store.ts";
import { purposes } from "./worker-api.ts";

export const sweepQueue = "sweep";

/** Every queue of the product, to be looked at. */
export interface QueueViews {
  readonly queues: readonly Queue[];
  close(): Promise<void>;
}

/** Makes BullMQ's tables where no worker has done so yet. */
export async function openQueueViews(where: QueuePlace): Promise<QueueViews> {
  const store = openQueueStore(where);
  await store.prepare();
  return {
    queues: [...purposes, sweepQueue].map((name) => store.queue(name)),
    close: () => store.close(),
  };
}
