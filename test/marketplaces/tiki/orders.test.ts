import { describe, expect, it } from "vitest";
import { opened, type Wire } from "./opened.ts";

const codesOf = (told: { body: Wire }) => told.body.data.map(({ code }) => code);

describe("an order", () => {
  it("is told as the document has it, its buyer masked", async () => {
    const { onSale, buy, api } = opened();
    const id = await onSale("HY00000001", 5);
    const { code } = await buy(id, 2);
    const { body } = await api("GET", "/v2/orders?include=status_histories,item.fees,item.confirmation_histories");
    expect(body.paging).toEqual({ total: 1, current_page: 1, from: 1, to: 1, per_page: 20, last_page: 1 });
    expect(body.data[0]).toMatchObject({
      code,
      status: "queueing",
      fulfillment_type: "tiki_delivery",
      created_at: "2026-03-10 09:00:00",
      tiki_warehouse: { code: "hn" },
      invoice: { items_quantity: 2, subtotal: 378_000, grand_total: 393_000 },
      items: [
        {
          product: { id, seller_product_code: "HY00000001", inventory_type: "backorder" },
          confirmation: { status: "waiting" },
          invoice: { price: 189_000, quantity: 2, row_total: 378_000 },
          fees: [],
        },
      ],
      shipping: { address: { full_name: "T***", phone: "***" } },
      status_histories: [{ status: "processing" }, { status: "queueing" }],
    });
    expect((await api("GET", `/v2/orders/${code}`)).body).not.toHaveProperty("status_histories");
    expect((await api("GET", "/v2/orders/100000001")).status).toBe(404);
  });

  it("names the seller's SKU by the field the dial says", async () => {
    const { onSale, buy, api } = opened({ sellerSkuField: "original_sku" });
    const { code } = await buy(await onSale("HY00000001", 5), 1);
    const [item] = (await api("GET", `/v2/orders/${code}`)).body.items as readonly Wire[];
    expect(item?.product).toMatchObject({ original_sku: "HY00000001" });
    expect(item?.product).not.toHaveProperty("seller_product_code");
  });

  it("at a promotion's price keeps the list price and gives a discount", async () => {
    const { onSale, buy, api, control } = opened();
    const id = await onSale("HY00000001", 5);
    await control("POST", `/products/${id}`, { promotion: 150_000 });
    const { code } = await buy(id, 2);
    const { invoice, items } = (await api("GET", `/v2/orders/${code}`)).body;
    expect(invoice).toMatchObject({ subtotal: 378_000, discount_amount: 78_000, grand_total: 315_000 });
    expect(items).toMatchObject([{ invoice: { price: 189_000, row_total: 300_000 } }]);
  });

  it("can be made unreadable", async () => {
    const { onSale, buy, api, order } = opened();
    const { code } = await buy(await onSale("HY00000001", 5), 1);
    await order(code, { unreadable: true });
    expect((await api("GET", `/v2/orders/${code}`)).body.items).toMatchObject([{ invoice: { quantity: "??" } }]);
  });

  it("is shown from the moment the marketplace accepts it, dated when it was placed", async () => {
    const { onSale, buy, api, clock, inventory } = opened({ acceptMs: 60_000, orderListLagMs: 120_000 });
    const id = await onSale("HY00000001", 5);
    const { code } = await buy(id, 1);
    expect(await inventory(id)).toMatchObject({ reserved: 1 });
    const seen = async () => [
      (await api("GET", `/v2/orders/${code}`)).status,
      (await api("GET", "/v2/orders")).body.paging.total,
    ];
    const steps = [await seen()];
    for (const ms of [60_000, 120_000]) {
      clock.advance(ms);
      steps.push(await seen());
    }
    expect(steps).toEqual([
      [404, 0],
      [200, 0],
      [200, 1],
    ]);
    expect((await api("GET", "/v2/orders")).body.data[0]).toMatchObject({
      created_at: "2026-03-10 09:00:00",
      updated_at: "2026-03-10 09:01:00",
    });
  });

  it("that is unpaid holds stock unseen until its time is over", async () => {
    const { onSale, buy, api, clock, inventory, tiki } = opened({ unpaidHoldMs: 3_600_000, accessTokenSeconds: 86_400 });
    const id = await onSale("HY00000001", 5);
    await buy(id, 2, "later");
    expect((await api("GET", "/v2/orders")).body.paging.total).toBe(0);
    tiki.dials().unpaidVisible = true;
    expect((await api("GET", "/v2/orders")).body.data[0]).toMatchObject({ status: "waiting_payment" });
    tiki.dials().unpaidVisible = false;
    clock.advance(3_600_000);
    expect(await inventory(id)).toEqual({ available: 5, reserved: 0, saleable: 5 });
    expect((await api("GET", "/v2/orders")).body.paging.total).toBe(0);
  });

  it("is dated before it was accepted where the dial says so", async () => {
    const { onSale, buy, api } = opened({ createdBackdatedMs: 60_000 });
    const { code } = await buy(await onSale("HY00000001", 5), 1);
    expect((await api("GET", `/v2/orders/${code}`)).body.created_at).toBe("2026-03-10 08:59:00");
  });

  it("is cancelled by buyer, seller or marketplace, which can be read later than it is so", async () => {
    const { onSale, buy, api, order, clock } = opened({ cancelLagMs: 30_000 });
    const { code } = await buy(await onSale("HY00000001", 5), 1);
    clock.advance(1_000);
    await order(code, { cancelBy: "buyer" });
    expect((await api("GET", `/v2/orders/${code}`)).body).toMatchObject({ status: "queueing", cancel_info: null });
    clock.advance(30_000);
    expect((await api("GET", `/v2/orders/${code}`)).body).toMatchObject({
      status: "canceled",
      cancel_info: { reason_code: "buyer" },
      updated_at: "2026-03-10 09:00:01",
    });
  });

  it("loses a line its buyer takes back, and is cancelled with the last one", async () => {
    const { onSale, inventory, control, order, api } = opened();
    const [one, other] = [await onSale("HY00000001", 5), await onSale("HY00000002", 5)];
    const placed = await control("POST", "/orders", {
      sellerId: 310_001,
      lines: [one, other].map((productId) => ({ productId, quantity: 1 })),
    });
    const code = String(placed.body.code);
    const [first, second] = placed.body.lines as readonly { id: number }[];
    await order(code, { withdraw: first?.id });
    expect((await api("GET", `/v2/orders/${code}`)).body.items).toMatchObject([{ product: { id: other } }]);
    expect(await inventory(one)).toMatchObject({ reserved: 0 });
    const stale = { available_item_ids: [first?.id, second?.id], seller_inventory_id: 1034 };
    expect((await api("POST", `/v2/orders/${code}/confirm-available`, stale)).status).toBe(422);
    await order(code, { withdraw: second?.id });
    expect((await api("GET", `/v2/orders/${code}`)).body.status).toBe("canceled");
  });
});

describe("a list of orders", () => {
  async function three() {
    const shop = opened();
    const id = await shop.onSale("HY00000001", 9);
    const codes: string[] = [];
    for (let count = 0; count < 3; count += 1) {
      codes.push((await shop.buy(id, 1)).code);
      shop.clock.advance(1_000);
    }
    const [first = "", second = "", third = ""] = codes;
    return { ...shop, codes: { first, second, third } };
  }

  it("is newest first, oldest change first when changes are asked for, or as order_by says", async () => {
    const { api, order, codes } = await three();
    const { first, second, third } = codes;
    await order(first, { status: "picking" });
    expect(codesOf(await api("GET", "/v2/orders"))).toEqual([third, second, first]);
    expect(codesOf(await api("GET", "/v2/orders?order_by=created_at%7Casc"))).toEqual([first, second, third]);
    const changed = await api("GET", "/v2/orders?updated_from_date=2026-03-10%2009:00:00");
    expect(codesOf(changed)).toEqual([second, third, first]);
    expect((await api("GET", "/v2/orders?order_by=price")).status).toBe(400);
  });

  it("is narrowed by sets of statuses, dates and items", async () => {
    const { api, order, codes } = await three();
    const { first, second, third } = codes;
    await order(first, { status: "picking" });
    const list = async (query: string) => codesOf(await api("GET", `/v2/orders?order_by=created_at%7Casc&${query}`));
    expect(await list("status=queueing")).toEqual([second, third]);
    expect(await list("status=in%7Cpicking,shipping")).toEqual([first]);
    expect(await list("status=nin%7Cprocessing,waiting_payment,picking")).toEqual([second, third]);
    expect(await list("created_from_date=2026-03-10%2009:00:01&created_to_date=2026-03-10%2009:00:01")).toEqual([second]);
    expect(await list(`code=${third}`)).toEqual([third]);
    expect(await list("fulfillment_type=dropship")).toEqual([]);
    expect(await list("item_inventory_type=back_order&item_confirmation_status=waiting&filter_date_by=today")).toHaveLength(3);
    expect((await api("GET", "/v2/orders?status=lost")).status).toBe(400);
    expect((await api("GET", "/v2/orders?filter_date_by=lastyear")).status).toBe(400);
  });

  it("is empty or short when that fault is met, and says so nowhere", async () => {
    const { api, tiki } = await three();
    tiki.faults.failNext("empty-page", 1, "/orders");
    expect((await api("GET", "/v2/orders")).body).toMatchObject({ data: [], paging: { total: 0 } });
    tiki.faults.failNext("short-page", 1, "/orders");
    const short = (await api("GET", "/v2/orders")).body;
    expect([short.data.length, short.paging.total]).toEqual([1, 3]);
  });
});

describe("confirmation", () => {
  const itemsOf = async (api: ReturnType<typeof opened>["api"], code: string) =>
    (await api("GET", `/v2/orders/${code}`)).body.items as readonly (Wire & { id: number })[];

  it("takes what is available, and what is left out is unavailable", async () => {
    const { onSale, api, control, inventory } = opened();
    const [one, other] = [await onSale("HY00000001", 5), await onSale("HY00000002", 5)];
    const placed = await control("POST", "/orders", {
      sellerId: 310_001,
      lines: [one, other].map((productId) => ({ productId, quantity: 2 })),
    });
    const code = String(placed.body.code);
    const [item] = await itemsOf(api, code);
    const body = { available_item_ids: [item?.id], seller_inventory_id: 1034 };
    expect((await api("POST", `/v2/orders/${code}/confirm-available`, body)).body).toEqual({ message: "success" });
    expect((await itemsOf(api, code)).map(({ confirmation }) => confirmation)).toMatchObject([
      { status: "seller_confirmed" },
      { status: "seller_canceled" },
    ]);
    expect(await inventory(other)).toMatchObject({ reserved: 0 });
    expect((await api("GET", `/v2/orders/${code}`)).body.status).toBe("queueing");
    expect((await api("POST", `/v2/orders/${code}/confirm-available`, body)).body.errors).toEqual([
      "Order is confirmed already",
    ]);
  });

  it("of nothing cancels the order", async () => {
    const { onSale, api, buy, inventory } = opened();
    const id = await onSale("HY00000001", 5);
    const { code } = await buy(id, 2);
    await api("POST", `/v2/orders/${code}/confirm-available`, { available_item_ids: [], seller_inventory_id: 1034 });
    expect((await api("GET", `/v2/orders/${code}`)).body).toMatchObject({
      status: "canceled",
      cancel_info: { reason_code: "seller" },
    });
    expect(await inventory(id)).toMatchObject({ saleable: 5 });
  });

  it("of a dropship order goes its own way, with a pickup time out of the slots", async () => {
    const { onSale, api, buy } = opened();
    const id = await onSale("HY00000001", 5, { variant: { inventory_type: "dropship" } });
    const { code } = await buy(id, 1);
    const [item] = await itemsOf(api, code);
    const plain = { available_item_ids: [item?.id], seller_inventory_id: 1034 };
    expect((await api("POST", `/v2/orders/${code}/confirm-available`, plain)).status).toBe(422);
    const path = `/v2/orders/${code}/dropship/confirm-available`;
    const body = { confirmation_status: "seller_confirmed", seller_inventory_id: 1034 };
    expect((await api("POST", path, { ...body, expected_pickup_time: "2026-03-10 08:00:00" })).status).toBe(422);
    expect((await api("GET", `/v2/orders/${code}/dropship/labels?format=html`)).status).toBe(422);
    const slots = (await api("GET", "/v2/orders/dropship/expected-pickup-slots")).body;
    const [slot] = slots.pickup_slots as readonly { expected_pickup_time: string }[];
    expect(slots.seller_id).toBe(310_001);
    expect((await api("POST", path, { ...body, expected_pickup_time: slot?.expected_pickup_time })).status).toBe(200);
    expect(await itemsOf(api, code)).toMatchObject([{ confirmation: { status: "seller_confirmed" } }]);
    expect((await api("GET", `/v2/orders/${code}/dropship/labels?format=html`)).text).toContain(code);
    expect((await api("GET", `/v2/orders/${code}/tiki-delivery/labels?format=html`)).status).toBe(422);
    expect((await api("POST", path, { ...body, confirmation_status: "seller_canceled" })).status).toBe(422);
  });

  it("takes a known warehouse and an order that waits for it", async () => {
    const { onSale, api, buy, order } = opened();
    const { code } = await buy(await onSale("HY00000001", 5), 1);
    const body = { available_item_ids: [(await itemsOf(api, code))[0]?.id], seller_inventory_id: 2034 };
    expect((await api("POST", `/v2/orders/${code}/confirm-available`, body)).status).toBe(422);
    expect((await api("POST", `/v2/orders/${code}/confirm-available`, {})).status).toBe(400);
    await order(code, { status: "picking" });
    const late = { ...body, seller_inventory_id: 1034 };
    expect((await api("POST", `/v2/orders/${code}/confirm-available`, late)).status).toBe(422);
  });

  it("lets a seller who delivers tell how that went, and know the buyer", async () => {
    const { onSale, api, buy } = opened();
    const id = await onSale("HY00000001", 5, { variant: { inventory_type: "seller_backorder" } });
    const { code } = await buy(id, 1);
    const told = (await api("GET", `/v2/orders/${code}`)).body;
    expect(told).toMatchObject({ fulfillment_type: "seller_delivery", shipping: { address: { full_name: "Trần Văn Bình" } } });
    const update = (body: object) => api("POST", `/v2/orders/${code}/seller-delivery/update-delivery`, body);
    expect((await update({ status: "successful_delivery" })).status).toBe(422);
    const [item] = await itemsOf(api, code);
    await api("POST", `/v2/orders/${code}/confirm-available`, {
      available_item_ids: [item?.id],
      seller_inventory_id: 1034,
    });
    expect((await update({ status: "failed_delivery" })).status).toBe(422);
    expect((await update({ status: "successful_delivery" })).body).toEqual({ message: "success" });
    expect((await api("GET", `/v2/orders/${code}`)).body.status).toBe("successful_delivery");
  });
});
