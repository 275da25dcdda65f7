import { type Listing, renderText, skuSchema, vnd } from "connectors/contract";
import { connectorTexts } from "connectors/edges";

import { expect, it } from "vitest";
import { type Carried, certificate, first, listing, now, second } from "./carried.ts";
import { idsOf, part } from "./suite.ts";

/** What a channel does not do is not asked of it: a skipped test would read as a promise left open. */
const when = (does: boolean | undefined) => (name: string, ask: () => void | Promise<void>) => {
  if (does) it(name, ask);
};

/** Files that are carried to a channel. */
export function describeWritten({
  carried,
  edge,
  connect,
  sheets,
  failure,
  writes,
  write,
  rowsOf,
  cells,
  read,
  row,
}: Carried): void {
  when(carried.retired)("takes no new work, and says so in a sentence", async () => {
    expect(renderText(connectorTexts, part(edge.retired), "vi")).toMatch(/\. /);
    const port = sheets();
    for (const work of [() => port.writeListings?.([listing()]), () => port.writeOffers?.([])])
      expect(await failure(work)).toMatchObject({ kind: "rejected", sent: false, says: expect.anything() });
    expect(edge.checkListing(listing(), { categories: [], attributes: {}, carriers: [] })).toHaveLength(1);
  });
  when(carried.retired)("still reads what was sold there, and still takes goods off sale", async () => {
    expect(idsOf((await read([row("D1")])).items)).toEqual(["D1"]);
    const file = part(await sheets().writeStock?.([{ listed: { sku: first, productId: "1" }, quantity: 0 }]));
    expect(cells((await rowsOf(file))[0])).toContain("0");
  });
  when(writes)("takes new work", () => {
    expect(edge.retired).toBeUndefined();
  });

  when(writes)("writes a row a listing, with its SKU, title, price and weight", async () => {
    const file = await write([listing(), listing({ sku: second, title: "Mật ong nhãn" })]);
    expect(file.problems).toEqual([]);
    const rows = await rowsOf(file);
    expect(rows).toHaveLength(2);
    for (const value of [first, "Long nhãn Hưng Yên", "180000", "520"]) expect(cells(rows[0])).toContain(value);
    expect(cells(rows[1])).toContain(second);
  });
  when(writes)("writes the same bytes twice, at any time of the day", async () => {
    const again = part(connect(carried.settings, new Date(now.getTime() + 3_600_000)).sheets);
    const one = await write([listing()]);
    const other = part(await again.writeListings?.([listing()]));
    expect(Buffer.from(one.bytes).equals(Buffer.from(other.bytes))).toBe(true);
    expect(one.name).toBe(other.name);
  });
  when(writes)("puts on sale what it is told to, and leaves the stock of the others as it is", async () => {
    const rows = await rowsOf(await write([listing(), listing({ sku: second })], { [first]: 12 }));
    const stock = Object.keys(part(rows[0])).filter((name) => rows[0]?.[name] === "12");
    expect(stock).toHaveLength(1);
    expect(rows[1]?.[part(stock[0])]).toBe("");
  });
  when(writes)("writes stars only from a certificate, and says of a simulated one that it is", async () => {
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
  when(writes)("writes no star of a certificate that is over on the day", async () => {
    const over = { ...certificate, validTo: "2026-01-31" };
    const { problems, ...file } = await write([listing({ sku: second, certificate: over }), listing()]);
    expect(problems).toMatchObject([{ row: second }]);
    expect(await rowsOf(file)).toHaveLength(1);
  });
  when(writes)("leaves out a row that does not fit, says why, and writes the others", async () => {
    const file = await write([listing({ title: "n".repeat(121) }), listing({ sku: second })]);
    expect(file.problems).toMatchObject([{ row: first, field: "title" }]);
    const rows = await rowsOf(file);
    expect(rows).toHaveLength(1);
    expect(cells(rows[0])).toContain(second);
  });
  when(writes)("says no with a reason where no row fits, and where there is none", async () => {
    for (const listings of [[], [listing({ pictures: [] })]])
      expect(await failure(() => sheets().writeListings?.(listings))).toMatchObject({
        kind: "rejected",
        sent: false,
        says: expect.anything(),
      });
  });
  when(writes)("tells before it is written what the sheet would leave out", async () => {
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
  when(writes)("lets no text become a formula in the program that opens the file", async () => {
    const rows = await rowsOf(await write([listing({ title: '=HYPERLINK("http://x")' })]));
    expect(cells(rows[0]).some((cell) => cell.includes('=HYPERLINK("http://x")'))).toBe(true);
    const { bytes } = await write([listing({ title: '=HYPERLINK("http://x")' })]);
    expect(Buffer.from(bytes).includes("<f>")).toBe(false);
  });
  when(writes)("writes prices of their own", async () => {
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
}
