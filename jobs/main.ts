import { hostname } from "node:os";
import { pino } from "pino";
import { openBackend } from "./backend.ts";
import { openConnect } from "./connect.ts";
import { type Environment, readEnvironment } from "./env.ts";
import { openWorkers, type Workers } from "./workers.ts";

let environment: Environment;
try {
  environment = readEnvironment(process.env);
} catch (error) {
  console.error(error instanceof Error ? error.message : String(error));
  process.exit(1);
}

const log = pino({ level: environment.LOG_LEVEL, base: { process: "workers" } });
let workers: Workers | undefined;
let ending = false;

async function end(signal: string): Promise<void> {
  if (ending) return;
  ending = true;
  log.info({ signal }, "stopping");
  await workers?.close();
  process.exit(0);
}
process.on("SIGTERM", () => void end("SIGTERM"));
process.on("SIGINT", () => void end("SIGINT"));

try {
  workers = await openWorkers({ redisUrl: environment.REDIS_URL, databaseUrl: environment.DATABASE_URL }, environment.PACE, {
    backend: openBackend({
      url: environment.BACKEND_URL,
      token: environment.WORKER_TOKEN,
      worker: `${hostname()}-${process.pid}`,
    }),
    connect: openConnect(),
    now: () => new Date(),
    log,
  });
  log.info({ pace: environment.PACE, queue: environment.REDIS_URL ? "redis" : "postgres" }, "ready");
} catch (error) {
  log.fatal({ error: error instanceof Error ? error.message : String(error) }, "the workers could not start");
  process.exit(1);
}
