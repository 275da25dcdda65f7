import { describe, expect, it } from "vitest";
import { instant, skuSchema } from "../contract/index.ts";
import { countersFromShopee } from "./counters-from-shopee.ts";

const sku = skuSchema.parse("HY00000001");
const at = instant("2026-01-10");

describe("what Shopee counts", () => {
  it("is what it can sell now, and what a promotion keeps as the least that may be written", () => {
    const stock = { summary_info: { total_available_stock: 5, total_reserved_stock: 2 }, seller_stock: [{ stock: 9 }] };
    expect(countersFromShopee(sku, stock, at)).toEqual({ sku, sellable: 5, floor: 2, readBeganAt: at });
  });
  it("is the sum over the warehouses that sell, where no total is told", () => {
    const stock = { seller_stock: [{ stock: 4 }, { stock: 3, if_saleable: true }, { stock: 8, if_saleable: false }] };
    expect(countersFromShopee(sku, stock, at)).toEqual({ sku, sellable: 7, readBeganAt: at });
  });
  it("is nothing, and never 0, where nothing is told", () => {
    for (const stock of [null, undefined, {}, { summary_info: {} }]) expect(countersFromShopee(sku, stock, at)).toBeUndefined();
  });
});
