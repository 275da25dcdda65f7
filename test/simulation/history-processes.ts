import { fork } from "node:child_process";
import { fileURLToPath } from "node:url";
import type { Told } from "./history.ts";
import type { Plan } from "./settings.ts";

const script = fileURLToPath(new URL("history-process.ts", import.meta.url));

export interface HistoryProcess {
  /** One at a time. Fails when the process ended. */
  run(plan: Plan): Promise<Told>;
  close(): Promise<void>;
}

/**
 * A process of its own for histories, with its own database: the clock and the chance of a process are those of the history
 * that runs in it, and what a seed tells does not depend on who runs beside it.
 */
export async function startHistoryProcess(): Promise<HistoryProcess> {
  // "advanced": a plan holds a set.
  const child = fork(script, { serialization: "advanced" });
  const ended = new Promise<never>((_, fail) =>
    child.once("exit", (code) => fail(new Error(`a process of histories ended with ${code}`))),
  );
  ended.catch(() => undefined);
  const said = <T>() => Promise.race([ended, new Promise<T>((done) => child.once("message", (message) => done(message as T)))]);
  await said();
  return {
    run(plan) {
      const told = said<Told>();
      child.send(plan);
      return told;
    },
    async close() {
      const gone = new Promise((done) => child.once("exit", done));
      if (child.connected) child.disconnect();
      if (child.exitCode === null && child.signalCode === null) await gone;
    },
  };
}
