import type { Backend } from "../../jobs/backend.ts";
import { openConnect } from "../../jobs/connect.ts";
import { queues } from "../../jobs/queues.ts";
import { seeded } from "../marketplaces/kit/random.ts";
import { printFigure } from "./figure.ts";
import { type BenchHouse, backendOf } from "./sync-house.ts";
import { countCalls, fillShops, openSellers, quantile, type Seller, skuOf, turnOf } from "./sync-sellers.ts";

const requestsPerSecond = 10;
const share = 9;
const openGates = { of: () => ({ pass: async () => {}, closeFor: () => {} }) };

/** The same time for Postgres, the marketplaces and the workers; it passes only as it is told to. */
async function openVirtual(house: BenchHouse, shopsEach: number) {
  await house.clear();
  await house.runClock("virtual");
  const clock = { now: Date.now() };
  await house.setTime(clock.now);
  const sellers = await openSellers(house, requestsPerSecond, () => clock.now, shopsEach);
  const network = countCalls(sellers, () => clock.now);
  const took = { workMs: 0, elapsedMs: 0, mark: performance.now() };
  /** Our own work since the last call was answered, beside which the gate's wait passes. */
  const lap = (gateMs: number) => {
    const workMs = performance.now() - took.mark;
    took.workMs += workMs;
    took.elapsedMs += Math.max(gateMs, workMs);
  };
  const connect = openConnect({
    gates: openGates,
    now: () => new Date(clock.now),
    async http(config) {
      // What the gate would make it wait for.
      clock.now += 1_000 / requestsPerSecond;
      lap(1_000 / requestsPerSecond);
      return network(config).finally(() => {
        took.mark = performance.now();
      });
    },
  });
  const real = backendOf(house, sellers);
  const timed = Object.entries(real).map(([name, ask]) => [
    name,
    async (...words: never[]) => {
      await house.setTime(clock.now);
      return (ask as (...given: never[]) => unknown)(...words);
    },
  ]);
  const backend = Object.fromEntries(timed) as unknown as Backend;
  /** How long it took on the virtual clock, and how much of that was our own work; the marketplaces' is left out. */
  async function time(work: () => Promise<unknown>): Promise<{ workMs: number; elapsedMs: number }> {
    Object.assign(took, { workMs: 0, elapsedMs: 0, mark: performance.now() });
    await work();
    lap(0);
    return { workMs: took.workMs, elapsedMs: took.elapsedMs };
  }
  return { clock, sellers, time, outside: { backend, connect, now: () => new Date(clock.now) } };
}
const closeAll = async (sellers: readonly Seller[]): Promise<void> => {
  for (const { market } of sellers) await market.open.close();
};

/**
 * Everything is looked at and nothing is to be done, on as many accounts as lists are long enough for, each with a core of its
 * own. The floor is what the calls of one account take at its rate.
 */
export async function measureVirtualPass(house: BenchHouse, each: number, shopsEach: number): Promise<void> {
  const { clock, sellers, time, outside } = await openVirtual(house, shopsEach);
  try {
    const skus = Array.from({ length: each }, (_, index) => skuOf(index));
    await fillShops(house, sellers, skus, share);
    const stock = { shown: share, sellable: share, held: 0, total: share, liability: share };
    const lookedAt = { ...stock, beganAt: clock.now, endedAt: clock.now, fenced: true };
    await house.query("update channel_exposure set look = $1", [JSON.stringify(lookedAt)]);
    const before = sellers.map(({ calls }) => calls);
    const passes: { workMs: number; elapsedMs: number }[] = [];
    for (const seller of sellers)
      passes.push(
        await time(async () => {
          for (const purpose of ["look-at-listings", "push-offers", "push-stock"] as const)
            await turnOf(seller, purpose, outside);
        }),
      );
    const floor = Math.max(...sellers.map(({ calls }, at) => calls - (before[at] ?? 0))) / requestsPerSecond;
    const [seen] = await house.query<{ count: string }>("select count(*) from channel_listing where seen is not null");
    const states = each * sellers.length;
    if (Number(seen?.count) !== states) throw new Error(`${seen?.count} of ${states} listings were seen`);
    const longest = Math.max(...passes.map(({ elapsedMs }) => elapsedMs)) / 1_000;
    const work = passes.reduce((sum, { workMs }) => sum + workMs, 0) / 1_000;
    printFigure(`sync.pass.${states}`, longest, "virtual s of the slowest account", floor);
    printFigure(`sync.pass.${states}.work`, work, "s of our own work, all accounts", floor * sellers.length);
  } finally {
    await closeAll(sellers);
  }
}

/** Prices that somebody changes there, and no bell: until each is told to whoever decides, at production's pace. */
export async function measureDrift(house: BenchHouse, each: number): Promise<void> {
  const { clock, sellers, outside } = await openVirtual(house, 1);
  try {
    const random = seeded(11);
    const everyMs = queues["look-at-listings"].everyMs.production;
    const start = clock.now;
    await fillShops(
      house,
      sellers,
      Array.from({ length: each }, (_, index) => skuOf(index)),
      share,
    );
    const found: number[] = [];
    const edits = sellers.map(({ bound }) =>
      bound.map((listing) => ({ ...listing, at: start + everyMs + random.below(4 * everyMs), made: false, found: false })),
    );
    const offsets = sellers.map(() => random.below(everyMs));
    for (let sweep = 0; found.length < each * sellers.length && sweep < 12; sweep += 1)
      for (const [index, seller] of sellers.entries()) {
        const due = start + sweep * everyMs + (offsets[index] ?? 0);
        const mine = edits[index] ?? [];
        for (const edit of mine.filter(({ at, made }) => !made && at <= due).sort((one, other) => one.at - other.at)) {
          seller.market.setTime(edit.at);
          seller.market.open.edit(edit.listed, { price: 195_000 });
          edit.made = true;
        }
        clock.now = due;
        await turnOf(seller, "look-at-listings", outside);
        const told = await house.query<{ sku: string }>(
          "select sku from channel_listing where account_id = $1 and conflict is not null",
          [seller.id],
        );
        const skus = new Set(told.map(({ sku }) => sku));
        for (const edit of mine.filter((one) => one.made && !one.found && skus.has(one.sku))) {
          edit.found = true;
          found.push((clock.now - edit.at) / 1_000);
        }
      }
    if (found.length < each * sellers.length) throw new Error(`${found.length} of ${each * sellers.length} changes were found`);
    for (const share of [50, 95, 100])
      printFigure(`sync.drift.found.p${share}`, quantile(found, share / 100), "virtual s, production's pace", everyMs / 1_000);
  } finally {
    await closeAll(sellers);
  }
}
