import { parseArgs } from "node:util";
import { openBenchHouse } from "./sync-house.ts";
import { measureOrders } from "./sync-orders.ts";
import { measurePass } from "./sync-pass.ts";
import { measurePlan } from "./sync-plan.ts";
import { measureFence, measureStock } from "./sync-stock.ts";
import { measureDrift, measureVirtualPass } from "./sync-virtual.ts";
import { measureWorkers } from "./sync-workers.ts";

/** The engine between shelf and marketplace. `--quick`: the same with less of it; `--only a,b`: these parts alone. */
const { values } = parseArgs({
  options: { quick: { type: "boolean", default: false }, only: { type: "string", default: "" } },
});
const { quick } = values;
const house = await openBenchHouse();
const parts: Readonly<Record<string, () => Promise<void> | void>> = {
  plan: () => measurePlan(60_000),
  workers: () => measureWorkers(quick ? { acts: 400, jobs: 500 } : { acts: 2_400, jobs: 3_000 }),
  drift: () => measureDrift(house, quick ? 5 : 20),
  virtual: () => measureVirtualPass(house, quick ? 300 : 10_000, quick ? 1 : 2),
  pass: () => measurePass(house, quick ? 30 : 560),
  stock: () => measureStock(house, quick ? { samples: 3, publishing: 150 } : { samples: 16, publishing: 500 }),
  fence: () => measureFence(house, quick ? 4 : 20),
  orders: () => measureOrders(house, { perSecond: 100, seconds: quick ? 5 : 60 }),
};
let stopped = false;
const interrupted = new Promise<never>((_, reject) => {
  for (const signal of ["SIGINT", "SIGTERM"] as const)
    process.once(signal, () => {
      stopped = true;
      reject(new Error(`stopped by ${signal}`));
    });
});
interrupted.catch(() => undefined);
const chosen = values.only ? values.only.split(",") : Object.keys(parts);
try {
  for (const name of chosen) {
    const part = parts[name];
    if (!part) throw new Error(`--only takes ${Object.keys(parts).join(", ")}`);
    await Promise.race([part(), interrupted]).catch((error: unknown) => {
      console.error(`${name}: ${error instanceof Error ? error.message : String(error)}`);
      process.exitCode = 1;
    });
    if (stopped) break;
  }
} finally {
  await house.close();
}
process.exit();
