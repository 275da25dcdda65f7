import { describe, expect, it } from "vitest";
import { seeded } from "../kit/random.ts";
import { buckets, listed, openedLazada, stockPayload } from "./opened.ts";
import { statusOf } from "./order-status.ts";

/** Sales, payments, cancellations, writes of all three kinds, faults and hours, drawn from a seed; every step's figures. */
async function history(seed: number, steps: number): Promise<string> {
  const random = seeded(seed);
  const opened = openedLazada({ lagsVary: true, restockMs: 60_000, cancelLagMs: 30_000, orderListLagMs: 20_000 });
  const { lazada, control, post, get, clock, cutOff } = opened;
  await opened.signIn();
  const listing = await listed(opened, 10);
  lazada.faults.follow({
    seed,
    rate: 0.2,
    kinds: ["lost-answer", "cut", "rate-limited", "timeout-after-effect", "late-effect"],
  });
  const { stocks, store } = lazada;
  const told: unknown[] = [];
  const write = (path: string, field: string, units: number) =>
    cutOff(post(path, { payload: stockPayload([{ ...listing, [field]: units }]) }));
  const some = () => store.state.orders[random.below(store.state.orders.length || 1)];
  const acts: readonly (() => Promise<unknown>)[] = [
    () => control("/orders", { lines: [{ skuId: listing.skuId, quantity: 1 + random.below(2) }], cod: random.chance(0.5) }),
    () => control(`/orders/${some()?.order_id}`, { move: "pay" }),
    () => control(`/orders/${some()?.order_id}`, { move: "cancel" }),
    () => control(`/orders/${some()?.order_id}`, { move: "pack-by-hand" }),
    () => control(`/orders/${some()?.order_id}`, { move: "ready-by-hand" }),
    () => write("/product/stock/sellable/update", "SellableQuantity", random.below(12)),
    () => write("/product/stock/sellable/adjust", "SellableQuantity", random.below(9) - 4),
    () => write("/product/price_quantity/update", "Quantity", random.below(12)),
    () => cutOff(get("/orders/get", { created_after: "2026-01-01T00:00:00+07:00" })),
    async () => clock.advance(random.below(600_000)),
  ];
  for (let step = 0; step < steps; step += 1) {
    await acts[random.below(acts.length)]?.();
    await new Promise(setImmediate);
    const [now] = stocks.seen(listing.skuId, 0);
    if (!now) throw new Error("no stock");
    expect(now.total).toBe(now.sellable + now.withhold + now.occupy);
    expect(Math.min(now.sellable, now.withhold, now.occupy)).toBeGreaterThanOrEqual(0);
    const units = store.state.orders.flatMap(({ items }) => items);
    expect(now.withhold).toBe(units.filter(({ holds }) => holds === "withheld").length);
    expect(now.occupy).toBe(units.filter(({ holds }) => holds === "occupied").length);
    told.push(now, units.map(statusOf).join(" "));
  }
  lazada.faults.clear();
  told.push(await buckets(opened, listing));
  return JSON.stringify(told);
}

describe("a history drawn from a seed", () => {
  it("keeps the buckets' sum at every step, whatever happens", async () => {
    for (let seed = 1; seed <= 12; seed += 1) await history(seed, 150);
  });

  it("is the same again from the same seed, ids and faults included", async () => {
    expect(await history(5, 200)).toBe(await history(5, 200));
    expect(await history(5, 50)).not.toBe(await history(6, 50));
  });
});
