import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { z } from "zod";
import {
  instant,
  type Order,
  orderReturnSchema,
  orderSchema,
  seenListingSchema,
  skuSchema,
  stockCountersSchema,
} from "../contract/index.ts";
import { readEach } from "../kit/read-each.ts";
import { attributeFromShopee, flattenAttributes } from "./attributes-from-shopee.ts";
import { brandFromShopee } from "./brand-from-shopee.ts";
import { carrierFromShopee } from "./carrier-from-shopee.ts";
import { categoryFromShopee } from "./category-from-shopee.ts";
import { countersFromShopee } from "./counters-from-shopee.ts";
import { limitsFromShopee } from "./limits-from-shopee.ts";
import { listingFromShopee } from "./listing-from-shopee.ts";
import { orderFromShopee } from "./order-from-shopee.ts";
import { returnFromShopee } from "./return-from-shopee.ts";
import { shopeeItemSchema, shopeeModelSchema } from "./wire-items.ts";
import { shopeeOrderSchema, shopeeReturnSchema } from "./wire-orders.ts";
import { shopeeBrandSchema, shopeeCarrierSchema, shopeeCategorySchema, shopeeItemLimitSchema } from "./wire-taxonomy.ts";

type Json = null | boolean | number | string | Json[] | { [key: string]: Json };
const fixture = (name: string) =>
  JSON.parse(readFileSync(new URL(`./fixtures/${name}.json`, import.meta.url), "utf8")) as { [key: string]: Json };
const part = (of: { [key: string]: Json }, name: string, at: number): Json => (of[name] as Json[])[at] as Json;
const items = fixture("item");
const order = fixture("order");
const taxonomy = fixture("taxonomy");
const item = items.item as Json;
const parsedOrder: Order = orderFromShopee(shopeeOrderSchema.parse(order));
const parsedItem = shopeeItemSchema.parse(item);
const sku = skuSchema.parse("HY00000001");
const at = instant("2026-01-10");

const strange = fc.oneof(
  fc.jsonValue(),
  fc.constantFrom(0, -1, 1.5, 1e300, "", "0", "-0.4", "9".repeat(40), [], {}, null, true),
) as fc.Arbitrary<Json>;

/** A good row with something else in one place, however deep. */
function spoiled(good: Json): fc.Arbitrary<Json> {
  const inside =
    Array.isArray(good) && good.length
      ? fc.nat(good.length - 1).chain((at) => spoiled(good[at] as Json).map((other) => good.with(at, other)))
      : typeof good === "object" && good !== null && !Array.isArray(good) && Object.keys(good).length
        ? fc
            .constantFrom(...Object.keys(good))
            .chain((key) => spoiled(good[key] as Json).map((other) => ({ ...good, [key]: other })))
        : strange;
  return fc.oneof({ weight: 3, arbitrary: inside }, { weight: 1, arbitrary: strange });
}

/** Each row of one kind: as Shopee tells it, how it is read, and what it must look like then. */
interface Kind {
  readonly name: string;
  readonly good: unknown;
  readonly schema: z.ZodType;
  readonly convert: (row: never) => unknown;
  readonly out?: z.ZodType;
}
const kinds: Kind[] = [
  { name: "item", good: item, schema: shopeeItemSchema, convert: (row) => listingFromShopee(row), out: seenListingSchema },
  {
    name: "variation",
    good: part(items, "models", 0),
    schema: shopeeModelSchema,
    convert: (row) => listingFromShopee(parsedItem, row),
    out: seenListingSchema,
  },
  {
    name: "counter",
    good: item,
    schema: shopeeItemSchema,
    convert: (row: { stock_info_v2: typeof parsedItem.stock_info_v2 }) =>
      countersFromShopee(sku, row.stock_info_v2, at) ?? { sku, sellable: 0, readBeganAt: at },
    out: stockCountersSchema,
  } as Kind,
  { name: "order", good: order, schema: shopeeOrderSchema, convert: orderFromShopee, out: orderSchema },
  {
    name: "return",
    good: fixture("return"),
    schema: shopeeReturnSchema,
    convert: (row) => returnFromShopee(row, parsedOrder),
    out: orderReturnSchema,
  },
  { name: "category", good: part(taxonomy, "categories", 1), schema: shopeeCategorySchema, convert: categoryFromShopee },
  { name: "brand", good: part(taxonomy, "brands", 0), schema: shopeeBrandSchema, convert: brandFromShopee },
  { name: "carrier", good: part(taxonomy, "carriers", 0), schema: shopeeCarrierSchema, convert: carrierFromShopee },
  { name: "limit", good: taxonomy.limit, schema: shopeeItemLimitSchema, convert: (row) => limitsFromShopee(row, undefined) },
];

describe("any row that Shopee tells", () => {
  it.each(kinds)("is an item or a problem, and hides no other: $name", ({ good, schema, convert, out }) => {
    const read = (rows: readonly unknown[]) => readEach(rows, schema, convert as (row: unknown) => unknown, () => undefined);
    const [expected] = read([good]).items;
    expect(expected).toBeDefined();
    fc.assert(
      fc.property(fc.array(spoiled(good as Json), { maxLength: 4 }), fc.array(strange, { maxLength: 2 }), (before, after) => {
        const { items, problems } = read([...before, good, ...after]);
        expect(items.length + problems.length).toBe(before.length + after.length + 1);
        expect(items).toContainEqual(expected);
        for (const each of items) if (out) expect(out.safeParse(each).error).toBeUndefined();
      }),
      { numRuns: 300 },
    );
  });

  it("is an attribute or a problem, however deep in its tree", () => {
    const tree = taxonomy.attributes as Json;
    fc.assert(
      fc.property(spoiled(tree), (rows) => {
        const { items, problems } = flattenAttributes(Array.isArray(rows) ? rows : [rows]);
        expect(items.length + problems.length).toBeGreaterThanOrEqual(Array.isArray(rows) ? rows.length : 1);
        for (const each of items.map(attributeFromShopee)) expect(each.id).not.toBe("");
      }),
      { numRuns: 300 },
    );
  });
});
