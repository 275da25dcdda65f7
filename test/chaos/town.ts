import { randomBytes } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { backendPlan, type Launch, marketplacesPlan, medusaPlan, wiringFile, workersPlan } from "../../backend/local/plans.mts";
import { freePort } from "../../backend/local/postgres.mts";
import { runOnce, waitForHttp } from "../../backend/local/processes.mts";
import { readSecrets, type Secrets } from "../../backend/local/secrets.mts";
import { readWiring } from "../../backend/local/wiring.mts";
import { findRedis } from "../queues/servers.ts";
import { lazadaMarketplace } from "./lazada.ts";
import type { Marketplace } from "./marketplace.ts";
import { shopeeMarketplace } from "./shopee.ts";
import { type OnEnd, type Supervised, supervisePostgres, superviseProcess } from "./supervised.ts";

export type QueueKind = "embedded" | "redis";

/** The product's processes, the simulated marketplaces and the stores under them, each of which can be killed. */
export interface Town {
  readonly backend: string;
  /** Where the workers say whether they are ready. */
  readonly workersHealth: string;
  readonly marketplaces: readonly Marketplace[];
  readonly databaseUrl: string;
  readonly secrets: Secrets;
  readonly shop: { readonly publishableKey: string; readonly regionId: string };
  readonly logDir: string;
  /** Backend and workers from now on over this queue, which is new and empty; what may be killed while they run. */
  open(queue: QueueKind): Promise<Readonly<Record<"workers" | "backend" | "queue" | "postgres", Supervised>>>;
  stop(): Promise<void>;
}

const root = fileURLToPath(new URL("../..", import.meta.url));

/** Migrated and seeded, with the marketplaces up; the same programs and settings as the start has. */
export async function openTown(onEnd: OnEnd): Promise<Town> {
  const localDir = mkdtempSync(join(tmpdir(), "ocop-chaos-"));
  const logDir = join(localDir, "logs");
  const [storefront, backend, marketplaces, postgresPort, redisPort, health] = await freePorts();
  const closing: Supervised[] = [];
  let running: Supervised[] = [];
  const leave = () => void close().then(() => process.exit(130));
  const close = async () => {
    for (const each of running.splice(0).reverse()) await each.stop();
    for (const each of closing.splice(0).reverse()) await each.stop();
    for (const signal of ["SIGINT", "SIGTERM"] as const) process.off(signal, leave);
    if (!process.env.CHAOS_KEEP) rmSync(localDir, { recursive: true, force: true });
  };
  for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, leave);
  try {
    const postgres = await supervisePostgres(join(localDir, "postgres"), postgresPort);
    closing.push(postgres);
    const secrets = readSecrets(localDir);
    const launch = (redisUrl?: string): Launch => ({
      settings: {
        root,
        stood: root,
        began: Date.now(),
        localDir,
        ports: { storefront, backend, marketplaces },
        databaseUrl: undefined,
        redisUrl,
        pace: undefined,
      },
      secrets,
      databaseUrl: postgres.url,
      demonstration: true,
    });
    const first = launch();
    await runOnce(medusaPlan(first, ["db:migrate"]));
    await runOnce(medusaPlan(first, ["exec", "./src/scripts/seed.js"]));
    const wiring = readWiring(wiringFile(first.settings));
    if (!wiring) throw new Error("The seed wrote no wiring");
    const lazada = { key: "118866", secret: randomBytes(16).toString("hex") };
    const simulated = marketplacesPlan(first);
    const environment = {
      ...simulated.environment,
      LAZADA_APP_KEY: lazada.key,
      LAZADA_APP_SECRET: lazada.secret,
      LAZADA_PUSH_URL: `http://localhost:${backend}/webhooks/lazada`,
    };
    closing.push(superviseProcess({ ...simulated, environment }, logDir, onEnd));
    await waitForHttp(`http://127.0.0.1:${marketplaces}/`, "The simulated marketplaces", 60_000);

    return {
      backend: `http://127.0.0.1:${backend}`,
      workersHealth: `http://127.0.0.1:${health}`,
      marketplaces: [
        shopeeMarketplace(`http://127.0.0.1:${marketplaces}/shopee`, {
          id: secrets.shopeePartnerId,
          key: secrets.shopeePartnerKey,
        }),
        lazadaMarketplace(`http://127.0.0.1:${marketplaces}/lazada`, lazada),
      ],
      databaseUrl: postgres.url,
      secrets,
      shop: wiring,
      logDir,
      async open(queue) {
        await Promise.all(running.splice(0).map((each) => each.stop()));
        const redis = queue === "redis" ? superviseProcess(redisPlan(redisPort), logDir, onEnd) : undefined;
        if (redis) running.push(redis);
        const plans = launch(redis && `redis://127.0.0.1:${redisPort}`);
        const served = superviseProcess(backendPlan(plans), logDir, onEnd);
        running.push(served);
        await waitForHttp(`http://127.0.0.1:${backend}/health`, "The backend", 120_000);
        const plan = workersPlan(plans);
        const environment = { ...plan.environment, WORKER_HEALTH_PORT: String(health) };
        const workers = superviseProcess({ ...plan, environment }, logDir, onEnd);
        running.push(workers);
        return { workers, backend: served, queue: redis ?? postgres, postgres };
      },
      stop: close,
    };
  } catch (error) {
    await close();
    throw error;
  }
}

/** Keeps nothing on disk: a kill empties it, schedules and all. */
function redisPlan(port: number) {
  const program = findRedis();
  if (!program) throw new Error("There is no redis-server here, and it could not be installed");
  const words = ["--port", String(port), "--bind", "127.0.0.1", "--save", "", "--maxmemory-policy", "noeviction"];
  return { name: "redis", command: [program, ...words], cwd: tmpdir(), environment: {} };
}

async function freePorts(): Promise<[number, number, number, number, number, number]> {
  return [await freePort(), await freePort(), await freePort(), await freePort(), await freePort(), await freePort()];
}
