import type { SheetBounds, SheetRows } from "./csv.ts";
import { startBounds } from "./csv.ts";
import { sheetTexts } from "./texts.ts";
import { walkXml } from "./xml-walk.ts";
import { UnreadableWorkbook, ZipParts } from "./zip-parts.ts";

const { say } = sheetTexts;

const limits = { strings: 400_000, characters: 40 << 20, cell: 32_767 };

/**
 * The first visible sheet as text: dates as `2026-01-31`, numbers without exponent or grouping, errors of formulas as empty
 * cells named in `problems`. Never throws. Empty rows are left out, so a million formatted empty rows cost nothing.
 */
export async function readXlsx(bytes: Uint8Array, bounds: SheetBounds = startBounds): Promise<SheetRows> {
  if (bytes.byteLength > bounds.bytes)
    return {
      rows: [],
      numbers: [],
      problems: [say("too-large", { megabytes: Math.floor(bounds.bytes / 1024 / 1024) })],
    };
  try {
    return await readFirstSheet(await ZipParts.open(bytes), bounds);
  } catch (error) {
    const fault = error instanceof UnreadableWorkbook ? error.fault : "broken";
    return { rows: [], numbers: [], problems: [say(fault)] };
  }
}

async function readFirstSheet(zip: ZipParts, bounds: SheetBounds): Promise<SheetRows> {
  const root = [...(await relations(zip, "")).values()].find((each) => each.type === "officeDocument")?.target;
  if (!root) throw new UnreadableWorkbook("not-xlsx");
  const related = await relations(zip, root);
  const sheets: { hidden: boolean; path: string }[] = [];
  let since1904 = false;
  await walkXml(zip, root, {
    open(name, attributes) {
      if (name === "workbookPr") since1904 = /^(1|true)$/.test(attributes.date1904 ?? "");
      if (name !== "sheet") return;
      const id = Object.entries(attributes).find(([key]) => key.endsWith(":id"))?.[1] ?? "";
      const target = related.get(id);
      if (target?.type === "worksheet")
        sheets.push({ hidden: (attributes.state ?? "visible") !== "visible", path: target.target });
    },
  });
  const sheet = sheets.find((each) => !each.hidden) ?? sheets[0];
  if (!sheet) throw new UnreadableWorkbook("not-xlsx");
  const partOf = (type: string) => [...related.values()].find((each) => each.type === type && zip.has(each.target))?.target;
  return readRows(zip, sheet.path, await sharedStrings(zip, partOf("sharedStrings")), {
    isDate: await dateStyles(zip, partOf("styles")),
    since1904,
    bounds,
  });
}

async function relations(zip: ZipParts, part: string): Promise<Map<string, { type: string; target: string }>> {
  const found = new Map<string, { type: string; target: string }>();
  const at = part.lastIndexOf("/") + 1;
  await walkXml(zip, `${part.slice(0, at)}_rels/${part.slice(at)}.rels`, {
    open(name, { Id, Target, Type }) {
      if (name !== "Relationship" || !Id || !Target) return;
      const target = Target.startsWith("/") ? Target.slice(1) : new URL(Target, `file:///${part}`).pathname.slice(1);
      found.set(Id, { type: (Type ?? "").replace(/.*\//, ""), target });
    },
  });
  return found;
}

async function sharedStrings(zip: ZipParts, part: string | undefined): Promise<readonly string[]> {
  const strings: string[] = [];
  if (!part) return strings;
  let current = "";
  let inText = false;
  let phonetic = 0;
  let characters = 0;
  await walkXml(zip, part, {
    open(name) {
      if (name === "si") current = "";
      else if (name === "rPh") phonetic += 1;
      else if (name === "t") inText = true;
    },
    close(name) {
      if (name === "rPh") phonetic -= 1;
      else if (name === "t") inText = false;
      else if (name === "si") {
        characters += current.length;
        if (strings.push(unescaped(current)) > limits.strings || characters > limits.characters)
          throw new UnreadableWorkbook("too-many-strings");
      }
    },
    text(text) {
      if (!inText || phonetic > 0) return;
      current += text;
      if (current.length > limits.cell * 4) throw new UnreadableWorkbook("text-too-long");
    },
  });
  return strings;
}

/** Style index → whether a number in it is a day or a time. */
async function dateStyles(zip: ZipParts, part: string | undefined): Promise<readonly boolean[]> {
  const formats = new Map<number, string>();
  const isDate: boolean[] = [];
  if (!part) return isDate;
  let inCells = false;
  await walkXml(zip, part, {
    open(name, { numFmtId, formatCode }) {
      if (name === "numFmt") formats.set(Number(numFmtId), formatCode ?? "");
      else if (name === "cellXfs") inCells = true;
      else if (name === "xf" && inCells) {
        const id = Number(numFmtId ?? 0);
        const format = formats.get(id);
        isDate.push(format === undefined ? builtInDate(id) : dateFormat(format));
      }
    },
    close(name) {
      if (name === "cellXfs") inCells = false;
    },
  });
  return isDate;
}

// ECMA-376 part 1, 18.8.30: the ids that every program shows as a day or a time.
const builtInDate = (id: number) =>
  (id >= 14 && id <= 22) || (id >= 27 && id <= 36) || (id >= 45 && id <= 47) || (id >= 50 && id <= 58);
const dateFormat = (format: string) =>
  /[dmyhs]/i.test((format.split(";")[0] ?? "").replace(/"[^"]*"|\\.|_.|\*.|\[(?!h+\]|m+\]|s+\])[^\]]*\]/gi, ""));

interface RowReading {
  readonly isDate: readonly boolean[];
  readonly since1904: boolean;
  readonly bounds: SheetBounds;
}

async function readRows(zip: ZipParts, part: string, strings: readonly string[], how: RowReading): Promise<SheetRows> {
  const rows: string[][] = [];
  const numbers: number[] = [];
  const problems: SheetRows["problems"][number][] = [];
  let row: string[] = [];
  let rowNumber = 0;
  let column = -1;
  let type = "n";
  let style = 0;
  let value = "";
  let inCell = false;
  let reading = false;
  let phonetic = 0;
  let full = false;

  const cellText = (): string => {
    if (type === "s") return strings[Number(value)] ?? "";
    if (type === "inlineStr" || type === "str") return unescaped(value);
    if (type === "b") return value === "1" || value === "true" ? "TRUE" : "FALSE";
    if (type === "e") {
      problems.push({
        row: rowNumber,
        ...say("formula-error", { row: rowNumber, column: column + 1, value }),
      });
      return "";
    }
    if (type === "d") return value.replace(/T00:00:00.*$/, "");
    const number = Number(value);
    if (!Number.isFinite(number)) return value;
    return how.isDate[style] && number >= 0 && number <= 2_958_466 ? dayText(number, how.since1904) : plainNumber(number);
  };

  await walkXml(
    zip,
    part,
    {
      open(name, attributes) {
        if (name === "row") {
          const told = Number(attributes.r);
          rowNumber = Number.isSafeInteger(told) && told > 0 ? told : rowNumber + 1;
          column = -1;
          row = [];
        } else if (name === "c") {
          column = attributes.r ? columnOf(attributes.r) : column + 1;
          if (column < 0) throw new UnreadableWorkbook("broken");
          type = attributes.t ?? "n";
          style = Number(attributes.s ?? 0);
          value = "";
          inCell = true;
        } else if (name === "rPh") phonetic += 1;
        else if (inCell && (name === "v" || name === "t")) reading = true;
      },
      close(name) {
        if (name === "v" || name === "t") reading = false;
        else if (name === "rPh") phonetic -= 1;
        else if (name === "c") {
          inCell = false;
          if (value === "") return;
          if (column >= how.bounds.columns) throw new UnreadableWorkbook("too-many-columns");
          while (row.length < column) row.push("");
          row[column] = cellText().normalize("NFC").trim();
        } else if (name === "row" && row.some(Boolean)) {
          if (rows.length >= how.bounds.rows) full = true;
          else {
            rows.push(row);
            numbers.push(rowNumber);
          }
        }
      },
      text(text) {
        if (!reading || phonetic > 0) return;
        value += text;
        if (value.length > limits.cell * 4) throw new UnreadableWorkbook("text-too-long");
      },
    },
    () => full,
  );
  if (full) problems.push(say("too-many-rows", { rows: how.bounds.rows }));
  if (!rows.length) problems.push(say("empty"));
  return { rows, numbers, problems };
}

const unescaped = (text: string) =>
  text.includes("_x")
    ? text.replace(/_x([0-9A-Fa-f]{4})_/g, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)))
    : text;

function columnOf(reference: string): number {
  let column = 0;
  for (const letter of /^[A-Za-z]{1,3}/.exec(reference)?.[0].toUpperCase() ?? "")
    column = column * 26 + letter.charCodeAt(0) - 64;
  return column - 1;
}

const plainNumber = (number: number) =>
  Math.abs(number) >= 1e21
    ? String(number)
    : Number.isInteger(number)
      ? number.toFixed(0)
      : String(Number(number.toPrecision(15)));

/** Day 60 of the 1900 system never was; Excel counts it all the same. */
function dayText(number: number, since1904: boolean): string {
  const days = number + (since1904 ? 1462 : 0) - (number < 60 && !since1904 ? 25_568 : 25_569);
  const text = new Date(Math.round(days * 86_400) * 1_000).toISOString();
  return text.endsWith("T00:00:00.000Z") ? text.slice(0, 10) : text.slice(0, 19).replace("T", " ");
}
