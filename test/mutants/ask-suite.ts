import { type ChildProcess, spawn } from "node:child_process";
import { readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";

/** What a run of one test file said. */
export type Verdict =
  | { readonly is: "passed"; readonly tests: number; readonly ms: number }
  | { readonly is: "failed"; readonly by: string; readonly ms: number }
  | { readonly is: "hung"; readonly ms: number }
  /** What was broken could not even be loaded, so nothing was asked of it. */
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
const connectors = ["connectors/channels.ts", "connectors/edges.ts"];

const running = new Set<ChildProcess>();
/** With everything they have started: a worker that loops for ever does not end with its parent. */
export function endAll(): void {
  for (const child of running) end(child);
}

/** In a folder that has the tree; to the first test that fails. */
export async function askSuite(folder: string, file: string, mostMs: number): Promise<Verdict> {
  const why = await failsToLoad(folder, connectors);
  return why === undefined
    ? askTests(folder, { config: "test/vitest.config.ts", files: [file] }, mostMs)
    : { is: "stillborn", why };
}

/** What loading these files said, where it failed. */
export async function failsToLoad(folder: string, files: readonly string[]): Promise<string | undefined> {
  const load = files.map((file) => `await import("./${file}");`).join(" ");
  const loaded = await start(folder, 60_000, [...withSources, "-e", load]);
  return loaded.code === 0 ? undefined : loaded.said.trim().split("\n").slice(0, 6).join("\n");
}

export interface Tests {
  readonly config: string;
  /** Where the configuration looks from; the root of the tree unless said. */
  readonly within?: string;
  readonly files: readonly string[];
  /** Of them those alone whose name has this in it. */
  readonly named?: string;
}

export async function askTests(
  folder: string,
  { config, within = ".", files, named }: Tests,
  mostMs: number,
): Promise<Verdict> {
  const report = join(folder, "report.json");
  rmSync(report, { force: true });
  const began = performance.now();
  const { code, said } = await start(join(folder, within), mostMs, [
    join(folder, "node_modules/vitest/vitest.mjs"),
    ..."run --bail 1 --reporter=json --config".split(" "),
    config,
    `--outputFile=${report}`,
    ...(named ? ["--testNamePattern", named] : []),
    ...files,
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

/** A script that ends with 0 where every promise was kept; `by` is the line that tells of the one that was not. */
export async function askScript(folder: string, words: readonly string[], broken: RegExp, mostMs: number): Promise<Verdict> {
  const began = performance.now();
  const sources = withSources.filter((word) => word !== "--input-type" && word !== "module");
  const { code, said } = await start(folder, mostMs, [...sources, ...words]);
  const ms = performance.now() - began;
  if (code === "late") return { is: "hung", ms };
  if (code === 0) return { is: "passed", tests: 1, ms };
  const by = broken.exec(said)?.[0];
  // Ended by somebody, or by an error that is no promise: nothing was asked of it.
  return by === undefined ? { is: "stillborn", why: said.trim().split("\n").slice(-6).join("\n") } : { is: "failed", by, ms };
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

/** Asked first, so that it ends the database it has started; what no longer listens is killed. */
function end(child: ChildProcess): void {
  signal(child, "SIGTERM");
  const killing = setTimeout(() => signal(child, "SIGKILL"), 10_000);
  killing.unref();
  child.once("exit", () => clearTimeout(killing));
}

function signal(child: ChildProcess, name: NodeJS.Signals): void {
  try {
    if (process.platform === "win32" || child.pid === undefined) child.kill(name);
    else process.kill(-child.pid, name);
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
