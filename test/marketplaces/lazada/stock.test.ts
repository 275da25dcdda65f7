import { describe, expect, it } from "vitest";
import { buckets, type Listed, listed, openedLazada, stockPayload } from "./opened.ts";

async function stocked(quantity: number, ...options: Parameters<typeof openedLazada>) {
  const opened = openedLazada(...options);
  await opened.signIn();
  const listing = await listed(opened, quantity);
  const order = (units = 1, cod = true) =>
    opened.control("/orders", { lines: [{ skuId: listing.skuId, quantity: units }], cod });
  const move = (id: unknown, name: string) => opened.control(`/orders/${String(id)}`, { move: name });
  const write = (path: string, field: string, ...numbers: number[]) =>
    opened.post(path, { payload: stockPayload(numbers.map((number) => ({ ...listing, [field]: number }))) });
  return {
    ...opened,
    listing,
    order,
    move,
    set: (units: number) => write("/product/stock/sellable/update", "SellableQuantity", units),
    total: (units: number) => write("/product/price_quantity/update", "Quantity", units),
    adjust: (units: number) => write("/product/stock/sellable/adjust", "SellableQuantity", units),
    left: async () => (await buckets(opened, listing)).sellableQuantity,
    buckets: () => buckets(opened, listing),
  };
}
const told = (totalQuantity: number, sellableQuantity: number, withholdQuantity: number, occupyQuantity: number) => ({
  totalQuantity,
  sellableQuantity,
  withholdQuantity,
  occupyQuantity,
});

describe("the buckets of stock", () => {
  it("move as the document's own tables show, order by order", async () => {
    const { order, move, buckets: now } = await stocked(10);
    const { json } = await order(1, false);
    expect(await now()).toEqual(told(10, 9, 1, 0));
    await move(json.order_id, "pay");
    expect(await now()).toEqual(told(10, 9, 0, 1));
    await move(json.order_id, "cancel");
    expect(await now()).toEqual(told(10, 10, 0, 0));
  });

  it("come back on sale after 30 minutes unpaid, and not a moment before", async () => {
    const { order, buckets: now, clock, get } = await stocked(10);
    const { json } = await order(1, false);
    clock.advance(1_799_999);
    expect(await now()).toEqual(told(10, 9, 1, 0));
    clock.advance(1);
    expect(await now()).toEqual(told(10, 10, 0, 0));
    expect(await get("/order/items/get", { order_id: String(json.order_id) })).toMatchObject({
      data: [{ status: "canceled", cancel_return_initiator: "system-cancel" }],
    });
  });

  it("let an expired order be paid all the same, while there is any left", async () => {
    const { order, move, buckets: now, clock } = await stocked(1, { unpaidExpiry: "released" });
    const { json } = await order(1, false);
    clock.advance(1_800_000);
    expect(await now()).toEqual(told(1, 1, 0, 0));
    const other = await order();
    expect((await move(json.order_id, "pay")).status).toBe(400);
    await move(other.json.order_id, "cancel");
    expect((await move(json.order_id, "pay")).status).toBe(200);
    expect(await now()).toEqual(told(1, 0, 0, 1));
  });

  it("leave the total at ready-to-ship, or stay in it", async () => {
    for (const [totalFallsOnLeave, after] of [
      [true, told(9, 9, 0, 0)],
      [false, told(10, 10, 0, 0)],
    ] as const) {
      const { order, buckets: now, post } = await stocked(10, { totalFallsOnLeave });
      const { json } = await order();
      const [item] = json.items as { order_item_id: number }[];
      const packed = await post("/order/fulfill/pack", {
        packReq: JSON.stringify({
          pack_order_list: [{ order_id: json.order_id, order_item_list: [item?.order_item_id] }],
          delivery_type: "dropship",
          shipping_allocate_type: "TFS",
        }),
      });
      expect(await now()).toEqual(told(10, 9, 0, 1));
      const { package_id } = (
        packed as unknown as { result: { data: { pack_order_list: { order_item_list: { package_id: string }[] }[] } } }
      ).result.data.pack_order_list[0]?.order_item_list[0] ?? { package_id: "" };
      await post("/order/package/rts", { readyToShipReq: JSON.stringify({ packages: [{ package_id }] }) });
      expect(await now()).toEqual(after);
    }
  });

  it("come back late, or never, as the dials say", async () => {
    const late = await stocked(5, { restockMs: 300_000 });
    await late.move((await late.order(2)).json.order_id, "cancel");
    expect(await late.left()).toBe(3);
    late.clock.advance(300_000);
    expect(await late.left()).toBe(5);
    const never = await stocked(5, { restocks: false });
    await never.move((await never.order(2)).json.order_id, "cancel");
    expect(await never.buckets()).toEqual(told(3, 3, 0, 0));
  });

  it("are sold once: an order beyond what is left is refused, unless the check is off or waits for payment", async () => {
    const strict = await stocked(1);
    expect((await strict.order(2)).status).toBe(409);
    expect((await strict.order(1)).status).toBe(200);
    expect((await strict.order(1)).status).toBe(409);
    const loose = await stocked(1, { sellsOnlyWhatItShows: false });
    expect((await loose.order(2)).status).toBe(200);
    const later = await stocked(1, { fallsAt: "payment" });
    const [one, two] = [await later.order(1, false), await later.order(1, false)];
    expect(await later.left()).toBe(1);
    expect((await later.move(one.json.order_id, "pay")).status).toBe(200);
    expect((await later.move(two.json.order_id, "pay")).status).toBe(400);
  });
});

describe("a stock write", () => {
  it("of what is sellable replaces it, whatever orders hold, so a repeat sells again", async () => {
    const { order, set, left, buckets: now } = await stocked(2);
    await order(2);
    expect(await set(2)).toMatchObject({ code: "0", data: {} });
    expect(await now()).toEqual(told(4, 2, 0, 2));
    await order(2);
    expect(await left()).toBe(0);
  });

  it("of the total takes off what orders hold, and is refused below that", async () => {
    const { order, total, buckets: now } = await stocked(5);
    await order(2);
    expect(await total(5)).toMatchObject({ code: "0" });
    expect(await now()).toEqual(told(5, 3, 0, 2));
    expect(await total(1)).toMatchObject({ code: "501", type: "ISP", detail: [{}] });
    expect(await total(2)).toMatchObject({ code: "0" });
    expect(await now()).toEqual(told(2, 0, 0, 2));
  });

  it("of the total is clipped below holds, or net, where the dials make it so", async () => {
    const clipped = await stocked(5, { belowHolds: "clipped" });
    await clipped.order(2);
    expect(await clipped.total(1)).toMatchObject({ code: "0" });
    expect(await clipped.left()).toBe(0);
    const net = await stocked(5, { writeKind: "net-set" });
    await net.order(2);
    await net.total(5);
    expect(await net.left()).toBe(5);
  });

  it("by a difference adds and takes away, and never below nothing", async () => {
    const { adjust, left } = await stocked(3);
    expect(await adjust(-3)).toMatchObject({ code: "0" });
    expect(await adjust(-1)).toMatchObject({
      code: "212",
      detail: [{ message: expect.stringContaining("INV_NEGATIVE_SELLABLE") }],
    });
    expect(await adjust(2)).toMatchObject({ code: "0" });
    expect(await left()).toBe(2);
  });

  it("takes effect later than it is acknowledged, a difference at once", async () => {
    const { set, adjust, left, clock } = await stocked(3, { writeEffectMs: 10_000 });
    expect(await set(0)).toMatchObject({ code: "0" });
    expect(await left()).toBe(3);
    await adjust(-1);
    expect(await left()).toBe(2);
    clock.advance(10_000);
    expect(await left()).toBe(0);
  });

  it("is read back late", async () => {
    const { set, left, clock, lazada } = await stocked(3);
    clock.advance(60_000);
    lazada.store.dials.readLagMs = 30_000;
    await set(1);
    expect(await left()).toBe(3);
    clock.advance(30_000);
    expect(await left()).toBe(1);
  });

  it("is refused in the detail of each row that is wrong, and done for the others", async () => {
    const opened = await stocked(5);
    const second = await listed(opened, 5, "HY00000002");
    const rows = (first: number, other: number): readonly (Listed & Record<string, number>)[] => [
      { ...opened.listing, SellableQuantity: first },
      { ...second, SellableQuantity: other },
    ];
    const answer = await opened.post("/product/stock/sellable/adjust", { payload: stockPayload(rows(-9, -2)) });
    expect(answer).toMatchObject({
      code: "501",
      detail: [{ field: String(opened.listing.skuId), message: expect.stringContaining("212"), seller_sku: "HY00000001" }],
    });
    expect([await opened.left(), (await buckets(opened, second)).sellableQuantity]).toEqual([5, 3]);
  });

  it("is refused over 50 SKUs, by seller SKU alone, for another's SKU and in the form of several warehouses", async () => {
    const opened = await stocked(5);
    const { listing, post } = opened;
    const many = Array.from({ length: 51 }, () => ({ ...listing, SellableQuantity: 1 }));
    expect(await post("/product/stock/sellable/update", { payload: stockPayload(many) })).toMatchObject({ code: "204" });
    const bySellerSku = "<Request><Product><Skus><Sku><SellerSku>HY00000001</SellerSku></Sku></Skus></Product></Request>";
    expect(await post("/product/stock/sellable/update", { payload: bySellerSku })).toMatchObject({ code: "4193" });
    const unknown = stockPayload([{ itemId: 1, skuId: 1, SellableQuantity: 1 }]);
    expect(await post("/product/stock/sellable/update", { payload: unknown })).toMatchObject({ code: "4137" });
    const several = stockPayload([
      {
        ...listing,
        MultiWarehouseInventories:
          "<MultiWarehouseInventory><WarehouseCode>dropshipping</WarehouseCode><SellableQuantity>4</SellableQuantity></MultiWarehouseInventory>",
      },
    ]);
    expect(await post("/product/stock/sellable/update", { payload: several })).toMatchObject({ code: "501" });
    opened.lazada.store.dials.warehouses = ["dropshipping", "VN-HY-1"];
    expect(await post("/product/stock/sellable/update", { payload: several })).toMatchObject({ code: "0" });
    expect(await opened.left()).toBe(4);
  });

  it("is limited to 50 calls a second and seller", async () => {
    const { set, clock } = await stocked(1);
    for (let index = 0; index < 50; index += 1) expect(await set(1)).toMatchObject({ code: "0" });
    expect(await set(1)).toMatchObject({ code: "901" });
    clock.advance(1_000);
    expect(await set(1)).toMatchObject({ code: "0" });
  });

  it("changes price and total in one call, and the price alone where no number is sent", async () => {
    const { post, listing, get, left } = await stocked(5);
    const change = (fields: Record<string, string | number>) =>
      post("/product/price_quantity/update", { payload: stockPayload([{ ...listing, ...fields }]) });
    expect(
      await change({ Price: 189_000, SalePrice: 169_000, SaleStartDate: "2026-01-01", SaleEndDate: "2026-01-31" }),
    ).toMatchObject({
      code: "0",
    });
    expect(await get("/products/get")).toMatchObject({
      data: {
        products: [{ status: "Active", skus: [{ price: 189_000, special_price: 169_000, special_from_date: "2026-01-01" }] }],
      },
    });
    expect(await left()).toBe(5);
    expect(await change({ Price: 100 })).toMatchObject({ code: "4157" });
    expect(await change({ Price: 0 })).toMatchObject({ code: expect.stringMatching(/4118|501/) });
  });
});

describe("a promotion", () => {
  const lock = (opened: Awaited<ReturnType<typeof stocked>>, units: number) =>
    opened.page(`/items/${opened.listing.itemId}/start-campaign`, { sku: String(opened.listing.skuId), units: String(units) });

  it("keeps a part of what is sellable, below which nobody may go", async () => {
    const opened = await stocked(10);
    await lock(opened, 4);
    const negative = { code: "501", detail: [{ message: "negative sellable on channel inventory" }] };
    expect(await opened.set(3)).toMatchObject(negative);
    expect(await opened.adjust(-7)).toMatchObject(negative);
    expect(await opened.total(3)).toMatchObject(negative);
    expect(await opened.set(4)).toMatchObject({ code: "0" });
    expect(await opened.get("/products/get")).toMatchObject({
      data: { products: [{ skus: [{ channelInventories: [{ sellableQuantity: 4 }] }] }] },
    });
    await opened.page(`/items/${opened.listing.itemId}/end-campaign`, { sku: String(opened.listing.skuId) });
    expect(await opened.set(0)).toMatchObject({ code: "0" });
  });

  it("locks price and text, and ends by itself", async () => {
    const opened = await stocked(10);
    await lock(opened, 0);
    const price = stockPayload([{ ...opened.listing, Price: 150_000 }]);
    expect(await opened.post("/product/price_quantity/update", { payload: price })).toMatchObject({ code: "4162" });
    const text = `<Request><Product><ItemId>${opened.listing.itemId}</ItemId><Attributes><name>Mới</name></Attributes></Product></Request>`;
    expect(await opened.post("/product/update", { payload: text })).toMatchObject({ code: "4162" });
    opened.clock.advance(86_400_001);
    expect(await opened.post("/product/price_quantity/update", { payload: price })).toMatchObject({ code: "0" });
  });

  it("at its start switches one call off and lets stock only rise", async () => {
    const opened = await stocked(10, { megaCampaign: true });
    await lock(opened, 0);
    expect(await opened.total(12)).toMatchObject({ code: "998" });
    expect(await opened.set(9)).toMatchObject({ code: "4170" });
    expect(await opened.adjust(-1)).toMatchObject({ code: "4170" });
    expect(await opened.set(12)).toMatchObject({ code: "0" });
  });
});
