import { hostname } from "node:os";
import { pino } from "pino";
import { openBackend } from "./backend.ts";
import { openConnect } from "./connect.ts";
import { type Environment, readEnvironment } from "./env.ts";
import { openHealth } from "./health.ts";
import { createMetrics } from "./metrics.ts";
import { openRedisGates } from "./redis-gate.ts";
import { startTraces } from "./traces.ts";
import { openWorkers, type Workers } from "./workers.ts";

let environment: Environment;
try {
  environment = readEnvironment(process.env);
} catch (error) {
  console.error(error instanceof Error ? error.message : String(error));
  process.exit(1);
}

const log = pino({ level: environment.LOG_LEVEL, base: { process: "workers" } });
/** In the order they came up in; they go down in the reverse. */
const open: (() => Promise<unknown>)[] = [];
let workers: Workers | undefined;
let ending = false;

async function end(signal: string): Promise<void> {
  if (ending) return;
  ending = true;
  log.info({ signal }, "stopping");
  for (const close of open.reverse()) await close().catch(() => undefined);
  process.exit(0);
}
process.on("SIGTERM", () => void end("SIGTERM"));
process.on("SIGINT", () => void end("SIGINT"));

try {
  const { BACKEND_URL, REDIS_URL, DATABASE_URL, PACE, HOST, WORKER_HEALTH_PORT } = environment;
  const metrics = createMetrics();
  const traced = environment.OTEL_EXPORTER_OTLP_ENDPOINT !== undefined;
  if (traced) {
    const traces = await startTraces("ocop-workers");
    open.push(() => traces.stop());
  }
  if (WORKER_HEALTH_PORT !== undefined) {
    const health = await openHealth(
      { port: WORKER_HEALTH_PORT, host: HOST },
      {
        store: () => (ending ? undefined : workers?.store),
        backendUrl: BACKEND_URL,
        metrics: environment.METRICS === "1" ? metrics : undefined,
      },
    );
    open.push(() => health.close());
    log.info({ host: HOST, port: health.port }, "health");
  }
  const gates = REDIS_URL ? openRedisGates(REDIS_URL, (error) => log.warn({ error: error.message }, "rate gate")) : undefined;
  if (gates) open.push(() => gates.close());
  const opened = await openWorkers({ redisUrl: REDIS_URL, databaseUrl: DATABASE_URL, traced }, PACE, {
    backend: openBackend({ url: BACKEND_URL, token: environment.WORKER_TOKEN, worker: `${hostname()}-${process.pid}` }),
    connect: openConnect({ metrics, ...(gates ? { gates } : {}) }),
    now: () => new Date(),
    log,
    metrics,
  });
  workers = opened;
  open.push(() => opened.close());
  log.info({ pace: PACE, queue: REDIS_URL ? "redis" : "postgres" }, "ready");
} catch (error) {
  log.fatal({ error: error instanceof Error ? error.message : String(error) }, "the workers could not start");
  process.exit(1);
}
