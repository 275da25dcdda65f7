import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { type ChannelTaxonomy, type Listing, listingSchema } from "../contract/index.ts";
import { attributeFromShopee, flattenAttributes } from "./attributes-from-shopee.ts";
import { carrierFromShopee } from "./carrier-from-shopee.ts";
import { categoryFromShopee } from "./category-from-shopee.ts";
import { checkShopeeListing } from "./check-listing.ts";
import { limitsFromShopee } from "./limits-from-shopee.ts";
import { listingToShopee, renderForShopee, updateToShopee } from "./listing-to-shopee.ts";
import { shopeeCarrierSchema, shopeeCategorySchema, shopeeItemLimitSchema } from "./wire-taxonomy.ts";

const fixture = z
  .object({
    categories: z.array(shopeeCategorySchema),
    attributes: z.array(z.unknown()),
    carriers: z.array(shopeeCarrierSchema),
    limit: shopeeItemLimitSchema,
  })
  .parse(JSON.parse(readFileSync(new URL("./fixtures/taxonomy.json", import.meta.url), "utf8")));
const taxonomy: ChannelTaxonomy = {
  categories: fixture.categories.map(categoryFromShopee),
  attributes: { "101127": flattenAttributes(fixture.attributes).items.map(attributeFromShopee) },
  carriers: fixture.carriers.map(carrierFromShopee),
  limits: { "101127": limitsFromShopee(fixture.limit, true) },
};
const none: ChannelTaxonomy = { categories: [], attributes: {}, carriers: [] };
const picture = { sha256: "a".repeat(64), mediaType: "image/png", url: "http://127.0.0.1/a.png" } as const;
const good = listingSchema.parse({
  sku: "HY00000001",
  title: "Long nhãn Hưng Yên 500 g",
  description: "Nhãn lồng sấy dẻo, vị ngọt thanh, cùi dày. Sấy bằng lò hơi ở nhiệt độ thấp trong hai ngày.",
  unit: "gói",
  packNote: "500 g",
  brand: "Minh Hoa",
  price: 180_000,
  weightGrams: 520,
  sizeMillimetres: { length: 201, width: 150, height: 4 },
  pictures: [picture],
  producerName: "HTX Minh Họa",
  origin: "Hưng Yên",
  onChannel: { categoryId: "101127", brandId: "2500139861", carrierIds: ["50021"], attributes: { "100010": ["589"] } },
});
const on = (more: Partial<Listing["onChannel"]>): Listing => ({ ...good, onChannel: { ...good.onChannel, ...more } });
const found = (listing: Listing, known = taxonomy) =>
  checkShopeeListing(listing, known).map(({ code, field }) => `${field}: ${code.replace("shopee.", "")}`);

describe("a listing that Shopee would refuse", () => {
  it("is none where everything is given, with the tree and without it", () => {
    expect(found(good)).toEqual([]);
    expect(found(good, none)).toEqual([]);
  });

  it.each<[string, Listing]>([
    ["category: no-category", on({ categoryId: undefined })],
    ["category: category-unknown", on({ categoryId: "1" })],
    ["category: category-branch", on({ categoryId: "100629" })],
    ["carrier: no-carrier", on({ carrierIds: [] })],
    ["carrier: carrier-off", on({ carrierIds: ["50011"] })],
    ["carrier: carrier-off", on({ carrierIds: ["1"] })],
    ["weight: carrier-weight", { ...good, weightGrams: 20_001 }],
    ["size: size-needed", { ...good, sizeMillimetres: undefined }],
    ["title: title-length", { ...good, title: "Nhãn" }],
    ["title: title-length", { ...good, title: "ă".repeat(121) }],
    ["description: no-description", { ...good, description: " " }],
    ["description: description-length", { ...good, description: "ă".repeat(3_000) }],
    ["description: hashtags", { ...good, description: Array.from({ length: 19 }, (_, each) => `#nhãn${each}`).join(" ") }],
    ["pictures: no-picture", { ...good, pictures: [] }],
    ["pictures: picture-count", { ...good, pictures: Array.from({ length: 10 }, () => ({ ...picture, illustration: false })) }],
    ["price: price-range", { ...good, price: 999 as Listing["price"] }],
    ["price: kit.price", { ...good, price: 0 as Listing["price"] }],
    ["brand: brand-needed", on({ brandId: "0" })],
    ["brand: brand-name", { ...good, brand: undefined }],
    ["attributes.100010: attribute-missing", on({ attributes: {} })],
    ["attributes.100010: attribute-value", on({ attributes: { "100010": ["Khác"] } })],
    ["attributes.100010: attribute-many", on({ attributes: { "100010": ["588", "589"], "100011": ["701"] } })],
    ["attributes.100011: attribute-missing", on({ attributes: { "100010": ["588"] } })],
  ])("is told by its field: %s", (expected, listing) => {
    expect(found(listing)).toContain(expected);
  });

  it("names the page of the API that each rule is from", () => {
    for (const { source } of checkShopeeListing(
      { ...on({ categoryId: "1", carrierIds: [] }), pictures: [], title: "x" },
      taxonomy,
    ))
      expect(source).toMatch(/^Shopee API v2\.[a-z_]+\.[a-z_]+$/);
  });
});

describe("a listing as it is sent", () => {
  it("is hidden and without stock, in kilograms, whole centimetres and whole đồng", () => {
    expect(listingToShopee(good, [{ id: "p1" }], [], "VN0005EIZ")).toEqual({
      item_name: good.title,
      description: renderForShopee(good).description,
      weight: 0.52,
      category_id: 101127,
      image: { image_id_list: ["p1"] },
      logistic_info: [{ logistic_id: 50021, enabled: true }],
      brand: { brand_id: 2500139861, original_brand_name: "Minh Hoa" },
      attribute_list: [{ attribute_id: 100010, attribute_value_list: [{ value_id: 589 }] }],
      dimension: { package_length: 21, package_width: 15, package_height: 1 },
      original_price: 180_000,
      item_status: "UNLIST",
      condition: "NEW",
      item_sku: "HY00000001",
      seller_stock: [{ location_id: "VN0005EIZ", stock: 0 }],
    });
    const { seller_stock, brand } = listingToShopee(on({ brandId: undefined }), [], []);
    expect({ seller_stock, brand }).toEqual({
      seller_stock: [{ stock: 0 }],
      brand: { brand_id: 0, original_brand_name: "No Brand" },
    });
  });

  it("changes nothing there that it does not say here, and never price or stock", () => {
    const adopted = on({ categoryId: undefined, brandId: undefined, carrierIds: [], attributes: {} });
    expect(
      Object.keys(updateToShopee("19001234567", { ...adopted, sizeMillimetres: undefined }, undefined, [])).toSorted(),
    ).toEqual(["description", "item_id", "item_name", "weight"]);
  });

  it("writes stars from a certificate alone, whatever else it says", () => {
    const certificate = {
      stars: 4,
      decisionNumber: "1234/QĐ-UBND",
      decisionDate: "2025-03-01",
      validTo: "2028-03-01",
      simulated: true,
    } as const;
    expect(renderForShopee({ ...good, certificate }).description).toContain(
      "OCOP 4 sao, Quyết định 1234/QĐ-UBND ngày 01/03/2025 (mô phỏng).",
    );
    fc.assert(
      fc.property(fc.string(), fc.string(), (title, description) => {
        const shown = renderForShopee({ ...good, title, description });
        expect(shown.title).toBe(title.trim());
        expect(/OCOP \d sao/.test(shown.description)).toBe(/OCOP \d sao/.test(description));
      }),
    );
  });
});
