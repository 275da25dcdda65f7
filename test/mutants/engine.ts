import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";
import { parseArgs } from "node:util";
import { printFigure } from "../bench/figure.ts";
import { brokenAssumptions } from "../simulation/settings.ts";
import { askScript, askTests, endAll, failsToLoad, type Tests, type Verdict } from "./ask-suite.ts";
import { changedBy, engineMutants, type Planted } from "./patches.ts";
import { openWorkbench, type Workbench } from "./workbench.ts";

/**
 * Plants one mistake at a time in a copy of the engine and asks its suites in order, up to the first that fails. Words choose
 * mutants by name, or by how their names begin; `--kinds` the suites that are asked. Ends with 1 when a mutant survives, cannot
 * be planted, or a suite fails without one.
 */
const root = resolve(import.meta.dirname, "../..");
const { values, positionals: words } = parseArgs({ options: { kinds: { type: "string" } }, allowPositionals: true });
const all = engineMutants();
const unknown = words.filter((word) => !all.some(({ name }) => name.startsWith(word)));
if (unknown.length) {
  console.error(`No such mutant: ${unknown.join(", ")}`);
  process.exit(2);
}
const chosen = all.filter(({ name }) => !words.length || words.some((word) => name.startsWith(word)));

const copied = ["connectors", "jobs", "backend", "test"];
const benches = [openWorkbench(root, copied), openWorkbench(root, copied)] as const;
const closeAll = () => {
  endAll();
  for (const bench of benches) bench.close();
};
for (const signal of ["SIGINT", "SIGTERM"] as const)
  process.once(signal, () => {
    closeAll();
    process.exit(130);
  });

// The backend's own configuration starts a database for each run, which what is pure does not need.
for (const { folder } of benches)
  writeFileSync(
    join(folder, "backend/vitest.pure.config.mts"),
    'import backend from "./vitest.config.mts";\nexport default { ...backend, test: { ...backend.test, globalSetup: [] } };\n',
  );
const channels = "src/modules/channels";
const kinds = ["model", "histories", "simulation", "specs"] as const;
interface Suite {
  readonly kind: (typeof kinds)[number];
  readonly title: string;
  /** Nothing but what these files import can change what it says; unless said, everything can. */
  readonly reads?: readonly string[];
  ask(folder: string, mostMs: number): Promise<Verdict>;
}
const pure = (title: string, kind: Suite["kind"], ...files: string[]): Suite => ({
  ...withRows(title, kind, "vitest.pure.config.mts", ...files),
  reads: files.map((file) => `backend/${file}`),
});
const withRows = (title: string, kind: Suite["kind"], config: string, ...files: string[]): Suite => {
  const tests: Tests = { config, within: "backend", files };
  return { kind, title, ask: (folder, mostMs) => askTests(folder, tests, mostMs) };
};
/** Shortest for whoever looks: the first broken promise of the same seeds. Where an assumption is broken its breach must be told. */
const simulation = (title: string, how: string): Suite => ({
  kind: "simulation",
  title,
  ask: (folder, mostMs) =>
    askScript(
      folder,
      `test/simulation/simulate.ts --seed 1 ${how} --processes 1 --verbose`.split(" "),
      /^seed \d+, step .*$/m,
      mostMs,
    ),
});
const specs = (folder: string, ...names: string[]) => names.map((name) => `${channels}/${folder}__tests__/${name}.spec.ts`);
const jobs = ["jobs/run-turn.test.ts", "jobs/handlers/sheets.test.ts"];
const ofJobs = (title: string, kind: Suite["kind"], named?: string): Suite => ({
  kind,
  title,
  reads: jobs,
  ask: (folder, mostMs) =>
    askTests(folder, { config: "test/vitest.config.ts", files: jobs, ...(named ? { named } : {}) }, mostMs),
});
/** Those that attack the promises come first: the specs, which say how it is done, are asked of what is left. */
const suites: readonly Suite[] = [
  pure("every history of the model", "model", ...specs("model/", "every-history")),
  pure("the protocol's histories", "histories", ...specs("plan/", "histories")),
  ofJobs("the protocol's history of a worker", "histories", "H17"),
  withRows("the protocol's histories over rows", "histories", "vitest.config.mts", ...specs("", "histories")),
  pure("the seeded sales", "simulation", ...specs("plan/", "never-oversold")),
  ...brokenAssumptions.map((broken) => simulation(`the simulation of ${broken}`, `--events 1 --steps 4000 --breaks ${broken}`)),
  simulation("the simulation", "--events 60000"),
  pure(
    "the specs of ledger and plan",
    "specs",
    ...specs("ledger/", "ledger", "kinds"),
    ...specs("plan/", "stock", "drift", "showing", "command", "renewal", "breach"),
  ),
  ofJobs("the tests of the jobs", "specs"),
  withRows(
    "the specs over rows",
    "specs",
    "vitest.config.mts",
    ...specs("", "readings", "stock-kinds", "service", "twins", "drift", "access", "measures", "returns", "unread-orders"),
  ),
];

const caughtBy = new Map(kinds.map((kind) => [kind, 0]));
const broken: string[] = [];
const loads = new Set<Planted>();
let left: readonly Planted[] = chosen;
const asked = values.kinds?.split(",") ?? kinds;
try {
  for (const suite of suites.filter(({ kind }) => asked.includes(kind))) left = await survivorsOf(suite);
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
} finally {
  closeAll();
}

if (process.exitCode === undefined) {
  for (const { name, reason } of left) console.log(`\nSURVIVED ${name}\n${reason}`);
  for (const line of broken) console.log(`\nNOT PLANTED ${line}`);
  for (const [kind, count] of caughtBy) printFigure(`mutants.engine.${kind}`, count, "mutants", chosen.length);
  const caught = [...caughtBy.values()].reduce((sum, count) => sum + count, 0);
  printFigure("mutants.engine", caught, "mutants", chosen.length);
  process.exitCode = caught === chosen.length ? 0 : 1;
}

/** Suite by suite, so that the dear ones are asked of few. */
async function survivorsOf(suite: Suite): Promise<readonly Planted[]> {
  const seen = suite.reads && imported(suite.reads);
  const asked = left.filter((mutant) => !seen || changedBy(mutant).some((file) => seen.has(file)));
  if (!asked.length) return left;
  const mostMs = await unbroken(suite);
  const gone = new Set<Planted>();
  const waiting = [...asked.entries()];
  await Promise.all(
    benches.map(async (bench) => {
      for (let next = waiting.shift(); next; next = waiting.shift()) await ask(bench, ...next);
    }),
  );
  return left.filter((mutant) => !gone.has(mutant));

  async function ask(bench: Workbench, at: number, mutant: Planted): Promise<void> {
    const verdict = await plantAndAsk(bench, suite, mutant, mostMs);
    if (verdict?.is !== "passed") gone.add(mutant);
    if (verdict?.is === "failed" || verdict?.is === "hung") caughtBy.set(suite.kind, (caughtBy.get(suite.kind) ?? 0) + 1);
    else if (verdict?.is !== "passed") broken.push(`${mutant.name}: ${verdict ? said(verdict) : "the patch does not apply"}`);
    console.log(`${suite.title}, ${at + 1}/${asked.length} ${mutant.name}: ${verdict ? said(verdict) : "does not apply"}`);
  }
}

async function plantAndAsk(bench: Workbench, suite: Suite, mutant: Planted, mostMs: number): Promise<Verdict | undefined> {
  if (!(await bench.plant(mutant.file))) return undefined;
  try {
    const why = loads.has(mutant) ? undefined : await failsToLoad(bench.folder, changedBy(mutant));
    if (why !== undefined) return { is: "stillborn", why };
    loads.add(mutant);
    return await suite.ask(bench.folder, mostMs);
  } finally {
    await bench.uproot(mutant.file);
  }
}

/** Unbroken, a suite must pass; and a mutant counts as hanging only far beyond the time that takes. */
async function unbroken(suite: Suite): Promise<number> {
  const verdict = await suite.ask(benches[0].folder, 1_800_000);
  console.log(`${suite.title}, unbroken: ${said(verdict)}`);
  if (verdict.is !== "passed") throw new Error(`${suite.title} does not pass unbroken`);
  return Math.max(120_000, 4 * verdict.ms);
}

function said(verdict: Verdict): string {
  if (verdict.is === "stillborn") return `cannot be loaded: ${verdict.why}`;
  const time = `${(verdict.ms / 1000).toFixed(1)} s`;
  if (verdict.is === "passed") return `${verdict.tests} pass in ${time}`;
  return verdict.is === "hung" ? `hung for ${time}` : `caught in ${time} by “${verdict.by}”`;
}

/** The files of the tree that these read, and those that they read. */
function imported(files: readonly string[]): ReadonlySet<string> {
  const found = new Set<string>(files);
  for (const file of found) {
    const source = readFileSync(join(root, file), "utf8");
    for (const [, to] of source.matchAll(/from "(\.[^"]+)"/g)) {
      const path = resolve(root, dirname(file), to ?? "");
      const there = [path, `${path}.ts`, join(path, "index.ts")].find((each) => each.endsWith(".ts") && existsSync(each));
      if (there) found.add(relative(root, there).replaceAll("\\", "/"));
    }
  }
  return found;
}
