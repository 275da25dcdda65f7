import { readFileSync } from "node:fs";
import path from "node:path";
import { readCsv } from "connectors/sheets";
import { changeOf, isAlcohol, isSellable, readProductRows } from "../import-rows";

const data = (name: string) => readCsv(new Uint8Array(readFileSync(path.join(__dirname, "../../../../local/data", name)))).rows;
const [header = [], ...setRows] = data("ocop-product-sets.csv");
const sets = setRows.map((row) => ({
  slug: row[header.indexOf("set_slug")] ?? "",
  name: row[header.indexOf("set_vi")] ?? "",
  sector: row[header.indexOf("sector_slug")] ?? "",
}));
const file = data("ocop-products-hung-yen.csv");
const read = readProductRows(file, sets);

describe("the real list of Hưng Yên", () => {
  it("gives every row back once, refusing the nine that have no Vietnamese name", () => {
    expect(sets).toHaveLength(26);
    expect(read.accepted.length + read.refused.length).toBe(105);
    expect(read.refused.map(({ column }) => column)).toEqual(Array(9).fill("product_name_vi"));
    expect(read.refused[0]?.reason.code).toBe("ocop.no-name");
  });

  it("keeps those whose producer is not known, and lets none of them be sold", () => {
    const unknown = read.accepted.filter(({ producer }) => !producer);
    expect(unknown).toHaveLength(26);
    expect(unknown.filter(isSellable)).toEqual([]);
  });

  it("finds 41 that are recognised, named and have a producer; candidates are not sold, nor alcohol", () => {
    const candidates = read.accepted.filter(({ status }) => status === "council_scored");
    expect(candidates.filter(isSellable)).toEqual([]);
    const named = read.accepted.filter(({ status, producer }) => status === "recognised" && producer);
    expect(named).toHaveLength(41);
    expect(named.filter(isSellable).length).toBe(41 - named.filter(({ productSet }) => isAlcohol(productSet)).length);
  });

  it("puts a row into one of the 26 sets only where its group is written as the set, else lets it wait", () => {
    const slugs = new Set(sets.map(({ slug }) => slug));
    for (const { productSet } of read.accepted) {
      if (productSet) expect(slugs.has(productSet)).toBe(true);
    }
    expect(read.accepted.some(({ productSet }) => !productSet)).toBe(true);
  });

  it("changes nothing when it is read a second time, and tells what did change", () => {
    const before = new Map(read.accepted.map((row) => [row.identity, row]));
    const again = readProductRows(file, sets).accepted;
    expect(new Set(again.map((row) => changeOf(row, before.get(row.identity))))).toEqual(new Set(["unchanged"]));
    const [first] = again;
    if (!first) throw new Error("no rows");
    expect(changeOf({ ...first, stars: first.stars === 3 ? 4 : 3 }, first)).toBe("changed");
    expect(changeOf(first, undefined)).toBe("accepted");
  });

  it("refuses what cannot be understood with the column and what to do, and keeps the rest", () => {
    const rows = [
      ["product_name_vi", "producer_name", "evidence", "source_url", "stars", "evidence_date"],
      ["Long nhãn", "HTX A", "recognised", "https://a.vn/1", "6", ""],
      ["Long nhãn", "HTX B", "recognised", "https://a.vn/1", "4", "hôm qua"],
      ["Long nhãn", "HTX C", "recognised", "không có", "4", ""],
      ["Long nhãn", "HTX D", "recognised", "https://a.vn/1", "4", "2024"],
      ["LONG NHÃN", "htx d", "recognised", "https://a.vn/1", "4", "2024"],
    ];
    const { accepted, refused } = readProductRows(rows, sets);
    expect(accepted.map(({ producer }) => producer)).toEqual(["HTX D"]);
    expect(refused.map(({ line, column }) => [line, column])).toEqual([
      [2, "stars"],
      [3, "evidence_date"],
      [4, "source_url"],
      [6, "product_name_vi"],
    ]);
    expect(readProductRows([["a"], ["b"]], sets).refused[0]?.reason).toEqual({
      code: "ocop.no-columns",
      params: { columns: "product_name_vi, producer_name, evidence, source_url" },
    });
  });
});
