import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { instant, listingSchema, type Order, type SheetFile } from "../contract/index.ts";
import { readSheet, writeCsv, writeXlsx } from "../sheets/index.ts";
import { type OrderProfile, orderProfileSchema } from "./order-sheet.ts";
import { readInstant, readWhole } from "./order-sheet-forms.ts";
import { openSheets } from "./sheet-port.ts";
import { genericOrderProfile, genericStockProfile, genericStockTemplate } from "./sheet-port-settings.ts";
import { sheetTemplateSchema } from "./sheet-template.ts";
import listings from "./templates/listings.json" with { type: "json" };

const now = () => new Date("2026-11-25T02:00:00Z");
const listingTemplate = sheetTemplateSchema.parse(listings);
const csvTemplate = sheetTemplateSchema.parse({ ...listings, fileType: "csv", delimiter: ";" });
const file = (bytes: Uint8Array, takenAt?: SheetFile["takenAt"]): SheetFile => ({ name: "tep", mediaType: "", bytes, takenAt });

const header = ["Mã đơn", "Mã dòng", "Ngày đặt", "Trạng thái", "SKU", "Số lượng", "Đơn giá", "SL huỷ"];
const profileOf = (more: Partial<OrderProfile> = {}): OrderProfile => ({
  ...orderProfileSchema.parse({
    ...genericOrderProfile,
    columns: { ...genericOrderProfile.columns, cancelledQuantity: ["SL huỷ"] },
  }),
  ...more,
});
async function readOrders(rows: readonly (readonly string[])[], profile = profileOf()) {
  const reading = await openSheets({ orderProfile: profile }, "a", { now }).readOrders?.(file(writeCsv(rows)));
  if (!reading) throw new Error("no port");
  return reading;
}
const line = (
  id: string,
  sku: string,
  quantity = "1",
  more: { state?: string; lineId?: string; price?: string; cut?: string } = {},
) => [id, more.lineId ?? "", "24/11/2026 09:30", more.state ?? "Mới", sku, quantity, more.price ?? "180.000", more.cut ?? ""];
const linesOf = ({ lines }: Order) => Object.fromEntries(lines.map((each) => [each.id, each.quantity]));

describe("sheets of an account", () => {
  it("are there as far as its settings hold their templates", () => {
    expect(Object.keys(openSheets({}, "a", { now }))).toEqual([]);
    expect(
      Object.keys(openSheets({ stockTemplate: genericStockTemplate, orderProfile: genericOrderProfile }, "a", { now })),
    ).toEqual(["writeStock", "readOrders"]);
  });

  it.each([listingTemplate, csvTemplate])(
    "are the same bytes for the same listings, and read back as they were written (%#)",
    async (template) => {
      const text = fc.string({ unit: "grapheme", minLength: 1, maxLength: 30 }).filter((each) => /\p{L}/u.test(each));
      await fc.assert(
        fc.asyncProperty(text, text, fc.nat(1_000_000), async (title, description, price) => {
          const listing = listingSchema.parse({
            sku: "HYAAAAAAA1",
            title,
            description,
            unit: "hộp",
            price: price + 1,
            weightGrams: 100,
            pictures: [{ sha256: "a".repeat(64), mediaType: "image/jpeg", url: "https://hy.example.vn/a.jpg" }],
            producerName: "HTX Minh Họa",
            origin: "Hưng Yên",
          });
          const sheets = openSheets({ listingTemplate: template }, "a", { now });
          const [one, two] = [await sheets.writeListings?.([listing]), await sheets.writeListings?.([listing])];
          if (!one || !two) throw new Error("no port");
          expect(Buffer.from(one.bytes).equals(Buffer.from(two.bytes))).toBe(true);
          const { rows, problems } = await readSheet(one.bytes);
          expect(problems).toEqual([]);
          expect(rows[0]?.slice(0, 2)).toEqual(["Mã sản phẩm (SKU)", "Tên sản phẩm"]);
          expect(rows[1]?.[rows[0]?.indexOf("Giá niêm yết") ?? -1]).toBe(String(price + 1));
        }),
        { numRuns: 25 },
      );
    },
  );
});

describe("an order file", () => {
  it("has the same lines in any order of its rows", async () => {
    const row = fc.record({ sku: fc.constantFrom("HYAAAAAAA1", "LẠ-01", "LẠ-01-2"), quantity: fc.integer({ min: 1, max: 3 }) });
    await fc.assert(
      fc.asyncProperty(fc.array(row, { minLength: 1, maxLength: 6 }), fc.nat(), async (rows, turn) => {
        const written = rows.map(({ sku, quantity }) => line("D1", sku, String(quantity)));
        const turned = [...written.slice(turn % written.length), ...written.slice(0, turn % written.length)];
        const [one, other] = [await readOrders([header, ...written]), await readOrders([header, ...turned])];
        expect(one.problems).toEqual([]);
        expect(one.items[0]?.lines).toHaveLength(rows.length);
        expect(other.items.map(linesOf)).toEqual(one.items.map(linesOf));
      }),
      { numRuns: 60 },
    );
  });

  it("names a numbered line once, and holds back the order that says two things of it", async () => {
    const twice = [line("D1", "HYAAAAAAA1", "1", { lineId: "7" }), line("D1", "HYAAAAAAA1", "1", { lineId: "7" })];
    expect((await readOrders([header, ...twice])).items.map(linesOf)).toEqual([{ "7": 1 }]);
    const { items, problems } = await readOrders([
      header,
      ...twice,
      line("D1", "HYAAAAAAA1", "2", { lineId: "7" }),
      line("D2", "X"),
    ]);
    expect(items.map(({ id }) => id)).toEqual(["D2"]);
    expect(problems).toMatchObject([{ code: "kit.orders-line-twice", field: "lineId" }]);
  });

  it("of which one line is cancelled goes on with the others", async () => {
    const { items } = await readOrders([
      header,
      line("D1", "HYAAAAAAA1", "2", { state: "Đã giao" }),
      line("D1", "HYAAAAAAA2", "3", { state: "Đã huỷ" }),
      line("D2", "HYAAAAAAA1", "5", { state: "Mới", cut: "2" }),
      line("D3", "HYAAAAAAA1", "1", { state: "Đã huỷ" }),
    ]);
    expect(items).toMatchObject([
      { state: "delivered", lines: [{ cancelledQuantity: 0 }, { cancelledQuantity: 3 }] },
      { state: "new", lines: [{ quantity: 5, cancelledQuantity: 2 }] },
      { state: "cancelled", lines: [{ cancelledQuantity: 1 }] },
    ]);
  });

  it("with merged cells goes on with the order above where the profile says so", async () => {
    const rows = [header, line("D1", "HYAAAAAAA1"), ["", "", "", "", "HYAAAAAAA2", "2", "95.000"], line("D2", "HYAAAAAAA1")];
    expect((await readOrders(rows)).problems).toMatchObject([{ row: 3, code: "kit.orders-no-id" }]);
    const { items, problems } = await readOrders(rows, profileOf({ rowsContinue: true }));
    expect(problems).toEqual([]);
    expect(items.map(linesOf)).toEqual([{ HYAAAAAAA1: 1, HYAAAAAAA2: 2 }, { HYAAAAAAA1: 1 }]);
  });

  it("with more wrong in it than a person can work through is counted, and with very many lines read all the same", async () => {
    const { problems } = await readOrders([header, ...Array.from({ length: 1_200 }, () => line("D1", "X", "hai"))]);
    expect(problems).toHaveLength(1_001);
    expect(problems.at(-1)).toMatchObject({ code: "kit.sheet-more-problems", params: { count: 200 } });
    const { items } = await readOrders([header, ...Array.from({ length: 20_000 }, () => line("D1", "X"))]);
    expect(new Set(items[0]?.lines.map(({ id }) => id)).size).toBe(20_000);
  });
  it("is numbered as a spreadsheet numbers its rows, empty ones and cells of several lines counted", async () => {
    const sheets = openSheets({ orderProfile: profileOf() }, "a", { now });
    const gaps = [["Báo cáo\ntháng 11"], [], header, [], line("D1", "X", "hai"), line("D2", "X")];
    for (const bytes of [await writeXlsx({ sheet: "Đơn", rows: gaps }), writeCsv(gaps)])
      expect(await sheets.readOrders?.(file(bytes))).toMatchObject({
        items: [{ id: "D2" }],
        problems: [{ row: 5, field: "quantity" }],
      });
  });

  it("says until when a new order is to be confirmed", async () => {
    const { items } = await readOrders(
      [header, line("D1", "X"), line("D2", "X", "1", { state: "Đã giao" })],
      profileOf({ confirmWithinHours: 24 }),
    );
    expect(items.map(({ shipBy }) => shipBy)).toEqual(["2026-11-25T02:30:00.000Z", undefined]);
  });

  it.each([
    ["1.000", "either", 1_000],
    ["1.000", "comma", 1],
    ["1,000", "comma", 1_000],
    ["1.234,00", "point", 1_234],
    ["1.5", "comma", undefined],
    ["1.5", "point", undefined],
    ["12.34.567", "point", undefined],
    ["180.000 đồng", "point", 180_000],
  ] as const)("reads %s with thousands as %s: %s", (text, thousands, number) => {
    expect(readWhole(text, { thousands })).toBe(number);
  });
  it.each([
    ["09:30 24/11/2026", "day-first", "2026-11-24T02:30:00.000Z"],
    ["11/24/2026 9:30 PM", "month-first", "2026-11-24T14:30:00.000Z"],
    ["24/11/2026 12:05 SA", "day-first", "2026-11-23T17:05:00.000Z"],
    ["2026-11-24 09:30:05.123", "day-first", "2026-11-24T02:30:05.000Z"],
    ["24/11/2026 13:00 PM", "day-first", undefined],
    ["9999-12-31T23:59:59-14:00", "day-first", undefined],
  ] as const)("reads the time %s, %s: %s", (text, dateOrder, at) => {
    expect(readInstant(text, { dateOrder })).toBe(at);
  });
});

describe("a stock file", () => {
  const read = async (rows: readonly (readonly string[])[], takenAt?: SheetFile["takenAt"]) => {
    const reading = await openSheets({ stockProfile: genericStockProfile }, "a", { now }).readStock?.(
      file(writeCsv(rows), takenAt),
    );
    if (!reading) throw new Error("no port");
    return reading;
  };
  const at = instant("2026-11-25T01:00:00Z");

  it("is what was true when the person took it, by SKU; what is none of ours is told as it is written", async () => {
    const { items, problems } = await read(
      [
        ["SKU", "TỒN KHO", "Đang giữ"],
        ["HYAAAAAAA1", "12", "2"],
        ["LẠ-01", "3", ""],
      ],
      at,
    );
    expect(items).toEqual([{ sku: "HYAAAAAAA1", sellable: 12, held: 2, readBeganAt: at }]);
    expect(problems).toMatchObject([{ row: 3, params: { value: "LẠ-01" }, code: "kit.stock-unknown-sku" }]);
  });

  it("proves nothing without its moment, and takes a row's own before the file's", async () => {
    expect(
      await read([
        ["SKU", "Tồn kho"],
        ["HYAAAAAAA1", "12"],
      ]),
    ).toMatchObject({ items: [], problems: [{ code: "kit.stock-no-time" }] });
    const { items } = await read(
      [
        ["SKU", "Tồn kho", "Thời điểm xuất"],
        ["HYAAAAAAA1", "12", "25/11/2026 07:00"],
      ],
      at,
    );
    expect(items).toMatchObject([{ readBeganAt: "2026-11-25T00:00:00.000Z" }]);
  });

  it("with two numbers for one SKU says so and believes neither", async () => {
    const { items, problems } = await read(
      [
        ["SKU", "Tồn kho"],
        ["HYAAAAAAA1", "1"],
        ["HYAAAAAAA1", "2"],
        ["HYAAAAAAA2", "5"],
        ["HYAAAAAAA2", "5"],
      ],
      at,
    );
    expect(items.map(({ sku }) => sku)).toEqual(["HYAAAAAAA2"]);
    expect(problems).toMatchObject([{ row: 3, params: { first: 2 } }]);
  });
});

describe("any file", () => {
  const sheets = openSheets({ orderProfile: profileOf({ rowsContinue: true }), stockProfile: genericStockProfile }, "a", {
    now,
  });
  const readBoth = async (bytes: Uint8Array) => [
    await sheets.readOrders?.(file(bytes)),
    await sheets.readStock?.(file(bytes, instant(now()))),
  ];

  it("gives rows or problems, never an error", async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 400 }), async (bytes) => {
        for (const reading of await readBoth(bytes))
          expect((reading?.items.length ?? 0) + (reading?.problems.length ?? 0)).toBeGreaterThan(0);
      }),
      { numRuns: 200 },
    );
  });

  it("never loses a good order, whatever stands in the rows of the others", async () => {
    const cell = fc.oneof(
      fc.string({ unit: "grapheme", maxLength: 8 }),
      fc.constantFrom("-1", "0", "99999999999999999999", "31/02/2026", "=1+1"),
    );
    const noise = fc.array(cell, { minLength: header.length, maxLength: header.length }).map(([, ...rest]) => ["XẤU", ...rest]);
    await fc.assert(
      fc.asyncProperty(fc.array(noise, { maxLength: 5 }), fc.array(noise, { maxLength: 5 }), async (above, below) => {
        const rows = [header, ...above, line("D1", "HYAAAAAAA1", "2"), ...below];
        for (const bytes of [writeCsv(rows), await writeXlsx({ sheet: "Đơn", rows: rows.map((row) => row.map(printable)) })]) {
          const reading = await sheets.readOrders?.(file(bytes));
          expect(reading?.items.filter(({ id }) => id === "D1").map(linesOf)).toEqual([{ HYAAAAAAA1: 2 }]);
        }
      }),
      { numRuns: 60 },
    );
  });

  it("cut anywhere gives no order that it does not hold whole", async () => {
    const whole = await writeXlsx({ sheet: "Đơn", rows: [header, line("D1", "HYAAAAAAA1"), line("D2", "HYAAAAAAA1")] });
    for (let cut = 0; cut < whole.length; cut += 97) {
      const reading = await sheets.readOrders?.(file(whole.slice(0, cut)));
      expect(reading?.items).toEqual([]);
      expect(reading?.problems.length).toBeGreaterThan(0);
    }
  });
});

const printable = (text: string) => text.replaceAll(/[\p{Cc}\p{Cs}\uFFFE\uFFFF]/gu, "");
