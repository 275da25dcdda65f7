import { parseArgs } from "node:util";
import { printFigure } from "../bench/figure.ts";
import { runChaos } from "./run.ts";

const { values } = parseArgs({
  options: {
    seed: { type: "string", default: String(Date.now() % 1_000_000) },
    kills: { type: "string", default: "200" },
    queue: { type: "string", default: "both" },
    minutes: { type: "string", default: "45" },
  },
});
const seed = Number(values.seed);
const kills = Number(values.kills);
const minutes = Number(values.minutes);
const queues = ({ both: ["embedded", "redis"], embedded: ["embedded"], redis: ["redis"] } as const)[values.queue];
if (!Number.isInteger(seed) || !Number.isInteger(kills) || kills < 1 || !(minutes > 0) || !queues) {
  console.error("Options: --seed S --kills N --queue both|embedded|redis --minutes M");
  process.exit(2);
}

const result = await runChaos({
  seed,
  kills,
  queues,
  shops: 2,
  pauseMs: [700, 3_200],
  patienceMs: 120_000,
  limitMs: minutes * 60_000,
  settleMs: 360_000,
  say: (line) => console.error(line),
});
const made = Object.values(result.kills).reduce((sum, each) => sum + each, 0);
const orders = Object.values(result.orders).reduce((sum, each) => sum + each, 0) + result.ownOrders;
const { fell, problems, ownOrders } = result;
console.error(JSON.stringify({ seed, kills: result.kills, orders: result.orders, ownOrders, fell, problems }));
printFigure("chaos.kills", made, "kills", kills);
printFigure("chaos.orders", orders, "orders", orders);
printFigure("chaos.lost", result.lost, "orders", orders);
printFigure("chaos.doubled", result.doubled, "orders", orders);
printFigure("chaos.oversold.strict", result.oversoldStrict, "units", orders);
printFigure("chaos.oversold.pooled", result.oversoldPooled, "units", orders);
printFigure("chaos.held-back", result.heldBack, "orders", orders);
printFigure("chaos.unseen", result.unseen, "orders", orders);
printFigure("chaos.latest.s", result.longestLateSeconds, "s", 60);
printFigure("chaos.drain.s", result.drainSeconds, "s", 360);
if (result.wrong.length) {
  console.error(`Wrong with --seed ${seed} --kills ${kills} --queue ${values.queue}:`);
  for (const sentence of result.wrong.slice(0, 40)) console.error(`  ${sentence}`);
  console.error("The last events:");
  for (const event of result.events) console.error(`  ${event}`);
  process.exitCode = 1;
}
