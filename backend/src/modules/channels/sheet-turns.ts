import { createHash } from "node:crypto";
import type { ChannelEdge, Problem } from "connectors/contract";
import type { Outcome, ReadingPage } from "./act-types";
import { type ShownTexts, shownTexts } from "./assisted";
import type { Settling } from "./outcomes";
import type { AccountRow, ListingRow, PlannedAct } from "./plan-acts";
import { type BookedRow, bookShares, type CountedRow, releaseShares, unbook } from "./sheet-shares";
import { milliseconds, rows, type Sql } from "./sql";

export const writtenKinds = ["listings", "offers", "stock"] as const;
export type WrittenKind = (typeof writtenKinds)[number];
export const handedInKinds = ["orders", "stock"] as const;
export type HandedInKind = (typeof handedInKinds)[number];

export interface SheetKinds {
  readonly written: readonly WrittenKind[];
  readonly handedIn: readonly HandedInKind[];
}
/** Which files this account trades in: what is on sale and what it sells for by the way of listings, the rest by its own. */
export function sheetKinds(edge: Pick<ChannelEdge, "ways"> | undefined): SheetKinds {
  const by = (way: string | undefined) => way === "file";
  return {
    written: writtenKinds.filter((kind) => by(kind === "stock" ? edge?.ways.stock : edge?.ways.listings)),
    handedIn: handedInKinds.filter((kind) => by(kind === "stock" ? edge?.ways.stock : edge?.ways.orders)),
  };
}

/** A row of a written file, as it was when the file was planned. */
export type WrittenRow = { readonly listingId: string; readonly sku: string; readonly version: number } & Partial<ShownTexts>;
export interface SheetContents {
  readonly rows?: readonly WrittenRow[];
  readonly booked?: readonly BookedRow[];
  /** What a stock file that was handed in counts. */
  readonly counted?: readonly CountedRow[];
  /** Found while planning; the writer's own come with the file. */
  readonly problems?: readonly Problem[];
}
export interface SheetRow {
  readonly id: string;
  readonly account_id: string;
  readonly kind: WrittenKind | HandedInKind;
  readonly state: string;
  readonly handed_in: boolean;
  readonly name: string | null;
  readonly media_type: string | null;
  readonly base64: string | null;
  readonly taken_at: Date | null;
  readonly contents: SheetContents | null;
}

export interface SheetPlanning {
  readonly sql: Sql;
  readonly account: AccountRow;
  readonly edge: ChannelEdge | undefined;
  readonly now: number;
}

/** What a file holds is settled when it is planned: the same file planned again after a lost answer holds the same, booked once. */
export async function planWrittenSheets({ sql, account, edge, now }: SheetPlanning): Promise<PlannedAct[]> {
  if (!edge) return [];
  const asked = await rows<SheetRow>(
    sql,
    "select * from channel_sheet_file where account_id = ? and state = 'asked' and deleted_at is null order by created_at limit 5 for update",
    [account.id],
  );
  const acts: PlannedAct[] = [];
  for (const sheet of asked) {
    const keep = (contents: SheetContents) =>
      sql.execute("update channel_sheet_file set contents = ?::jsonb where id = ?", [JSON.stringify(contents), sheet.id]);
    const about = { sheetId: sheet.id };
    if (sheet.kind === "stock") {
      const contents = sheet.contents ?? (await bookShares(sql, account.id, now));
      if (!sheet.contents) await keep(contents);
      const levels = (contents.booked ?? []).map(({ sku, quantity }) => ({ listed: { sku, productId: "" }, quantity }));
      acts.push({ kind: "write-stock-sheet", payload: { sheetId: sheet.id, levels }, about });
      continue;
    }
    const wanted = await rows<ListingRow>(
      sql,
      "select * from channel_listing where account_id = ? and wanted is not null and wanted_live and deleted_at is null order by sku",
      [account.id],
    );
    const listings = wanted.flatMap((row) => (row.wanted ? [{ ...row, wanted: row.wanted }] : []));
    const row = ({ id, sku, wanted_version }: ListingRow) => ({ listingId: id, sku, version: wanted_version });
    if (sheet.kind === "offers") {
      await keep({ rows: listings.map((each) => ({ ...row(each), price: each.wanted.price })) });
      const offers = listings.map(({ sku, listed_product_id, wanted: { price } }) => ({
        listed: { sku, productId: listed_product_id ?? "" },
        price,
      }));
      acts.push({ kind: "write-offer-sheet", payload: { sheetId: sheet.id, offers }, about });
    } else {
      await keep({ rows: listings.map((each) => ({ ...row(each), ...shownTexts(each.wanted, edge) })) });
      // A new listing exposes nothing: stock goes by a file of its own, booked in the ledger.
      const payload = { sheetId: sheet.id, listings: listings.map(({ wanted: listing }) => listing), quantities: {} };
      acts.push({ kind: "write-listing-sheet", payload, about });
    }
  }
  return acts;
}

export async function planHandedInSheets({ sql, account }: SheetPlanning): Promise<PlannedAct[]> {
  const sheets = await rows<SheetRow>(
    sql,
    "select * from channel_sheet_file where account_id = ? and state = 'handed-in' and deleted_at is null order by created_at limit 5",
    [account.id],
  );
  return sheets.map(({ id, kind, name, media_type, base64, taken_at }) => ({
    kind: kind === "stock" ? "read-stock-sheet" : "read-order-sheet",
    payload: {
      sheetId: id,
      file: { name, mediaType: media_type, base64, ...(taken_at ? { takenAt: new Date(taken_at).toISOString() } : {}) },
    },
    about: { sheetId: id },
  }));
}

const said = ({ code, params, row, field }: Problem) => ({ row, field, says: { code, params } });

/** R1 of a stock row is undone where the row is in no file; all else of the file waits for a person. */
export async function settleWrittenSheet(sql: Sql, sheetId: string | undefined, outcome: Outcome, now: number): Promise<void> {
  const [sheet] = await rows<SheetRow>(sql, "select * from channel_sheet_file where id = ? for update", [sheetId]);
  if (sheet?.state !== "asked") return;
  const { contents } = sheet;
  const { file, error } = outcome;
  const problems = [...(contents?.problems ?? []), ...(outcome.problems ?? [])];
  const leftOut = new Set(problems.map(({ row }) => String(row)));
  const isIn = ({ sku }: { sku: string }) => file !== undefined && !leftOut.has(sku);
  await unbook(
    sql,
    (contents?.booked ?? []).filter((row) => !isIn(row)),
    now,
  );
  const kept: SheetContents = {
    ...(contents?.rows ? { rows: contents.rows.filter(isIn) } : {}),
    ...(contents?.booked ? { booked: contents.booked.filter(isIn) } : {}),
  };
  const count = (kept.rows ?? kept.booked ?? []).length;
  await sql.execute(
    `update channel_sheet_file set state = ?, name = ?, media_type = ?, base64 = ?, sha256 = ?, contents = ?::jsonb, report = ?::jsonb,
            updated_at = now() where id = ?`,
    [
      file ? "drafted" : "failed",
      file?.name ?? null,
      file?.mediaType ?? null,
      file?.base64 ?? null,
      file ? sha256Of(file.base64) : null,
      JSON.stringify(kept),
      JSON.stringify({ ...error, count, problems: problems.map(said) }),
      sheet.id,
    ],
  );
}

export const sha256Of = (base64: string): string => createHash("sha256").update(Buffer.from(base64, "base64")).digest("hex");

/** Row by row: what each order or number did here. A page more adds to the report of those before it. */
export async function reportHandedIn(
  sql: Sql,
  account: AccountRow,
  sheetId: string | undefined,
  page: Pick<ReadingPage, "orders" | "counters" | "problems">,
  changed: readonly string[],
): Promise<void> {
  const told: object[] = [];
  for (const { id } of page.orders) told.push(await orderRow(sql, account, id, changed));
  for (const { sku, sellable } of page.counters) {
    const [ours] = await rows(sql, "select id from channel_listing where account_id = ? and sku = ?", [account.id, sku]);
    told.push({ sku, sellable, is: ours ? "noted" : "not-ours" });
  }
  await sql.execute(
    `update channel_sheet_file set report = jsonb_build_object(
        'orders', coalesce(report->'orders', '[]'::jsonb) || ?::jsonb,
        'rows', coalesce(report->'rows', '[]'::jsonb) || ?::jsonb,
        'problems', coalesce(report->'problems', '[]'::jsonb) || ?::jsonb) where id = ?`,
    [JSON.stringify(page.orders.map(({ id }) => id)), JSON.stringify(told), JSON.stringify(page.problems.map(said)), sheetId],
  );
}

async function orderRow(sql: Sql, account: AccountRow, orderId: string, changed: readonly string[]): Promise<object> {
  const [row] = await rows<{ id: string; fresh: boolean; unmapped: boolean; short: boolean }>(
    sql,
    "select id, created_at = now() as fresh, unmapped, short from channel_order where account_id = ? and order_id = ?",
    [account.id, orderId],
  );
  const is = !row || !changed.includes(row.id) ? "same" : row.fresh ? "new" : "updated";
  return { order: orderId, is, ...(row?.unmapped ? { unmapped: true } : {}), ...(row?.short ? { short: true } : {}) };
}

/** Numbers of a file are told and kept with it; in the ledger they do something only once the orders follow. */
export async function takeStockSheet(
  sql: Sql,
  account: AccountRow,
  sheetId: string | undefined,
  page: ReadingPage,
  now: number,
): Promise<void> {
  const counted: CountedRow[] = page.counters.map(({ sku, sellable, readBeganAt }) => ({
    sku,
    shown: sellable,
    beganAt: Date.parse(readBeganAt),
    endedAt: now,
  }));
  await sql.execute("update channel_sheet_file set contents = ?::jsonb where id = ?", [JSON.stringify({ counted }), sheetId]);
  await reportHandedIn(sql, account, sheetId, page, []);
}

/** Orders that came without a bad row may end what was booked for files (sync-protocol §5). */
export async function settleHandedInSheet(
  { sql, account, assumptions, outcome, now }: Settling,
  sheetId: string | undefined,
  unreadable: boolean,
): Promise<void> {
  const [sheet] = await rows<SheetRow & { report: { orders?: string[]; rows?: { unmapped?: true }[] } | null }>(
    sql,
    "select * from channel_sheet_file where id = ? for update",
    [sheetId],
  );
  if (sheet?.state !== "handed-in") return;
  const { error } = outcome;
  await sql.execute(
    "update channel_sheet_file set state = ?, report = coalesce(?::jsonb, report), updated_at = now() where id = ?",
    [error ? "failed" : "read", error ? JSON.stringify(error) : null, sheet.id],
  );
  const takenAt = milliseconds(sheet.taken_at);
  const whole = !error && !unreadable && outcome.complete !== false && !sheet.report?.rows?.some(({ unmapped }) => unmapped);
  if (sheet.kind !== "orders" || !whole || takenAt === undefined) return;
  const [stock] = await rows<SheetRow>(
    sql,
    "select * from channel_sheet_file where account_id = ? and kind = 'stock' and handed_in and state = 'read' order by created_at desc limit 1",
    [account.id],
  );
  const orders = { takenAt, ids: sheet.report?.orders ?? [] };
  await releaseShares(sql, account, assumptions, stock?.contents?.counted ?? [], orders, now);
}
