import { type ChildProcess, spawn } from "node:child_process";
import { readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";

/** What a run of one test file said. */
export type Verdict =
  | { readonly is: "passed"; readonly tests: number; readonly ms: number }
  | { readonly is: "failed"; readonly by: string; readonly ms: number }
  | { readonly is: "hung"; readonly ms: number }
  /** The connectors could not even be loaded, so nothing was asked of them. */
  | { readonly is: "stillborn"; readonly why: string };

const reportSchema = z.object({
  numPassedTests: z.int(),
  testResults: z.array(
    z.object({
      message: z.string().optional(),
      assertionResults: z.array(z.object({ status: z.string(), fullName: z.string() })),
    }),
  ),
});

const withSources = "--import tsx --conditions workspace --conditions channels --input-type module".split(" ");
const load = 'await import("./connectors/channels.ts"); await import("./connectors/edges.ts");';

const running = new Set<ChildProcess>();
/** With everything they have started: a worker that loops for ever does not end with its parent. */
export function endAll(): void {
  for (const child of running) end(child);
}

/** In a folder that has the tree; to the first test that fails. */
export async function askSuite(folder: string, file: string, mostMs: number): Promise<Verdict> {
  const loaded = await start(folder, 60_000, [...withSources, "-e", load]);
  if (loaded.code !== 0) return { is: "stillborn", why: loaded.said.trim().split("\n").slice(0, 6).join("\n") };

  const report = join(folder, "report.json");
  rmSync(report, { force: true });
  const began = performance.now();
  const { code, said } = await start(folder, mostMs, [
    join(folder, "node_modules/vitest/vitest.mjs"),
    ..."run --config test/vitest.config.ts --bail 1 --reporter=json".split(" "),
    `--outputFile=${report}`,
    file,
  ]);
  const ms = performance.now() - began;
  if (code === "late") return { is: "hung", ms };
  const read = reportSchema.safeParse(json(report));
  if (code === 0 && read.success && read.data.numPassedTests > 0) return { is: "passed", tests: read.data.numPassedTests, ms };
  const results = read.data?.testResults ?? [];
  const first = results.flatMap(({ assertionResults }) => assertionResults).find(({ status }) => status === "failed");
  const told = first?.fullName ?? results.find(({ message }) => message)?.message ?? said;
  return { is: "failed", by: told.trim().split("\n")[0] ?? "", ms };
}

function start(cwd: string, mostMs: number, words: readonly string[]): Promise<{ code: number | "late"; said: string }> {
  return new Promise((done) => {
    const child = spawn(process.execPath, words, { cwd, detached: true, stdio: ["ignore", "pipe", "pipe"] });
    running.add(child);
    let said = "";
    for (const stream of [child.stdout, child.stderr])
      stream.on("data", (text: Buffer) => {
        said = `${said}${String(text)}`.slice(-20_000);
      });
    let late = false;
    const timer = setTimeout(() => {
      late = true;
      end(child);
    }, mostMs);
    child.once("close", (code) => {
      clearTimeout(timer);
      running.delete(child);
      done({ code: late ? "late" : (code ?? 1), said });
    });
  });
}

function end(child: ChildProcess): void {
  try {
    if (process.platform === "win32" || child.pid === undefined) child.kill("SIGKILL");
    else process.kill(-child.pid, "SIGKILL");
  } catch {
    // It has ended meanwhile.
  }
}

function json(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, "utf8"));
  } catch {
    return undefined;
  }
}
