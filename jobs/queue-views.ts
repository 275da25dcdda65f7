import type { Queue } from "bullmq";
import { openQueueStore, type QueuePlace } from "./queue-store.ts";
import { purposes } from "./worker-api.ts";

export const sweepQueue = "sweep";

/** Every queue of the product, to be looked at. */
export interface QueueViews {
  readonly queues: readonly Queue[];
  close(): Promise<void>;
}

export function openQueueViews(where: QueuePlace): QueueViews {
  const store = openQueueStore(where);
  return {
    queues: [...purposes, sweepQueue].map((name) => store.queue(name)),
    close: () => store.close(),
  };
}
