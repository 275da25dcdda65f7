import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startPostgres } from "../../backend/local/postgres.mts";

export interface QueueServer {
  readonly where: { readonly databaseUrl: string; readonly redisUrl?: string };
  stop(): Promise<void>;
}

/** Whoever ends without stopping it takes it along. */
export function endsWithUs(child: ChildProcess): void {
  const end = () => child.kill("SIGKILL");
  process.once("exit", end);
  child.once("exit", () => process.off("exit", end));
}

/** The embedded default. */
export async function openPostgres(): Promise<QueueServer> {
  const folder = mkdtempSync(join(tmpdir(), "queues-postgres-"));
  const server = await startPostgres({ dir: join(folder, "data"), database: "queues", durable: false });
  return {
    where: { databaseUrl: server.url },
    async stop() {
      await server.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** undefined, with the reason on the console, where there is no Redis and none can be installed. */
export async function openRedis(): Promise<QueueServer | undefined> {
  const program = findRedis();
  if (!program) {
    console.error("SKIPPED: the queues on Redis. There is no redis-server here, and it could not be installed.");
    return undefined;
  }
  const folder = mkdtempSync(join(tmpdir(), "queues-redis-"));
  const port = await freePort();
  const child = spawn(
    program,
    ["--port", String(port), "--bind", "127.0.0.1", "--dir", folder, "--save", "", "--maxmemory-policy", "noeviction"],
    { stdio: ["ignore", "pipe", "inherit"] },
  );
  endsWithUs(child);
  await new Promise<void>((resolve, reject) => {
    child.once("exit", (code) => reject(new Error(`redis-server ended (${code})`)));
    child.stdout.on("data", (text: Buffer) => {
      if (String(text).includes("Ready to accept connections")) resolve();
    });
  });
  return {
    where: { databaseUrl: "postgres://unused@127.0.0.1/unused", redisUrl: `redis://127.0.0.1:${port}` },
    async stop() {
      const ended = new Promise((resolve) => child.once("exit", resolve));
      child.kill("SIGTERM");
      await ended;
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** undefined where there is no Redis and none can be installed. */
export function findRedis(): string | undefined {
  const known = () => {
    const found = spawnSync("sh", ["-c", "command -v redis-server"], { encoding: "utf8" }).stdout?.trim();
    return found || undefined;
  };
  if (known()) return known();
  // Debian's own package, and only where this process may install.
  if (process.getuid?.() === 0 && spawnSync("sh", ["-c", "command -v apt-get"]).status === 0) {
    console.log("Installing redis-server from the system's packages …");
    spawnSync("apt-get", ["update", "-q"], { stdio: "ignore", timeout: 120_000 });
    spawnSync("apt-get", ["install", "-y", "-q", "--no-install-recommends", "redis-server"], {
      stdio: "ignore",
      timeout: 180_000,
      // Not started by the system: the test runs its own.
      env: { ...process.env, DEBIAN_FRONTEND: "noninteractive", RUNLEVEL: "1" },
    });
  }
  return known();
}

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer().listen(0, "127.0.0.1", () => {
      const { port } = server.address() as { port: number };
      server.close(() => resolve(port));
    });
  });
}
