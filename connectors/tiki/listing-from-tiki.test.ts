import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { instant, seenListingSchema, skuSchema, stockCountersSchema } from "../contract/index.ts";
import { readEach } from "../kit/read-each.ts";
import { countersFromTiki } from "./counters-from-tiki.ts";
import { listingFromTiki } from "./listing-from-tiki.ts";
import { isUpdate, listingFromTikiRequest } from "./listing-from-tiki-request.ts";
import { identify, listingIdOf } from "./listing-id.ts";
import { type TikiProduct, type TikiRequest, tikiProductSchema, tikiRequestSchema } from "./wire.ts";

const fixture = (name: string): unknown =>
  JSON.parse(readFileSync(new URL(`./fixtures/${name}.json`, import.meta.url), "utf8"));
const raw = z.array(z.looseObject({})).parse(fixture("products"));
const [ours, foreign] = raw.map((each) => tikiProductSchema.parse(each)) as [TikiProduct, TikiProduct];
const { requests } = z.object({ requests: z.array(tikiRequestSchema) }).parse(fixture("requests"));
const [pending, approved] = requests as [TikiRequest, TikiRequest];
const sku = skuSchema.parse("HY00000001");
const at = instant("2026-01-03T00:00:00Z");
const pageOf = (master: string, product: string) => `https://tiki.vn/san-pham-p${master}.html?spid=${product}`;

describe("a product of Tiki's", () => {
  it("is read field by field, and a SKU of ours is its name", () => {
    expect(listingFromTiki(ours, pageOf)).toEqual({
      sellerSku: "HY00000001",
      productId: "HY00000001",
      state: "live",
      channelState: "active",
      pictureIds: ["https://salt.example.vn/long-nhan.jpg"],
      title: "Long nhãn Hưng Yên",
      description: "<p>Nhãn lồng sấy dẻo.</p>",
      price: 189_000,
      stock: 15,
      categoryId: "21458",
      url: "https://tiki.vn/san-pham-p2161922.html?spid=2161924",
      changedAt: "2026-01-02T02:00:00.000Z",
    });
  });

  it("without a SKU of ours keeps Tiki's number; v2's names and texts are read like v1's", () => {
    expect(listingFromTiki(foreign, pageOf)).toMatchObject({ sellerSku: "", productId: "12345", state: "hidden", stock: 98 });
    expect(listingIdOf("hy00000001", "7")).toBe("HY00000001");
    expect(listingIdOf("AT-CT-DO", "7")).toBe("7");
    expect(identify({ sku, productId: "7" })).toEqual({ product_id: 7 });
    expect(identify({ sku, productId: sku })).toEqual({ original_sku: sku });
  });

  it("that Tiki hid is hidden though it is active", () => {
    expect(listingFromTiki({ ...ours, is_hidden: true }, pageOf)).toMatchObject({ state: "hidden", channelState: "hidden" });
  });

  it("tells its counters, and unknown is not zero", () => {
    expect(countersFromTiki(ours, sku, at)).toEqual({ sku, sellable: 15, total: 17, held: 2, version: "45", readBeganAt: at });
    const inventory = { quantity_available: 3, quantity_reserved: 5 };
    expect(countersFromTiki({ ...ours, inventory }, sku, at)).toMatchObject({ sellable: 0, total: 3, held: 5 });
    for (const none of [undefined, {}, { quantity_available: 3 }])
      expect(() => countersFromTiki({ ...ours, inventory: none }, sku, at)).toThrow();
  });

  it("becomes a listing or a problem, whatever JSON comes, and hides no good one", () => {
    const keys = [...Object.keys(raw[0] ?? {}), "other"];
    const changed = fc.dictionary(fc.constantFrom(...keys), fc.jsonValue(), { maxKeys: 6 });
    fc.assert(
      fc.property(
        fc.array(
          fc.oneof(
            fc.jsonValue(),
            changed.map((change) => ({ ...raw[0], ...change })),
          ),
          { maxLength: 4 },
        ),
        (rows) => {
          const all = [raw[0], ...rows, raw[1]];
          const seen = readEach(
            all,
            tikiProductSchema,
            (product) => listingFromTiki(product, pageOf),
            () => undefined,
          );
          expect(seen.items.length + seen.problems.length).toBe(all.length);
          expect(seen.items[0]?.productId).toBe("HY00000001");
          expect(seen.items.at(-1)?.productId).toBe("12345");
          for (const each of seen.items) seenListingSchema.parse(each);
          const counted = readEach(
            all,
            tikiProductSchema,
            (product) => countersFromTiki(product, sku, at),
            () => undefined,
          );
          expect(counted.items.length + counted.problems.length).toBe(all.length);
          for (const each of counted.items) stockCountersSchema.parse(each);
        },
      ),
    );
  });
});

describe("a product request", () => {
  it("is a listing in review, and its track stays with it", () => {
    expect(listingFromTikiRequest(pending, sku, "06e9")).toEqual({
      sellerSku: sku,
      productId: sku,
      variantId: "06e9",
      state: "in-review",
      channelState: "awaiting_approve",
      pictureIds: [],
      title: "Long nhãn Hưng Yên",
      price: 189_000,
    });
  });

  it("that was refused says why", () => {
    const refused = { ...pending, state: "rejected", reasons: ["Ảnh mờ", { msg: "Thiếu giấy tờ" }] };
    expect(listingFromTikiRequest(refused, sku, undefined)).toMatchObject({
      state: "refused",
      reason: "Ảnh mờ; Thiếu giấy tờ",
    });
  });

  it("that changes a product asks for none", () => {
    expect(isUpdate(approved)).toBe(false);
    expect(isUpdate({ ...approved, kind: "update_product" })).toBe(true);
    expect(isUpdate({ ...approved, kind: null, state: "update_product_awaiting_approve" })).toBe(true);
  });

  it("is read or a problem, whatever JSON comes", () => {
    const product = fc.dictionary(fc.constantFrom("product_id", "original_sku", "name", "price"), fc.jsonValue());
    const request = fc.record({
      request_id: fc.oneof(fc.string(), fc.integer()),
      state: fc.string(),
      reasons: fc.jsonValue(),
      products: fc.oneof(fc.array(product), fc.jsonValue()),
    });
    fc.assert(
      fc.property(fc.array(fc.oneof(fc.jsonValue(), request), { maxLength: 4 }), (rows) => {
        const all = [...rows, fixture("requests")];
        const seen = readEach(
          all,
          tikiRequestSchema,
          (each) => listingFromTikiRequest(each, sku, undefined),
          () => undefined,
        );
        expect(seen.items.length + seen.problems.length).toBe(all.length);
        for (const each of seen.items) seenListingSchema.parse(each);
      }),
    );
  });
});
