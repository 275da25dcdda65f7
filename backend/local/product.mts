import fs from "node:fs";
import path from "node:path";
import { backup, requireStopped, restore, runningStart } from "./backup.mts";
import { signInDemonstration } from "./demonstration.mts";
import { backendPlan, type Launch, marketplacesPlan, medusaPlan, wiringFile, workersPlan } from "./plans.mts";
import { type Postgres, type PostgresPlan, startPostgres } from "./postgres.mts";
import { Processes, requireFreePort, requireReachable, runOnce, stopUnfinished, waitForHttp } from "./processes.mts";
import { readSecrets } from "./secrets.mts";
import { type LocalSettings, readLocalSettings } from "./settings.mts";
import { readWiring } from "./wiring.mts";

const [verb = "start", ...words] = process.argv.slice(2);
let postgres: Postgres | undefined;
let processes: Processes | undefined;
let local: LocalSettings | undefined;
let ending: Promise<never> | undefined;

for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, () => void end(0, "stopping …"));

try {
  const settings = readLocalSettings(process.env);
  local = settings;
  if (verb === "start") await start(settings);
  else if (verb === "backup") console.log(backup(settings, fileOf(verb)));
  else if (verb === "restore") console.log(restore(settings, fileOf(verb)));
  else if (verb === "import") await importProducts(settings);
  else throw new Error(`Unknown command ${verb}: start, backup, restore or import.`);
} catch (error) {
  await end(1, error instanceof Error ? error.message : String(error));
}

async function start(settings: LocalSettings): Promise<void> {
  const unknown = words.filter((word) => !["--fresh", "--no-demo"].includes(word));
  if (unknown.length) throw new Error(`Unknown option ${unknown.join(" ")}: --fresh or --no-demo.`);
  const demonstration = !words.includes("--no-demo");
  const { ports } = settings;

  const other = runningStart(settings);
  if (other) throw new Error(`The product is running already from this folder (process ${other}).`);
  await requireFreePort(ports.storefront, "STOREFRONT_PORT");
  await requireFreePort(ports.backend, "BACKEND_PORT");
  if (demonstration) await requireFreePort(ports.marketplaces, "MARKETPLACES_PORT");

  if (words.includes("--fresh")) {
    requireStopped(settings);
    fs.rmSync(settings.localDir, { recursive: true, force: true });
  }
  const secrets = readSecrets(settings.localDir);
  fs.writeFileSync(path.join(settings.localDir, "start.pid"), String(process.pid));

  const databaseUrl = await timed("Database", () => openDatabase(settings));
  if (settings.redisUrl) await requireReachable(settings.redisUrl, "REDIS_URL");

  const launch: Launch = { settings, secrets, databaseUrl, demonstration };
  await migrate(launch);
  if (readWiring(wiringFile(settings))?.demonstration !== demonstration)
    await timed("Loading the real data", () => medusa(launch, ["exec", "./src/scripts/seed.js"]).then(() => undefined));
  const wiring = readWiring(wiringFile(settings));
  if (!wiring) throw new Error(`The seed did not write ${wiringFile(settings)}.`);

  const running = new Processes(
    path.join(settings.localDir, "logs"),
    (message) => void end(1, message),
    () => writePids(settings, running),
  );
  processes = running;
  const node = process.execPath;
  if (demonstration) processes.start(marketplacesPlan(launch));
  processes.start(backendPlan(launch));
  await timed("Backend", () => waitForHttp(`http://127.0.0.1:${ports.backend}/health`, "The backend", 120_000));

  processes.start(workersPlan(launch));
  processes.start({
    name: "storefront",
    command: [node, "--import", "tsx", "server.ts"],
    cwd: path.join(settings.root, "storefront"),
    environment: {
      NODE_ENV: "production",
      PORT: String(ports.storefront),
      BACKEND_URL: `http://127.0.0.1:${ports.backend}`,
      PUBLISHABLE_KEY: wiring.publishableKey,
      REGION_ID: wiring.regionId,
      SESSION_SECRET: secrets.session,
    },
  });
  if (demonstration) {
    await timed("Marketplaces", () =>
      waitForHttp(`http://127.0.0.1:${ports.marketplaces}/`, "The simulated marketplaces", 60_000),
    );
  }
  await timed("Storefront", () => waitForHttp(`http://127.0.0.1:${ports.storefront}/healthz`, "The storefront", 60_000));
  if (demonstration)
    await timed("Demonstration accounts", () =>
      signInDemonstration({
        backend: `http://127.0.0.1:${ports.backend}`,
        password: secrets.demonstrationPassword,
        say: (line) => console.log(`  ${line}`),
      }),
    );
  writePids(settings, running);

  console.log("");
  console.log(`  Cửa hàng (shop)            http://localhost:${ports.storefront}`);
  console.log(`  Bàn làm việc chủ thể (desk) http://localhost:${ports.storefront}/ban-hang`);
  console.log(`  Bảng của Sở (board)         http://localhost:${ports.storefront}/so`);
  console.log(`  Quản trị (admin)            http://localhost:${ports.backend}/app`);
  if (demonstration) {
    console.log(`  Sàn mô phỏng (marketplaces) http://localhost:${ports.marketplaces}`);
    console.log("");
    console.log(`  Password of every demonstration sign-in: ${secrets.demonstrationPassword}`);
    console.log("  desk 0900000001 (HTX Minh Họa) · board 0900000002 · admin admin@hungyen.test");
  }
  console.log("");
  console.log(`ready in ${Math.round((Date.now() - settings.began) / 1000)} s`);
}

/** For whoever looks at the processes from outside; not read here. */
function writePids(settings: LocalSettings, running: Processes): void {
  fs.writeFileSync(path.join(settings.localDir, "pids.json"), JSON.stringify(running.pids()));
}

async function importProducts(settings: LocalSettings): Promise<void> {
  const unknown = words.filter((word) => word.startsWith("--") && word !== "--dry-run");
  if (unknown.length) throw new Error(`Unknown option ${unknown.join(" ")}: --dry-run.`);
  const file = path.resolve(settings.stood, fileOf(verb));
  if (!fs.existsSync(file)) throw new Error(`No such file: ${file}`);
  const secrets = readSecrets(settings.localDir);
  const databaseUrl = await openDatabase(settings);
  const launch: Launch = { settings, secrets, databaseUrl, demonstration: false };
  await migrate(launch, "warn");
  const script = [
    "exec",
    "./src/scripts/import-registered-products.js",
    file,
    // Medusa's own command line takes no option it does not know.
    ...words.filter((word) => word === "--dry-run").map(() => "dry-run"),
  ];
  await medusa(launch, script, { show: true, logLevel: "warn" });
  await end(0, "");
}

function fileOf(command: string): string {
  const file = words.find((word) => !word.startsWith("--"));
  if (!file) throw new Error(`Name a file: npm run ${command} -- FILE`);
  return file;
}

async function openDatabase(settings: LocalSettings): Promise<string> {
  if (settings.databaseUrl) {
    await requireReachable(settings.databaseUrl, "DATABASE_URL");
    return settings.databaseUrl;
  }
  const plan: PostgresPlan = { dir: path.join(settings.localDir, "postgres"), database: "ocop" };
  postgres = await startPostgres(plan);
  if (verb === "start") void keepRunning(postgres, plan);
  return postgres.url;
}

const mostPostgresRestarts = 20;

/** Everything stands on it: when it dies it comes up again where its clients look for it. */
async function keepRunning(first: Postgres, plan: PostgresPlan): Promise<void> {
  let running = first;
  for (let restarts = 0; ; restarts += 1) {
    await running.gone;
    if (ending) return;
    if (restarts >= mostPostgresRestarts) return void end(1, `Postgres has ended ${restarts + 1} times.`);
    console.log("Postgres ended; started again");
    try {
      running = await startPostgres({ ...plan, port: running.port });
      postgres = running;
    } catch (error) {
      return void end(1, error instanceof Error ? error.message : String(error));
    }
    // Stopped while it was coming up.
    if (ending) return void running.stop();
  }
}

/** Ten seconds even when there is nothing to do, so it is skipped while the built backend is the one that migrated last. */
async function migrate(launch: Launch, logLevel?: string): Promise<void> {
  const { settings } = launch;
  const stamp = path.join(settings.localDir, "migrated");
  const built = fs.readFileSync(path.join(settings.root, "node_modules/.built-backend"), "utf8");
  const now = `${built} ${settings.databaseUrl ?? "embedded"}`;
  if (fs.existsSync(stamp) && fs.readFileSync(stamp, "utf8") === now) return;
  await timed("Migrating the database", () => medusa(launch, ["db:migrate"], { logLevel }).then(() => undefined));
  fs.writeFileSync(stamp, now);
}

function medusa(
  launch: Launch,
  words: readonly string[],
  options: { show?: boolean; logLevel?: string | undefined } = {},
): Promise<string> {
  const plan = medusaPlan(launch, words);
  const { show = false, logLevel } = options;
  return runOnce({ ...plan, environment: { ...plan.environment, ...(logLevel ? { LOG_LEVEL: logLevel } : {}) } }, { show });
}

async function timed<Result>(title: string, work: () => Promise<Result>): Promise<Result> {
  const from = Date.now();
  const seconds = () => ((Date.now() - from) / 1000).toFixed(1);
  console.log(`${title} …`);
  const ticks = setInterval(() => console.log(`  ${title}: ${seconds()} s`), 10_000);
  try {
    const result = await work();
    console.log(`  ${title}: done in ${seconds()} s`);
    return result;
  } finally {
    clearInterval(ticks);
  }
}

/** Children first, each by its group; Postgres last. */
function end(code: number, message: string): Promise<never> {
  ending ??= (async () => {
    if (message) (code ? console.error : console.log)(message);
    await stopUnfinished();
    await processes?.stop();
    // An import beside a running product has only borrowed its database.
    if (verb === "start" || !postgres?.adopted) await postgres?.stop();
    const pidFile = local && path.join(local.localDir, "start.pid");
    if (pidFile && fs.existsSync(pidFile) && fs.readFileSync(pidFile, "utf8") === String(process.pid))
      fs.rmSync(pidFile, { force: true });
    process.exit(code);
  })();
  return ending;
}
