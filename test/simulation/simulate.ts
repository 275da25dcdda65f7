import { availableParallelism } from "node:os";
import { parseArgs } from "node:util";
import type { Told } from "./history.ts";
import { type HistoryProcess, startHistoryProcess } from "./history-processes.ts";
import {
  type Broken as Assumption,
  breachOf,
  brokenAssumptions,
  channelCodes,
  type Part,
  type Plan,
  parts,
  planOf,
} from "./settings.ts";

/** A plan and what came of it. */
interface Ran {
  readonly plan: Plan;
  readonly told: Told;
}

/** The same seed with less and less in it, as long as it still fails. */
async function shortest(ran: Ran, histories: HistoryProcess): Promise<Ran> {
  let best = ran;
  for (const part of parts) {
    // Without lags no assumption of theirs is broken.
    if (best.plan.without.has(part) || (part === "lags" && best.plan.breaks)) continue;
    const less = { ...best.plan, without: new Set([...best.plan.without, part]) };
    const again = await histories.run(less);
    if (again.broken !== undefined && again.steps <= best.told.steps) best = { plan: less, told: again };
  }
  return best;
}

const figure = (name: string, value: number, unit: string) => console.log(JSON.stringify({ name, value, unit }));

const { values } = parseArgs({
  options: {
    seed: { type: "string", default: "1" },
    events: { type: "string", default: "1000000" },
    steps: { type: "string", default: "8000" },
    processes: { type: "string", default: String(availableParallelism()) },
    breaks: { type: "string" },
    without: { type: "string", default: "" },
    verbose: { type: "boolean", default: false },
  },
});
const breaks = values.breaks as Assumption | undefined;
if (breaks && !brokenAssumptions.includes(breaks)) throw new Error(`--breaks is one of ${brokenAssumptions.join(", ")}`);
const wanted = Number(values.events);
const steps = Number(values.steps);
const began = performance.now();
const sum = {
  steps: 0,
  orders: 0,
  kills: 0,
  calls: 0,
  breaches: 0,
  ownBreaches: 0,
  harm: 0,
  late: 0,
  longest: 0,
  histories: 0,
};
const broken: Ran[] = [];
let nextSeed = Number(values.seed);
let running = 0;

async function runSeeds(histories: HistoryProcess): Promise<void> {
  // What others have begun will be there too.
  while (sum.steps + running * steps < wanted && !broken.length) {
    const seed = nextSeed;
    nextSeed += 1;
    const plan: Plan = {
      ...planOf(seed),
      ...(breaks ? { channels: channelCodes, published: true } : {}),
      steps,
      without: new Set(values.without.split(",").filter(Boolean) as Part[]),
      breaks,
    };
    running += 1;
    const told = await histories.run(plan);
    running -= 1;
    sum.steps += told.steps;
    sum.histories += 1;
    for (const each of ["orders", "kills", "calls", "breaches", "ownBreaches", "late"] as const) sum[each] += told[each];
    sum.harm = Math.max(sum.harm, told.harm);
    sum.longest = Math.max(sum.longest, told.settledAfterMinutes ?? 0);
    console.error(
      `seed ${seed}: ${told.steps} events, ${told.orders} orders, ${told.kills} kills${told.broken ? "" : ", settled"}; ${sum.steps} of ${wanted}${told.broken ? `; ${told.broken}` : ""}`,
    );
    if (values.verbose) console.log(told.history.join("\n"));
    if (told.broken !== undefined) broken.push({ plan, told });
  }
}

const most = Math.min(Number(values.processes), Math.ceil(wanted / steps));
const processes = await Promise.all(Array.from({ length: most }, startHistoryProcess));
await Promise.all(processes.map(runSeeds));
for (const ran of broken) {
  const { plan, told } = values.verbose ? ran : await shortest(ran, processes[0] as HistoryProcess);
  console.error(told.history.slice(-120).join("\n"));
  console.error(`\nseed ${plan.seed}, step ${told.steps}: ${told.broken}`);
  console.error(
    `again: npm run simulate -- --seed ${plan.seed} --events 1 --steps ${steps} --without ${[...plan.without].join(",")}${plan.breaks ? ` --breaks ${plan.breaks}` : ""}`,
  );
}
const untold = breaks && !broken.length && !sum.ownBreaches ? 1 : 0;
if (breaks && untold)
  console.error(`\nseed ${values.seed}, step ${sum.steps}: ${breaks}, and no breach of ${breachOf[breaks]} is told`);
figure("simulate.events", sum.steps, "events");
figure("simulate.histories", sum.histories, "histories");
figure("simulate.orders", sum.orders, "orders");
figure("simulate.kills", sum.kills, "kills");
figure("simulate.calls", sum.calls, "calls");
figure("simulate.breaches", sum.breaches, "breaches");
figure("simulate.harm", sum.harm, "units");
figure("simulate.late", sum.late, "units");
figure("simulate.settled", sum.longest, "virtual minutes, longest");
figure("simulate.seconds", Math.round((performance.now() - began) / 1_000), "s");
figure("simulate.broken", broken.length + untold, "promises");
await Promise.all(processes.map((histories) => histories.close()));
process.exitCode = broken.length + untold ? 1 : 0;
