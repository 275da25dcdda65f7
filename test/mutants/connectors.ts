import { resolve } from "node:path";
import { printFigure } from "../bench/figure.ts";
import { askSuite, endAll, type Verdict } from "./ask-suite.ts";
import { connectorMutants, type Mutant } from "./patches.ts";
import { openWorkbench, type Workbench } from "./workbench.ts";

/**
 * Plants one mistake at a time in a copy of the connectors and asks that channel's conformance. Words choose: names of
 * mutants or codes of channels. Ends with 1 when a mutant survives, cannot be planted, or the suite fails without one.
 */
const root = resolve(import.meta.dirname, "../..");
const words = process.argv.slice(2);
const all = connectorMutants();
const unknown = words.filter((word) => !all.some(({ name, channel }) => word === name || word === channel));
if (unknown.length) {
  console.error(`No such mutant or channel: ${unknown.join(", ")}`);
  process.exit(2);
}
const chosen = all.filter(({ name, channel }) => !words.length || words.includes(name) || words.includes(channel));
const suiteOf = (channel: string) => `test/conformance/${channel}.test.ts`;

const benches = [openWorkbench(root), openWorkbench(root)];
const closeAll = () => {
  endAll();
  for (const bench of benches) bench.close();
};
for (const signal of ["SIGINT", "SIGTERM"] as const)
  process.once(signal, () => {
    closeAll();
    process.exit(130);
  });

const survivors: Mutant[] = [];
const broken: string[] = [];
let caught = 0;
let asked = 0;
try {
  const mostMs = await limits([...new Set(chosen.map(({ channel }) => channel))]);
  const waiting = [...chosen];
  await Promise.all(
    benches.map(async (bench) => {
      for (let mutant = waiting.shift(); mutant; mutant = waiting.shift())
        tell(mutant, await plantAndAsk(bench, mutant, mostMs.get(mutant.channel) ?? 0));
    }),
  );
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
} finally {
  closeAll();
}

if (process.exitCode === undefined) {
  for (const { name, reason } of survivors) console.log(`\nSURVIVED ${name}\n${reason}`);
  for (const line of broken) console.log(`\nNOT PLANTED ${line}`);
  printFigure("mutants.connectors", caught, "mutants", chosen.length);
  process.exitCode = caught === chosen.length ? 0 : 1;
}

/** Unbroken, the suite must pass; and a mutant counts as hanging only far beyond the time that takes. */
async function limits(channels: readonly string[]): Promise<ReadonlyMap<string, number>> {
  const found = new Map<string, number>();
  const waiting = [...channels];
  await Promise.all(
    benches.map(async (bench) => {
      for (let channel = waiting.shift(); channel; channel = waiting.shift()) {
        const verdict = await askSuite(bench.folder, suiteOf(channel), 600_000);
        if (verdict.is !== "passed") throw new Error(`${suiteOf(channel)} does not pass unbroken: ${said(verdict)}`);
        console.log(`${channel}: ${said(verdict)} unbroken`);
        found.set(channel, Math.max(120_000, 4 * verdict.ms));
      }
    }),
  );
  return found;
}

async function plantAndAsk(bench: Workbench, { file, channel }: Mutant, mostMs: number): Promise<Verdict | undefined> {
  if (!(await bench.plant(file))) return undefined;
  try {
    return await askSuite(bench.folder, suiteOf(channel), mostMs);
  } finally {
    await bench.uproot(file);
  }
}

function tell(mutant: Mutant, verdict: Verdict | undefined): void {
  asked += 1;
  if (verdict?.is === "passed") survivors.push(mutant);
  else if (verdict?.is === "failed" || verdict?.is === "hung") caught += 1;
  else broken.push(`${mutant.name}: ${verdict ? said(verdict) : "the patch does not apply"}`);
  const end = verdict?.is === "passed" ? "SURVIVED" : verdict ? said(verdict) : "does not apply";
  console.log(`${String(asked).padStart(String(chosen.length).length)}/${chosen.length} ${mutant.name}: ${end}`);
}

function said(verdict: Verdict): string {
  if (verdict.is === "stillborn") return `cannot be loaded: ${verdict.why}`;
  const time = `${(verdict.ms / 1000).toFixed(1)} s`;
  if (verdict.is === "passed") return `${verdict.tests} tests pass in ${time}`;
  return verdict.is === "hung" ? `hung for ${time}` : `caught in ${time} by “${verdict.by}”`;
}
