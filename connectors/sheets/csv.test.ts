import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readCsv, writeCsv } from "./csv.ts";
import { sheetTexts } from "./texts.ts";

const bytes = (text: string) => new TextEncoder().encode(text);

describe("a CSV file", () => {
  it("is read with its delimiter, whichever of the common ones it is", () => {
    for (const sign of [",", ";", "\t", "|"])
      expect(readCsv(bytes(`Mã${sign}Tên\nA1${sign}Long nhãn\n`)).rows).toEqual([
        ["Mã", "Tên"],
        ["A1", "Long nhãn"],
      ]);
    expect(readCsv(bytes("sep=;\na,b;c\n")).rows).toEqual([["a,b", "c"]]);
  });

  it("gives one spelling for composed and decomposed accents, and reads an old Vietnamese code page", () => {
    expect(readCsv(bytes("tương Bần".normalize("NFD"))).rows).toEqual([["tương Bần"]]);
    // "Hưng Yên" in windows-1258.
    expect(readCsv(Uint8Array.from([0x48, 0xfd, 0x6e, 0x67, 0x20, 0x59, 0xea, 0x6e])).rows).toEqual([["Hưng Yên"]]);
  });

  it("comes back as it was written, whatever the cells hold", () => {
    const cell = fc
      .string({ maxLength: 20 })
      .map((text) => text.normalize("NFC").replaceAll("\u0000", "").replaceAll("\r", "").replaceAll("\uFEFF", "").trim());
    fc.assert(
      fc.property(fc.array(fc.array(cell, { minLength: 2, maxLength: 4 }), { minLength: 1, maxLength: 6 }), (rows) => {
        fc.pre(rows.every((row) => row.every((each) => !/^[=@\t+-]/.test(each)) && row.some(Boolean)));
        fc.pre(!/^sep=/i.test(rows[0]?.[0] ?? ""));
        const read = readCsv(writeCsv([["a", "b", "c", "d"], ...rows]));
        expect(read.problems).toEqual([]);
        expect(read.rows.slice(1)).toEqual(rows);
      }),
    );
  });

  it("never throws: any bytes give rows, or say what is wrong", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 400 }), (any) => {
        const { rows, problems } = readCsv(any);
        expect(rows.length + problems.length).toBeGreaterThan(0);
        for (const { code } of problems) expect(Object.keys(sheetTexts.catalogue.vi)).toContain(code);
      }),
    );
  });

  it("keeps to its bounds and says so", () => {
    const bounds = { bytes: 1_000, rows: 2, columns: 3, lineLength: 100 };
    expect(readCsv(bytes("x".repeat(1_001)), bounds).problems[0]?.code).toBe("sheet.too-large");
    expect(readCsv(bytes("a,b,c,d,e,f"), bounds).problems[0]?.code).toBe("sheet.line-too-long");
    const many = readCsv(bytes("a\nb\nc\nd"), bounds);
    expect(many.rows).toHaveLength(2);
    expect(many.problems[0]?.code).toBe("sheet.too-many-rows");
  });

  it("does not let a spreadsheet run what a stranger typed, and leaves numbers and phones alone", () => {
    const text = new TextDecoder().decode(writeCsv([["=1+1", "@x", "+84 912 345 678", -5, "-3", "+cmd|x"]]));
    expect(text).toContain("'=1+1,'@x,+84 912 345 678,-5,-3,'+cmd|x");
  });
});
