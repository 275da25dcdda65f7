import { parse } from "csv-parse/sync";
import { stringify } from "csv-stringify/sync";
import type { Problem } from "../contract/index.ts";
import { decodeText } from "./text.ts";
import { sheetTexts } from "./texts.ts";

export interface SheetBounds {
  readonly bytes: number;
  readonly rows: number;
  readonly columns: number;
  readonly lineLength: number;
}
export const startBounds: SheetBounds = { bytes: 20 * 1024 * 1024, rows: 100_000, columns: 300, lineLength: 1_000_000 };

export interface SheetRows {
  /** Every row as text, the header too; empty ones are left out. */
  readonly rows: readonly (readonly string[])[];
  /** The number that a spreadsheet shows beside each of them. */
  readonly numbers: readonly number[];
  /** Why the file, or a part of it, could not be read; the rows that could are kept. */
  readonly problems: readonly Problem[];
}

const { say } = sheetTexts;
const nothing = (problem: Problem): SheetRows => ({ rows: [], numbers: [], problems: [problem] });

/** Reads a CSV of any common delimiter (`sep=` is honoured), never throws, and never holds more than its bounds. */
export function readCsv(bytes: Uint8Array, bounds: SheetBounds = startBounds): SheetRows {
  if (bytes.byteLength > bounds.bytes) return nothing(say("too-large", { megabytes: Math.floor(bounds.bytes / 1024 / 1024) }));
  let text = decodeText(bytes).replace(/^\uFEFF/, "");
  if (text.includes("\u0000")) return nothing(say("not-text"));

  const told = /^sep=(.)\r?\n/i.exec(text);
  if (told) text = text.slice(told[0].length);
  const delimiter = told?.[1] ?? guessDelimiter(text);
  const long = longestLine(text, delimiter);
  if (long.length > bounds.lineLength || long.delimiters > bounds.columns)
    return nothing(say("line-too-long", { line: long.line, columns: bounds.columns }));
  try {
    const records = parse(text, {
      delimiter,
      relax_quotes: true,
      relax_column_count: true,
      skip_empty_lines: true,
      trim: true,
      max_record_size: bounds.lineLength,
      to: bounds.rows + 1,
      info: true,
    }) as unknown as { record: string[]; info: { records: number; empty_lines: number } }[];
    const kept = records.slice(0, bounds.rows);
    return {
      rows: kept.map(({ record }) => record),
      numbers: kept.map(({ info }) => info.records + info.empty_lines + (told ? 1 : 0)),
      problems:
        records.length > bounds.rows ? [say("too-many-rows", { rows: bounds.rows })] : records.length ? [] : [say("empty")],
    };
  } catch (error) {
    const line = typeof error === "object" && error !== null && "lines" in error ? String(error.lines) : undefined;
    return nothing(line ? say("unreadable-near", { line }) : say("unreadable"));
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
export function writeCsv(rows: readonly (readonly (string | number | null)[])[], delimiter = ","): Uint8Array {
  const safe = rows.map((row) =>
    row.map((cell) => (typeof cell === "string" && /^[=@\t\r]|^[+-](?![\d\s.,]*$)/.test(cell) ? `'${cell}` : cell)),
  );
  return new TextEncoder().encode(stringify(safe, { bom: true, delimiter }));
}
