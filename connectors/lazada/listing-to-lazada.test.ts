import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Listing, listingSchema } from "../contract/index.ts";
import { activationToLazada, listingToLazada, renderForLazada, updateToLazada } from "./listing-to-lazada.ts";

const listing = (more: Record<string, unknown> = {}): Listing =>
  listingSchema.parse({
    sku: "HY00000001",
    title: " Long nhãn Hưng Yên ",
    description: "Nhãn lồng sấy dẻo.\n\nThơm & ngọt.",
    unit: "gói",
    packNote: "500 g",
    price: 180_000,
    weightGrams: 521,
    sizeMillimetres: { length: 255, width: 200, height: 30 },
    pictures: [],
    producerName: "HTX Minh Họa",
    origin: "Hưng Yên",
    onChannel: {
      categoryId: "7436",
      carrierIds: [],
      attributes: {
        warranty_type: ["Không bảo hành"],
        "saleProp.flavor": ["Ngọt", "Thơm"],
        "sku.shelf_life": ["12 tháng"],
        empty: [],
      },
    },
    ...more,
  });
const pictures = [{ id: "https://vn-live.slatic.net/p/demo1.jpg" }];
const choices = { createInactive: true };
const productOf = (payload: string) =>
  (JSON.parse(payload) as { Request: { Product: Record<string, unknown> } }).Request.Product;

describe("what a product is created with", () => {
  it("is the payload of /product/create, with no stock and off sale", () => {
    expect(productOf(listingToLazada(listing(), pictures, choices))).toEqual({
      PrimaryCategory: "7436",
      Images: { Image: ["https://vn-live.slatic.net/p/demo1.jpg"] },
      Attributes: {
        warranty_type: "Không bảo hành",
        name: "Long nhãn Hưng Yên",
        description:
          "<p>Nhãn lồng sấy dẻo.</p><p>Thơm &amp; ngọt.</p><p>Cơ sở sản xuất: HTX Minh Họa.<br>Xuất xứ: Hưng Yên.<br>Quy cách: gói, 500 g.</p>",
        short_description:
          "<ul><li>Cơ sở sản xuất: HTX Minh Họa.</li><li>Xuất xứ: Hưng Yên.</li><li>Quy cách: gói, 500 g.</li></ul>",
        brand: "No Brand",
      },
      Skus: {
        Sku: [
          {
            shelf_life: "12 tháng",
            SellerSku: "HY00000001",
            saleProp: { flavor: "Ngọt,Thơm" },
            quantity: "0",
            price: "180000",
            package_weight: "0.53",
            package_content: "gói, 500 g",
            package_length: "25.5",
            package_width: "20",
            package_height: "3",
            Status: "inactive",
          },
        ],
      },
    });
  });

  it("names its brand by id where one is chosen, or where the one for none is known", () => {
    const brandOf = (more: object, choice: object) =>
      productOf(listingToLazada(listing({ onChannel: { categoryId: "7436", ...more } }), pictures, { ...choices, ...choice }))[
        "Attributes"
      ] as Record<string, string>;
    expect(brandOf({ brandId: "30768" }, { noBrandId: "39704" })).toMatchObject({ brand_id: "30768" });
    expect(brandOf({}, { noBrandId: "39704" })).toMatchObject({ brand_id: "39704" });
    expect(brandOf({}, {})).not.toHaveProperty("brand_id");
  });

  it("says nothing of being off sale where that is not asked for", () => {
    expect(listingToLazada(listing(), pictures, { createInactive: false })).not.toContain("Status");
  });

  it("has text alone in its SKU, whatever the listing", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 100_000 }), fc.integer({ min: 1, max: 5_000 }), (weightGrams, side) => {
        const size = { length: side, width: side, height: side };
        const { Skus } = productOf(listingToLazada(listing({ weightGrams, sizeMillimetres: size }), pictures, choices));
        const [sku] = (Skus as { Sku: Record<string, unknown>[] }).Sku;
        const { saleProp, ...rest } = sku ?? {};
        for (const value of [...Object.values(rest), ...Object.values(saleProp as object)]) expect(typeof value).toBe("string");
        // At most two decimals, and never lighter than it is.
        expect(String(rest["package_weight"])).toMatch(/^\d+(\.\d{1,2})?$/);
        expect(Number(rest["package_weight"]) * 1_000).toBeGreaterThanOrEqual(weightGrams - 1e-6);
      }),
    );
  });
});

describe("what a product is changed with", () => {
  const there = { itemId: "2100001", skuId: "9100001", status: "inactive" };

  it("is neither price nor stock, and repeats whether it is on sale", () => {
    const payload = updateToLazada(there, listing(), undefined, choices);
    const { Skus, ...product } = productOf(payload);
    expect(product).toMatchObject({ ItemId: "2100001", PrimaryCategory: "7436", Attributes: { name: "Long nhãn Hưng Yên" } });
    expect(product).not.toHaveProperty("Images");
    expect(Skus).toMatchObject({ Sku: [{ SkuId: "9100001", Status: "inactive" }] });
    expect(payload).not.toMatch(/"(quantity|price|SellerSku)"/);
    expect(productOf(updateToLazada(there, listing(), pictures, choices))).toHaveProperty("Images");
  });

  it("opens the sale and nothing else", () => {
    expect(productOf(activationToLazada(there))).toEqual({
      ItemId: "2100001",
      Attributes: {},
      Skus: { Sku: [{ SkuId: "9100001", Status: "active" }] },
    });
  });
});

describe("what buyers read", () => {
  it("has stars from a certificate alone, and says when they are simulated or a picture is drawn", () => {
    expect(renderForLazada(listing({ description: "Nhãn." })).description).not.toMatch(/OCOP|sao/);
    const certificate = {
      stars: 4,
      decisionNumber: "123/QĐ-UBND",
      decisionDate: "2024-05-09",
      validTo: "2027-05-09",
      simulated: true,
    };
    const drawn = { sha256: "a", mediaType: "image/png", url: "http://127.0.0.1/a.png", illustration: true };
    const { description } = renderForLazada(listing({ certificate, pictures: [drawn] }));
    expect(description).toContain("OCOP 4 sao, Quyết định 123/QĐ-UBND ngày 09/05/2024 (mô phỏng).");
    expect(description).toContain("Ảnh minh hoạ.");
  });
});
