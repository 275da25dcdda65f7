import type { Text } from "connectors/contract";
import type { Assumptions } from "./assumptions";
import { markUploaded, sharedListings, unbook } from "./sheet-shares";
import {
  type HandedInKind,
  type SheetContents,
  type SheetKinds,
  type SheetRow,
  sha256Of,
  type WrittenKind,
} from "./sheet-turns";
import { iso, newId, rows, type Sql } from "./sql";
import { channelsTexts } from "./texts";

const { say } = channelsTexts;

type Refused = { readonly refused: Text };

export async function askSheet(
  sql: Sql,
  asked: { accountId: string; kind: WrittenKind; kinds: SheetKinds },
): Promise<{ id: string } | Refused> {
  const { accountId, kind, kinds } = asked;
  if (!kinds.written.includes(kind)) return { refused: say("sheet-not-here") };
  if (kind === "stock" && !(await sharedListings(sql, accountId)).length) return { refused: say("sheet-nothing-shared") };
  const id = newId("chsheet");
  await sql.execute(
    "insert into channel_sheet_file (id, account_id, kind, state, handed_in) values (?, ?, ?, 'asked', false)",
    [id, accountId, kind],
  );
  return { id };
}

export interface HandedInFile {
  readonly accountId: string;
  readonly kind: HandedInKind;
  readonly name: string;
  readonly mediaType: string;
  readonly base64: string;
  /** When the channel made it, as whoever hands it in says. */
  readonly takenAt?: string | undefined;
}

/**
 * The same bytes handed in again to the same account are the first ones' row, and nothing is read anew; a file that could not
 * be read may come again.
 */
export async function handInSheet(
  sql: Sql,
  file: HandedInFile,
  kinds: SheetKinds,
  now: number,
): Promise<{ id: string; again: boolean } | Refused> {
  const { accountId, kind, name, mediaType, base64, takenAt } = file;
  if (!kinds.handedIn.includes(kind)) return { refused: say("sheet-not-here") };
  if (takenAt !== undefined && Date.parse(takenAt) > now) return { refused: say("taken-later") };
  const sha256 = sha256Of(base64);
  // Two clicks at once are one file.
  await sql.execute("select pg_advisory_xact_lock(hashtextextended(?, 0))", [`sheet:${accountId}:${kind}:${sha256}`]);
  const [first] = await rows<{ id: string }>(
    sql,
    `select id from channel_sheet_file
      where account_id = ? and kind = ? and handed_in and sha256 = ? and state <> 'failed' and deleted_at is null order by created_at limit 1`,
    [accountId, kind, sha256],
  );
  if (first) return { id: first.id, again: true };
  const id = newId("chsheet");
  await sql.execute(
    `insert into channel_sheet_file (id, account_id, kind, state, handed_in, name, media_type, base64, sha256, taken_at)
     values (?, ?, ?, 'handed-in', true, ?, ?, ?, ?, ?)`,
    [id, accountId, kind, name, mediaType, base64, sha256, takenAt ?? null],
  );
  return { id, again: false };
}

const lockSheet = async (sql: Sql, id: string): Promise<SheetRow | undefined> =>
  (await rows<SheetRow>(sql, "select * from channel_sheet_file where id = ? and not handed_in for update", [id]))[0];

/** From here on it may be on the channel. */
export async function noteDownloaded(sql: Sql, id: string): Promise<void> {
  await sql.execute(
    "update channel_sheet_file set state = 'downloaded', updated_at = now() where id = ? and state = 'drafted' and not handed_in",
    [id],
  );
}

/** A person says that the file is on the channel: its rows are what was last accepted there from us, until a look says more. */
export async function confirmSheet(sql: Sql, id: string, assumptions: Assumptions, now: number): Promise<Refused | undefined> {
  const sheet = await lockSheet(sql, id);
  if (sheet?.state === "confirmed") return undefined;
  if (sheet?.state !== "drafted" && sheet?.state !== "downloaded") return { refused: say("sheet-not-yours-to-confirm") };
  const contents: SheetContents = sheet.contents ?? {};
  for (const { listingId, sku: _sku, ...texts } of contents.rows ?? [])
    await sql.execute(
      `update channel_listing set sent = coalesce(sent, '{}'::jsonb) || ?::jsonb, updated_at = now() where id = ?`,
      [JSON.stringify({ ...texts, ...(sheet.kind === "listings" ? { live: true } : {}), at: now }), listingId],
    );
  await markUploaded(sql, contents.booked ?? [], now, assumptions);
  await sql.execute("update channel_sheet_file set state = 'confirmed', confirmed_at = ?, updated_at = now() where id = ?", [
    iso(now),
    id,
  ]);
  return undefined;
}

/** Only a file that nobody has downloaded is surely nowhere: what was booked for it is free again. */
export async function discardSheet(sql: Sql, id: string, now: number): Promise<Refused | undefined> {
  const sheet = await lockSheet(sql, id);
  if (sheet?.state === "discarded") return undefined;
  if (sheet?.state !== "drafted") return { refused: say("sheet-downloaded") };
  await unbook(sql, sheet.contents?.booked ?? [], now);
  await sql.execute("update channel_sheet_file set state = 'discarded', updated_at = now() where id = ?", [id]);
  return undefined;
}
