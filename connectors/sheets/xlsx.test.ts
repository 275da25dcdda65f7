import { crc32, deflateRawSync } from "node:zlib";
import fc from "fast-check";
import { readXlsx as readWorkbook } from "hucre/xlsx";
import { describe, expect, it } from "vitest";
import { readSheet, writeCsv, writeXlsx } from "./index.ts";

/** A zip made here, so that broken and hostile ones can be made too. */
function zip(parts: Record<string, { bytes: Uint8Array; declared?: number; crc?: number }>): Uint8Array {
  const local: Buffer[] = [];
  const central: Buffer[] = [];
  let offset = 0;
  for (const [name, { bytes, declared, crc }] of Object.entries(parts)) {
    const packed = deflateRawSync(bytes);
    const fields = Buffer.alloc(26);
    fields.writeUInt16LE(20, 0);
    fields.writeUInt16LE(8, 4);
    fields.writeUInt32LE(crc ?? crc32(bytes), 10);
    fields.writeUInt32LE(packed.length, 14);
    fields.writeUInt32LE(declared ?? bytes.length, 18);
    fields.writeUInt16LE(name.length, 22);
    const head = Buffer.concat([Buffer.from("PK\x03\x04", "latin1"), fields, Buffer.from(name), packed]);
    local.push(head);
    const rest = Buffer.alloc(14);
    rest.writeUInt32LE(offset, 10);
    central.push(Buffer.concat([Buffer.from("PK\x01\x02\x14\x00", "latin1"), fields, rest.subarray(0, 14), Buffer.from(name)]));
    offset += head.length;
  }
  const directory = Buffer.concat(central);
  const end = Buffer.alloc(22);
  end.write("PK\x05\x06", 0, "latin1");
  end.writeUInt16LE(central.length, 8);
  end.writeUInt16LE(central.length, 10);
  end.writeUInt32LE(directory.length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...local, directory, end]);
}
const utf8 = (text: string) => new TextEncoder().encode(text);

const relationships = (rows: string) =>
  `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${rows}</Relationships>`;
const office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const workbook = (sheet: string, more: Record<string, string> = {}) =>
  zip({
    "_rels/.rels": {
      bytes: utf8(relationships(`<Relationship Id="r1" Type="${office}/officeDocument" Target="xl/workbook.xml"/>`)),
    },
    "xl/workbook.xml": {
      bytes: utf8(`<workbook xmlns:r="${office}"><sheets><sheet name="a" sheetId="1" r:id="r1"/></sheets></workbook>`),
    },
    "xl/_rels/workbook.xml.rels": {
      bytes: utf8(
        relationships(
          `<Relationship Id="r1" Type="${office}/worksheet" Target="worksheets/s.xml"/><Relationship Id="r2" Type="${office}/styles" Target="styles.xml"/>`,
        ),
      ),
    },
    "xl/worksheets/s.xml": { bytes: utf8(`<worksheet><sheetData>${sheet}</sheetData></worksheet>`) },
    ...Object.fromEntries(Object.entries(more).map(([name, text]) => [name, { bytes: utf8(text) }])),
  });

describe("an XLSX file", () => {
  it("comes back as it was written, whatever the cells hold", async () => {
    const cell = fc.string({ unit: "grapheme", maxLength: 12 }).map((text) =>
      text
        .normalize("NFC")
        .replaceAll(/[\p{Cc}\p{Cs}\uFFFE\uFFFF]/gu, "")
        .trim(),
    );
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.array(cell, { minLength: 1, maxLength: 4 }), { minLength: 1, maxLength: 5 }),
        async (rows) => {
          fc.pre(rows.every((row) => row.every((each) => !/_x[0-9a-f]{4}_/i.test(each))));
          const kept = rows.map(withoutTail).filter((row) => row.length);
          fc.pre(kept.length > 0);
          const read = await readSheet(await writeXlsx({ sheet: "Tệp", rows }));
          expect(read.problems).toEqual([]);
          expect(read.rows.map(withoutTail)).toEqual(kept);
        },
      ),
      { numRuns: 60 },
    );
  });

  it("is the same bytes for the same rows", async () => {
    const plan = {
      sheet: "Niêm yết",
      rows: [
        ["Mã", "Giá"],
        ["HY1", 120_000],
      ],
    };
    const first = await writeXlsx(plan);
    expect(Buffer.from(await writeXlsx(plan)).equals(Buffer.from(first))).toBe(true);
  });

  it("of many rows is the same bytes again, and another reader finds each cell too", async () => {
    const rows = [
      ["Mã", "Tên <& giá>", "Giá", "Ghi chú"],
      ...Array.from({ length: 3_000 }, (_, index) => [
        `HY${index}`,
        `  Nhãn "lồng" ${index} `,
        index * 1.5,
        index % 2 ? null : "\n",
      ]),
    ];
    const bytes = await writeXlsx({ sheet: "Giá [mới]/cũ", rows });
    expect(Buffer.from(await writeXlsx({ sheet: "Giá [mới]/cũ", rows })).equals(Buffer.from(bytes))).toBe(true);
    const texts = rows.map((row) => row.slice(0, 3).map((cell) => String(cell).trim()));
    const ours = await readSheet(bytes);
    expect(ours.problems).toEqual([]);
    expect(ours.rows.map((row) => row.slice(0, 3).map((cell) => cell.trim()))).toEqual(texts);
    const { sheets } = await readWorkbook(bytes);
    expect(sheets.map(({ name }) => name)).toEqual(["Giá  mới  cũ"]);
    expect(sheets[0]?.rows.map((row) => row.slice(0, 3))).toEqual(rows.map((row) => row.slice(0, 3)));
  });

  it("holds little more than what it was given while it is written", async () => {
    const rows = Array.from({ length: 4_000 }, (_, index) => Array.from({ length: 40 }, (_, column) => `ô ${index} ${column}`));
    await writeXlsx({ sheet: "a", rows: rows.slice(0, 10) });
    let most = 0;
    const before = process.memoryUsage().heapUsed;
    const watch = setInterval(() => (most = Math.max(most, process.memoryUsage().heapUsed - before)), 1);
    await writeXlsx({ sheet: "a", rows });
    clearInterval(watch);
    expect(most).toBeLessThan(40 << 20);
  });

  it("gives days as days, numbers without exponent, and names a cell whose formula failed", async () => {
    const styles = `<styleSheet><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/></cellXfs></styleSheet>`;
    const file = workbook(
      `<row r="1"><c r="A1" s="1"><v>45322</v></c><c r="C1"><v>8.93e+12</v></c><c r="D1"><v>0.30000000000000004</v></c></row>
       <row r="3"><c r="A3" t="e"><f>1/0</f><v>#DIV/0!</v></c><c r="B3" t="str"><f>A1</f><v>Nhãn</v></c></row>`,
      { "xl/styles.xml": styles },
    );
    const { rows, problems } = await readSheet(file);
    expect(rows).toEqual([
      ["2024-01-31", "", "8930000000000", "0.3"],
      ["", "Nhãn"],
    ]);
    expect(problems).toMatchObject([{ code: "sheet.formula-error", row: 3 }]);
  });

  it("reads a million empty rows as none", async () => {
    const rows = Array.from(
      { length: 200_000 },
      (_, index) => `<row r="${index * 5 + 2}"><c r="A${index * 5 + 2}" s="1"/></row>`,
    );
    const { rows: read } = await readSheet(workbook(`<row r="1"><c r="A1"><v>7</v></c></row>${rows.join("")}`));
    expect(read).toEqual([["7"]]);
  });

  it("refuses a bomb, a lie about size, a wrong checksum, a doctype and an old file, each with one clear sentence", async () => {
    const body = { bytes: utf8("<x/>") };
    const bad: Record<string, Uint8Array> = {
      "sheet.inflates-too-large": zip({ "_rels/.rels": { bytes: Buffer.alloc(65 << 20) } }),
      "sheet.old-xls-or-password": Uint8Array.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]),
      "sheet.doctype": workbook(`<row/>`, { "xl/workbook.xml": `<!DOCTYPE x [<!ENTITY a "aaaa">]><workbook/>` }),
      "sheet.not-xlsx": zip({ "readme.txt": body }),
    };
    for (const [code, bytes] of Object.entries(bad)) {
      const { rows, problems } = await readSheet(bytes);
      expect([rows, problems.map((each) => each.code)]).toEqual([[], [code]]);
    }
    for (const parts of [{ "_rels/.rels": { ...body, crc: 1 } }, { "_rels/.rels": { ...body, declared: 2 } }])
      expect((await readSheet(zip(parts))).problems[0]?.code).toBe("sheet.broken");
  });

  it("never throws, however a file was cut or spoilt", async () => {
    const whole = await writeXlsx({
      sheet: "a",
      rows: [
        ["Mã", "Tên"],
        ["HY1", "Long nhãn"],
      ],
    });
    await fc.assert(
      fc.asyncProperty(fc.nat(whole.length - 1), fc.nat(whole.length - 1), fc.nat(255), async (end, at, value) => {
        const spoilt = Uint8Array.from(whole);
        spoilt[at] = value;
        for (const bytes of [whole.slice(0, end), spoilt]) {
          const read = await readSheet(bytes);
          expect(read.rows.length + read.problems.length).toBeGreaterThan(0);
        }
      }),
      { numRuns: 150 },
    );
  });

  it("is told apart from CSV by its bytes, not by its name", async () => {
    expect((await readSheet(writeCsv([["a", "b"]]))).rows).toEqual([["a", "b"]]);
  });
});

function withoutTail(row: readonly string[]): string[] {
  const end = row.findLastIndex(Boolean);
  return row.slice(0, end + 1);
}
