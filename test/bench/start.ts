import { execFileSync, spawn } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { printFigure } from "./figure.ts";

/** A clone in an empty folder with the npm cache cold, started, stopped and started again. Linux reads the memory. */
const root = fileURLToPath(new URL("../..", import.meta.url));
const folder = mkdtempSync(join(tmpdir(), "bench-start-"));
const clone = join(folder, "clone");
const environment = {
  ...process.env,
  LOCAL_DIR: join(folder, "local"),
  npm_config_cache: join(folder, "npm-cache"),
  STOREFRONT_PORT: "3900",
  BACKEND_PORT: "9900",
  MARKETPLACES_PORT: "4910",
  DATABASE_URL: "",
  REDIS_URL: "",
};

try {
  execFileSync("git", ["clone", "--quiet", root, clone]);
  const cold = await startOnce();
  await cold.stop();
  const warm = await startOnce();
  const memory = readMemory();
  await warm.stop();

  printFigure("start.cold.s", cold.seconds, "s", step(cold.said, "installing packages"));
  printFigure("start.warm.s", warm.seconds, "s", step(warm.said, "Backend"));
  const backend = memory.backend ?? Number.NaN;
  const total = Object.values(memory).reduce((sum, each) => sum + each, 0);
  printFigure("memory.total.mb", total, "MB", backend);
  for (const [name, megabytes] of Object.entries(memory)) printFigure(`memory.${name}.mb`, megabytes, "MB", backend);
} finally {
  rmSync(folder, { recursive: true, force: true });
}

interface Started {
  readonly seconds: number;
  readonly said: string;
  stop(): Promise<void>;
}

async function startOnce(): Promise<Started> {
  const began = performance.now();
  const child = spawn("npm", ["start"], { cwd: clone, env: environment, stdio: ["ignore", "pipe", "pipe"] });
  let said = "";
  const seconds = await new Promise<number>((resolve, reject) => {
    for (const stream of [child.stdout, child.stderr])
      stream.on("data", (text: Buffer) => {
        said += String(text);
        if (/^ready in \d+ s$/m.test(said)) resolve((performance.now() - began) / 1000);
      });
    child.once("exit", (code) => reject(new Error(`npm start ended (${code}):\n${said}`)));
  });
  const stop = () =>
    new Promise<void>((resolve) => {
      child.removeAllListeners("exit");
      child.once("exit", () => resolve());
      process.kill(Number(readFileSync(join(environment.LOCAL_DIR, "start.pid"), "utf8")), "SIGINT");
    });
  return { seconds, said, stop };
}

/** The step's own time, from the line it ends with. */
function step(said: string, title: string): number {
  const found = new RegExp(`${title}[^\\n]*: done in ([\\d.]+) s`).exec(said);
  return found ? Number(found[1]) : Number.NaN;
}

/** Resident megabytes of each process and its children, shared pages counted once by their share (PSS). */
function readMemory(): Record<string, number> {
  const pids = JSON.parse(readFileSync(join(environment.LOCAL_DIR, "pids.json"), "utf8")) as Record<string, number>;
  const postmaster = Number(readFileSync(join(environment.LOCAL_DIR, "postgres/postmaster.pid"), "utf8").split("\n")[0]);
  const parents = new Map<number, number>();
  for (const entry of readdirSync("/proc").filter((name) => /^\d+$/.test(name))) {
    const status = read(`/proc/${entry}/status`);
    parents.set(Number(entry), Number(/^PPid:\s+(\d+)/m.exec(status)?.[1] ?? 0));
  }
  const family = (pid: number): number[] => [
    pid,
    ...[...parents].filter(([, parent]) => parent === pid).flatMap(([child]) => family(child)),
  ];
  const megabytes = (pid: number) => Number(/^Pss:\s+(\d+) kB/m.exec(read(`/proc/${pid}/smaps_rollup`))?.[1] ?? 0) / 1024;
  return Object.fromEntries(
    Object.entries({ ...pids, postgres: postmaster }).map(([name, pid]) => [
      name,
      family(pid).reduce((sum, each) => sum + megabytes(each), 0),
    ]),
  );
}

function read(path: string): string {
  try {
    return existsSync(path) ? readFileSync(path, "utf8") : "";
  } catch {
    return "";
  }
}
