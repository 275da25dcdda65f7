import { instant } from "connectors/contract";
import { edges } from "connectors/edges";
import type { Purpose } from "jobs/ring";
import { printFigure } from "./figure.ts";
import type { BenchHouse } from "./sync-house.ts";
import { openRunning, pause, type Running, until } from "./sync-running.ts";
import { fillShops, openSellers, type Seller, skuOf } from "./sync-sellers.ts";

const requestsPerSecond = 10;
const goods = 30;

/** Orders at a steady pace on three channels, read by their bells and by the sweep, and booked by the module. None may be lost. */
export async function measureOrders(
  house: BenchHouse,
  { perSecond, seconds }: { perSecond: number; seconds: number },
): Promise<void> {
  await house.clear();
  await house.runClock("wall");
  const sellers = await openSellers(house, requestsPerSecond, Date.now);
  const skus = Array.from({ length: goods }, (_, index) => skuOf(index));
  await fillShops(house, sellers, skus, 1_000);
  const does = new Set<Purpose>(["pull-orders", "pull-bells"]);
  const running = await openRunning(house, sellers, "demonstration", { does });
  const total = perSecond * seconds;
  const heard = { count: 0 };
  const listening = { on: true };
  const listens = Promise.all(sellers.map((seller) => hearBells(house, running, seller, heard, listening)));
  try {
    const began = performance.now();
    let placed = 0;
    while (placed < total) {
      const due = Math.min(total, Math.floor(((performance.now() - began) / 1_000) * perSecond));
      for (; placed < due; placed += 1) {
        const sku = skus[placed % goods];
        const order = sku && sellers[placed % sellers.length]?.market.buy(sku, 1, "cod");
        if (!order) throw new Error("A buyer could not buy");
      }
      for (const { market } of sellers) market.setTime(Date.now());
      await pause(5);
    }
    const accepted = performance.now();
    const known = async () =>
      new Set(
        (
          await house.query<{ key: string }>("select account_id || ' ' || order_id as key from channel_order where state <> ''")
        ).map(({ key }) => key),
      );
    const missing = async () => {
      const there = await known();
      return sellers.flatMap(({ id, market }) => market.orders.filter((order) => !there.has(`${id} ${order.id}`)));
    };
    const limit = 180_000;
    await until("the last order", limit, async () => (await missing()).length === 0, 250).catch(() => undefined);
    const ended = performance.now();
    const lost = (await missing()).length;
    const [held] = await house.query<{ units: string }>("select sum(held) as units from channel_stock_component");
    if (lost === 0 && Number(held?.units) !== total) throw new Error(`${held?.units} units are held for ${total} orders`);
    if (!heard.count) throw new Error("No bell was heard");
    const offered = (accepted - began) / 1_000;
    printFigure("sync.orders.lost", lost, "orders of so many", total);
    printFigure("sync.orders.drain.s", (ended - accepted) / 1_000, "s after so many of orders", offered);
    printFigure("sync.orders.rate", (total - lost) / ((ended - began) / 1_000), "orders/s", total / offered);
  } finally {
    listening.on = false;
    await listens;
    await running.close();
    for (const { market } of sellers) await market.open.close();
  }
}

/** What the webhook route does with what rings there. */
async function hearBells(
  house: BenchHouse,
  running: Running,
  seller: Seller,
  heard: { count: number },
  listening: { on: boolean },
): Promise<void> {
  const edge = edges[seller.code];
  const settings = { ...seller.market.open.settings() };
  for (let taken = 0; listening.on; await pause(10)) {
    const bells = seller.market.open.bells();
    for (; taken < bells.length; taken += 1) {
      const request = bells[taken];
      const bell = request && edge?.readDoorbell?.(settings, { ...request, receivedAt: instant(new Date()) });
      if (!bell) continue;
      if (bell.id && !(await house.channels.hearBell(seller.id, bell.id))) continue;
      heard.count += 1;
      if (bell.about === "orders") await running.ring("pull-orders", seller.id);
    }
  }
}
