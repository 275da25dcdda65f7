import { type ChildProcess, spawn } from "node:child_process";
import fs from "node:fs";
import net from "node:net";
import path from "node:path";

export interface ProcessPlan {
  readonly name: string;
  readonly command: readonly string[];
  readonly cwd: string;
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** One that dies after it has worked for a while is started again; one that cannot even start is not. */
  readonly restart?: boolean;
}

interface Running {
  readonly plan: ProcessPlan;
  child: ChildProcess;
  restarts: number;
  /** Deaths in a row within `livedMs`. */
  early: number;
  since: number;
}

const livedMs = 10_000;
/** So many in a row of what once worked are an accident, a third is not: what it needs may itself be coming up again. */
const mostEarly = 2;

/** The product's processes, each in a group of its own; they are stopped in the reverse of the order they came up in. */
export class Processes {
  private readonly running: Running[] = [];
  private stopping = false;
  private readonly logDir: string;
  private readonly onDeath: (message: string) => void;
  private readonly onRestart: () => void;

  constructor(logDir: string, onDeath: (message: string) => void, onRestart: () => void = () => {}) {
    this.logDir = logDir;
    this.onDeath = onDeath;
    this.onRestart = onRestart;
    fs.mkdirSync(logDir, { recursive: true });
  }

  start(plan: ProcessPlan): void {
    const entry: Running = { plan, child: this.spawn(plan), restarts: 0, early: 0, since: Date.now() };
    this.running.push(entry);
    this.watch(entry);
  }

  pids(): Record<string, number> {
    return Object.fromEntries(this.running.flatMap(({ plan, child }) => (child.pid ? [[plan.name, child.pid]] : [])));
  }

  logFile(name: string): string {
    return path.join(this.logDir, `${name}.log`);
  }

  /** The last lines of a process' log, for the message that it has died. */
  tail(name: string): string {
    const file = this.logFile(name);
    return fs.existsSync(file) ? fs.readFileSync(file, "utf8").slice(-3000) : "";
  }

  async stop(): Promise<void> {
    this.stopping = true;
    for (const { child } of this.running.splice(0).reverse()) await stopGroup(child, 10_000);
  }

  private spawn(plan: ProcessPlan): ChildProcess {
    const log = fs.openSync(this.logFile(plan.name), "a");
    const [command, ...words] = plan.command;
    const child = spawn(command as string, words, {
      cwd: plan.cwd,
      env: { ...process.env, ...plan.environment },
      stdio: ["ignore", log, log],
      detached: true,
    });
    fs.closeSync(log);
    return child;
  }

  private watch(entry: Running): void {
    entry.child.once("exit", (code, signal) => {
      if (this.stopping) return;
      entry.early = Date.now() - entry.since > livedMs ? 0 : entry.early + 1;
      const worked = entry.early === 0 || (entry.restarts > 0 && entry.early <= mostEarly);
      if (entry.plan.restart && entry.restarts < 20 && worked) {
        entry.restarts += 1;
        entry.since = Date.now();
        console.log(`${entry.plan.name} ended (${signal ?? code}); started again`);
        entry.child = this.spawn(entry.plan);
        this.watch(entry);
        this.onRestart();
        return;
      }
      this.onDeath(`${entry.plan.name} ended (${signal ?? code}):\n${this.tail(entry.plan.name)}`);
    });
  }
}

/** Runs one command to its end; throws with its last words when it fails. */
export async function runOnce(plan: ProcessPlan, options: { readonly show?: boolean } = {}): Promise<string> {
  const [command, ...words] = plan.command;
  const child = spawn(command as string, words, {
    cwd: plan.cwd,
    env: { ...process.env, ...plan.environment },
    stdio: ["ignore", "pipe", "pipe"],
    detached: true,
  });
  current.add(child);
  let said = "";
  for (const stream of [child.stdout, child.stderr])
    stream.on("data", (text: Buffer) => {
      if (options.show) process.stdout.write(text);
      said = (said + String(text)).slice(-8000);
    });
  const code = await new Promise<number | null>((resolve) => {
    child.on("error", (error) => {
      said += error.message;
      resolve(-1);
    });
    child.on("close", resolve);
  });
  current.delete(child);
  if (code !== 0) throw new Error(`${plan.name} failed (${code}):\n${said}`);
  return said;
}

const current = new Set<ChildProcess>();

/** Stops what `runOnce` is still waiting for, so that a Ctrl-C half-way leaves nothing behind. */
export async function stopUnfinished(): Promise<void> {
  await Promise.all([...current].map((child) => stopGroup(child, 5_000)));
}

async function stopGroup(child: ChildProcess, graceMs: number): Promise<void> {
  const pid = child.pid;
  if (!pid || child.exitCode !== null || child.signalCode !== null) return;
  const gone = new Promise<void>((resolve) => child.once("exit", () => resolve()));
  signalGroup(pid, "SIGTERM");
  const late = setTimeout(() => signalGroup(pid, "SIGKILL"), graceMs);
  await gone;
  clearTimeout(late);
  // What it started itself and left behind.
  signalGroup(pid, "SIGKILL");
}

function signalGroup(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(-pid, signal);
  } catch {
    // Already gone.
  }
}

/** Throws a line that names the port and its setting when somebody listens there already. */
export async function requireFreePort(port: number, setting: string): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    const server = net.createServer();
    server.once("error", (error: NodeJS.ErrnoException) =>
      reject(
        new Error(
          error.code === "EADDRINUSE"
            ? `Port ${port} is in use: stop what listens there, or set ${setting} to another port.`
            : `Port ${port} cannot be used (${error.code}): set ${setting} to another port.`,
        ),
      ),
    );
    server.listen(port, "127.0.0.1", () => server.close(() => resolve()));
  });
}

export async function requireReachable(url: string, setting: string): Promise<void> {
  const { hostname, port, protocol } = new URL(url);
  const number = Number(port) || (protocol.startsWith("postgres") ? 5432 : 6379);
  await new Promise<void>((resolve, reject) => {
    const socket = net.connect({ host: hostname, port: number, timeout: 5_000 });
    const fail = (why: string) => {
      socket.destroy();
      reject(new Error(`Nothing answers at ${hostname}:${number} (${why}): check ${setting}.`));
    };
    socket.once("connect", () => {
      socket.end();
      resolve();
    });
    socket.once("timeout", () => fail("no answer in 5 s"));
    socket.once("error", (error: NodeJS.ErrnoException) => fail(error.code ?? error.message));
  });
}

/** Polls until the address answers with success; throws when the time is over or `stillAlive` says the process died. */
export async function waitForHttp(url: string, name: string, limitMs: number): Promise<void> {
  const until = Date.now() + limitMs;
  for (;;) {
    try {
      const answer = await fetch(url, { signal: AbortSignal.timeout(2_000) });
      await answer.arrayBuffer();
      if (answer.ok) return;
    } catch {
      // Not up yet.
    }
    if (Date.now() > until) throw new Error(`${name} did not answer at ${url} within ${limitMs / 1000} s`);
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
}
