import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { orderSchema } from "../contract/index.ts";
import { readEach } from "../kit/read-each.ts";
import { orderFromTiki, stateFromTiki } from "./order-from-tiki.ts";
import { orderReturnFromTiki } from "./order-return-from-tiki.ts";
import { type TikiOrder, tikiOrderSchema } from "./wire.ts";

const raw = z
  .array(z.looseObject({}))
  .parse(JSON.parse(readFileSync(new URL("./fixtures/orders.json", import.meta.url), "utf8")));
const [dropship, delivered] = raw.map((each) => tikiOrderSchema.parse(each)) as [TikiOrder, TikiOrder];
const read = (rows: readonly unknown[]) => readEach(rows, tikiOrderSchema, orderFromTiki, () => undefined);

/** Order status v2, copied from its page. */
const statuses = {
  queueing: "new",
  canceled: "cancelled",
  complete: "completed",
  successful_delivery: "delivered",
  processing: "unpaid",
  waiting_payment: "unpaid",
  handover_to_partner: "handed-over",
  closed: "cancelled",
  packaging: "confirmed",
  picking: "confirmed",
  shipping: "handed-over",
  paid: "new",
  delivered: "delivered",
  holded: "new",
  ready_to_ship: "packed",
  payment_review: "unpaid",
  returned: "returned",
  finished_packing: "packed",
};

describe("an order of Tiki's", () => {
  it("is read field by field", () => {
    expect(orderFromTiki(dropship)).toEqual({
      id: "510916693",
      state: "new",
      channelState: "queueing",
      createdAt: "2026-01-01T01:00:00.000Z",
      changedAt: "2026-01-01T01:01:00.000Z",
      shipBy: "2026-01-01T13:00:00.000Z",
      total: 393_000,
      shippingFee: 15_000,
      cashOnDelivery: true,
      buyer: {
        name: "N***",
        phone: "***",
        address: "Số 1 đường Minh Hoạ, Phường Bến Nghé, Quận 1, Hồ Chí Minh",
        province: "Hồ Chí Minh",
        commune: "Phường Bến Nghé",
      },
      lines: [
        {
          id: "155501",
          productId: "HY00000001",
          sellerSku: "HY00000001",
          title: "Long nhãn Hưng Yên",
          quantity: 2,
          cancelledQuantity: 0,
          returnedQuantity: 0,
          unitPrice: 189_000,
        },
      ],
    });
  });

  it("is confirmed when no item waits, and a declined item is a cancelled line", () => {
    const order = orderFromTiki(delivered);
    expect(order).toMatchObject({ state: "confirmed", total: 409_000 });
    expect(order.lines).toMatchObject([
      { productId: "2166153", sellerSku: "", quantity: 1, cancelledQuantity: 0 },
      { productId: "2166154", sellerSku: "MA-CUA-TOI", quantity: 2, cancelledQuantity: 2, unitPrice: 100_000 },
    ]);
    expect(order.shipBy).toBeUndefined();
  });

  it.each(Object.entries(statuses))("in the status %s is %s", (status, state) => {
    expect(stateFromTiki({ ...dropship, status })).toBe(state);
    expect(orderSchema.parse(orderFromTiki({ ...dropship, status })).channelState).toBe(status);
  });

  it("of which every item was declined is cancelled, whatever its own status still says", () => {
    const [item] = dropship.items;
    if (!item) throw new Error("no item");
    const order = {
      ...dropship,
      items: [{ ...item, confirmation: { status: "seller_canceled", available_confirm_sla: null } }],
    };
    expect(orderFromTiki(order)).toMatchObject({ state: "cancelled", lines: [{ cancelledQuantity: 2 }] });
  });

  it("of a status that no page names is a problem, and the others arrive", () => {
    for (const status of ["teleported", "constructor", "__proto__", ""]) {
      const { items, problems } = read([{ ...raw[0], status }, raw[1]]);
      expect(items.map(({ id }) => id)).toEqual(["613795703"]);
      expect(problems).toHaveLength(1);
    }
  });

  it("loses what it could not read of a buyer or a sum, not itself", () => {
    const { items } = read([{ ...raw[0], shipping: 7, invoice: { grand_total: {} }, payment: [], note: 3, updated_at: "?" }]);
    expect(items).toMatchObject([{ id: "510916693", changedAt: "2026-01-01T01:00:00.000Z" }]);
  });

  it("becomes an order or a problem, whatever JSON comes, and hides no good one", () => {
    const mixed = fc.letrec((tie) => ({
      order: fc.record(
        {
          code: fc.oneof(fc.string(), fc.integer(), fc.jsonValue()),
          status: fc.oneof(fc.constantFrom(...Object.keys(statuses)), fc.string()),
          created_at: fc.oneof(fc.constant("2026-01-01 08:00:00"), fc.string(), fc.double()),
          invoice: fc.jsonValue(),
          shipping: fc.jsonValue(),
          items: fc.oneof(fc.array(tie("item"), { maxLength: 3 }), fc.jsonValue()),
        },
        { requiredKeys: [] },
      ),
      item: fc.record(
        {
          id: fc.oneof(fc.integer(), fc.jsonValue()),
          product: fc.oneof(fc.record({ id: fc.integer(), name: fc.string() }), fc.jsonValue()),
          invoice: fc.oneof(
            fc.record({ quantity: fc.oneof(fc.integer(), fc.double()), price: fc.jsonValue() }),
            fc.jsonValue(),
          ),
          confirmation: fc.jsonValue(),
        },
        { requiredKeys: [] },
      ),
    }));
    fc.assert(
      fc.property(fc.array(fc.oneof(mixed.order, fc.jsonValue()), { maxLength: 4 }), (rows) => {
        const { items, problems } = read([raw[0], ...rows, raw[1]]);
        expect(items.length + problems.length).toBe(rows.length + 2);
        expect(items[0]?.id).toBe("510916693");
        expect(items.at(-1)?.id).toBe("613795703");
        for (const order of items) orderSchema.parse(order);
      }),
    );
  });
});

describe("a returned order", () => {
  it("is a return of all its lines, named by the order", () => {
    expect(orderReturnFromTiki({ ...dropship, status: "returned" })).toEqual({
      id: "510916693",
      orderId: "510916693",
      state: "returned",
      changedAt: "2026-01-01T01:01:00.000Z",
      lines: [{ lineId: "155501", quantity: 2 }],
    });
  });
});
