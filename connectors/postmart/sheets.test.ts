import { describe, expect, it } from "vitest";
import { ConnectorError, listingSchema } from "../contract/index.ts";
import { readInstant, readWhole } from "../kit/order-sheet-forms.ts";
import { openSheets } from "../kit/sheet-port.ts";
import { readSheet, writeCsv, writeXlsx } from "../sheets/index.ts";
import { postmartSettingsSchema } from "./settings.ts";

const sheets = openSheets(postmartSettingsSchema.parse({}), "buudien", { now: () => new Date("2026-11-25T02:00:00Z") });
const listing = (sku: string, more: object = {}) =>
  listingSchema.parse({
    sku,
    title: "Long nhãn Hưng Yên hộp 500 g",
    description: "Nhãn lồng sấy.\n\nBảo quản nơi khô ráo.",
    unit: "hộp",
    price: 180_000,
    weightGrams: 550,
    pictures: [{ sha256: "a".repeat(64), mediaType: "image/jpeg", url: "https://hy.example.vn/a.jpg" }],
    producerName: "HTX Minh Họa",
    origin: "Hưng Yên",
    ...more,
  });
const certificate = {
  stars: 4,
  decisionNumber: "12/QĐ-UBND",
  decisionDate: "2026-01-05",
  validTo: "2029-01-05",
  simulated: true,
};

async function write(...given: Parameters<NonNullable<typeof sheets.writeListings>>) {
  const file = await sheets.writeListings?.(...given);
  if (!file) throw new Error("no file");
  return file;
}
const header = ["Mã đơn", "Ngày đặt", "Trạng thái", "SKU", "Tên sản phẩm", "Số lượng", "Đơn giá", "SĐT"];
async function read(rows: readonly (readonly string[])[], csv = false) {
  const bytes = csv ? writeCsv(rows) : await writeXlsx({ sheet: "Đơn", rows });
  const reading = await sheets.readOrders?.({ name: "don.xlsx", mediaType: "", bytes });
  if (!reading) throw new Error("no reading");
  return reading;
}

describe("a listing sheet for Buudien.vn", () => {
  it("holds a row a listing, with dates as people write them and the mark of what is simulated", async () => {
    const file = await write([listing("HYAAAAAAA1", { certificate }), listing("HYAAAAAAA2")], { HYAAAAAAA1: 12 });
    const { rows } = await readSheet(file.bytes);
    const first = Object.fromEntries(rows[0]?.map((name, at) => [name, rows[1]?.[at]]) ?? []);
    expect(first).toMatchObject({
      "Mã sản phẩm (SKU)": "HYAAAAAAA1",
      "Giá niêm yết": "180000",
      "Tồn kho": "12",
      "Hạng sao OCOP": "4 sao (mô phỏng)",
      "Ngày công nhận": "05/01/2026",
    });
    expect(rows[2]?.[rows[0]?.indexOf("Tồn kho") ?? -1]).toBe("");
  });

  it("is the same bytes when written twice", async () => {
    const [one, two] = [await write([listing("HYAAAAAAA1")]), await write([listing("HYAAAAAAA1")])];
    expect(Buffer.from(one.bytes).equals(Buffer.from(two.bytes))).toBe(true);
  });

  it("is refused, with the reason a listing, when no listing fits", async () => {
    await expect(write([listing("HYAAAAAAA1", { title: "x".repeat(121) })])).rejects.toSatisfy(
      (error) =>
        error instanceof ConnectorError && error.says?.params?.header === "Tên sản phẩm" && error.says.params.length === 121,
    );
  });
});

describe("an order sheet from Buudien.vn", () => {
  it("gives each order once with its lines, from XLSX and CSV alike", async () => {
    const rows = [
      ["Báo cáo đơn hàng tháng 11"],
      header,
      ["D1", "24/11/2026 09:30", "Chờ xác nhận", "HYAAAAAAA1", "Long nhãn", "2", "180.000 đ", "0912 345 678"],
      ["D1", "24/11/2026 09:30", "Chờ xác nhận", "HYAAAAAAA2", "Mật ong", "1", "95,000", "0912 345 678"],
      ["D2", "2026-11-24", "ĐÃ HUỶ", "LẠ-01", "Không rõ", "1", "50000.0", ""],
    ];
    const fromXlsx = await read(rows);
    expect(fromXlsx.problems).toEqual([]);
    expect(await read(rows, true)).toEqual(fromXlsx);
    expect(fromXlsx.items).toMatchObject([
      {
        id: "D1",
        state: "new",
        createdAt: "2026-11-24T02:30:00.000Z",
        lines: [
          { id: "HYAAAAAAA1", quantity: 2, unitPrice: 180_000 },
          { id: "HYAAAAAAA2", quantity: 1, unitPrice: 95_000 },
        ],
      },
      { id: "D2", state: "cancelled", lines: [{ sellerSku: "LẠ-01" }] },
    ]);
  });

  it("names the row and the column of what it cannot read, and keeps the other orders", async () => {
    const { items, problems } = await read([
      header,
      ["D1", "31/02/2026", "Mới", "HYAAAAAAA1", "", "1", "180.000", ""],
      ["D2", "24/11/2026", "Mới", "HYAAAAAAA1", "", "0", "180.000", ""],
      ["D3", "24/11/2026", "Bay lên trời", "HYAAAAAAA1", "", "1", "180.000", ""],
      ["D4", "24/11/2026", "Mới", "HYAAAAAAA1", "", "1", "180.000", ""],
    ]);
    expect(items.map(({ id }) => id)).toEqual(["D4"]);
    expect(problems.map(({ row, field }) => [row, field])).toEqual([
      [2, "createdAt"],
      [3, "quantity"],
      [4, "state"],
    ]);
  });

  it("holds back an order of which one line is unreadable", async () => {
    const { items, problems } = await read([
      header,
      ["D1", "24/11/2026", "Mới", "HYAAAAAAA1", "", "1", "180.000", ""],
      ["D1", "24/11/2026", "Mới", "HYAAAAAAA2", "", "hai", "95.000", ""],
    ]);
    expect(items).toEqual([]);
    expect(problems).toHaveLength(1);
  });

  it("says which column is missing", async () => {
    const { problems } = await read([header.filter((name) => name !== "Đơn giá")]);
    expect(problems).toMatchObject([{ field: "unitPrice", params: { header: "Đơn giá" } }]);
  });

  it.each([
    ["1.234.567 đ", 1_234_567],
    ["1,234,567", 1_234_567],
    ["120000.0", 120_000],
    ["95,000 ₫", 95_000],
    ["12,5", undefined],
    ["", undefined],
  ])("reads the amount %s as %s", (text, amount) => {
    expect(readWhole(text)).toBe(amount);
  });

  it.each([
    ["24/11/2026 09:30", "2026-11-24T02:30:00.000Z"],
    ["1-2-2026", "2026-01-31T17:00:00.000Z"],
    ["2026-11-24 09:30:05", "2026-11-24T02:30:05.000Z"],
    ["2026-11-24T02:30:00Z", "2026-11-24T02:30:00.000Z"],
    ["30/02/2026", undefined],
    ["hôm qua", undefined],
  ])("reads the time %s as %s", (text, at) => {
    expect(readInstant(text)).toBe(at);
  });
});
