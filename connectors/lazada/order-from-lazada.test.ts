import fc from "fast-check";
import { describe, expect, it } from "vitest";
import fixture from "./fixtures/orders.json" with { type: "json" };
import { itemsByOrder, ordersFromLazada } from "./order-items.ts";

const { order, items } = fixture;
const [first, second] = items;
const of = (...statuses: string[]) => statuses.map((status, index) => ({ ...first, order_item_id: index + 1, status }));
const read = (rows: readonly unknown[], more: object = {}) =>
  ordersFromLazada([{ ...order, ...more }], new Map([[order.order_id, rows]]));

describe("an order of Lazada's", () => {
  it("is read field by field from its two readings", () => {
    const line = {
      productId: "2100001",
      variantId: "9100001",
      sellerSku: "HY00000001",
      title: "Long nhãn Hưng Yên",
      quantity: 1,
      cancelledQuantity: 0,
      returnedQuantity: 0,
      unitPrice: 189_000,
    };
    expect(read(items)).toEqual({
      items: [
        {
          id: "260422900198363",
          state: "new",
          channelState: "pending",
          createdAt: "2026-01-01T01:00:00.000Z",
          changedAt: "2026-01-01T01:03:00.000Z",
          shipBy: "2026-01-03T01:00:00.000Z",
          total: 373_000,
          shippingFee: 15_000,
          cashOnDelivery: true,
          note: "Giao giờ hành chính",
          buyer: {
            name: "N***",
            phone: "84*****12",
            address: "1***, Phường Bến Nghé, Quận 1, Hồ Chí Minh",
            province: "Hồ Chí Minh",
            commune: "Phường Bến Nghé",
          },
          lines: [
            { id: "260422900298363", ...line },
            { id: "260422900398363", ...line },
          ],
        },
      ],
      problems: [],
    });
  });

  it.each([
    [["unpaid"], "unpaid"],
    [["pending", "packed"], "new"],
    [["repacked"], "new"],
    [["packed", "ready_to_ship"], "packed"],
    [["ready_to_ship"], "packed"],
    [["ready_to_ship", "shipped"], "packed"],
    [["shipped", "delivered"], "handed-over"],
    [["delivered", "canceled"], "delivered"],
    [["shipped_back", "canceled"], "returning"],
    [["shipped_back_success"], "returned"],
    [["lost_by_3pl"], "handed-over"],
    [["Canceled", "canceled"], "cancelled"],
  ])("with items %j is %s", (statuses, state) => {
    expect(read(of(...statuses)).items).toMatchObject([{ state }]);
  });

  it("gives up the units of its cancelled items alone, and counts what came back", () => {
    const [got] = read(of("pending", "canceled", "returned")).items;
    expect(got?.lines.map(({ cancelledQuantity, returnedQuantity }) => [cancelledQuantity, returnedQuantity])).toEqual([
      [0, 0],
      [1, 0],
      [0, 1],
    ]);
    expect(got?.channelState).toBe("canceled,pending,returned");
  });

  it("still holds its stock while its buyer only asks to cancel", () => {
    expect(read([{ ...first, need_cancel_confirm: true }]).items).toMatchObject([{ state: "cancel-requested" }]);
    expect(read(of("packed"), { is_cancel_pending: "true" }).items).toMatchObject([{ state: "cancel-requested" }]);
    expect(read([{ ...first, status: "shipped", need_cancel_confirm: true }]).items).toMatchObject([{ state: "handed-over" }]);
    expect(read([{ ...first, need_cancel_confirm: false }]).items).toMatchObject([{ state: "new" }]);
  });

  it("is a problem with its number when its items did not come, one cannot be read, or a status is not known", () => {
    for (const rows of [
      [],
      [{ ...first, status: "teleported" }],
      [first, { ...second, item_price: "free" }],
      [{ ...first, order_item_id: 2 ** 60 }],
    ]) {
      const got = read(rows);
      expect(got.items).toEqual([]);
      expect(got.problems).toMatchObject([{ row: order.order_id }]);
    }
  });

  it("is a problem where an item has no number of its own, which would be another item at the next reading", () => {
    for (const number of ["??", "", " ", -1, 1.5, null])
      expect(read([first, { ...second, order_item_id: number }])).toMatchObject({
        items: [],
        problems: [{ row: order.order_id }],
      });
  });

  it("finds its items grouped or flat", () => {
    const other = { ...first, order_id: 7 };
    expect(
      itemsByOrder([
        { order_id: 260422900198363, order_items: items },
        { order_id: "7", order_items: [other] },
      ]),
    ).toEqual(itemsByOrder([...items, other]));
  });

  it("becomes an item or a problem whatever JSON it is, and never loses a good one", () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.jsonValue(), fc.jsonValue(), (row, item, field) => {
        const odd = {
          ...order,
          order_id: "5",
          created_at: field,
          price: field,
          address_shipping: field,
          payment_method: field,
        };
        const rows = new Map<string, unknown[]>([
          [order.order_id, items],
          ["5", [item, { ...first, sku: field, name: field, sla_time_stamp: field, updated_at: field }]],
        ]);
        const got = ordersFromLazada([row, odd, order], rows);
        expect(got.items.filter(({ id }) => id === order.order_id)).toHaveLength(1);
        expect(got.items.length + got.problems.length).toBe(3);
        expect(itemsByOrder([row, item]).size).toBeLessThanOrEqual(2);
      }),
    );
  });
});
