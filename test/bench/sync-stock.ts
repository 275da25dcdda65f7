import { type Sku, vnd } from "connectors/contract";
import type { Purpose } from "jobs/ring";
import { printFigure } from "./figure.ts";
import { type BenchHouse, shelfOf } from "./sync-house.ts";
import { openRunning, pause, type Running, until } from "./sync-running.ts";
import { fillShops, openSellers, quantile, type Seller, setOnHand, skuOf } from "./sync-sellers.ts";

const requestsPerSecond = 10;
const share = 9;
/** Idle and bulk take turns, so that whatever else the machine does falls on both. */
const rounds = 5;

/**
 * From a change on the shelf until every channel has answered the new number: alone, and while a fifth of what is to be
 * published is published at the same gates; medians of the rounds. Each change is a SKU's first, so that none waits for a
 * fence.
 */
export async function measureStock(
  house: BenchHouse,
  { samples, publishing }: { samples: number; publishing: number },
): Promise<void> {
  await house.clear();
  await house.runClock("wall");
  const sellers = await openSellers(house, requestsPerSecond, Date.now);
  const answered = new Map<string, number>();
  const does = new Set<Purpose>(["push-stock", "pull-orders", "push-offers", "push-listings", "run-commands"]);
  const running = await openRunning(house, sellers, "production", {
    does,
    outcome(accountId, { report, endedAt }) {
      for (const sku of report?.applied ?? []) answered.set(`${accountId} ${sku}`, Date.parse(endedAt));
    },
  });
  try {
    const skus = Array.from({ length: 2 * rounds * samples + 1 }, (_, index) => skuOf(index));
    await fillShops(house, sellers, skus, share);
    await ringAll(running, sellers, "push-stock");
    await until("the first look", 60_000, () => everyLooked(house), 200);

    // What the first look leaves to be done shares the shops' own counters.
    await pause(5_000);
    const bare = await bareWrites(running, sellers, rounds * samples);
    const change = async (sku: Sku) => {
      const began = Date.now();
      await setOnHand(house, [sku], (share + 1) * (sellers.length + 1));
      await ringAll(running, sellers, "push-stock");
      const ends = () => sellers.map(({ id }) => answered.get(`${id} ${sku}`));
      await until(`the stock of ${sku}`, 60_000, () => ends().every((end) => end !== undefined), 5);
      return Math.max(...ends().map((end) => (end ?? 0) - began));
    };
    const unchanged = skus.slice(1);
    const times = async () => {
      const taken: number[] = [];
      for (const sku of unchanged.splice(0, samples)) {
        taken.push(await change(sku));
        await pause(500);
      }
      return taken;
    };
    const published = () =>
      house
        .query<{ count: string }>("select count(*) from channel_listing where publish_state = 'bound'")
        .then(([row]) => Number(row?.count) - sellers.length * skus.length);

    const idle: number[][] = [];
    const bulk: number[][] = [];
    const each = Math.ceil(publishing / rounds);
    for (let round = 0; round < rounds; round += 1) {
      idle.push(await times());
      await publish(house, running, sellers, { from: round * each, count: each });
      await until("a published listing", 60_000, async () => (await published()) > round * each, 200);
      bulk.push(await times());
      if ((await published()) >= (round + 1) * each) throw new Error("All was published before the last change of stock");
      await until("the last published listing", 600_000, async () => (await published()) >= (round + 1) * each, 200);
    }
    const middle = (times: readonly number[][], q: number) =>
      quantile(
        times.map((some) => quantile(some, q)),
        0.5,
      );
    for (const q of [0.5, 0.95]) printFigure(`sync.stock.idle.p${q * 100}`, middle(idle, q), "ms", quantile(bare, q));
    for (const q of [0.5, 0.95]) printFigure(`sync.stock.bulk.p${q * 100}`, middle(bulk, q), "ms", middle(idle, q));
    const raised = idle.map((some, round) => quantile(bulk[round] ?? [], 0.95) - quantile(some, 0.95));
    printFigure("sync.stock.raised.p95", quantile(raised, 0.5), "ms", Math.max(0.1 * middle(idle, 0.95), 200));
  } finally {
    await running.close();
    for (const { market } of sellers) await market.open.close();
  }
}

const ringAll = async ({ ring }: Running, sellers: readonly Seller[], purpose: Purpose): Promise<void> => {
  for (const { id } of sellers) await ring(purpose, id);
};
const everyLooked = async (house: BenchHouse): Promise<boolean> =>
  (await house.query("select id from channel_exposure where look is null limit 1")).length === 0;

/** The same three writes by the connectors alone; the number is the one that is there. */
async function bareWrites(running: Running, sellers: readonly Seller[], times: number): Promise<number[]> {
  const taken: number[] = [];
  for (let time = 0; time < times; time += 1) {
    const began = performance.now();
    await Promise.all(
      sellers.map(async (seller) => {
        const [spare] = seller.bound;
        if (!spare) throw new Error(`${seller.code} sells nothing`);
        const report = await running.bare(seller).stock?.push([{ listed: spare.listed, quantity: spare.units }]);
        if (!report?.applied.length) throw new Error(`${seller.code} did not take the number it has`);
      }),
    );
    taken.push(performance.now() - began);
    // Every shop's own counter sees these calls too.
    await pause(500);
  }
  return taken;
}

async function publish(
  house: BenchHouse,
  running: Running,
  sellers: readonly Seller[],
  { from, count }: { from: number; count: number },
): Promise<void> {
  const one = async (index: number) => {
    const seller = sellers[index % sellers.length];
    const sku = skuOf(100_000 + index);
    if (!seller) return;
    await house.channels.upsertListing({
      accountId: seller.id,
      sku,
      variantId: `variant of ${sku}`,
      recipe: [{ inventoryItemId: shelfOf(sku), quantity: 1 }],
      wanted: seller.market.listing(sku, { title: `Long nhãn Hưng Yên, mẻ ${sku}`, price: vnd(180_000) }),
      wantedLive: true,
    });
  };
  for (let at = 0; at < count; at += 6)
    await Promise.all(Array.from({ length: Math.min(6, count - at) }, (_, index) => one(from + at + index)));
  await ringAll(running, sellers, "push-listings");
}

/**
 * A number that rises twice on a net-set channel: the second waits until the first is proven. With the demonstration's
 * assumptions and pace; the least is their G and D.
 */
export async function measureFence(house: BenchHouse, changes: number): Promise<void> {
  await house.clear();
  await house.runClock("wall");
  const before = process.env.ASSUMPTIONS;
  process.env.ASSUMPTIONS = "demonstration";
  const sellers = await openSellers(house, requestsPerSecond, Date.now);
  const [shopee] = sellers;
  const does = new Set<Purpose>(["push-stock", "pull-orders", "push-offers"]);
  const running = await openRunning(house, sellers, "demonstration", { does });
  try {
    const skus = Array.from({ length: changes }, (_, index) => skuOf(index));
    await fillShops(house, sellers, skus, share);
    await until("the first look", 60_000, () => everyLooked(house), 200);
    const shows = (sku: Sku, units: number) => shopee?.market.onSale(sku)[0]?.sellable === units;
    const twice = async (sku: Sku, index: number) => {
      await pause(index * 700);
      await setOnHand(house, [sku], 4 * (share + 1));
      await ringAll(running, sellers, "push-stock");
      await until(`the first number of ${sku}`, 60_000, () => shows(sku, share + 1));
      const began = Date.now();
      await setOnHand(house, [sku], 4 * (share + 6));
      await ringAll(running, sellers, "push-stock");
      await until(`the second number of ${sku}`, 90_000, () => shows(sku, share + 6));
      return Date.now() - began;
    };
    const taken = await Promise.all(skus.map(twice));
    for (const each of [50, 95])
      printFigure(`sync.fence.p${each}`, quantile(taken, each / 100), "ms, demonstration's assumptions", 5_000);
  } finally {
    if (before === undefined) delete process.env.ASSUMPTIONS;
    else process.env.ASSUMPTIONS = before;
    await running.close();
    for (const { market } of sellers) await market.open.close();
  }
}
