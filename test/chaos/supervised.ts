import { type ChildProcess, spawn } from "node:child_process";
import { closeSync, mkdirSync, openSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { type Postgres, startPostgres } from "../../backend/local/postgres.mts";
import type { ProcessPlan } from "../../backend/local/processes.mts";

/** Something that can be killed at any point and comes back by itself, on the same port and over the same folder. */
export interface Supervised {
  readonly name: string;
  /** SIGKILL; true where there was something to kill. */
  kill(): boolean;
  stop(): Promise<void>;
}

/** Told when one ends that nobody killed. */
export type OnEnd = (name: string, how: string, livedMs: number) => void;

/** A process as the start runs it: its own group, its output in a log, started again whenever it has ended. */
export function superviseProcess(plan: ProcessPlan, logDir: string, onEnd: OnEnd): Supervised {
  mkdirSync(logDir, { recursive: true });
  let stopping = false;
  let killed = false;
  let child = start();

  function start(): ChildProcess {
    const log = openSync(join(logDir, `${plan.name}.log`), "a");
    const [command = "", ...words] = plan.command;
    const started = spawn(command, words, {
      cwd: plan.cwd,
      env: { ...process.env, NODE_OPTIONS: "", VITEST: "", ...plan.environment },
      stdio: ["ignore", log, log],
      detached: true,
    });
    closeSync(log);
    const since = Date.now();
    started.once("exit", (code, signal) => void ended(`${signal ?? code}`, Date.now() - since));
    return started;
  }
  async function ended(how: string, livedMs: number): Promise<void> {
    if (stopping) return;
    if (!killed) onEnd(plan.name, how, livedMs);
    killed = false;
    // One that cannot start must not be started a hundred times a second.
    if (livedMs < 1_000) await pause(300);
    if (!stopping) child = start();
  }
  const running = () => child.exitCode === null && child.signalCode === null;
  const signal = (name: NodeJS.Signals) => {
    try {
      process.kill(-(child.pid ?? 0), name);
    } catch {
      // Gone already.
    }
  };
  return {
    name: plan.name,
    kill() {
      if (!running() || !child.pid) return false;
      killed = true;
      signal("SIGKILL");
      return true;
    },
    async stop() {
      stopping = true;
      if (!running() || !child.pid) return;
      const gone = new Promise((resolve) => child.once("exit", resolve));
      signal("SIGTERM");
      const late = setTimeout(() => signal("SIGKILL"), 10_000);
      await gone;
      clearTimeout(late);
    },
  };
}

/** The embedded Postgres, as durable as in the product. */
export async function supervisePostgres(dir: string, port: number): Promise<Supervised & { readonly url: string }> {
  const open = (): Promise<Postgres> => startPostgres({ dir, port, database: "ocop" });
  let server = await open();
  let back: Promise<void> = Promise.resolve();
  let down = false;
  return {
    name: "postgres",
    url: server.url,
    kill() {
      if (down) return false;
      down = true;
      process.kill(server.pid, "SIGKILL");
      back = (async () => {
        await pause(50);
        server = await open();
        down = false;
      })();
      return true;
    },
    async stop() {
      await back;
      await server.stop();
    },
  };
}
