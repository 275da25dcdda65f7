import { instant, renderText } from "connectors/contract";
import { connectorTexts } from "connectors/edges";
import { writeCsv, writeXlsx } from "connectors/sheets";
import fc from "fast-check";
import { expect, it } from "vitest";
import { type Carried, first, now, second } from "./carried.ts";
import { idsOf, part } from "./suite.ts";

/** Files that are carried from a channel. */
export function describeRead({ carried, columns, sheets, header, word, row, asXlsx, asCsv, read }: Carried): void {
  const { createdAt, state, quantity, unitPrice } = columns;
  it("reads each order once, field by field, from XLSX and CSV alike", async () => {
    const rows = [row("D1"), row("D1", second, { [quantity]: "1" }), row("D2")];
    const { items, problems } = await read(rows);
    expect(problems).toEqual([]);
    expect(items).toMatchObject([
      {
        id: "D1",
        state: carried.states[word],
        channelState: word,
        createdAt: "2026-03-09T07:30:00.000Z",
        lines: [
          { sellerSku: first, quantity: 2, unitPrice: 180_000, title: "Long nhãn Hưng Yên" },
          { sellerSku: second, quantity: 1, unitPrice: 180_000 },
        ],
      },
      { id: "D2", lines: [{ quantity: 2 }] },
    ]);
    expect(await sheets().readOrders?.(asCsv(rows))).toEqual({ items, problems });
  });
  it("reads a file twice as it reads it once", async () => {
    const rows = [row("D1"), row("D2", second)];
    expect(await read(rows)).toEqual(await read(rows));
  });
  it("knows every word of a state that its file has, whatever its accents and case", async () => {
    for (const [each, meaning] of Object.entries(carried.states)) {
      const { items } = await read([
        row("D1", first, { [state]: each }),
        row("D2", first, { [state]: ` ${each.toUpperCase()} ` }),
      ]);
      expect([each, items.map((order) => order.state)]).toEqual([each, [meaning, meaning]]);
    }
  });
  it("names the row and the column of what it cannot read, and the other orders arrive", async () => {
    const { items, problems } = await read([
      row("D1", first, { [createdAt]: "31/02/2026" }),
      row("D2", first, { [quantity]: "hai" }),
      row("D3", first, { [unitPrice]: "nhiều" }),
      row("D4", first, { [state]: "Bay lên trời" }),
      row("D5"),
    ]);
    expect(idsOf(items)).toEqual(["D5"]);
    expect(problems.map(({ row: at, field }) => [at, field])).toEqual([
      [2, "createdAt"],
      [3, "quantity"],
      [4, "unitPrice"],
      [5, "state"],
    ]);
  });
  it("holds back an order of which one line cannot be read", async () => {
    const { items, problems } = await read([row("D1"), row("D1", second, { [quantity]: "" }), row("D2")]);
    expect(idsOf(items)).toEqual(["D2"]);
    expect(problems).toHaveLength(1);
  });
  it("leaves a SKU that is none of ours as it is written", async () => {
    expect((await read([row("D1", "ABC-01 (cũ)")])).items[0]?.lines).toMatchObject([{ sellerSku: "ABC-01 (cũ)" }]);
  });
  it("says which column a file lacks, and reads nothing of it", async () => {
    const rows = [header, row("D1")].map((each) => each.filter((_, at) => header[at] !== quantity));
    const file = { name: "don.xlsx", mediaType: "", bytes: await writeXlsx({ sheet: "a", rows }) };
    const { items, problems } = part(await sheets().readOrders?.(file));
    expect(items).toEqual([]);
    expect(problems).toMatchObject([{ field: "quantity" }]);
  });
  it("says every problem in both languages", async () => {
    const { problems } = await read([row(""), row("D2", "", { [quantity]: "-1", [createdAt]: "mai", [state]: "?" })]);
    expect(problems.length).toBeGreaterThan(3);
    for (const problem of problems)
      for (const language of ["vi", "en"] as const)
        expect(renderText(connectorTexts, problem, language)).toMatch(/^[^{}]*\p{L}[^{}]*$/u);
  });
  it("reads numbers of stock with their moment, and no number without one", async () => {
    const rows = [
      ["SKU", "Tồn kho"],
      [first, "7"],
      ["LẠ-01", "3"],
      [second, "mấy"],
    ];
    const file = { name: "ton.xlsx", mediaType: "", bytes: await writeXlsx({ sheet: "a", rows }) };
    const takenAt = instant("2026-03-09T02:00:00.000Z");
    const dated = part(await sheets().readStock?.({ ...file, takenAt }));
    expect(dated.items).toEqual([{ sku: first, sellable: 7, readBeganAt: takenAt }]);
    expect(dated.problems).toMatchObject([{ row: 3 }, { row: 4 }]);
    const undated = part(await sheets().readStock?.(file));
    expect(undated.items).toEqual([]);
    expect(undated.problems).toHaveLength(1);
  });
  it("ends with a reason for every file that is none", async () => {
    const whole = (await asXlsx([row("D1")])).bytes;
    const files = [
      new Uint8Array(),
      new TextEncoder().encode("<html><body>đơn hàng</body></html>"),
      new TextEncoder().encode("\u0000\u0001\u0002"),
      whole.slice(0, whole.length / 2),
      Uint8Array.from(whole, (byte, at) => (at % 97 === 50 ? byte ^ 255 : byte)),
      new TextEncoder().encode(`${header.join(",")}\n"D1`),
    ];
    for (const bytes of files)
      for (const kind of ["readOrders", "readStock"] as const) {
        const { items, problems } = part(await sheets()[kind]?.({ name: "a", mediaType: "", bytes, takenAt: instant(now) }));
        expect(items).toEqual([]);
        expect(problems.length).toBeGreaterThan(0);
        expect(renderText(connectorTexts, part(problems[0]), "vi")).toBeTruthy();
      }
  });
  it("never throws, whatever bytes a file holds", async () => {
    const bytes = fc.oneof(
      fc.uint8Array({ maxLength: 400 }),
      fc.array(fc.array(fc.string(), { maxLength: 8 }), { maxLength: 5 }).map((rows) => writeCsv([header, ...rows])),
      fc.uint8Array({ maxLength: 100 }).map((some) => Uint8Array.from([0x50, 0x4b, 3, 4, ...some])),
    );
    await fc.assert(
      fc.asyncProperty(bytes, async (given) => {
        const { items, problems } = part(await sheets().readOrders?.({ name: "a", mediaType: "", bytes: given }));
        expect(Array.isArray(items) && Array.isArray(problems)).toBe(true);
      }),
      { numRuns: 100 },
    );
  });
}
