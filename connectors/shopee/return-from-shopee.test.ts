import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { orderFromShopee } from "./order-from-shopee.ts";
import { returnFromShopee } from "./return-from-shopee.ts";
import { shopeeOrderSchema, shopeeReturnSchema } from "./wire-orders.ts";

const read = (name: string): unknown => JSON.parse(readFileSync(new URL(`./fixtures/${name}.json`, import.meta.url), "utf8"));
const order = orderFromShopee(shopeeOrderSchema.parse(read("order")));
const wire = shopeeReturnSchema.parse(read("return"));
const [first] = wire.item;
const [line] = order.lines;
if (!first || !line) throw new Error("the fixtures have a line");

describe("a return of Shopee", () => {
  it("is laid on the order's lines of that model", () => {
    expect(returnFromShopee(wire, order)).toEqual({
      id: "260105171852695",
      orderId: "260101ABCDEFGH",
      state: "REQUESTED",
      changedAt: "2026-01-05T02:28:20.000Z",
      lines: [{ lineId: "555000111", quantity: 1 }],
    });
  });

  it("fills one line before the next, and takes none twice", () => {
    const lines = [line, { ...line, id: "555000112", quantity: 3 }];
    const both = { ...wire, item: [{ ...first, amount: 3 }, first] };
    expect(returnFromShopee(both, { ...order, lines }).lines).toEqual([
      { lineId: "555000111", quantity: 2 },
      { lineId: "555000112", quantity: 2 },
    ]);
  });

  it("is not guessed at when the order has too few units of it", () => {
    expect(() => returnFromShopee({ ...wire, item: [{ ...first, amount: 3 }] }, order)).toThrow("on no line");
    expect(() => returnFromShopee({ ...wire, item: [{ ...first, model_id: "1" }] }, order)).toThrow("on no line");
  });
});
