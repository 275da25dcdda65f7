import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { type Catalogue, languages } from "connectors/contract";
import ts from "typescript";
import { en } from "../../admin/texts/en";
import { vi } from "../../admin/texts/vi";
import { reportView } from "../../api/admin/ocop/imports/report-view";
import { parsed } from "../../api/parsed";
import { changeSchema } from "../../api/producer/schemas";
import { sheetReport } from "../../desk/sheet-report";
import { problemView } from "../../listings/problem-view";
import { standing } from "../../modules/channels/standing";
import { ShortError } from "../../shop/sale";
import { catalogues, languageOf, textIn, textsIn } from "..";
import { saidBy } from "../refusal";

const source = path.join(__dirname, "../..");
const places = (sentence: string) =>
  [...sentence.matchAll(/\{(\w+)\}/g)].map(([, name]) => name).toSorted((one = "", other = "") => (one < other ? -1 : 1));

describe("the catalogues", () => {
  const codes = catalogues.flatMap((each) => Object.keys(each.vi));

  it("say the same in both languages, with the same places, and leave nothing empty", () => {
    const entries = (catalogue: Catalogue) =>
      [...new Set(languages.flatMap((language) => Object.keys(catalogue[language])))].map((code) => ({
        code,
        sentences: languages.map((language) => catalogue[language][code] ?? ""),
      }));
    for (const { code, sentences } of catalogues.flatMap(entries)) {
      const [one, other] = sentences.map(places);
      expect([code, one]).toEqual([code, other]);
      expect(sentences.map((sentence) => [code, sentence.trim() !== ""])).toEqual(languages.map(() => [code, true]));
    }
  });

  it("have each code once, and all that are written are known here", () => {
    expect(new Set(codes).size).toBe(codes.length);
    const prefixes = new Set(codes.map((code) => code.split(".")[0]));
    const written = files.flatMap((file) =>
      [...textOf(file).matchAll(/defineTexts\(\s*"([a-z-]+)"/g)].map(([, prefix]) => prefix),
    );
    expect(written.length).toBeGreaterThan(5);
    expect(written.filter((prefix) => !prefixes.has(prefix))).toEqual([]);
  });

  it("of the admin say the same things, in the same manner, in each language", () => {
    const anything = new Proxy({}, { get: () => "2" });
    const leaves = (texts: object, under = ""): [string, string, string][] =>
      Object.entries(texts).flatMap(([key, value]: [string, unknown]): [string, string, string][] => {
        if (typeof value === "object" && value !== null) return leaves(value, `${under}${key}.`);
        const said = typeof value === "function" ? (value as (params: object) => string)(anything) : String(value);
        return [[under + key, typeof value, said]];
      });
    const shape = (texts: object) => leaves(texts).map(([key, kind]) => `${key}: ${kind}`);
    expect(shape(en).sort()).toEqual(shape(vi).sort());
    expect([...leaves(vi), ...leaves(en)].filter(([, , said]) => said.trim() === "" || said.includes("undefined"))).toEqual([]);
  });
});

describe("what is said", () => {
  const asking = (header: string | undefined) =>
    languageOf({
      acceptsLanguages: ((offered: string[]) =>
        header === undefined ? offered[0] : (offered.find((each) => header.startsWith(each)) ?? false)) as never,
    });

  it("is in the caller's language, and Vietnamese for those who do not say or ask for another", () => {
    expect([undefined, "vi-VN,vi;q=0.9", "en-US,en;q=0.9", "fr"].map(asking)).toEqual(["vi", "vi", "en", "vi"]);
    expect(textIn({ code: "channels.live" }, "vi")).toBe("Đang bán trên sàn.");
    expect(textIn({ code: "channels.live" }, "en")).toBe("On sale on the channel.");
  });

  it("names a code that nobody here knows", () => {
    for (const language of languages) expect(textIn({ code: "gone.since" }, language)).toMatch(/\(gone\.since\)/);
  });

  it("names each field of a form that is wrong, and keeps the schema library's own words", () => {
    const refused = (value: unknown) => {
      try {
        parsed(changeSchema, value);
      } catch (error) {
        return saidBy(JSON.parse(JSON.stringify(error))) ?? [];
      }
      return [];
    };
    expect(textsIn(refused({ price: 5, stock: -1 }), "vi")).toBe("price: Giá ít nhất 1.000 ₫.; stock: Tồn kho không âm.");
    expect(textsIn(refused({ price: 5 }), "en")).toBe("price: The price is at least 1,000 ₫.");
    expect(textsIn(refused({}), "vi")).toBe("Hãy nhập giá hoặc tồn kho.");
    expect(textsIn(refused({ colour: "red" }), "vi")).toMatch(/Unrecognized key/);
  });

  it("survives a workflow, which hands an error on as plain data", () => {
    const error = new ShortError([{ variant_id: "v", title: "Mật ong", wanted: 2, available: 1 }]);
    expect(saidBy(JSON.parse(JSON.stringify(error)))).toEqual([{ code: "shop.not-enough" }]);
    expect(saidBy(new Error("no text"))).toBeUndefined();
  });

  it("is still shown of rows and reports that were written with a sentence", () => {
    const account = { title: "Gian hàng", state: "released", paused: false };
    const listing = {
      wanted_live: true,
      publish_state: "bound",
      listed_product_id: "1",
      conflict: null,
      seen: null,
      sent: null,
    };
    const says = (problem: object) => textIn(standing({ ...listing, problem }, account, new Date()).says, "en");
    expect(says({ code: "E1", message: "Sàn từ chối giá này." })).toBe("Sàn từ chối giá này.");
    expect(says({ code: "E1", says: { code: "kit.price" } })).toBe("The price must be above 0 ₫. Enter a price.");
    expect(problemView({ id: "1", says: null, message: "Đã ghi từ trước." }, "en").message).toBe("Đã ghi từ trước.");
    expect(problemView({ id: "1", says: { code: "kit.price" }, message: "no price" }, "vi").message).toMatch(/^Giá phải/);
    expect(sheetReport({ kind: "validation", code: "E", message: "no", vietnamese: "Tệp hỏng." }, "en")).toEqual({
      sentence: "Tệp hỏng.",
    });
    const rows = [
      { row: 2, message: "Thiếu mã." },
      { row: 3, says: { code: "kit.price" } },
    ];
    expect(sheetReport({ orders: ["1"], problems: rows }, "en")?.problems?.map(({ message }) => message)).toEqual([
      "Thiếu mã.",
      "The price must be above 0 ₫. Enter a price.",
    ]);
    const report = { problems: ["Tệp hỏng."], rows: [{ line: 2, reason: "Thiếu tên." }, { line: 3 }] };
    expect(reportView(report, "en")).toEqual(report);
    expect(reportView({ problems: [], rows: [{ reason: { code: "ocop.no-stars" } }] }, "en").rows).toEqual([
      { reason: "There is a decision and no stars. Write 3, 4 or 5." },
    ]);
  });
});

const diacritics = /[ăâđêôơưàáảãạằắẳẵặầấẩẫậèéẻẽẹềếểễệìíỉĩịòóỏõọồốổỗộờớởỡợùúủũụừứửữựỳýỷỹỵ]/i;
const textOf = (file: string) => readFileSync(path.join(source, file), "utf8");
const files = readdirSync(source, { recursive: true, encoding: "utf8" })
  .map((name) => name.split(path.sep).join("/"))
  .filter((name) => /\.tsx?$/.test(name) && !name.includes("__tests__/"));
const isCatalogue = (file: string) => /^(admin\/texts|text)\//.test(file) || file.endsWith("/texts.ts");

/** What may be Vietnamese outside the catalogues: data and names, which are the same in every language. */
const allowed: Readonly<Record<string, string>> = {
  "listings/product-metadata.ts": "the unit a listing is sold by, written for the channel's buyers",
  "listings/wanted-listing.ts": "the origin in a listing, written for the channel's buyers",
  "modules/ocop/first-load.ts": "names and reasons of the demonstration's certificates",
  "modules/vat/rates.ts": "names of laws",
  "modules/vat/service.ts": "the name of the tax on an order's line, kept with the order",
  "scripts/import-registered-products.ts": "the console, for who imports a list here",
  "scripts/seed/accounts.ts": "names of shops",
  "scripts/seed/commerce.ts": "names in the shop's set-up",
  "scripts/seed/goods.ts": "names of products and of their options",
  "scripts/seed/people.ts": "names of the demonstration's people",
  "workflows/import-channel-order/medusa-order.ts": "the name of the shipping, kept with the order",
  "workflows/import-channel-order/steps/record-order.ts": "the name of the sales channel of channel orders",
};

/** Literals with Vietnamese letters; in pages any word between tags too. */
function sentencesIn(file: string): string[] {
  const found: string[] = [];
  const kind = file.endsWith("x") ? ts.ScriptKind.TSX : ts.ScriptKind.TS;
  const visit = (node: ts.Node): void => {
    if (ts.isJsxText(node) && /\p{Ll}/u.test(node.text)) found.push(node.text.trim());
    else if ((ts.isStringLiteralLike(node) || ts.isTemplateLiteralToken(node)) && diacritics.test(node.text.normalize("NFC")))
      found.push(node.text);
    ts.forEachChild(node, visit);
  };
  visit(ts.createSourceFile(file, textOf(file), ts.ScriptTarget.Latest, true, kind));
  return found;
}

describe("the backend's sources", () => {
  it("hold no sentence outside the catalogues", () => {
    expect(files.length).toBeGreaterThan(150);
    const left = files.filter((file) => !isCatalogue(file) && !(file in allowed));
    expect(left.flatMap((file) => sentencesIn(file).map((sentence) => `${file}: ${sentence}`))).toEqual([]);
  });

  it("need every exception that is made for them", () => {
    expect(Object.keys(allowed).filter((file) => !sentencesIn(file).length)).toEqual([]);
  });
});
