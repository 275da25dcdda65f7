import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { buckets, hostedPicture, keys, listed, openedLazada, productOf, sellerId, stockPayload } from "./opened.ts";
import { pushSign } from "./sign.ts";

async function stocked(...options: Parameters<typeof openedLazada>) {
  const opened = openedLazada(...options);
  await opened.signIn();
  const listing = await listed(opened, 5);
  const adjust = (units: number) =>
    opened.post("/product/stock/sellable/adjust", { payload: stockPayload([{ ...listing, SellableQuantity: units }]) });
  const left = async () => (await buckets(opened, listing)).sellableQuantity;
  return { ...opened, listing, adjust, left };
}

describe("a fault", () => {
  it.each([
    ["rate-limited", "ApiCallLimit"],
    ["app-limited", "AppCallLimit"],
    ["api-busy", "901"],
    ["auth", "IllegalAccessToken"],
    ["service-timeout", "ServiceTimeout"],
    ["locked", "4147"],
    ["clock-skew", "InvalidParameter"],
  ] as const)("%s is told in the envelope as %s, and nothing is done", async (kind, code) => {
    const { lazada, adjust, left } = await stocked();
    lazada.faults.failNext(kind);
    expect(await adjust(-1)).toMatchObject({ code, message: expect.any(String), request_id: expect.any(String) });
    expect(await left()).toBe(5);
    expect(await adjust(-1)).toMatchObject({ code: "0" });
  });

  it("leaves a caller unsure: timed out after the work, cut before it, cut after it, carried out much later", async () => {
    const { lazada, adjust, left, clock, cutOff } = await stocked();
    lazada.faults.failNext("timeout-after-effect");
    expect(await adjust(-1)).toMatchObject({ code: "ServiceTimeout" });
    expect(await left()).toBe(4);
    lazada.faults.failNext("cut");
    expect(await cutOff(adjust(-1))).toBe(true);
    expect(await left()).toBe(4);
    lazada.faults.failNext("lost-answer");
    expect(await cutOff(adjust(-1))).toBe(true);
    expect(await left()).toBe(3);
    lazada.faults.failNext("late-effect");
    expect(await cutOff(adjust(-1))).toBe(true);
    expect(await left()).toBe(3);
    clock.advance(60_000);
    await new Promise(setImmediate);
    expect(await left()).toBe(2);
  });

  it("acknowledges without effect, and switches one call off", async () => {
    const { lazada, adjust, left, post, listing } = await stocked();
    lazada.faults.failNext("ack-without-effect");
    expect(await adjust(-5)).toMatchObject({ code: "0" });
    expect(await left()).toBe(5);
    lazada.faults.failNext("downgraded");
    expect(await adjust(-1)).toMatchObject({ code: "0" });
    const payload = stockPayload([{ ...listing, Quantity: 2 }]);
    expect(await post("/product/price_quantity/update", { payload })).toMatchObject({ code: "998" });
  });

  it("does a part of a batch, and says which or does not", async () => {
    const opened = await stocked();
    const second = await listed(opened, 5, "HY00000002");
    const both = () =>
      opened.post("/product/stock/sellable/adjust", {
        payload: stockPayload([opened.listing, second].map((each) => ({ ...each, SellableQuantity: -1 }))),
      });
    const lefts = async () => [await opened.left(), (await buckets(opened, second)).sellableQuantity];
    opened.lazada.faults.failNext("partial-failure");
    expect(await both()).toMatchObject({
      code: "501",
      detail: [{ field: String(second.skuId), message: "Internal call exception" }],
    });
    expect(await lefts()).toEqual([4, 5]);
    opened.lazada.faults.failNext("failure-unnamed");
    const unnamed = await both();
    expect(unnamed).toMatchObject({ code: "501" });
    expect(unnamed).not.toHaveProperty("detail");
    expect(await lefts()).toEqual([3, 5]);
  });

  it("by a seed meets the same calls again", async () => {
    const history = async (seed: number) => {
      const { lazada, adjust } = await stocked();
      lazada.faults.follow({ seed, rate: 0.4, kinds: ["rate-limited", "api-busy", "timeout-after-effect", "failure-unnamed"] });
      const codes: string[] = [];
      for (let index = 0; index < 30; index += 1) codes.push((await adjust(1)).code);
      return codes.join(" ");
    };
    expect(await history(3)).toBe(await history(3));
    expect(await history(3)).not.toBe(await history(4));
  });

  it("comes of limits too: of one API, and of the day", async () => {
    const { lazada, get, clock } = await stocked();
    lazada.store.dials.rate = { requests: 2, perMs: 1_000 };
    const codes = async () => (await get("/seller/get")).code;
    expect([await codes(), await codes(), await codes()]).toEqual(["0", "0", "ApiCallLimit"]);
    clock.advance(1_000);
    lazada.store.dials.callsPerDay = 1;
    expect(await codes()).toBe("AppCallLimit");
    clock.advance(86_400_000);
    expect(await codes()).toBe("0");
  });
});

describe("control", () => {
  it("turns dials and faults by their names, sells, shows and starts anew", async () => {
    const { control, listing, get } = await stocked();
    expect(await control("/dials", { readLagMs: 5, unpaidExpiry: "released" })).toMatchObject({
      status: 200,
      json: { readLagMs: 5 },
    });
    expect((await control("/dials", { earthquakes: 1 })).status).toBe(400);
    expect((await control("/faults", { kind: "api-busy", path: "/seller/get" })).status).toBe(200);
    expect(await get("/seller/get")).toMatchObject({ code: "901" });
    expect((await control("/orders", { lines: [{ skuId: listing.skuId, quantity: 9 }] })).status).toBe(409);
    expect((await control("/state")).json).toMatchObject({
      items: [{ item_id: listing.itemId, now: { review: "passed" } }],
      stocks: { [listing.skuId]: [{ warehouse: "dropshipping", sellable: 5 }] },
    });
    await control("/reset", {});
    expect((await control("/state")).json).toMatchObject({ items: [], orders: [] });
  });
});

describe("pushes", () => {
  const url = "https://erp.example.vn/hooks/lazada";
  async function pushed(status = 200, dials: Parameters<typeof openedLazada>[0] = {}) {
    const got: {
      at: number;
      body: string;
      authorization: string;
      json: { message_type: number; data: Record<string, unknown> };
    }[] = [];
    const opened = openedLazada(dials, {
      pushUrl: url,
      sendPush: async (request) => {
        const body = await request.text();
        got.push({
          at: opened.clock.now(),
          body,
          authorization: request.headers.get("authorization") ?? "",
          json: JSON.parse(body),
        });
        return new Response(null, { status });
      },
    });
    const settle = async (ms = 0) => {
      await new Promise(setImmediate);
      opened.clock.advance(ms);
      await new Promise(setImmediate);
    };
    const ofType = (type: number) => got.filter(({ json }) => json.message_type === type);
    await opened.signIn();
    return { ...opened, got, settle, ofType };
  }

  it("tell of an order by its unit, signed over key and body, in the words of the document", async () => {
    const opened = await pushed();
    const { skuId } = await listed(opened, 9);
    const { json } = await opened.control("/orders", { lines: [{ skuId, quantity: 2 }] });
    await opened.settle();
    const told = opened.ofType(0);
    expect(told).toHaveLength(2);
    expect(told[0]?.authorization).toBe(pushSign(keys, told[0]?.body ?? ""));
    expect(JSON.parse(told[0]?.body ?? "")).toEqual({
      seller_id: String(sellerId),
      message_type: 0,
      data: {
        order_status: "pending",
        trade_order_id: String(json.order_id),
        trade_order_line_id: expect.any(String),
        status_update_time: 1_767_225_600,
      },
      timestamp: 1_767_225_600_000,
      site: "lazada_vn",
    });
    await opened.control(`/orders/${String(json.order_id)}`, { move: "cancel" });
    await opened.settle();
    expect(opened.ofType(0).at(-1)?.json.data).toMatchObject({
      order_status: "canceled",
      reverse_order_id: expect.any(String),
    });
  });

  it("tell of products, reviews, parcels and stock below five, in seconds", async () => {
    const opened = await pushed();
    const { itemId, skuId } = await listed(opened, 5);
    await opened.page(`/items/${itemId}/reject`, { reason: "Ảnh mờ" });
    await opened.page(`/items/${itemId}/approve`, {});
    await opened.control("/orders", { lines: [{ skuId, quantity: 1 }] });
    await opened.settle();
    expect(opened.ofType(3)[0]?.json.data).toMatchObject({ item_id: itemId, sku_list: [{ sku_id: skuId }] });
    expect(opened.ofType(1).map(({ json }) => json.data.status)).toEqual(["APPROVED", "LIVE_REJECTED", "APPROVED"]);
    expect(opened.ofType(6)[0]?.json).toMatchObject({
      data: { sku_id: skuId, real_quantity: 5, withhold_quantity: 0, occupy_quantity: 1, warehouse: "dropshipping" },
      timestamp: 1_767_225_600,
      site: "lazada_sg",
    });
  });

  it("warn twice of a token that ends, 48 h before and a day later", async () => {
    const opened = await pushed();
    await opened.settle(28 * 86_400_000);
    expect(opened.ofType(8).map(({ json }) => json)).toMatchObject([
      { seller_id: "null", data: { seller_id: String(sellerId) } },
    ]);
    await opened.settle(86_400_000);
    expect(opened.ofType(8)).toHaveLength(2);
  });

  it("are tried twelve times more, half an hour apart", async () => {
    const opened = await pushed(500, { pushes: false });
    await listed(opened, 9);
    opened.lazada.store.dials.pushes = true;
    opened.got.length = 0;
    await opened.page("/items/0/approve", {});
    const [item] = opened.lazada.store.state.items;
    await opened.page(`/items/${item?.item_id}/approve`, {});
    for (let hours = 0; hours < 20; hours += 1) for (let half = 0; half < 2; half += 1) await opened.settle(1_800_000);
    expect(opened.ofType(1)).toHaveLength(13);
  });

  it("are doubled, forged or lost as the dials say, and go to no seller who took the authorisation back", async () => {
    const opened = await pushed(200, { pushesDoubled: 1, pushesForged: 1 });
    const { itemId } = await listed(opened, 9);
    await opened.settle();
    const told = opened.ofType(1);
    expect(told.filter(({ body, authorization }) => authorization === pushSign(keys, body))).toHaveLength(2);
    expect(told).toHaveLength(3);
    await opened.page(`/shops/${sellerId}/revoke`, {});
    opened.got.length = 0;
    await opened.page(`/items/${itemId}/approve`, {});
    await opened.settle();
    expect(opened.got).toEqual([]);
  });
});

describe("the state", () => {
  it("survives a restart, with what was still to come", async () => {
    const folder = mkdtempSync(path.join(tmpdir(), "lazada-"));
    try {
      const before = openedLazada({}, { folder });
      await before.signIn();
      before.lazada.store.dials.reviewMs = 60_000;
      const payload = productOf(await hostedPicture(before));
      await before.post("/product/create", { payload });
      before.lazada.save();
      const after = openedLazada({}, { folder, clock: before.clock });
      await after.signIn();
      expect(await after.get("/products/get", { filter: "pending" })).toMatchObject({ data: { total_products: 1 } });
      before.clock.advance(60_000);
      expect(await after.get("/products/get", { filter: "live" })).toMatchObject({ data: { total_products: 1 } });
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});
