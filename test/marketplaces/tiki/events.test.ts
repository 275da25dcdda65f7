import { describe, expect, it } from "vitest";
import { type Opened, opened, publicApp, type Wire } from "./opened.ts";

const types = ["ORDER_CREATED_SUCCESSFULLY", "ORDER_STATUS_UPDATED", "PRODUCT_PRICE_UPDATED", "PRODUCT_INVENTORY_UPDATED"];

async function listening({ api, clock }: Opened) {
  const { code } = (await api("POST", "/v1/queues", { name: "đơn" })).body;
  for (const event_type of types) await api("POST", `/v1/queues/${String(code)}/subscriptions`, { event_type });
  clock.advance(1);
  const pull = async (ack_id: unknown = null) => {
    const { body } = await api("POST", `/v1/queues/${String(code)}/events/pull`, { ack_id });
    return { events: body.events as readonly (Wire & { type: string; payload: Wire })[], ackId: body.ack_id };
  };
  return { code: String(code), pull };
}
const typesOf = (events: readonly { type: string }[]) => events.map(({ type }) => type);

describe("a queue", () => {
  it("gives the same events until they are acknowledged, oldest first", async () => {
    const shop = opened();
    const { pull } = await listening(shop);
    const id = await shop.onSale("HY00000001", 5);
    const { code } = await shop.buy(id, 2);
    const first = await pull();
    expect(typesOf(first.events)).toEqual(["PRODUCT_INVENTORY_UPDATED", "ORDER_CREATED_SUCCESSFULLY", "ORDER_STATUS_UPDATED"]);
    expect(first.events[0]).toMatchObject({
      version: "v2",
      created_at: shop.clock.now(),
      payload: {
        product_id: id,
        warehouse_id: 1034,
        quantity_reserved_from: 0,
        quantity_reserved_to: 2,
        quantity_sellable_from: 5,
        quantity_sellable_to: 3,
      },
    });
    expect(first.events[2]?.payload).toEqual({ order_code: code, orderCode: code, status: "queueing" });
    const again = await pull();
    expect(again.events).toEqual(first.events);
    await shop.api("PUT", "/v2.1/products/updateSku", { product_id: id, price: 200_000 });
    const next = await pull(again.ackId);
    expect(next.events).toMatchObject([
      { type: "PRODUCT_PRICE_UPDATED", payload: { price_from: "189000", price_to: "200000" } },
    ]);
    // The answer to an acknowledgement may be lost: it may be sent again.
    expect((await pull(again.ackId)).events).toEqual(next.events);
    expect((await pull(next.ackId)).events).toEqual([]);
    const unknown = await shop.api("POST", "/v1/queues/none/events/pull", {});
    expect(unknown.status).toBe(404);
  });

  it("refuses an acknowledgement it never gave", async () => {
    const shop = opened();
    const { code } = await listening(shop);
    expect((await shop.api("POST", `/v1/queues/${code}/events/pull`, { ack_id: "made-up" })).status).toBe(422);
  });

  it("forgets after seven days", async () => {
    const shop = opened({ accessTokenSeconds: 30 * 86_400 });
    const { pull } = await listening(shop);
    await shop.buy(await shop.onSale("HY00000001", 5), 1);
    shop.clock.advance(7 * 86_400_000);
    expect((await pull()).events).toEqual([]);
  });

  it("hears of what happens some seconds after a subscription, and of nothing before an order is accepted", async () => {
    const shop = opened({ subscriptionEffectMs: 5_000, acceptMs: 1_000 });
    const { pull } = await listening(shop);
    const id = await shop.onSale("HY00000001", 5);
    await shop.buy(id, 1);
    shop.clock.advance(2_000);
    expect((await pull()).events).toEqual([]);
    shop.clock.advance(5_000);
    await shop.buy(id, 1);
    expect(typesOf((await pull()).events)).toEqual(["PRODUCT_INVENTORY_UPDATED"]);
    shop.clock.advance(1_000);
    expect(typesOf((await pull()).events)).toContain("ORDER_CREATED_SUCCESSFULLY");
  });

  it("belongs to the application: a token its seller granted subscribes and does not pull", async () => {
    const { consent, exchange, ownToken, json } = opened();
    const code = (await consent()).get("code") ?? "";
    const granted = `Bearer ${String((await exchange({ grant_type: "authorization_code", code })).body.access_token)}`;
    const own = `Bearer ${await ownToken(publicApp)}`;
    const post = (path: string, body: object, authorization: string) =>
      json("POST", `/integration${path}`, body, { authorization });
    expect((await post("/v1/queues", { name: "đơn" }, granted)).status).toBe(403);
    const queue = String((await post("/v1/queues", { name: "đơn" }, own)).body.code);
    const wish = { event_type: "ORDER_STATUS_UPDATED" };
    expect((await post(`/v1/queues/${queue}/subscriptions`, wish, own)).status).toBe(401);
    expect((await post(`/v1/queues/${queue}/subscriptions`, wish, granted)).body).toMatchObject({ active: true, ...wish });
    expect((await post(`/v1/queues/${queue}/subscriptions`, { event_type: "WEATHER" }, granted)).status).toBe(400);
    expect((await post(`/v1/queues/${queue}/events/pull`, {}, granted)).status).toBe(403);
    expect((await post(`/v1/queues/${queue}/events/pull`, {}, own)).status).toBe(200);
  });
});

describe("events on their way", () => {
  const orders = async (dials: Parameters<typeof opened>[0], count = 1) => {
    const shop = opened(dials);
    const { pull } = await listening(shop);
    const id = await shop.onSale("HY00000001", 99);
    for (let index = 0; index < count; index += 1) await shop.buy(id, 1);
    const now = (await pull()).events.filter(({ type }) => type === "ORDER_STATUS_UPDATED");
    shop.clock.advance(60_000);
    const later = (await pull()).events.filter(({ type }) => type === "ORDER_STATUS_UPDATED");
    return { now, later };
  };

  it("are lost, doubled, late, out of order or forged as the dials say", async () => {
    expect((await orders({ pushesLost: 1 })).later).toEqual([]);
    expect((await orders({ pushes: false })).later).toEqual([]);
    const doubled = (await orders({ pushesDoubled: 1 })).later;
    expect(doubled).toHaveLength(2);
    expect(new Set(doubled.map(({ id }) => id)).size).toBe(1);
    const late = await orders({ pushLateMs: 60_000 });
    expect([late.now.length, late.later.length]).toEqual([0, 1]);
    const forged = (await orders({ pushesForged: 1 })).later;
    expect(forged.map(({ payload }) => payload.order_code === "100000001")).toEqual([false, true]);
    const shuffled = (await orders({ pushesShuffled: true, pushLateMs: 30_000 }, 8)).later.map(
      ({ payload }) => payload.order_code,
    );
    const straight = (await orders({}, 8)).later.map(({ payload }) => payload.order_code);
    expect(straight).toHaveLength(8);
    expect(shuffled).toHaveLength(8);
    expect(shuffled).not.toEqual(straight);
  });
});
