import { describe, expect, it } from "vitest";
import { type Listing, listingSchema, skuSchema, vnd } from "../contract/index.ts";
import { editedAsJson } from "./edited-as-json.ts";
import { type SheetTemplate, sheetTemplateSchema } from "./sheet-template.ts";
import { isGtin } from "./sheet-template-checks.ts";
import { listingRows, offerRows, stockRows } from "./sheet-template-rows.ts";
import listings from "./templates/listings.json" with { type: "json" };

const template = sheetTemplateSchema.parse(listings);
const day = "2026-11-25";
const listing = (more: Partial<Listing> = {}): Listing => ({
  ...listingSchema.parse({
    sku: "HYAAAAAAA1",
    title: "Long nhãn Hưng Yên",
    description: "Nhãn lồng sấy.",
    unit: "hộp",
    price: 180_000,
    weightGrams: 550,
    sizeMillimetres: { length: 201, width: 95, height: 40 },
    shelfLifeDays: 365,
    pictures: [
      { sha256: "a".repeat(64), mediaType: "image/jpeg", url: "https://hy.example.vn/a,b.jpg" },
      { sha256: "b".repeat(64), mediaType: "image/png", url: "https://hy.example.vn/b.png", illustration: true },
    ],
    producerName: "HTX Minh Họa",
    origin: "Hưng Yên",
  }),
  ...more,
});
const certificate = {
  stars: 4,
  decisionNumber: "12/QĐ",
  decisionDate: "2026-01-05",
  validTo: "2029-01-05",
  simulated: false,
} as const;
const columns = (...given: object[]): SheetTemplate =>
  sheetTemplateSchema.parse({ sheet: "a", rowLimit: 9, columns: [{ header: "SKU", field: "sku" }, ...given] });
const told = (problems: readonly { code: string; field?: string | undefined; row?: string | number | undefined }[]) =>
  problems.map(({ row, field, code }) => [row, field, code]);

describe("a template", () => {
  const messages = (given: unknown) =>
    editedAsJson(sheetTemplateSchema)
      .safeParse(given)
      .error?.issues.map(({ message }) => message);

  it.each([
    [{ columns: [{ header: "Giá", field: "giá" }] }, /^cột 1 \(“Giá”\), mục “field”: phải là một trong “sku”/],
    [
      {
        columns: [
          { header: "SKU", field: "sku" },
          { header: "Ngày", field: "title", format: "date-vn" },
        ],
      },
      /^cột 2 \(“Ngày”\), mục “format”: dạng này chỉ dùng cho decisionDate/,
    ],
    [
      {
        columns: [
          { header: "SKU", field: "sku" },
          { header: "SKU", field: "title" },
        ],
      },
      /^cột 2 \(“SKU”\), mục “header”: có hai cột/,
    ],
    [{ columns: [{ header: "Tên", field: "title" }] }, /cần một cột “sku”/],
    [
      {
        kind: "stock",
        columns: [
          { header: "SKU", field: "sku" },
          { header: "Giá", field: "price" },
        ],
      },
      /bảng loại “stock” chỉ có sku, productId, variantId, stock/,
    ],
    [{ columns: [{ header: "SKU", field: "sku" }], above: ["Mẫu 2026"] }, /mục “above”: chỉ có 0 dòng/],
    [{ columns: [{ header: "SKU", field: "sku" }], sheets: "a" }, /không có mục nào tên “sheets”/],
    [{ columns: [] }, /mục “columns”: cần ít nhất 1 mục/],
    [{ columns: [{ field: "sku" }] }, /cột 1, mục “header”: còn thiếu, cần một chuỗi chữ/],
  ])("that is wrong says where, in words (%#)", (given, message) => {
    expect(messages({ sheet: "a", rowLimit: 5, ...given })).toContainEqual(expect.stringMatching(message));
  });

  it("that is right passes as its schema reads it", () => {
    expect(editedAsJson(sheetTemplateSchema).parse(listings)).toEqual(template);
  });
});

describe("a row", () => {
  it("holds each field in its column's format", () => {
    const { rows, problems } = listingRows(
      columns(
        { header: "Hạn", field: "shelfLife" },
        { header: "Hạn (ngày)", field: "shelfLife", format: "whole-number" },
        { header: "Dài", field: "length", format: "centimetres" },
        { header: "Ngày", field: "decisionDate", format: "date-vn" },
        { header: "Ảnh", field: "pictures", format: "joined-images" },
        { header: "Ảnh 2", field: "picture2" },
        { header: "Minh hoạ", field: "illustration", format: "yes-no" },
        { header: "Đơn vị", field: "unit", map: { hộp: "HOP" } },
        { header: "Nơi", field: "storage", default: "Khô ráo" },
        { header: "Mô tả", field: "description" },
        { header: "Giá bán", field: "salePrice", format: "money" },
      ),
      [
        listing({
          certificate,
          description: "Một.\r\n\r\nHai.\u0001",
          onChannel: { carrierIds: [], attributes: { salePrice: ["150000"] } },
        }),
      ],
      {},
      day,
    );
    expect(problems).toEqual([]);
    expect(rows[1]).toEqual([
      "HYAAAAAAA1",
      "365 ngày",
      365,
      21,
      "05/01/2026",
      "https://hy.example.vn/a%2Cb.jpg,https://hy.example.vn/b.png",
      "https://hy.example.vn/b.png",
      "Có",
      "HOP",
      "Khô ráo",
      "Một. Hai.",
      150_000,
    ]);
  });

  it("stands below what the template puts above its headers, and names files where pictures go in a folder", () => {
    const { rows } = listingRows(
      sheetTemplateSchema.parse({
        sheet: "a",
        rowLimit: 9,
        headerRow: 3,
        above: ["Mẫu đăng sản phẩm"],
        imageMode: "folder",
        columns: [
          { header: "SKU", field: "sku" },
          { header: "Ảnh", field: "pictures", format: "lines" },
        ],
      }),
      [listing()],
      {},
    );
    expect(rows).toEqual([["Mẫu đăng sản phẩm"], [""], ["SKU", "Ảnh"], ["HYAAAAAAA1", "HYAAAAAAA1-1.jpg\nHYAAAAAAA1-2.png"]]);
  });

  const attributes = (more: Record<string, string[]>) => ({ onChannel: { carrierIds: [], attributes: more } });
  it.each<[string, Partial<Listing>, Record<string, number>, string, string]>([
    ["its price is 0", { price: vnd(0) }, {}, "price", "kit.price"],
    ["its weight is 0", { weightGrams: 0 }, {}, "weight", "kit.sheet-weight"],
    ["it has no picture", { pictures: [] }, {}, "pictures", "kit.sheet-no-picture"],
    ["its title is too long", { title: "x".repeat(121) }, {}, "title", "kit.sheet-too-long"],
    ["it lacks what is required", { producerName: "" }, {}, "producer", "kit.sheet-missing"],
    ["its sale is no lower", attributes({ salePrice: ["180.000"] }), {}, "salePrice", "kit.sheet-sale-price"],
    ["its sale is no price", attributes({ salePrice: ["rẻ"] }), {}, "salePrice", "kit.sheet-sale-price"],
    ["its quantity is below 0", {}, { HYAAAAAAA1: -1 }, "stock", "kit.sheet-stock"],
    [
      "its certificate has ended",
      { certificate: { ...certificate, validTo: "2026-11-24" } },
      {},
      "stars",
      "kit.sheet-certificate",
    ],
    [
      "its certificate has not begun",
      { certificate: { ...certificate, decisionDate: "2026-11-26" } },
      {},
      "stars",
      "kit.sheet-certificate",
    ],
    ["its barcode is wrong", { gtin: "8930000000012" }, {}, "gtin", "kit.sheet-gtin"],
    ["it promises a cure", { description: "Giúp CHỮA  bệnh mất ngủ." }, {}, "description", "kit.sheet-banned-word"],
  ])("is left out when %s, by field, and the others are written", (_why, more, quantities, field, code) => {
    const good = listing({ sku: skuSchema.parse("HYBBBBBBB2") });
    const { rows, count, problems } = listingRows(template, [listing(more), good], quantities, day);
    expect(count).toBe(1);
    expect(rows[1]?.[0]).toBe("HYBBBBBBB2");
    expect(told(problems)).toContainEqual(["HYAAAAAAA1", field, code]);
  });

  it("may hold the warning that the law asks for, and words that only begin like a banned one", () => {
    const description = "Sản phẩm này không phải là thuốc và không có tác dụng thay thế thuốc chữa bệnh.";
    expect(listingRows(template, [listing({ description, title: "Đặc trịnh trọng" })], {}, day).problems).toEqual([]);
  });

  it("is written once, and as many as the sheet takes", () => {
    const { count, problems } = listingRows(columns(), [listing(), listing()], {});
    expect([count, told(problems)]).toEqual([1, [["HYAAAAAAA1", "sku", "kit.sheet-twice"]]]);
    const one = sheetTemplateSchema.parse({ ...columns(), rowLimit: 1 });
    const more = listingRows(one, [listing(), listing({ sku: skuSchema.parse("HYBBBBBBB2") })], {});
    expect([more.count, told(more.problems)]).toEqual([1, [["HYBBBBBBB2", undefined, "kit.sheet-row-limit"]]]);
  });

  it("of prices and of stock has its own kinds of sheet", () => {
    const listed = { sku: skuSchema.parse("HYAAAAAAA1"), productId: "77" };
    const of = (kind: string, field: string) =>
      sheetTemplateSchema.parse({
        kind,
        sheet: "a",
        rowLimit: 9,
        columns: [
          { header: "Mã", field: "productId" },
          { header: "Số", field, format: "whole-number" },
        ],
      });
    expect(offerRows(of("offers", "price"), [{ listed, price: vnd(175_000) }]).rows[1]).toEqual(["77", 175_000]);
    expect(stockRows(of("stock", "stock"), [{ listed, quantity: 0 }]).rows[1]).toEqual(["77", 0]);
    expect(told(stockRows(of("stock", "stock"), [{ listed, quantity: 1.5 }]).problems)).toEqual([
      ["HYAAAAAAA1", "stock", "kit.sheet-stock"],
    ]);
  });

  it.each([
    ["8930000000019", true],
    ["8930000000012", false],
    ["96385074", true],
    ["036000291452", true],
    ["00012345600012", true],
    ["0", false],
    ["893000000001a", false],
  ])("knows of %s that its check digit is right: %s", (gtin, right) => {
    expect(isGtin(gtin)).toBe(right);
  });
});
