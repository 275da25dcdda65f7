import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { orderFromShopee } from "./order-from-shopee.ts";
import { shopeeOrderSchema } from "./wire-orders.ts";

const wire = shopeeOrderSchema.parse(JSON.parse(readFileSync(new URL("./fixtures/order.json", import.meta.url), "utf8")));
const [line, bundled] = wire.item_list;
if (!line || !bundled) throw new Error("the fixture has two lines");

describe("an order of Shopee", () => {
  it("is read field by field", () => {
    expect(orderFromShopee(wire)).toEqual({
      id: "260101ABCDEFGH",
      state: "new",
      channelState: "READY_TO_SHIP",
      createdAt: "2026-01-01T00:00:00.000Z",
      changedAt: "2026-01-01T00:01:40.000Z",
      paidAt: "2026-01-01T00:00:50.000Z",
      shipBy: "2026-01-03T00:00:00.000Z",
      total: 396_000,
      cashOnDelivery: true,
      buyer: { name: "N******n", phone: "******12", address: "1******", province: "Hà Nội", commune: "Phường Ngọc Hà" },
      lines: [
        {
          id: "555000111",
          productId: "19001234567",
          variantId: "230000001",
          sellerSku: "HY00000002",
          title: "Long nhãn Hưng Yên",
          quantity: 2,
          cancelledQuantity: 0,
          returnedQuantity: 0,
          unitPrice: 169_000,
        },
        {
          // No line id of its own, and 0 for "not set"; 0 is also what a bundle's price reads.
          id: "77-19001234568-0",
          productId: "19001234568",
          sellerSku: "HY00000004",
          title: "Mật ong hoa nhãn",
          quantity: 1,
          cancelledQuantity: 0,
          returnedQuantity: 0,
          unitPrice: 58_000,
        },
      ],
    });
  });

  it.each([
    ["UNPAID", "unpaid"],
    ["PENDING", "new"],
    ["INVOICE_PENDING", "new"],
    ["READY_TO_SHIP", "new"],
    ["PROCESSED", "packed"],
    ["RETRY_SHIP", "packed"],
    ["SHIPPED", "handed-over"],
    ["TO_CONFIRM_RECEIVE", "delivered"],
    ["IN_CANCEL", "cancel-requested"],
    ["CANCELLED", "cancelled"],
    ["TO_RETURN", "returning"],
    ["COMPLETED", "completed"],
  ])("that is %s there is %s here", (order_status, state) => {
    expect(orderFromShopee({ ...wire, order_status }).state).toBe(state);
  });

  it("of a kind that is not documented is not guessed at", () => {
    for (const order_status of ["", "NEW_STATUS", "constructor"])
      expect(() => orderFromShopee({ ...wire, order_status })).toThrow("not known");
  });

  it("gives up every unit when it is cancelled, and only what it says when it is not", () => {
    const part = { ...wire, item_list: [{ ...line, cancelled_qty: 1, returned_qty: 1 }] };
    expect(orderFromShopee(part).lines).toMatchObject([{ cancelledQuantity: 1, returnedQuantity: 1 }]);
    expect(orderFromShopee({ ...part, order_status: "CANCELLED" }).lines).toMatchObject([{ cancelledQuantity: 2 }]);
  });

  it("loses no unit of lines that cannot be told apart", () => {
    const { lines } = orderFromShopee({ ...wire, item_list: [bundled, { ...bundled, model_quantity_purchased: 3 }] });
    expect(lines).toMatchObject([{ id: "77-19001234568-0", quantity: 4 }]);
  });

  it("is not read where a line's own number is none, which would be another line at the next reading", () => {
    for (const number of ["??", " ", -1, 1.5])
      expect(shopeeOrderSchema.safeParse({ ...wire, item_list: [{ ...line, line_item_id: number }] }).success).toBe(false);
  });

  it("tells the finest of the address fields that is filled", () => {
    const address = { name: "A", state: "Hưng Yên", city: "Xã Mễ Sở", district: "", town: "" };
    expect(orderFromShopee({ ...wire, recipient_address: address }).buyer).toEqual({
      name: "A",
      province: "Hưng Yên",
      commune: "Xã Mễ Sở",
    });
  });
});
