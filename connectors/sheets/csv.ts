import { parse } from "csv-parse/sync";
import { stringify } from "csv-stringify/sync";
import type { Problem } from "../contract/index.ts";
import { decodeText } from "./text.ts";

export interface SheetBounds {
  readonly bytes: number;
  readonly rows: number;
  readonly columns: number;
  readonly lineLength: number;
}
export const startBounds: SheetBounds = { bytes: 20 * 1024 * 1024, rows: 100_000, columns: 300, lineLength: 1_000_000 };

export interface SheetRows {
  /** Every row as text, the header too; rows[i] is line i + 1 as a person counts when no cell spans lines. */
  readonly rows: readonly (readonly string[])[];
  /** Why the file, or a part of it, could not be read; the rows that could are kept. */
  readonly problems: readonly Problem[];
}

const problem = (code: string, message: string): SheetRows => ({ rows: [], problems: [{ code, message }] });

/** Reads a CSV of any common delimiter (`sep=` is honoured), never throws, and never holds more than its bounds. */
export function readCsv(bytes: Uint8Array, bounds: SheetBounds = startBounds): SheetRows {
  if (bytes.byteLength > bounds.bytes)
    return problem(
      "sheet.too-large",
      `Tệp lớn hơn ${Math.floor(bounds.bytes / 1024 / 1024)} MB. Hãy chia tệp thành nhiều phần rồi gửi lại.`,
    );
  let text = decodeText(bytes).replace(/^\uFEFF/, "");
  if (text.includes("\u0000"))
    return problem("sheet.not-text", "Tệp này không phải CSV. Hãy lưu lại bằng Excel, chọn “CSV UTF-8”, rồi gửi lại.");

  const told = /^sep=(.)\r?\n/i.exec(text);
  if (told) text = text.slice(told[0].length);
  const delimiter = told?.[1] ?? guessDelimiter(text);
  const long = longestLine(text, delimiter);
  if (long.length > bounds.lineLength || long.delimiters > bounds.columns)
    return problem(
      "sheet.line-too-long",
      `Dòng ${long.line} quá dài hoặc quá nhiều cột (giới hạn ${bounds.columns} cột). Hãy kiểm tra lại tệp.`,
    );
  try {
    const rows = parse(text, {
      delimiter,
      relax_quotes: true,
      relax_column_count: true,
      skip_empty_lines: true,
      trim: true,
      max_record_size: bounds.lineLength,
      to: bounds.rows + 1,
    }) as string[][];
    if (rows.length > bounds.rows)
      return {
        rows: rows.slice(0, bounds.rows),
        problems: [
          {
            code: "sheet.too-many-rows",
            message: `Tệp có hơn ${bounds.rows} dòng; phần sau chưa được đọc. Hãy chia tệp ra rồi gửi tiếp.`,
          },
        ],
      };
    return { rows, problems: rows.length ? [] : problem("sheet.empty", "Tệp không có dòng nào.").problems };
  } catch (error) {
    const line = typeof error === "object" && error !== null && "lines" in error ? ` ở gần dòng ${String(error.lines)}` : "";
    return problem(
      "sheet.unreadable",
      `Không đọc được tệp${line}: thường là một dấu ngoặc kép mở mà không đóng. Hãy sửa rồi gửi lại.`,
    );
  }
}

function guessDelimiter(text: string): string {
  const head = text
    .slice(0, 20_000)
    .split("\n", 5)
    .join("\n")
    .replace(/"[^"]*"/g, "");
  const counts = [",", ";", "\t", "|"].map((each) => ({ each, count: head.split(each).length }));
  return counts.reduce((best, next) => (next.count > best.count ? next : best)).each;
}

function longestLine(text: string, delimiter: string): { length: number; delimiters: number; line: number } {
  let longest = { length: 0, delimiters: 0, line: 1 };
  let line = 1;
  for (let from = 0; from <= text.length; line++) {
    const end = text.indexOf("\n", from);
    const to = end < 0 ? text.length : end;
    let delimiters = 0;
    for (let at = text.indexOf(delimiter, from); at >= 0 && at < to; at = text.indexOf(delimiter, at + 1)) delimiters += 1;
    if (to - from > longest.length || delimiters > longest.delimiters)
      longest = { length: Math.max(longest.length, to - from), delimiters: Math.max(longest.delimiters, delimiters), line };
    from = to + 1;
  }
  return longest;
}

/** With a BOM, so that Excel reads the accents. A text that a spreadsheet would run as a formula is told apart by a quote. */
export function writeCsv(rows: readonly (readonly (string | number | null)[])[]): Uint8Array {
  const safe = rows.map((row) =>
    row.map((cell) => (typeof cell === "string" && /^[=@\t\r]|^[+-](?![\d\s.,]*$)/.test(cell) ? `'${cell}` : cell)),
  );
  return new TextEncoder().encode(stringify(safe, { bom: true }));
}
