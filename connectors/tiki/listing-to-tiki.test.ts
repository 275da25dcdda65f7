import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Listing, listingSchema } from "../contract/index.ts";
import { tikiEdge } from "./edge.ts";
import { attributesForTiki, listingToTiki, renderForTiki, wordsOf } from "./listing-to-tiki.ts";

const listing = (more: Partial<Listing> = {}): Listing => ({
  ...listingSchema.parse({
    sku: "HY00000001",
    title: " Long nhãn Hưng Yên ",
    description: "Nhãn lồng sấy dẻo.\n\nBảo quản < 25 °C & khô ráo.",
    unit: "gói",
    packNote: "500 g",
    price: 180_000,
    weightGrams: 520,
    gtin: "8930000000011",
    pictures: [{ sha256: "a".repeat(64), mediaType: "image/png", url: "https://ocop.example.vn/a.png", illustration: true }],
    producerName: "HTX Minh Hoạ",
    origin: "Hưng Yên",
    onChannel: { categoryId: "21458", attributes: { origin: ["việt nam"], material: ["nhãn"] } },
  }),
  ...more,
});
const settings = { warehouseId: 1034, inventoryType: "dropship" } as const;
const empty = { categories: [], attributes: {}, carriers: [] };

describe("a product request", () => {
  it("asks for one product without units that nobody switched on", () => {
    const body = listingToTiki(
      listing(),
      [{ id: "1", url: "https://ocop.example.vn/a.png" }, { id: "https://b.vn/b.png" }],
      settings,
    );
    expect(body).toEqual({
      category_id: 21_458,
      name: "Long nhãn Hưng Yên",
      description:
        "<p>Nhãn lồng sấy dẻo.</p><p>Bảo quản &lt; 25 °C &amp; khô ráo.</p><p>Cơ sở sản xuất: HTX Minh Hoạ.<br>Xuất xứ: Hưng Yên.<br>Quy cách: gói, 500 g.<br>Ảnh minh hoạ.</p>",
      market_price: 180_000,
      attributes: { brand: "No Brand", origin: "việt nam", product_weight_kg: "0.52", material: "nhãn" },
      image: "https://ocop.example.vn/a.png",
      images: ["https://b.vn/b.png"],
      option_attributes: [],
      variants: [
        {
          sku: "HY00000001",
          min_code: "8930000000011",
          price: 180_000,
          market_price: 180_000,
          inventory_type: "dropship",
          seller_warehouse: "1034",
          warehouse_stocks: [{ warehouseId: 1034, qtyAvailable: 0 }],
          brand_origin: "viet nam",
        },
      ],
      meta_data: { is_auto_turn_on: false },
    });
  });

  it("writes stars from a certificate alone, and says when it is simulated", () => {
    expect(renderForTiki(listing()).description).not.toMatch(/sao/);
    const certificate = {
      stars: 4,
      decisionNumber: "12/QĐ-UBND",
      decisionDate: "2025-03-01",
      validTo: "2028-03-01",
      simulated: true,
    } as const;
    expect(renderForTiki(listing({ certificate })).description).toContain(
      "<p>OCOP 4 sao, Quyết định 12/QĐ-UBND ngày 01/03/2025 (mô phỏng).</p>",
    );
  });

  it("is compared by its words, whatever form Tiki gives them", () => {
    const { description } = renderForTiki(listing());
    expect(wordsOf(`<html>\n <body>${description.replaceAll("</p>", "</p>\n  ")}</body></html>`)).toBe(wordsOf(description));
    fc.assert(
      fc.property(fc.string(), (text) => {
        expect(typeof wordsOf(text)).toBe("string");
        expect(renderForTiki(listing({ description: text })).description).not.toMatch(/<(?!\/?p>|br>)/);
      }),
    );
  });

  it("lets a person's choice stand over what is filled in", () => {
    const onChannel = { brandId: "Cây Nhãn Tổ", carrierIds: [], attributes: { product_weight_kg: ["0.6"] } };
    expect(attributesForTiki(listing({ onChannel }))).toMatchObject({
      brand: "Cây Nhãn Tổ",
      product_weight_kg: "0.6",
      origin: "vietnam",
    });
  });
});

describe("what Tiki would refuse of a listing", () => {
  it("is nothing for a whole one", () => {
    expect(tikiEdge.checkListing(listing(), empty)).toEqual([]);
  });

  it("names field, sentence and source of each rule", () => {
    const bare = listing({ description: " ", pictures: [], onChannel: { carrierIds: [], attributes: {} } });
    const problems = tikiEdge.checkListing({ ...bare, price: 0 as Listing["price"] }, empty);
    expect(problems.map(({ field, code }) => [field, code])).toEqual([
      ["category", "tiki.no-category"],
      ["pictures", "tiki.no-picture"],
      ["price", "kit.price"],
      ["description", "tiki.no-description"],
    ]);
    for (const { source } of problems) expect(source).toMatch(/^Tiki Open API/);
  });

  it("asks for a category that holds products, and for what it requires", () => {
    const taxonomy = {
      ...empty,
      categories: [{ id: "21458", name: "Đặc sản", leaf: false }],
      attributes: {
        "21458": [
          { id: "origin", name: "Xuất xứ", required: true, values: [] },
          { id: "shelf_life", name: "Hạn dùng", required: true, values: [] },
          { id: "taste", name: "Vị", required: false, values: [] },
        ],
      },
    };
    expect(tikiEdge.checkListing(listing(), taxonomy).map(({ field, code }) => [field, code])).toEqual([
      ["category", "tiki.not-primary"],
      ["attributes.shelf_life", "tiki.no-attribute"],
    ]);
  });
});
