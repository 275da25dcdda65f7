import { channels } from "connectors/channels";
import {
  type ChannelCode,
  ConnectorError,
  instant,
  type Listing,
  listingSchema,
  type Order,
  type OrderState,
  renderText,
  type SheetFile,
  skuSchema,
  vnd,
} from "connectors/contract";
import { connectorTexts, edges } from "connectors/edges";
import { readSheet, writeCsv, writeXlsx } from "connectors/sheets";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { part } from "./suite.ts";

/** A channel that people carry files to: what its account holds, and how its order files are written. */
export interface CarriedChannel {
  /** Of an account whose files are carried both ways. */
  readonly settings: Readonly<Record<string, unknown>>;
  readonly columns: Readonly<Record<"orderId" | "createdAt" | "state" | "sku" | "title" | "quantity" | "unitPrice", string>>;
  readonly states: Readonly<Record<string, OrderState>>;
  /** It takes no new listings. */
  readonly retired: boolean;
}
const now = new Date("2026-03-10T02:00:00.000Z");
const [first, second] = ["HY00000001", "HY00000002"].map((sku) => skuSchema.parse(sku)) as [Listing["sku"], Listing["sku"]];
const listing = (more: Partial<Listing> = {}): Listing => ({
  ...listingSchema.parse({
    sku: first,
    title: "Long nhãn Hưng Yên",
    description: "Nhãn lồng sấy dẻo.",
    unit: "gói",
    packNote: "500 g",
    price: 180_000,
    weightGrams: 520,
    pictures: [{ sha256: "a".repeat(64), mediaType: "image/png", url: "https://hy.example.vn/a.png", illustration: true }],
    producerName: "HTX Minh Họa",
    origin: "Hưng Yên",
  }),
  ...more,
});
const certificate = {
  stars: 4,
  decisionNumber: "1234/QĐ-UBND",
  decisionDate: "2025-01-31",
  validTo: "2028-01-31",
  simulated: false,
} as const;

/** Asks every promise of a channel that files are carried to and from. */
export function describeSheets(code: ChannelCode, carried: CarriedChannel): void {
  const [channel, edge] = [part(channels[code]), part(edges[code])];
  const passes: unknown[] = [];
  const connect = (settings: unknown = carried.settings, at = now) =>
    channel.connect(settings, undefined, {
      http: () => Promise.reject(new Error("a call was made")),
      gate: { pass: async (...given: unknown[]) => void passes.push(given), closeFor: () => undefined },
      now: () => at,
    });
  const sheets = () => part(connect().sheets);
  async function failure(work: () => unknown): Promise<ConnectorError> {
    try {
      await work();
    } catch (error) {
      if (error instanceof ConnectorError) return error;
      throw error;
    }
    throw new Error("it did not fail");
  }
  const writes = !carried.retired;
  const write = async (listings: readonly Listing[], quantities?: Readonly<Record<string, number>>) =>
    part(await sheets().writeListings?.(listings, quantities));
  /** The cells of a file, by the header above each. */
  async function rowsOf({ bytes }: SheetFile): Promise<Record<string, string>[]> {
    const { rows } = await readSheet(bytes);
    const header = part(rows[0]);
    return rows.slice(1).map((row) => Object.fromEntries(header.map((name, at) => [name, row[at] ?? ""])));
  }
  const cells = (row: Record<string, string> | undefined) => Object.values(row ?? {});

  const { orderId, createdAt, state, sku, title, quantity, unitPrice } = carried.columns;
  const header = [orderId, createdAt, state, sku, title, quantity, unitPrice];
  const [word = ""] = Object.keys(carried.states);
  const row = (id: string, of: string = first, more: Readonly<Record<string, string>> = {}) => {
    const values: Record<string, string> = {
      [orderId]: id,
      [createdAt]: "09/03/2026 14:30",
      [state]: word,
      [sku]: of,
      [title]: "Long nhãn Hưng Yên",
      [quantity]: "2",
      [unitPrice]: "180.000 đ",
      ...more,
    };
    return header.map((name) => values[name] ?? "");
  };
  const asXlsx = async (rows: readonly (readonly string[])[]): Promise<SheetFile> => ({
    name: "don.xlsx",
    mediaType: "",
    bytes: await writeXlsx({ sheet: "Đơn hàng", rows: [header, ...rows] }),
  });
  const asCsv = (rows: readonly (readonly string[])[]): SheetFile => ({
    name: "don.csv",
    mediaType: "text/csv",
    bytes: writeCsv([header, ...rows]),
  });
  const read = async (rows: readonly (readonly string[])[]) => part(await sheets().readOrders?.(await asXlsx(rows)));
  const idsOf = (orders: readonly Order[]) => orders.map(({ id }) => id);

  describe(`the sheets of ${code}`, () => {
    it("is the same channel on its edge, in its plan and as a connector", () => {
      expect([channel.channel, edge.channel, connect().channel]).toEqual([code, code, code]);
      expect(edge.title).toBe(channel.title);
    });
    it("needs no setting before a person has filled one in, and is checked alike on both sides", () => {
      for (const settings of [{}, carried.settings, { misspelt: 1 }, 7])
        expect(edge.settings.safeParse(settings).success).toBe(channel.settings.safeParse(settings).success);
      expect(() => connect({})).not.toThrow();
    });
    it("refuses a setting that it does not know", async () => {
      const error = await failure(() => connect({ misspelt: 1 }));
      expect(error).toMatchObject({ kind: "validation", sent: false });
      expect(error.message).toContain("misspelt");
    });
    it("refuses a template that is wrong, and says in which setting", async () => {
      const wrong: Readonly<Record<string, unknown>> = {
        listingTemplate: { sheet: "a", rowLimit: 10, columns: [{ header: "Mã", field: "nothing" }] },
        stockTemplate: { sheet: "a", rowLimit: 10, kind: "listings", columns: [{ header: "Mã", field: "sku" }] },
        offerTemplate: { sheet: "a", rowLimit: 10, kind: "offers", columns: [{ header: "Giá", field: "price" }] },
        orderProfile: { columns: { orderId: ["Mã"] }, states: { Xong: "done" } },
        stockProfile: { columns: { sku: [] } },
      };
      for (const [setting, value] of Object.entries(wrong)) {
        const error = await failure(() => connect({ ...carried.settings, [setting]: value }));
        expect(error.kind).toBe("validation");
        expect(error.message).toContain(setting);
      }
    });
    it("takes a template of one's own, and writes its columns", async () => {
      const stockTemplate = {
        kind: "stock",
        sheet: "Của tôi",
        rowLimit: 5,
        columns: [
          { header: "Mã hàng của tôi", field: "sku" },
          { header: "Còn lại", field: "stock", format: "whole-number" },
        ],
      };
      const own = part(connect({ ...carried.settings, stockTemplate }).sheets);
      const file = part(await own.writeStock?.([{ listed: { sku: first, productId: "1" }, quantity: 4 }]));
      expect(await rowsOf(file)).toEqual([{ "Mã hàng của tôi": first, "Còn lại": "4" }]);
    });
    it("has no port that speaks to an API where nobody gave a key", () => {
      const { access, listings, offers, stock, orders, taxonomy, bells } = connect();
      expect([access, listings, offers, stock, orders, taxonomy, bells]).toEqual(Array(7).fill(undefined));
      expect(edge.commands).toEqual([]);
      expect("consentUrl" in edge).toBe(false);
    });
    it("goes by file for exactly the work that it has a sheet for", () => {
      for (const settings of [carried.settings, {}]) {
        const { ways } = edge.abilitiesOf?.(settings) ?? edge;
        const port = connect(settings).sheets;
        const takesListings = Boolean(port && "writeListings" in port) && !edge.retired;
        expect(ways).toEqual({
          listings: takesListings ? "file" : "assisted",
          stock: port && "writeStock" in port ? "file" : "assisted",
          orders: port && "readOrders" in port ? "file" : "assisted",
        });
      }
    });
    it("asks nobody anything, whatever it writes and reads", async () => {
      passes.length = 0;
      await connect().checkAccount();
      if (writes) await write([listing()]);
      await sheets().writeStock?.([{ listed: { sku: first, productId: "1" }, quantity: 1 }]);
      await read([row("D1")]);
      expect(passes).toEqual([]);
    });

    it.runIf(carried.retired)("takes no new work, and says so in a sentence", async () => {
      expect(renderText(connectorTexts, part(edge.retired), "vi")).toMatch(/\. /);
      const port = sheets();
      for (const work of [() => port.writeListings?.([listing()]), () => port.writeOffers?.([])])
        expect(await failure(work)).toMatchObject({ kind: "rejected", sent: false, says: expect.anything() });
      expect(edge.checkListing(listing(), { categories: [], attributes: {}, carriers: [] })).toHaveLength(1);
    });
    it.runIf(carried.retired)("still reads what was sold there, and still takes goods off sale", async () => {
      expect(idsOf((await read([row("D1")])).items)).toEqual(["D1"]);
      const file = part(await sheets().writeStock?.([{ listed: { sku: first, productId: "1" }, quantity: 0 }]));
      expect(cells((await rowsOf(file))[0])).toContain("0");
    });
    it.runIf(writes)("takes new work", () => {
      expect(edge.retired).toBeUndefined();
    });

    it.runIf(writes)("writes a row a listing, with its SKU, title, price and weight", async () => {
      const file = await write([listing(), listing({ sku: second, title: "Mật ong nhãn" })]);
      expect(file.problems).toEqual([]);
      const rows = await rowsOf(file);
      expect(rows).toHaveLength(2);
      for (const value of [first, "Long nhãn Hưng Yên", "180000", "520"]) expect(cells(rows[0])).toContain(value);
      expect(cells(rows[1])).toContain(second);
    });
    it.runIf(writes)("writes the same bytes twice, at any time of the day", async () => {
      const again = part(connect(carried.settings, new Date(now.getTime() + 3_600_000)).sheets);
      const one = await write([listing()]);
      const other = part(await again.writeListings?.([listing()]));
      expect(Buffer.from(one.bytes).equals(Buffer.from(other.bytes))).toBe(true);
      expect(one.name).toBe(other.name);
    });
    it.runIf(writes)("puts on sale what it is told to, and leaves the stock of the others as it is", async () => {
      const rows = await rowsOf(await write([listing(), listing({ sku: second })], { [first]: 12 }));
      const stock = Object.keys(part(rows[0])).filter((name) => rows[0]?.[name] === "12");
      expect(stock).toHaveLength(1);
      expect(rows[1]?.[part(stock[0])]).toBe("");
    });
    it.runIf(writes)("writes stars only from a certificate, and says of a simulated one that it is", async () => {
      const [plain, certified, simulated] = await rowsOf(
        await write([
          listing(),
          listing({ sku: second, certificate }),
          listing({ sku: skuSchema.parse("HY00000003"), certificate: { ...certificate, simulated: true } }),
        ]),
      );
      expect(cells(plain).join(" ")).not.toMatch(/\bsao\b|1234\/QĐ/);
      expect(cells(certified).join(" ")).toMatch(/4 sao/);
      expect(cells(certified).join(" ")).not.toContain("mô phỏng");
      expect(cells(simulated).join(" ")).toContain("mô phỏng");
    });
    it.runIf(writes)("writes no star of a certificate that is over on the day", async () => {
      const over = { ...certificate, validTo: "2026-01-31" };
      const { problems, ...file } = await write([listing({ sku: second, certificate: over }), listing()]);
      expect(problems).toMatchObject([{ row: second }]);
      expect(await rowsOf(file)).toHaveLength(1);
    });
    it.runIf(writes)("leaves out a row that does not fit, says why, and writes the others", async () => {
      const file = await write([listing({ title: "n".repeat(121) }), listing({ sku: second })]);
      expect(file.problems).toMatchObject([{ row: first, field: "title" }]);
      const rows = await rowsOf(file);
      expect(rows).toHaveLength(1);
      expect(cells(rows[0])).toContain(second);
    });
    it.runIf(writes)("says no with a reason where no row fits, and where there is none", async () => {
      for (const listings of [[], [listing({ pictures: [] })]])
        expect(await failure(() => sheets().writeListings?.(listings))).toMatchObject({
          kind: "rejected",
          sent: false,
          says: expect.anything(),
        });
    });
    it.runIf(writes)("tells before it is written what the sheet would leave out", async () => {
      const nothingRead = { categories: [], attributes: {}, carriers: [] };
      expect(edge.checkListing(listing(), nothingRead)).toEqual([]);
      const wrong: Readonly<Record<string, Partial<Listing>>> = {
        title: { title: "n".repeat(121) },
        pictures: { pictures: [] },
        price: { price: vnd(0) },
      };
      for (const [field, more] of Object.entries(wrong)) {
        const problems = edge.checkListing(listing(more), nothingRead);
        expect([field, problems.some((problem) => problem.field === field && problem.source)]).toEqual([field, true]);
        expect((await failure(() => sheets().writeListings?.([listing(more)]))).kind).toBe("rejected");
      }
    });
    it.runIf(writes)("lets no text become a formula in the program that opens the file", async () => {
      const rows = await rowsOf(await write([listing({ title: '=HYPERLINK("http://x")' })]));
      expect(cells(rows[0]).some((cell) => cell.includes('=HYPERLINK("http://x")'))).toBe(true);
      const { bytes } = await write([listing({ title: '=HYPERLINK("http://x")' })]);
      expect(Buffer.from(bytes).includes("<f>")).toBe(false);
    });
    it.runIf(writes)("writes prices of their own", async () => {
      const file = part(await sheets().writeOffers?.([{ listed: { sku: first, productId: "7" }, price: vnd(175_000) }]));
      for (const value of [first, "175000"]) expect(cells((await rowsOf(file))[0])).toContain(value);
    });
    it("writes numbers of stock, each SKU once", async () => {
      const levels = [first, second].map((each, index) => ({ listed: { sku: each, productId: "1" }, quantity: index * 7 }));
      const rows = await rowsOf(part(await sheets().writeStock?.(levels)));
      expect(rows.map((each) => cells(each).includes(first))).toEqual([true, false]);
      expect(cells(rows[0])).toContain("0");
      expect(cells(rows[1])).toContain("7");
    });

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
  });
}
