import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import ts from "typescript";
import { describe, expect, it } from "vitest";
import { en } from "./en/index.ts";
import { keepTexts, type Texts, textsOf } from "./texts.ts";
import { vi } from "./vi/index.ts";

const app = path.resolve(import.meta.dirname, "..");
const diacritics = /[ăâđêôơưàáảãạằắẳẵặầấẩẫậèéẻẽẹềếểễệìíỉĩịòóỏõọồốổỗộờớởỡợùúủũụừứửữựỳýỷỹỵ]/i;

/** What may stand outside the catalogues, by file, and why. */
const allowed: Readonly<Record<string, { readonly texts: readonly string[]; readonly why: string }>> = {};

type Leaf = string | ((params: never) => string);

function leavesOf(texts: object, under = ""): [string, Leaf][] {
  return Object.entries(texts).flatMap(([key, value]: [string, unknown]): [string, Leaf][] =>
    typeof value === "object" && value !== null ? leavesOf(value, `${under}${key}.`) : [[under + key, value as Leaf]],
  );
}

/** Each parameter is a word that a number, a code and a name may all be. */
const anything = new Proxy({}, { get: () => "2" }) as never;
const said = (leaf: Leaf): unknown => (typeof leaf === "function" ? leaf(anything) : leaf);

describe("the catalogues", () => {
  const all = { vi: leavesOf(vi), en: leavesOf(en) };

  it("say the same things, in the same manner, in each language", () => {
    const shape = (leaves: [string, Leaf][]) => leaves.map(([key, leaf]) => `${key}: ${typeof leaf}`).sort();
    expect(shape(all.en)).toEqual(shape(all.vi));
    expect(all.vi.length).toBeGreaterThan(200);
  });

  it.each(["vi", "en"] as const)("leave no sentence empty in %s", (language) => {
    const empty = all[language].filter(([, leaf]) => {
      const text = said(leaf);
      return typeof text !== "string" || text.trim() === "" || /undefined|\[object/.test(text);
    });
    expect(empty.map(([key]) => key)).toEqual([]);
  });

  it("are Vietnamese for a page whose root said nothing", () => {
    keepTexts("vi", vi satisfies Texts);
    expect(textsOf([undefined, { id: "root" }])).toEqual(vi);
    expect(textsOf([{ id: "root", loaderData: { language: "fr" } }])).toEqual(vi);
  });
});

/** Literals with Vietnamese letters, and any word between tags but abbreviations, which are the same in every language. */
function sentencesIn(file: string): string[] {
  const found: string[] = [];
  const kind = file.endsWith("x") ? ts.ScriptKind.TSX : ts.ScriptKind.TS;
  const visit = (node: ts.Node): void => {
    if (ts.isJsxText(node) && /\p{Ll}/u.test(node.text)) found.push(node.text.trim());
    else if ((ts.isStringLiteralLike(node) || ts.isTemplateLiteralToken(node)) && diacritics.test(node.text.normalize("NFC")))
      found.push(node.text);
    ts.forEachChild(node, visit);
  };
  visit(ts.createSourceFile(file, readFileSync(path.join(app, file), "utf8"), ts.ScriptTarget.Latest, true, kind));
  return found;
}

describe("the pages", () => {
  const files = readdirSync(app, { recursive: true, encoding: "utf8" })
    .map((name) => name.split(path.sep).join("/"))
    .filter((name) => /\.tsx?$/.test(name) && !/\.test\.tsx?$/.test(name) && !name.startsWith("text/"));

  it("have no sentence outside the catalogues", () => {
    expect(files.length).toBeGreaterThan(60);
    const left = files.flatMap((file) =>
      sentencesIn(file)
        .filter((text) => !allowed[file]?.texts.includes(text))
        .map((text) => `${file}: ${text}`),
    );
    expect(left).toEqual([]);
  });

  it("need every exception that is made for them", () => {
    const unused = Object.entries(allowed).filter(([file, { texts }]) => {
      const present = sentencesIn(file);
      return texts.some((text) => !present.includes(text));
    });
    expect(unused.map(([file]) => file)).toEqual([]);
  });
});
