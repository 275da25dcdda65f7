import type { ChannelCode, Urgency } from "connectors/contract";
import { Counter, Gauge, Histogram, Registry } from "prom-client";
import type { QueueStore } from "./queue-store.ts";
import type { ActKind, Purpose } from "./worker-api.ts";

/**
 * Counted always, shown where METRICS is 1. Labels come from closed lists of ours: never an id, a path or a word of a
 * channel's.
 */
export interface Metrics {
  turnBegan(purpose: Purpose, waitedMs: number): void;
  turnEnded(purpose: Purpose, end: string): void;
  actEnded(kind: ActKind, channel: ChannelCode, result: string): void;
  stoodAtGate(channel: ChannelCode, urgency: Urgency, ms: number): void;
  callEnded(channel: ChannelCode, status: number | undefined, ms: number): void;
  /** Prometheus' text; looks into the queues of the store. */
  text(store: QueueStore, purposes: readonly Purpose[]): Promise<{ type: string; body: string }>;
}

const seconds = [0.005, 0.02, 0.1, 0.25, 0.5, 1, 2, 5, 10, 20, 60];

export function createMetrics(): Metrics {
  const registry = new Registry();
  const registers = [registry];
  const turns = new Counter({
    name: "ocop_turns_total",
    help: "Turns by purpose and how they ended",
    labelNames: ["purpose", "end"],
    registers,
  });
  const acts = new Counter({
    name: "ocop_acts_total",
    help: "Acts by kind, channel and result",
    labelNames: ["kind", "channel", "result"],
    registers,
  });
  const ringToTurn = new Histogram({
    name: "ocop_ring_to_turn_seconds",
    help: "From a ring, a doorbell's or the sweep's, to the beginning of its turn",
    labelNames: ["purpose"],
    buckets: seconds,
    registers,
  });
  const gate = new Histogram({
    name: "ocop_gate_wait_seconds",
    help: "Time calls stood at the rate gate",
    labelNames: ["channel", "urgency"],
    buckets: seconds,
    registers,
  });
  const calls = new Histogram({
    name: "ocop_channel_call_seconds",
    help: "Calls to channels by the class of their answer",
    labelNames: ["channel", "answer"],
    buckets: seconds,
    registers,
  });
  const jobs = new Gauge({
    name: "ocop_queue_jobs",
    help: "Jobs in a queue by state",
    labelNames: ["queue", "state"],
    registers,
  });
  const oldest = new Gauge({
    name: "ocop_queue_oldest_waiting_seconds",
    help: "Age of the job that has waited longest; 0 where none waits",
    labelNames: ["queue"],
    registers,
  });

  return {
    turnBegan: (purpose, waitedMs) => ringToTurn.observe({ purpose }, waitedMs / 1_000),
    turnEnded: (purpose, end) => turns.inc({ purpose, end }),
    actEnded: (kind, channel, result) => acts.inc({ kind, channel, result }),
    stoodAtGate: (channel, urgency, ms) => gate.observe({ channel, urgency }, ms / 1_000),
    callEnded(channel, status, ms) {
      calls.observe({ channel, answer: status === undefined ? "none" : `${Math.floor(status / 100)}xx` }, ms / 1_000);
    },
    async text(store, purposes) {
      await Promise.all(
        purposes.map(async (purpose) => {
          const queue = store.queue(purpose);
          const counts = await queue.getJobCounts("waiting", "active", "delayed", "failed");
          for (const [state, count] of Object.entries(counts)) jobs.set({ queue: purpose, state }, count);
          const [first] = counts.waiting ? await queue.getJobs(["waiting"], 0, 0, true) : [];
          oldest.set({ queue: purpose }, first ? Math.max(0, Date.now() - first.timestamp) / 1_000 : 0);
        }),
      );
      return { type: registry.contentType, body: await registry.metrics() };
    },
  };
}
