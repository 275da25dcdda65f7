import { describe, expect, it } from "vitest";
import { dropship, failed, port, sku, type Told, tikiThat } from "./fixtures/scripted-tiki.ts";

describe("an order answered", () => {
  const items = (...statuses: string[]) =>
    statuses.map((status, index) => ({
      id: 10 + index,
      product: { id: 5, seller_product_code: sku },
      confirmation: { status },
      invoice: { price: 1, quantity: 1 },
    }));
  const told = (
    orders: object[],
    confirmed: Told = { body: { message: "success" } },
    inventories: number[] = [188_954, 1034],
  ) => {
    let reads = 0;
    return tikiThat(({ path, method }) => {
      if (path.endsWith("/seller-inventories"))
        return {
          body: { seller_inventories: [], mappings: [{ tiki_warehouse_code: "sgn", seller_inventory_ids: inventories }] },
        };
      if (path.endsWith("/expected-pickup-slots"))
        return { body: { pickup_slots: [{ expected_pickup_slot: "sáng", expected_pickup_time: "2026-01-04 10:00:00" }] } };
      if (method === "POST") return confirmed;
      reads += 1;
      return { body: { ...dropship, ...orders[Math.min(reads, orders.length) - 1] } };
    });
  };
  const posts = ({ asked }: ReturnType<typeof tikiThat>) =>
    asked.filter(({ method }) => method === "POST").map(({ path, body }) => [path, body]);
  const odf = { fulfillment_type: "tiki_delivery" };

  it("is confirmed with every item of the reading just before it", async () => {
    const shop = told([{ ...odf, items: items("waiting", "seller_confirmed", "seller_canceled") }]);
    await port(shop.connector, "orders").accept?.("510916693");
    expect(posts(shop)).toEqual([
      ["/integration/v2/orders/510916693/confirm-available", { available_item_ids: [10, 11], seller_inventory_id: 1034 }],
    ]);
  });

  it("of the dropship model is confirmed whole, for a time Tiki offers", async () => {
    const shop = told([{}]);
    await port(shop.connector, "orders").accept?.("510916693");
    expect(posts(shop)).toEqual([
      [
        "/integration/v2/orders/510916693/dropship/confirm-available",
        { confirmation_status: "seller_confirmed", seller_inventory_id: 1034, expected_pickup_time: "2026-01-04 10:00:00" },
      ],
    ]);
  });

  it("is given up by declaring every item unavailable", async () => {
    const shop = told([{ ...odf, items: items("waiting", "waiting") }]);
    await port(shop.connector, "orders").cancel?.("510916693", "OUT_OF_STOCK");
    expect(posts(shop)).toEqual([
      ["/integration/v2/orders/510916693/confirm-available", { available_item_ids: [], seller_inventory_id: 1034 }],
    ]);
  });

  it.each([
    ["confirmed", { items: items("seller_confirmed") }],
    ["being collected", { status: "picking", items: items("confirmed") }],
    ["delivered", { status: "complete", items: items("confirmed") }],
  ])("that is %s already is not confirmed again", async (_, there) => {
    const shop = told([there]);
    await port(shop.connector, "orders").accept?.("510916693");
    expect(posts(shop)).toEqual([]);
  });

  it.each([
    ["canceled", "cancelled there"],
    ["closed", "closed there"],
  ])("with the status %s is not confirmed, and given up already", async (status) => {
    const shop = told([{ status }]);
    expect(await failed(port(shop.connector, "orders").accept?.("510916693") ?? Promise.resolve())).toMatchObject({
      kind: "rejected",
      sent: true,
    });
    await port(shop.connector, "orders").cancel?.("510916693", "x");
    expect(posts(shop)).toEqual([]);
  });

  it("cannot be given up once a line of it is confirmed", async () => {
    const shop = told([{ ...odf, items: items("waiting", "seller_confirmed") }]);
    expect(await failed(port(shop.connector, "orders").cancel?.("510916693", "x") ?? Promise.resolve())).toMatchObject({
      kind: "rejected",
      code: "order-state",
    });
  });

  it("that is not paid yet waits", async () => {
    const shop = told([{ status: "waiting_payment" }]);
    for (const act of ["accept", "cancel"] as const)
      expect(await failed(port(shop.connector, "orders")[act]?.("510916693", "x") ?? Promise.resolve())).toMatchObject({
        kind: "retryable",
        sent: false,
      });
  });

  it("counts a refusal as done when somebody else was first, and else hands it on", async () => {
    const refusal = { status: 422, body: { errors: ["Order is confirmed already"] } };
    const first = told([{ items: items("waiting") }, { items: items("seller_confirmed") }], refusal);
    await port(first.connector, "orders").accept?.("510916693");
    const withdrawn = told([{ items: items("waiting") }], refusal);
    expect(await failed(port(withdrawn.connector, "orders").accept?.("510916693") ?? Promise.resolve())).toMatchObject({
      code: "422",
    });
  });

  it("without a sure answer is unknown, and sent once", async () => {
    for (const lost of [{ lost: "ECONNRESET" }, { status: 502, text: "" }, { status: 409, text: "" }]) {
      const shop = told([{ items: items("waiting") }, { items: items("seller_confirmed") }], lost);
      expect(["retryable", "unexpected"]).toContain(
        (await failed(port(shop.connector, "orders").accept?.("510916693") ?? Promise.resolve())).kind,
      );
      expect(posts(shop)).toHaveLength(1);
    }
  });

  it("is collected where the settings say, from the only place, or not guessed at", async () => {
    const only = told([{ ...odf, items: items("waiting") }], undefined, [7]);
    await port(only.connector, "orders").accept?.("510916693");
    expect(posts(only)).toMatchObject([[expect.any(String), { seller_inventory_id: 7 }]]);
    const several = told([{ ...odf, items: items("waiting") }], undefined, [7, 8]);
    expect(await failed(port(several.connector, "orders").accept?.("510916693") ?? Promise.resolve())).toMatchObject({
      code: "inventory",
      sent: false,
    });
    const unknown = told([{ fulfillment_type: "instant_delivery", items: items("waiting") }]);
    expect(await failed(port(unknown.connector, "orders").accept?.("510916693") ?? Promise.resolve())).toMatchObject({
      code: "order-model",
      says: { params: { model: "instant_delivery" } },
    });
  });
});
