import type { Text } from "connectors/contract";
import type { Day } from "./day";
import { readDecisionDay } from "./decision";
import { fold, identityOf, type Named } from "./identity";
import { type DateInterval, readRecognitionDate } from "./recognition";
import { ocopTexts } from "./texts";

/** What one row of a list of certified products says, once it has been understood. */
export interface RegisteredProductRow extends Named {
  /** 1-based line in the file, the header being line 1. */
  readonly line: number;
  readonly identity: string;
  readonly status: "recognised" | "council_scored";
  readonly producerKind: string | undefined;
  /** Of the 26 product sets; undefined waits as "chưa phân bộ". */
  readonly productSet: string | undefined;
  /** The group as the source wrote it, kept as imported text (ocop §8, rule 5). */
  readonly importedGroup: string;
  readonly stars: 3 | 4 | 5 | undefined;
  readonly date: DateInterval;
  /** Only a decision with number and day is a certificate (ocop §8.1); stars are then known. */
  readonly decision?: { readonly number: string; readonly day: Day } | undefined;
  readonly communeNow: string;
  readonly note: string;
}

export interface RefusedRow {
  readonly line: number;
  readonly column: string;
  /** What is wrong, and what to do about it. */
  readonly reason: Text;
}

export interface ReadRows {
  readonly accepted: readonly RegisteredProductRow[];
  readonly refused: readonly RefusedRow[];
}

export interface ProductSetRow {
  readonly slug: string;
  readonly name: string;
  readonly sector: string;
}

/** Accepted headers for each column; compared without accents and case. The first is what a refusal names. */
const columns = {
  name: ["product_name_vi", "ten san pham"],
  producer: ["producer_name", "chu the", "ten chu the"],
  producerKind: ["producer_type", "loai hinh chu the"],
  commune: ["commune", "xa"],
  district: ["district_2023", "huyen"],
  group: ["group", "nganh"],
  subgroup: ["subgroup", "bo san pham", "nhom san pham"],
  stars: ["stars", "hang sao", "so sao"],
  source: ["source_url", "nguon"],
  communeNow: ["commune_2025", "xa moi"],
  evidence: ["evidence", "can cu"],
  date: ["evidence_date", "thoi diem"],
  decisionNumber: ["decision_no", "so quyet dinh"],
  decisionDay: ["decision_date", "ngay quyet dinh"],
  note: ["note", "ghi chu"],
  code: ["product_code", "ma san pham"],
} as const;
type Column = keyof typeof columns;
const required: readonly Column[] = ["name", "producer", "evidence", "source"];

const producerKinds = new Set([
  "hop_tac_xa",
  "to_hop_tac",
  "doanh_nghiep",
  "trang_trai",
  "ho_kinh_doanh",
  "co_so_san_xuat",
  "hoi_hiep_hoi",
]);

/** Pure: bad rows never stop good ones, and every row comes back exactly once. */
export function readProductRows(rows: readonly (readonly string[])[], sets: readonly ProductSetRow[]): ReadRows {
  const [header = [], ...body] = rows;
  const folded = header.map(fold);
  const at = Object.fromEntries(
    Object.entries(columns).map(([column, names]) => [
      column,
      folded.findIndex((each) => names.some((name) => fold(name) === each)),
    ]),
  ) as Record<Column, number>;
  const missing = required.filter((column) => at[column] < 0).map((column) => columns[column][0]);
  if (missing.length)
    return {
      accepted: [],
      refused: [
        {
          line: 1,
          column: missing.join(", "),
          reason: ocopTexts.say("no-columns", { columns: missing.join(", ") }),
        },
      ],
    };

  const setOf = new Map(sets.map(({ name, slug }) => [fold(name), slug]));
  const accepted: RegisteredProductRow[] = [];
  const refused: RefusedRow[] = [];
  const seen = new Map<string, number>();
  for (const [index, row] of body.entries()) {
    const line = index + 2;
    const read = readRow(row, line, at, setOf);
    if ("reason" in read) {
      refused.push(read);
      continue;
    }
    const before = seen.get(read.identity);
    if (before !== undefined) {
      refused.push({
        line,
        column: columns.name[0],
        reason: ocopTexts.say("twice", { line: before }),
      });
      continue;
    }
    seen.set(read.identity, line);
    accepted.push(read);
  }
  return { accepted, refused };
}

function readRow(
  row: readonly string[],
  line: number,
  at: Record<Column, number>,
  setOf: ReadonlyMap<string, string>,
): RegisteredProductRow | RefusedRow {
  const cell = (column: Column) => (at[column] < 0 ? "" : (row[at[column]] ?? "").normalize("NFC").trim());
  const refuse = (column: Column, reason: Text): RefusedRow => ({ line, column: columns[column][0], reason });

  const name = cell("name");
  if (!name) return refuse("name", ocopTexts.say("no-name"));
  const status = cell("evidence");
  if (status !== "recognised" && status !== "council_scored")
    return refuse("evidence", ocopTexts.say("evidence", { value: status }));
  const starsText = cell("stars");
  const stars = starsText ? Number(starsText) : undefined;
  if (stars !== undefined && stars !== 3 && stars !== 4 && stars !== 5)
    return refuse("stars", ocopTexts.say("stars", { value: starsText }));
  const date = readRecognitionDate(cell("date"));
  if (!date) return refuse("date", ocopTexts.say("date", { value: cell("date") }));
  const decisionNumber = cell("decisionNumber");
  const decisionText = cell("decisionDay");
  const decisionDay = readDecisionDay(decisionText);
  if (decisionText && !decisionDay) return refuse("decisionDay", ocopTexts.say("decision-day", { value: decisionText }));
  if (decisionNumber && !decisionDay) return refuse("decisionDay", ocopTexts.say("no-decision-day"));
  if (decisionDay && !decisionNumber) return refuse("decisionNumber", ocopTexts.say("no-decision-number"));
  if (decisionNumber && stars === undefined) return refuse("stars", ocopTexts.say("no-stars"));
  const producerKind = cell("producerKind") || undefined;
  if (producerKind && !producerKinds.has(producerKind))
    return refuse(
      "producerKind",
      ocopTexts.say("producer-kind", { value: producerKind, kinds: [...producerKinds].join(", ") }),
    );
  const sourceUrl = cell("source");
  if (!/^https?:\/\/\S+$/.test(sourceUrl)) return refuse("source", ocopTexts.say("no-source"));

  const named: Named = {
    code: cell("code") || undefined,
    name,
    producer: cell("producer"),
    commune: cell("commune"),
    district: cell("district"),
    sourceUrl,
  };
  const subgroup = cell("subgroup");
  return {
    ...named,
    line,
    identity: identityOf(named),
    status,
    producerKind,
    productSet: setOf.get(fold(subgroup)),
    importedGroup: [cell("group"), subgroup].filter(Boolean).join(" / "),
    stars,
    date,
    ...(decisionDay ? { decision: { number: decisionNumber, day: decisionDay } } : {}),
    communeNow: cell("communeNow"),
    note: cell("note"),
  };
}

/** Registered as recognised, named, with a producer (decisions: sellable). Alcohol is shown and not sold: there is no age gate. */
export function isSellable(row: Pick<RegisteredProductRow, "status" | "name" | "producer" | "productSet">): boolean {
  return row.status === "recognised" && row.name !== "" && row.producer !== "" && !isAlcohol(row.productSet);
}

export const isAlcohol = (productSet: string | undefined): boolean =>
  productSet === "ruou-trang" || productSet === "do-uong-co-con-khac";

export type RowChange = "accepted" | "changed" | "unchanged";

/** What an import would do to a row, given what is registered under its identity; the same file twice changes nothing. */
export function changeOf(row: RegisteredProductRow, registered: RegisteredProductRow | undefined): RowChange {
  if (!registered) return "accepted";
  // The line is where it stood in one file, not what it says. Columns of JSON lose the order of keys and what is undefined.
  const comparable = (each: RegisteredProductRow) => canonical({ ...each, line: 0 });
  return comparable(row) === comparable(registered) ? "unchanged" : "changed";
}

function canonical(value: unknown): string {
  if (typeof value !== "object" || value === null) return JSON.stringify(value) ?? "null";
  const kept = Object.entries(value).filter(([, each]) => each !== undefined);
  return `{${kept
    .map(([key, each]) => `${key}:${canonical(each)}`)
    .toSorted()
    .join()}}`;
}
