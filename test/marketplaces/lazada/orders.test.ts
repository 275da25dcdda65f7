import { describe, expect, it } from "vitest";
import { buckets, listed, openedLazada, sellerId } from "./opened.ts";

interface Line {
  order_item_id: number;
  status: string;
  package_id: string;
  [name: string]: unknown;
}
async function shop(...options: Parameters<typeof openedLazada>) {
  const opened = openedLazada(...options);
  await opened.signIn();
  const listing = await listed(opened, 20);
  async function order(quantity = 1, more: object = {}): Promise<string> {
    const { json } = await opened.control("/orders", { lines: [{ skuId: listing.skuId, quantity }], ...more });
    return String(json.order_id);
  }
  const lines = async (id: string) => (await opened.get("/order/items/get", { order_id: id })).data as Line[];
  const statuses = async (id: string) => (await lines(id)).map(({ status }) => status);
  const move = (id: string, name: string, items?: readonly number[]) =>
    opened.control(`/orders/${id}`, { move: name, ...(items ? { items } : {}) });
  const packReq = (id: string, items: readonly number[], more: object = {}) => ({
    packReq: JSON.stringify({
      pack_order_list: [{ order_id: Number(id), order_item_list: items }],
      delivery_type: "dropship",
      shipping_allocate_type: "TFS",
      ...more,
    }),
  });
  async function pack(id: string, items?: readonly number[]) {
    const ids = items ?? (await lines(id)).map(({ order_item_id }) => order_item_id);
    return (await opened.post("/order/fulfill/pack", packReq(id, ids))) as unknown as {
      result: {
        success: boolean;
        data: { pack_order_list: { order_item_list: { item_err_code: string; package_id: string; retry: boolean }[] }[] };
      };
    };
  }
  const parcels = (name: string, ...ids: readonly string[]) => ({
    [name]: JSON.stringify({ packages: ids.map((package_id) => ({ package_id })) }),
  });
  async function ready(id: string): Promise<string> {
    await pack(id);
    const parcel = (await lines(id))[0]?.package_id ?? "";
    await opened.post("/order/package/rts", parcels("readyToShipReq", parcel));
    return parcel;
  }
  const after = (at = "2026-01-01T00:00:00+07:00") => ({ created_after: at });
  return { ...opened, listing, order, lines, statuses, move, pack, packReq, parcels, ready, after };
}

describe("an order", () => {
  it("is one row a unit, its money and times as the samples print them", async () => {
    const { order, get, after } = await shop();
    const id = await order(2, { voucherPlatform: 20_001, shippingFee: 15_000, note: "Gọi trước" });
    expect(await get("/orders/get", after())).toMatchObject({
      code: "0",
      data: {
        count: 1,
        countTotal: 1,
        orders: [
          {
            order_id: id,
            statuses: ["pending"],
            items_count: 2,
            price: "360000.00",
            voucher: "20001.00",
            voucher_platform: "20001.00",
            shipping_fee: "15000.00",
            payment_method: "COD",
            created_at: "2026-01-01 07:00:00 +0700",
            buyer_note: "Gọi trước",
            address_shipping: { first_name: expect.stringMatching(/^N\*+$/), phone: "84*******21", address3: "Hà Nội" },
          },
        ],
      },
    });
    const items = await get("/order/items/get", { order_id: id });
    expect(items.data).toMatchObject([
      { order_id: Number(id), sku: "HY00000001", item_price: 180_000, paid_price: 170_000, currency: "VND", status: "pending" },
      { paid_price: 169_999, sla_time_stamp: "2026-01-03T07:00:00+07:00" },
    ]);
    expect(await get("/orders/items/get", { order_ids: `[${id}]` })).toMatchObject({
      data: [{ order_id: Number(id), order_items: [{ status: "pending" }, {}] }],
    });
    expect(await get("/order/get", { order_id: "1" })).toMatchObject({ code: "16" });
  });

  it("of a basket over two stores has one number in both", async () => {
    const opened = await shop();
    await opened.signIn(1_000_002);
    const other = await listed(opened, 3, "HY00000009");
    const { json } = await opened.control("/orders", {
      lines: [
        { skuId: opened.listing.skuId, quantity: 1 },
        { skuId: other.skuId, quantity: 2 },
      ],
    });
    const id = String(json.order_id);
    expect(await opened.lines(id)).toMatchObject([{ sku: "HY00000009" }, { sku: "HY00000009" }]);
    await opened.signIn();
    expect(await opened.lines(id)).toMatchObject([{ sku: "HY00000001" }]);
    await opened.control(`/orders/1000002-${id}`, { move: "cancel" });
    expect(await opened.statuses(id)).toEqual(["pending"]);
  });

  it("goes its way: packed by unit, ready, collected, delivered", async () => {
    const { order, lines, statuses, pack, parcels, post, move } = await shop();
    const id = await order(2);
    const [first, second] = await lines(id);
    const packed = await pack(id, [first?.order_item_id ?? 0]);
    expect(packed.result).toMatchObject({
      success: true,
      error_code: null,
      data: {
        pack_order_list: [
          { order_item_list: [{ item_err_code: "0", msg: "success", shipment_provider: "LEX VN", retry: false }] },
        ],
      },
    });
    expect(await statuses(id)).toEqual(["packed", "pending"]);
    const again = await pack(id, [first?.order_item_id ?? 0, second?.order_item_id ?? 0, 5]);
    expect(again.result.data.pack_order_list[0]?.order_item_list.map(({ item_err_code }) => item_err_code)).toEqual([
      "700026",
      "0",
      "700025",
    ]);
    expect((await move(id, "collect")).status).toBe(400);
    const [one = "", two = ""] = (await lines(id)).map(({ package_id }) => package_id);
    expect(one).not.toBe(two);
    const ready = await post("/order/package/rts", parcels("readyToShipReq", one, "FP0"));
    expect(ready).toMatchObject({
      code: "0",
      result: { success: true, data: { packages: [{ package_id: one, item_err_code: "0" }, { item_err_code: "600001" }] } },
    });
    expect(await post("/order/package/rts", parcels("readyToShipReq", one))).toMatchObject({
      result: { success: true, data: { packages: [{ item_err_code: "700000" }] } },
    });
    await post("/order/package/rts", parcels("readyToShipReq", two));
    await move(id, "collect");
    await move(id, "deliver");
    expect(await statuses(id)).toEqual(["delivered", "delivered"]);
  });

  it("can be packed anew, fetched a label, and not be delivered by a fleet that is not the seller's", async () => {
    const { order, lines, statuses, pack, parcels, post } = await shop();
    const id = await order();
    await pack(id);
    const [line] = await lines(id);
    const label = await post("/order/package/document/get", {
      getDocumentReq: JSON.stringify({ doc_type: "PDF", packages: [{ package_id: line?.package_id }] }),
    });
    const { file } = (label.result as { data: { file: string } }).data;
    expect(Buffer.from(file, "base64").toString()).toContain("mô phỏng");
    expect(await post("/order/package/sof/delivered", parcels("dbsDeliveryReq", line?.package_id ?? ""))).toMatchObject({
      result: { success: true, data: { packages: [{ item_err_code: "700009" }] } },
    });
    await post("/order/package/repack", parcels("rePackReq", line?.package_id ?? ""));
    expect(await statuses(id)).toEqual(["repacked"]);
    expect((await pack(id)).result.data.pack_order_list[0]?.order_item_list[0]?.item_err_code).toBe("0");
    expect(await post("/order/package/rts", parcels("readyToShipReq", line?.package_id ?? ""))).toMatchObject({
      result: { data: { packages: [{ item_err_code: "600002" }] } },
    });
  });

  it.each([
    [{ delivery_type: "pickup" }, "700004"],
    [{ shipment_provider_code: "FM50" }, "700004"],
    [{ shipping_allocate_type: "NTFS" }, "700016"],
    [{ pack_order_list: Array.from({ length: 21 }, () => ({ order_id: 1, order_item_list: [1] })) }, "700022"],
  ])("is packed in no batch that says %o", async (more, error_code) => {
    const { order, post, packReq } = await shop();
    expect(await post("/order/fulfill/pack", packReq(await order(), [1], more))).toMatchObject({
      code: "0",
      result: { success: false, error_code },
    });
  });

  it("says how its parcel is to be sent", async () => {
    const { order, get } = await shop({ errorKeysInCamelCase: true });
    const id = await order();
    const getShipmentProvidersReq = JSON.stringify({ orders: [{ order_id: Number(id), order_item_ids: [] }] });
    expect(await get("/order/shipment/providers/get", { getShipmentProvidersReq })).toMatchObject({
      result: { success: true, errorCode: null, data: { shipping_allocate_type: "TFS", platform_default: 1 } },
    });
  });
});

describe("the list of orders", () => {
  it("pages both ways by creation, and counts all", async () => {
    const { order, get, after, clock } = await shop();
    const placed: string[] = [];
    for (let index = 0; index < 5; index += 1) {
      placed.push(await order());
      clock.advance(1_000);
    }
    const page = async (more: Record<string, string>) => {
      const { data } = await get("/orders/get", { ...after(), ...more });
      const { orders, countTotal } = data as { orders: { order_id: string }[]; countTotal: number };
      return [countTotal, ...orders.map(({ order_id }) => order_id)];
    };
    expect(await page({ sort_direction: "ASC", limit: "2", offset: "2" })).toEqual([5, placed[2], placed[3]]);
    expect(await page({ limit: "2" })).toEqual([5, placed[4], placed[3]]);
    expect(await page({ created_after: "2026-01-01T07:00:03+07:00", sort_direction: "ASC" })).toEqual([
      2,
      placed[3],
      placed[4],
    ]);
    expect(await page({ created_before: "2026-01-01T07:00:01+07:00", sort_direction: "ASC" })).toEqual([
      2,
      placed[0],
      placed[1],
    ]);
  });

  it("by change skips a row when a page before it changes meanwhile", async () => {
    const { order, get, move, clock } = await shop();
    const placed: string[] = [];
    for (let index = 0; index < 4; index += 1) {
      placed.push(await order());
      clock.advance(1_000);
    }
    const page = async (offset: number) => {
      const { data } = await get("/orders/get", {
        update_after: "2026-01-01T00:00:00+07:00",
        sort_by: "updated_at",
        sort_direction: "ASC",
        limit: "2",
        offset: String(offset),
      });
      return (data as { orders: { order_id: string }[] }).orders.map(({ order_id }) => order_id);
    };
    const first = await page(0);
    await move(placed[0] ?? "", "cancel");
    expect([...first, ...(await page(2))]).toEqual([placed[0], placed[1], placed[3], placed[0]]);
  });

  it.each([
    [{ limit: "101" }, "19"],
    [{ offset: "5001" }, "14"],
    [{ status: "lively" }, "36"],
    [{ sort_by: "price" }, "75"],
    [{ sort_direction: "UP" }, "74"],
    [{ created_before: "2026-01-01" }, "17"],
    [{ created_before: "2026-01-01T00:00:00+0700" }, "17"],
  ])("refuses %o", async (more, code) => {
    const { get, after } = await shop();
    expect(await get("/orders/get", { ...after(), ...(more as Record<string, string>) })).toMatchObject({ code });
    expect(await get("/orders/get", {})).toMatchObject({ code: "MissingParameter" });
  });

  it("filters by a unit's status and by its own views", async () => {
    const { order, get, after, pack } = await shop();
    const id = await order(1);
    await pack(id);
    await order(1, { cod: false });
    const count = async (status: string) =>
      ((await get("/orders/get", { ...after(), status })).data as { countTotal: number }).countTotal;
    expect(await Promise.all(["all", "toship", "packed", "topack", "unpaid", "canceled"].map(count))).toEqual([
      2, 1, 1, 0, 1, 0,
    ]);
  });

  it("shows an order late, dated earlier than it was accepted, a cancellation late, and unpaid ones or not", async () => {
    const { order, get, after, clock, move, lazada, statuses } = await shop({
      orderListLagMs: 60_000,
      createdBackdatedMs: 5_000,
      cancelLagMs: 30_000,
    });
    const id = await order();
    const total = async () => ((await get("/orders/get", after())).data as { countTotal: number }).countTotal;
    expect(await total()).toBe(0);
    expect(await get("/order/get", { order_id: id })).toMatchObject({ data: { created_at: "2026-01-01 06:59:55 +0700" } });
    clock.advance(60_000);
    expect(await total()).toBe(1);
    await move(id, "cancel");
    expect(await statuses(id)).toEqual(["pending"]);
    clock.advance(30_000);
    expect(await statuses(id)).toEqual(["canceled"]);
    lazada.store.dials.unpaidVisible = false;
    await order(1, { cod: false });
    clock.advance(60_000);
    expect(await total()).toBe(1);
  });

  it("is empty, lacks a row, or has one nobody can read, when a test asks for it", async () => {
    const { order, get, after, lazada, control } = await shop();
    const ids = [await order(), await order()];
    const read = async () =>
      (await get("/orders/get", { ...after(), sort_direction: "ASC" })).data as { countTotal: number; orders: object[] };
    lazada.faults.failNext("empty-list");
    expect(await read()).toMatchObject({ count: 0, countTotal: 0, orders: [] });
    lazada.faults.failNext("short-list");
    expect(await read()).toMatchObject({ countTotal: 1, orders: [{}] });
    await control(`/orders/${ids[0]}`, { unreadable: true });
    expect(await read()).toMatchObject({ orders: [{ created_at: "??" }, { created_at: expect.stringContaining("2026") }] });
  });
});

describe("a cancellation", () => {
  const cancel = (id: string, items: readonly number[], reason_id: string) => ({
    order_id: id,
    order_item_id_list: JSON.stringify(items),
    reason_id,
  });

  it("by the seller is a GET that writes, unit by unit, and may take the rest off sale", async () => {
    const opened = await shop();
    const { order, lines, get, statuses, listing } = opened;
    const id = await order(2);
    const [first] = (await lines(id)).map(({ order_item_id }) => order_item_id);
    const asked = { order_id: id, order_item_id_list: `[${first}]` };
    expect(await get("/order/reverse/cancel/validate", asked)).toMatchObject({
      data: { tip_type: "warning", reason_options: [{ reason_id: "10000019" }, { reason_id: "10000021" }, {}] },
    });
    expect(await get("/order/reverse/cancel/create", cancel(id, [first ?? 0], "1"))).toMatchObject({ code: "104" });
    expect(await get("/order/reverse/cancel/create", cancel(id, [7], "10000019"))).toMatchObject({ code: "123" });
    expect(await get("/order/reverse/cancel/create", cancel(id, [first ?? 0], "10000019"))).toMatchObject({
      code: "0",
      data: { tip_type: "success" },
    });
    expect(await statuses(id)).toEqual(["canceled", "pending"]);
    expect((await buckets(opened, listing)).sellableQuantity).toBe(19);
    expect(await get("/order/reverse/cancel/create", cancel(id, [first ?? 0], "10000019"))).toMatchObject({
      code: "0",
      data: { tip_type: "error" },
    });
    const second = (await lines(id))[1]?.order_item_id ?? 0;
    await get("/order/reverse/cancel/create", cancel(id, [second], "10000021"));
    expect((await buckets(opened, listing)).sellableQuantity).toBe(0);
  });

  it("of one unit takes its whole package with it", async () => {
    const { order, lines, get, pack, statuses } = await shop();
    const id = await order(2);
    await pack(id);
    const [first] = await lines(id);
    await get("/order/reverse/cancel/create", cancel(id, [first?.order_item_id ?? 0], "10000019"));
    expect(await statuses(id)).toEqual(["canceled", "canceled"]);
  });

  it("is a buyer's at once before packing, and a wish after it", async () => {
    const { order, get, ready, move, lines, statuses, clock, pack } = await shop();
    const early = await order();
    await move(early, "cancel");
    expect(await lines(early)).toMatchObject([
      { status: "canceled", cancel_return_initiator: "buyer-cancel", reverse_order_id: expect.any(Number) },
    ]);

    const refused = await order();
    await ready(refused);
    await move(refused, "ask-cancel");
    const [line] = await lines(refused);
    expect(line).toMatchObject({ status: "ready_to_ship", need_cancel_confirm: true, cancel_trigger_time: expect.any(Number) });
    const decide = (agree: boolean, id = line?.reverse_order_id) =>
      get("/order/reverse/cancel/seller/decide", { reverse_order_id: String(id), agree_cancel: String(agree) });
    expect(await decide(false)).toMatchObject({ code: "0" });
    expect(await lines(refused)).toMatchObject([{ status: "ready_to_ship", need_cancel_confirm: false }]);
    expect(await decide(true)).toMatchObject({ code: "131" });
    expect(await decide(true, 1)).toMatchObject({ code: "105" });

    const unanswered = await order();
    await pack(unanswered);
    await move(unanswered, "ask-cancel");
    clock.advance(86_400_000);
    expect(await statuses(unanswered)).toEqual(["canceled"]);
  });

  it("comes no more once the courier has it", async () => {
    const { order, get, ready, move, lines } = await shop();
    const id = await order();
    await ready(id);
    await move(id, "collect");
    expect((await move(id, "ask-cancel")).status).toBe(400);
    const [line] = await lines(id);
    expect(
      await get("/order/reverse/cancel/validate", { order_id: id, order_item_id_list: `[${line?.order_item_id}]` }),
    ).toMatchObject({ code: "0", data: { tip_type: "error" } });
  });

  it("after ready-to-ship puts nothing back, unless the dial says so", async () => {
    for (const [restocksAfterReadyToShip, left] of [
      [false, 19],
      [true, 20],
    ] as const) {
      const opened = await shop({ restocksAfterReadyToShip });
      const id = await opened.order();
      await opened.ready(id);
      await opened.move(id, "system-cancel");
      expect((await buckets(opened, opened.listing)).sellableQuantity).toBe(left);
    }
  });
});

describe("what comes back", () => {
  it("is asked for, agreed to, sent, received and refunded, and puts nothing on sale", async () => {
    const opened = await shop();
    const { order, ready, move, get, statuses, listing } = opened;
    const id = await order();
    await ready(id);
    await move(id, "collect");
    await move(id, "deliver");
    expect((await move(id, "ask-return")).status).toBe(200);
    const list = () =>
      get("/reverse/getreverseordersforseller", { page_no: "1", page_size: "10", request_type_list: '["RETURN"]' });
    const { items } = (await list()).result as {
      items: { reverse_order_id: number; reverse_order_lines: { reverse_order_line_id: number }[] }[];
    };
    const [found] = items;
    const update = (action: string, more: Record<string, string> = {}) =>
      get("/order/reverse/return/update", {
        action,
        reverse_order_id: String(found?.reverse_order_id),
        reverse_order_item_ids: `[${found?.reverse_order_lines[0]?.reverse_order_line_id}]`,
        ...more,
      });
    expect(await update("refuseReturn")).toMatchObject({ code: "108" });
    expect(await update("confirmDelivery")).toMatchObject({ code: "114" });
    expect(await update("agreeReturn")).toMatchObject({ code: "0" });
    await move(id, "send-return");
    expect(await update("confirmDelivery")).toMatchObject({ code: "0" });
    expect(await update("agreeRefund")).toMatchObject({ code: "0" });
    expect(await statuses(id)).toEqual(["returned"]);
    expect(await list()).toMatchObject({
      result: {
        success: true,
        total: 1,
        items: [{ trade_order_id: Number(id), reverse_order_lines: [{ reverse_status: "REFUND_SUCCESS" }] }],
      },
    });
    expect(await get("/order/reverse/return/detail/list", { reverse_order_id: String(found?.reverse_order_id) })).toMatchObject(
      {
        data: { request_type: "RETURN", reverseOrderLineDTOList: [{ refund_amount: 180_000, productDTO: {} }] },
      },
    );
    expect((await buckets(opened, listing)).totalQuantity).toBe(19);
  });

  it("is a parcel that could not be delivered, on its way back, back, or lost", async () => {
    const { order, ready, move, statuses } = await shop();
    const id = await order();
    await ready(id);
    for (const [name, status] of [
      ["collect", "shipped"],
      ["fail", "failed"],
      ["send-back", "shipped_back"],
      ["come-back", "shipped_back_success"],
    ] as const) {
      await move(id, name);
      expect(await statuses(id)).toEqual([status]);
    }
  });

  it("is gone through on the pages of a person too, the seller's part by hand", async () => {
    const { order, page, statuses, move } = await shop();
    const id = await order();
    const shown = async () => (await page(`/shops/${sellerId}`)).text();
    for (const name of [
      "pack-by-hand",
      "ready-by-hand",
      "collect",
      "deliver",
      "ask-return",
      "agree-return",
      "send-return",
      "refund",
    ]) {
      expect(await shown()).toContain(`/orders/${sellerId}/${id}/${name}"`);
      await page(`/orders/${sellerId}/${id}/${name}`, {});
    }
    expect(await statuses(id)).toEqual(["returned"]);
    const asked = await order();
    for (const name of ["pack-by-hand", "ask-cancel", "refuse-cancel", "ask-cancel", "agree-cancel"])
      expect((await move(asked, name)).status).toBe(200);
    expect(await statuses(asked)).toEqual(["canceled"]);
    expect((await page(`/orders/${sellerId}/${id}/constructor`, {})).status).toBe(404);
  });

  it("waits no longer to be cancelled once the courier has it", async () => {
    const { order, ready, move, lines, clock, statuses } = await shop();
    const id = await order();
    await ready(id);
    await move(id, "ask-cancel");
    await move(id, "collect");
    expect(await lines(id)).toMatchObject([{ status: "shipped", need_cancel_confirm: false }]);
    clock.advance(86_400_000);
    expect(await statuses(id)).toEqual(["shipped"]);
  });
});
