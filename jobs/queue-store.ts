import { createPostgresBackend, Queue, runMigrations, Worker, type WorkerOptions } from "bullmq";
import { BullMQOtel } from "bullmq-otel";
import { Redis } from "ioredis";
import pg from "pg";

export const queuePrefix = "ocop";

export interface QueuePlace {
  /** Redis. Absent: BullMQ's own tables in the schema `bullmq` of the database. */
  readonly redisUrl?: string | undefined;
  readonly databaseUrl: string;
  /** Rings carry the trace they were made in, and turns go on with it. */
  readonly traced?: boolean | undefined;
}

export type Processor = NonNullable<ConstructorParameters<typeof Worker>[1]>;

export interface QueueStore {
  queue(name: string): Queue;
  worker(name: string, processor: Processor, options: Partial<WorkerOptions>): Worker;
  /** Makes BullMQ's tables where they are used; may be repeated. */
  prepare(): Promise<void>;
  /** Throws when the store does not answer. */
  ping(): Promise<void>;
  /** Queues and connections; workers are closed by whoever opened them. */
  close(): Promise<void>;
}

/**
 * The one place that knows the two kinds of store. Nothing is connected before it is used. `listeners`: how many workers
 * will block on it; a store with none gives up on a call soon, so that nobody waits for a ring.
 */
export function openQueueStore(
  { redisUrl, databaseUrl, traced }: QueuePlace,
  { listeners = 0, onError = () => {} }: { listeners?: number; onError?: (error: Error, part: string) => void } = {},
): QueueStore {
  const queues = new Map<string, Queue>();
  const redis = redisUrl ? new Redis(redisUrl, { maxRetriesPerRequest: listeners ? null : 2, lazyConnect: true }) : undefined;
  redis?.on("error", (error) => onError(error, "redis"));
  const pool = redis
    ? undefined
    : new pg.Pool({
        connectionString: databaseUrl,
        max: listeners ? listeners + 8 : 4,
        keepAlive: true,
        application_name: "ocop-queues",
        options: "-c search_path=bullmq,public",
      });
  pool?.on("error", (error) => onError(error, "queue's database"));
  // Each queue listens for itself.
  pool?.setMaxListeners(2 * listeners + 24);
  const telemetry = traced ? { telemetry: new BullMQOtel({ tracerName: "ocop" }) } : {};
  const watch = <Part extends { on(event: "error", listener: (error: Error) => void): unknown }>(part: Part, name: string) => {
    part.on("error", (error) => onError(error, name));
    return part;
  };
  // bullmq types its pool narrower than pg does under exactOptionalPropertyTypes.
  const place = { connection: (redis ?? pool) as never, prefix: queuePrefix, ...telemetry };
  const backend = redis ? [] : [createPostgresBackend as never];

  return {
    queue(name) {
      const found = queues.get(name) ?? watch(new Queue(name, place, ...backend), name);
      queues.set(name, found);
      return found;
    },
    worker: (name, processor, options) => watch(new Worker(name, processor, { ...options, ...place }, ...backend), name),
    async prepare() {
      const client = await pool?.connect();
      try {
        if (client) await runMigrations(client);
      } finally {
        client?.release();
      }
    },
    async ping() {
      await (redis ? redis.ping() : pool?.query("select 1"));
    },
    async close() {
      await Promise.all([...queues.values()].map((each) => each.close().catch(() => undefined)));
      // A connection that was never opened has nobody to say goodbye to.
      if (redis?.status === "ready") await redis.quit().catch(() => undefined);
      else redis?.disconnect();
      await pool?.end().catch(() => undefined);
    },
  };
}
