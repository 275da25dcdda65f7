import { serve } from "@hono/node-server";
import { Hono } from "hono";
import { afterEach, describe, expect, it } from "vitest";
import { createShopee } from "./marketplace.ts";
import { openShopee, partner, shopId } from "./opened.ts";
import { readState } from "./read-state.ts";
import { pushSign, shopeeSign } from "./sign.ts";

type Opened = ReturnType<typeof openShopee>;
const listed = async ({
  get,
  now,
  ...more
}: { get: Awaited<ReturnType<Opened["seller"]>>["get"]; now: number } & Record<string, unknown>) => {
  const seconds = Math.floor(now / 1_000);
  const answer = await get("/order/get_order_list", {
    time_range_field: "create_time",
    time_from: seconds - 86_400,
    time_to: seconds + 60,
    page_size: 100,
    response_optional_fields: "order_status",
    ...more,
  });
  return (answer.response?.order_list ?? answer.error) as { order_sn: string; order_status: string }[];
};

describe("an order", () => {
  it("is listed late, dated earlier, hidden while unpaid, and seen cancelled late, as the dials say", async () => {
    const { seller, buy, dials, clock, store } = openShopee();
    const { add, get } = await seller();
    const item = await add();
    Object.assign(dials, { orderListLagMs: 5_000, createdBackdatedMs: 60_000, cancelLagMs: 3_000 });
    const order = buy(item);
    expect(clock.now() - order.created).toBe(60_000);
    expect(await listed({ get, now: clock.now() })).toEqual([]);
    clock.advance(5_000);
    expect(await listed({ get, now: clock.now() })).toMatchObject([
      { order_sn: order.order_sn, order_status: "READY_TO_SHIP" },
    ]);
    store.move(order, "CANCELLED", clock.now());
    expect(await listed({ get, now: clock.now() })).toMatchObject([{ order_status: "READY_TO_SHIP" }]);
    clock.advance(3_000);
    expect(await listed({ get, now: clock.now() })).toMatchObject([{ order_status: "CANCELLED" }]);
    dials.unpaidVisible = false;
    dials.orderListLagMs = 0;
    const unpaid = buy(item, 1, { cod: false });
    expect(await listed({ get, now: clock.now() })).toHaveLength(1);
    const detail = await get("/order/get_order_detail", { order_sn_list: unpaid.order_sn });
    expect(detail).toMatchObject({ warning: expect.stringContaining("left out"), response: { order_list: [] } });
  });

  it("that is not paid in time is cancelled by the marketplace, and so is one not shipped in time where the dial says so", async () => {
    const { seller, buy, dials, clock, stockOf } = openShopee();
    const { add } = await seller();
    const item = await add();
    dials.overdueIsCancelled = true;
    const [unpaid, late] = [buy(item, 1, { cod: false }), buy(item)];
    clock.advance(24 * 3_600_000);
    expect([unpaid.status, unpaid.cancelBy, late.status]).toEqual(["CANCELLED", "system", "READY_TO_SHIP"]);
    clock.advance(24 * 3_600_000);
    expect(late.status).toBe("CANCELLED");
    expect(stockOf(item)).toBe(10);
  });

  it("is found by window, status and page; pending ones only when asked for", async () => {
    const { seller, buy, clock, store } = openShopee();
    const { add, get } = await seller();
    const item = await add();
    const [one, other] = [buy(item), buy(item)];
    store.move(other, "PENDING", clock.now());
    const now = clock.now();
    expect(await listed({ get, now })).toHaveLength(1);
    expect(await listed({ get, now, request_order_status_pending: "true" })).toHaveLength(2);
    expect(await listed({ get, now, order_status: "PROCESSED" })).toEqual([]);
    expect(await listed({ get, now, order_status: "TO_RETURN" })).toBe("error_param");
    expect(await listed({ get, now, time_from: 0 })).toBe("order.order_list_invalid_time");
    const page = await get("/order/get_order_list", {
      time_range_field: "update_time",
      time_from: Math.floor(now / 1_000) - 60,
      time_to: Math.floor(now / 1_000) + 60,
      page_size: 1,
      request_order_status_pending: "true",
    });
    expect(page.response).toMatchObject({ more: true, next_cursor: "1", order_list: [{ order_sn: one.order_sn }] });
    expect((await get("/order/get_order_detail", { order_sn_list: Array.from({ length: 51 }, () => "A").join() })).error).toBe(
      "error_param",
    );
  });

  it("is nearly empty without its optional fields, and stars the buyer where the dial says so", async () => {
    const { seller, buy, dials } = openShopee();
    const { add, get } = await seller();
    const { order_sn } = buy(await add(), 2);
    const detail = async (response_optional_fields?: string) =>
      (
        await get("/order/get_order_detail", {
          order_sn_list: order_sn,
          ...(response_optional_fields ? { response_optional_fields } : {}),
        })
      ).response.order_list as Record<string, unknown>[];
    expect(Object.keys((await detail())[0] ?? {})).not.toContain("item_list");
    dials.buyersAreMasked = true;
    expect(await detail("item_list,total_amount,recipient_address")).toMatchObject([
      {
        total_amount: 360_000,
        item_list: [{ model_quantity_purchased: 2, active_qty: 2, model_discounted_price: 180_000 }],
        recipient_address: { name: "T******h" },
      },
    ]);
  });

  it("is shipped once, by the way its carrier needs; the number may come later", async () => {
    const { seller, buy, dials, clock } = openShopee();
    const { add, get, post } = await seller();
    dials.trackingNumberMs = 5_000;
    const order = buy(await add());
    const { order_sn } = order;
    const parameter = await get("/logistics/get_shipping_parameter", { order_sn });
    const { address_list } = parameter.response.pickup as {
      address_list: { address_id: number; time_slot_list: { pickup_time_id: string }[] }[];
    };
    const pickup = {
      address_id: address_list[0]?.address_id,
      pickup_time_id: address_list[0]?.time_slot_list[0]?.pickup_time_id,
    };
    const ship = async (asked: object) => (await post("/logistics/ship_order", { order_sn, ...asked })).error;
    expect(await ship({ pickup, dropoff: {} })).toBe("logistics.ship_order_only_support_one_type");
    expect(await ship({ dropoff: {} })).toBe("logistics.ship_order_unsupport_dropoff");
    expect(await ship({ pickup: { ...pickup, pickup_time_id: "1" } })).toBe("logistics.ship_order_pickup_time_invalid");
    expect(await ship({ pickup })).toBe("");
    expect(await ship({ pickup })).toBe("logistics.package_already_shipped");
    const parcel = async () => {
      const { response } = await get("/order/get_package_detail", { package_number_list: `OFG${order_sn}` });
      return (response.package_list as Record<string, unknown>[])[0];
    };
    expect(await parcel()).toMatchObject({
      fulfillment_status: "LOGISTICS_READY",
      is_shipment_arranged: true,
      tracking_number: "",
    });
    expect(order.status).toBe("READY_TO_SHIP");
    clock.advance(5_000);
    expect(await parcel()).toMatchObject({ fulfillment_status: "LOGISTICS_REQUEST_CREATED" });
    expect(order.status).toBe("PROCESSED");
  });

  it("has a label from arranging to collecting, asked for, awaited and fetched", async () => {
    const { seller, buy, clock } = openShopee();
    const { add, post, raw, get } = await seller();
    const order = buy(await add({ logistic_info: [{ logistic_id: 50_011, enabled: true }] }));
    const order_list = () => [{ order_sn: order.order_sn, tracking_number: order.trackingNumber }];
    expect((await post("/logistics/create_shipping_document", { order_list: order_list() })).error).toBe(
      "common.batch_api_all_failed",
    );
    await post("/logistics/ship_order", { order_sn: order.order_sn, dropoff: {} });
    expect((await get("/logistics/get_tracking_number", { order_sn: order.order_sn })).response.tracking_number).toBe(
      order.trackingNumber,
    );
    await post("/logistics/create_shipping_document", { order_list: order_list() });
    const status = async () => {
      const { response } = await post("/logistics/get_shipping_document_result", { order_list: order_list() });
      return (response.result_list as { status: string }[])[0]?.status;
    };
    expect(await status()).toBe("PROCESSING");
    clock.advance(1_000);
    expect(await status()).toBe("READY");
    const label = await raw("POST", "/logistics/download_shipping_document", { order_list: order_list() });
    expect(await label.text()).toMatch(/^%PDF-/);
  });

  it("is found among the parcels to ship and shipped with others of its carrier", async () => {
    const { seller, buy } = openShopee();
    const { add, post } = await seller();
    const dropoff = { logistic_info: [{ logistic_id: 50_011, enabled: true }] };
    const item = await add(dropoff);
    const orders = [buy(item), buy(item), buy(await add())];
    const search = async (package_status: number) =>
      (
        await post("/order/search_package_list", {
          filter: { package_status, logistics_channel_ids: [50_011] },
          pagination: { page_size: 10 },
        })
      ).response.packages_list as { package_number: string }[];
    const waiting = await search(2);
    expect(waiting).toHaveLength(2);
    const package_list = orders.map(({ order_sn }) => ({ package_number: `OFG${order_sn}` }));
    const { response } = await post("/logistics/mass_ship_order", { package_list, dropoff: {} });
    expect(response).toMatchObject({
      success_list: [{}, {}],
      fail_list: [{ package_number: package_list[2]?.package_number }],
    });
    expect([await search(2), await search(3)].map((list) => list.length)).toEqual([0, 2]);
  });

  it("is cancelled whole or in part, and a buyer's wish is granted or not", async () => {
    const { seller, buy, stockOf, store, clock } = openShopee();
    const { add, post } = await seller();
    const item = await add();
    const order = buy(item, 4);
    const { order_sn } = order;
    const row = { item_id: item.item_id, model_id: 0 };
    expect((await post("/order/cancel_order", { order_sn, cancel_reason: "OUT_OF_STOCK" })).error).toBe("error_param");
    await post("/order/cancel_order", {
      order_sn,
      cancel_reason: "OUT_OF_STOCK",
      partial_cancel_item_list: [{ ...row, model_quantity: 1 }],
    });
    expect([order.status, order.lines[0]?.cancelled, stockOf(item)]).toEqual(["READY_TO_SHIP", 1, 7]);
    await post("/order/cancel_order", { order_sn, cancel_reason: "OUT_OF_STOCK", item_list: [row] });
    expect([order.status, stockOf(item)]).toEqual(["CANCELLED", 10]);
    expect((await post("/order/cancel_order", { order_sn, cancel_reason: "CUSTOMER_REQUEST" })).error).toBe(
      "order.error_limit",
    );
    const wish = buy(item);
    store.move(wish, "IN_CANCEL", clock.now());
    await post("/order/handle_buyer_cancellation", { order_sn: wish.order_sn, operation: "REJECT" });
    expect(wish.status).toBe("READY_TO_SHIP");
    expect((await post("/order/handle_buyer_cancellation", { order_sn: wish.order_sn, operation: "ACCEPT" })).error).toBe(
      "order.order_status_invalid",
    );
  });

  it("is given back: asked for by the buyer, read, agreed to or disputed, and nothing goes on sale by itself", async () => {
    const { seller, buy, store, clock, shopee, stockOf } = openShopee();
    const { add, get, post } = await seller();
    const item = await add();
    const order = buy(item, 2);
    store.move(order, "TO_CONFIRM_RECEIVE", clock.now());
    const press = (move: string) =>
      shopee.app.request(`/orders/${order.order_sn}/${move}`, {
        method: "POST",
        body: new URLSearchParams({ reason: "Hàng vỡ" }),
      });
    await press("return");
    expect(order.status).toBe("TO_RETURN");
    const list = await get("/returns/get_return_list", { page_no: 0, page_size: 10, status: "REQUESTED" });
    const [asked] = list.response.return as { return_sn: string; refund_amount: number }[];
    expect(asked).toMatchObject({ refund_amount: 360_000, text_reason: "Hàng vỡ", return_refund_type: "RRBOC" });
    const return_sn = asked?.return_sn;
    const dispute = { return_sn, email: "a@example.vn", dispute_reason_id: 50 };
    expect((await post("/returns/dispute", dispute)).error).toBe("dispute.request.param.error");
    expect((await post("/returns/dispute", { ...dispute, dispute_reason_id: 1 })).error).toBe("");
    expect((await post("/returns/confirm", { return_sn })).message).toContain("JUDGING");
    await press("receive");
    expect((await get("/returns/get_return_detail", { return_sn })).response.status).toBe("ACCEPTED");
    const detail = await get("/order/get_order_detail", {
      order_sn_list: order.order_sn,
      response_optional_fields: "item_list",
    });
    expect(detail.response.order_list).toMatchObject([
      { order_status: "COMPLETED", item_list: [{ returned_qty: 2, active_qty: 0 }] },
    ]);
    expect(stockOf(item)).toBe(8);
  });

  it("meets batches cut short, empty lists and a spent quota when it is asked to", async () => {
    const { seller, buy, clock, shopee, dials } = openShopee();
    const { add, get } = await seller();
    const order = buy(await add());
    shopee.faults.failNext("empty-list");
    expect(await listed({ get, now: clock.now() })).toEqual([]);
    shopee.faults.failNext("rows-dropped");
    expect(await get("/order/get_order_detail", { order_sn_list: order.order_sn })).toMatchObject({
      error: "",
      warning: expect.stringContaining("left out"),
    });
    shopee.faults.failNext("daily-limit");
    expect(await listed({ get, now: clock.now() })).toBe("error_limit");
    dials.rate = { requests: 1, perMs: 1_000 };
    expect(await listed({ get, now: clock.now() })).toHaveLength(1);
    expect(await listed({ get, now: clock.now() })).toBe("error_rate_limit");
    clock.advance(1_000);
    expect(await listed({ get, now: clock.now() })).toHaveLength(1);
    dials.rate = { requests: 0, perMs: 1_000 };
    dials.errorsArePrefixed = true;
    expect(await listed({ get, now: clock.now(), page_size: 0 })).toBe("order.error_param");
  });
});

describe("pushes", () => {
  const closings: (() => void)[] = [];
  afterEach(() => {
    for (const close of closings.splice(0)) close();
  });
  /** A shop on the wall clock whose pushes go to a bell that keeps what rings. */
  async function belled(status = 200) {
    const rings: { code: number; data: Record<string, unknown>; fits: boolean }[] = [];
    const bell = new Hono();
    const url = await new Promise<string>((ready) => {
      const server = serve({ fetch: bell.fetch, port: 0, hostname: "127.0.0.1" }, ({ port }) =>
        ready(`http://127.0.0.1:${port}/bell`),
      );
      closings.push(() => {
        server.close();
        if ("closeAllConnections" in server) server.closeAllConnections();
      });
    });
    bell.post("/bell", async (context) => {
      const body = await context.req.text();
      const { code, data } = JSON.parse(body) as { code: number; data: Record<string, unknown> };
      rings.push({ code, data, fits: context.req.header("authorization") === pushSign("push-key", url, body) });
      return context.body(null, status as 200);
    });
    const shopee = createShopee({ base: "", partner, pushKey: "push-key", pushUrl: url });
    Object.assign(shopee.store.state.dials, { orderListLagMs: 0 });
    return { shopee, rings, url };
  }
  const codes = (rings: { code: number }[]) => rings.map(({ code }) => code).toSorted((one, other) => one - other);

  it("tell of authorisation, orders, parcels, prices, promotions and bans, each signed with the push key", async () => {
    const { shopee, rings } = await belled();
    const { store } = shopee;
    shopee.access.grant([shopId], 5);
    await shopee.pushes.settled();
    expect(codes(rings)).toEqual([1, 12]);
    rings.length = 0;
    const at = Date.now();
    const version = {
      at,
      item_name: "Trà",
      description: "",
      original_price: 90_000,
      item_status: "NORMAL",
      stock: 9,
      category_id: 101131,
      image_ids: [],
    };
    const item = {
      item_id: 1,
      shop_id: shopId,
      item_sku: "HY1",
      weight: 0.1,
      logistic_ids: [50_011],
      created: at,
      versions: [version],
    };
    store.state.items = readState({ items: [item], orders: [], images: {}, tokens: {}, nextId: 9 }).items;
    const post = (path: string, form: Record<string, string> = {}) =>
      shopee.app.request(path, { method: "POST", body: new URLSearchParams(form) });
    await post("/items/1/orders", { quantity: "1", name: "A", phone: "0", address: "B" });
    const [order] = store.state.orders;
    await shopee.pushes.settled();
    expect(rings).toMatchObject([{ code: 3, data: { ordersn: order?.order_sn, status: "READY_TO_SHIP" }, fits: true }]);
    rings.length = 0;
    await post("/items/1/promotion", { percent: "10", reserved: "1", hours: "1" });
    await post("/items/1/promotion/end");
    await post("/items/1/ban", { reason: "Ảnh sai" });
    shopee.access.revoke(shopId);
    await shopee.pushes.settled();
    expect(codes(rings)).toEqual([2, 6, 7, 8, 8, 9]);
    expect(rings.every(({ fits }) => fits)).toBe(true);
  });

  it("that nobody acknowledges are kept, told again and confirmed; those turned off are not sent", async () => {
    const { shopee, rings, url } = await belled(500);
    shopee.access.grant([shopId], 365);
    await shopee.pushes.settled();
    expect(codes(rings)).toEqual([1, 1, 1]);
    const timestamp = Math.floor(Date.now() / 1_000);
    const ask = async (method: string, path: string, body?: object) => {
      const sign = shopeeSign(partner.key, partner.id, `/api/v2${path}`, timestamp);
      const answer = await shopee.app.request(`/api/v2${path}?partner_id=${partner.id}&timestamp=${timestamp}&sign=${sign}`, {
        method,
        ...(body ? { body: JSON.stringify(body) } : {}),
      });
      return (await answer.json()) as { error: string; response: Record<string, unknown> };
    };
    const lost = (await ask("GET", "/push/get_lost_push_message")).response;
    expect(lost).toMatchObject({
      push_message_list: [{ code: 1, data: expect.stringContaining('"code":1') }],
      has_next_page: false,
    });
    await ask("POST", "/push/confirm_consumed_lost_push_message", { last_message_id: lost.last_message_id });
    expect((await ask("GET", "/push/get_lost_push_message")).response.push_message_list).toEqual([]);
    expect((await ask("POST", "/push/set_app_push_config", { callback_url: url })).error).toBe("error_param");
    await ask("POST", "/push/set_app_push_config", { set_push_config_off: [1, 2] });
    expect((await ask("GET", "/push/get_app_push_config")).response).toMatchObject({
      callback_url: url,
      push_config_off_list: [1, 2],
    });
    rings.length = 0;
    shopee.access.revoke(shopId);
    await shopee.pushes.settled();
    expect(rings).toEqual([]);
  });
});
