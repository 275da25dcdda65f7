import type { ChannelEdge, Listing, SeenPage } from "connectors/contract";
import { edges } from "connectors/edges";
import type { Settling } from "./outcomes";
import type { AccountRow, ListingRow, PlannedAct, Planning } from "./plan-acts";
import { iso, newId, type Row, rows, type Sql, textArray } from "./sql";

/** A turn asks for no more pages than this. */
const mostPages = 50;
/** The same sight again is evidence only when the last is this old. */
const sameAgainMs = 3_600_000;

type LookedAt = Pick<ListingRow, "id" | "sku" | "wanted" | "sent"> & { url: string };

/** What the page should be called: what was last said to be there, else what is wanted. */
function expectedTitle(edge: ChannelEdge, { sent, wanted }: Pick<ListingRow, "sent" | "wanted">): string | undefined {
  return sent?.title ?? (wanted ? edge.renderListing(wanted).title : undefined);
}

/**
 * The page that has not been asked for the longest; one at a time, since pages are read slowly and an act must be sent soon
 * after it is planned. Marked as asked for when planned: a worker that dies costs a look, never a second request. What was taken
 * down and is gone is left alone.
 */
export async function planPageLooks({ sql, account, edge, assumptions, now, done }: Planning): Promise<PlannedAct[]> {
  const looked = [...done].flatMap((each) => (each.startsWith("observe-page:") ? [each.slice("observe-page:".length)] : []));
  if (!edge || edge.ways.listings === "api" || looked.length >= mostPages) return [];
  const [due] = await rows<LookedAt>(
    sql,
    `update channel_listing set page_looked_at = ? where id in (
       select listing.id from channel_listing listing
        where listing.account_id = ? and listing.url is not null and listing.deleted_at is null
          and (listing.wanted_live or listing.seen->>'state' is distinct from 'gone') and listing.id <> all(?::text[])
          and not exists (select 1 from channel_listing same where same.url = listing.url and same.page_looked_at > ?)
        order by listing.page_looked_at nulls first, listing.id limit 1)
     returning id, sku, url, wanted, sent`,
    [iso(now), account.id, textArray(looked), iso(now - assumptions.pageAgainMs)],
  );
  if (!due) return [];
  const title = expectedTitle(edge, due);
  return [
    {
      kind: "observe-page",
      payload: { sku: due.sku, url: due.url, ...(title === undefined ? {} : { title }) },
      about: { listingId: due.id },
    },
  ];
}

const textOf = (value: unknown): string | undefined => (typeof value === "string" ? value : undefined);

/** A page that was changed into what we want by now is no drift: the change was made before it was told. */
const judged = (page: SeenPage, wanted: Listing | null, edge: ChannelEdge | undefined): SeenPage["state"] =>
  page.state === "changed" && wanted && edge && page.title?.trim() === edge.renderListing(wanted).title ? "live" : page.state;

/**
 * Keeps the look as evidence. An unreadable page is evidence of nothing: it is kept and shown, and what was seen before
 * stands. Another title in two looks is a conflict with both, as with any channel (sync-protocol §10).
 */
export async function settlePageLook(
  { sql, account, assumptions, outcome, now }: Settling,
  listing: ListingRow,
  asked: Row,
): Promise<void> {
  const { page, error } = outcome;
  // Nothing was asked, so it is due again.
  if (error?.sent === false) await sql.execute("update channel_listing set page_looked_at = null where id = ?", [listing.id]);
  if (!page) return;
  const edge = edges[account.channel];
  const url = textOf(asked.url) ?? "";
  const state = judged(page, listing.wanted, edge);
  await keepLook(sql, account, listing, { ...page, state, url }, now);
  // A new address was handed in while the old one was looked at: its look is of the old page.
  if (listing.url !== url) return;
  const look = { at: now, state, httpStatus: page.httpStatus, reason: page.reason, says: page.says };
  await sql.execute("update channel_listing set page_look = ?::jsonb where id = ?", [JSON.stringify(look), listing.id]);
  if (state === "unreadable") return;
  // Seen to be what is wanted: more than anybody's word for what is there.
  if (state === "live" && page.state === "changed")
    await sql.execute("update channel_listing set sent = coalesce(sent, '{}'::jsonb) || ?::jsonb where id = ?", [
      JSON.stringify({ title: page.title?.trim() }),
      listing.id,
    ]);

  const known = listing.seen?.foreign?.title;
  const quiet = assumptions.readSeesWriteWithinMs;
  const theirs = state === "changed" && now >= (listing.sent?.at ?? 0) + quiet ? page.title : undefined;
  const since = theirs !== undefined && known?.value === theirs ? known.since : now;
  const foreign = theirs === undefined ? {} : { title: { value: theirs, since } };
  const ours = textOf(asked.title);
  await sql.execute("update channel_listing set seen = ?::jsonb, seen_at = ?, updated_at = now() where id = ?", [
    JSON.stringify({ state, url, title: page.title, price: page.price, ours, foreign }),
    iso(now),
    listing.id,
  ]);
  if (theirs !== undefined && since < now && now >= since + quiet)
    await sql.execute("update channel_listing set conflict = coalesce(conflict, ?::jsonb) where id = ?", [
      JSON.stringify({ field: "title", ours, theirs, at: iso(since) }),
      listing.id,
    ]);
  if (state === "live")
    await sql.execute("update channel_listing set conflict = null where id = ? and conflict->>'field' = 'title'", [listing.id]);
}

async function keepLook(
  sql: Sql,
  account: AccountRow,
  listing: Pick<ListingRow, "id" | "sku" | "variant_id">,
  page: SeenPage & { url: string },
  now: number,
): Promise<void> {
  const evidence = [page.state, page.title ?? null, page.url, page.httpStatus ?? null, page.sha256 ?? null] as const;
  await sql.execute(
    `insert into channel_observation
       (id, account_id, channel, listing_id, sku, variant_id, state, title, url, http_status, sha256, reason, says, method, at, simulated)
     select ?, ?, ?, ?, ?, ?, ?, ?, ?, ?::int, ?, ?, ?::jsonb, 'page', ?, ?
      where not exists (select 1 from (select * from channel_observation where listing_id = ? order by at desc limit 1) last
        where last.state = ? and last.title is not distinct from ?::text and last.url is not distinct from ?::text
          and last.http_status is not distinct from ?::int and last.sha256 is not distinct from ?::text and last.at > ?::timestamptz)`,
    [
      newId("chobs"),
      account.id,
      account.channel,
      listing.id,
      listing.sku,
      listing.variant_id,
      ...evidence,
      page.reason ?? null,
      page.says ? JSON.stringify({ code: page.says.code, params: page.says.params }) : null,
      iso(now),
      account.simulated,
      listing.id,
      ...evidence,
      iso(now - sameAgainMs),
    ],
  );
}

/** Every look at these variants that was recorded by then, unreadable ones too, newest first. */
export async function looksAt(sql: Sql, variantIds: readonly string[], asOf: Date, most = 100): Promise<LookRow[]> {
  if (!variantIds.length) return [];
  return rows<LookRow>(
    sql,
    `select id, channel, sku, state, title, url, method, http_status, sha256, reason, says, at, simulated from channel_observation
      where variant_id in (${variantIds.map(() => "?").join(", ")}) and at <= ? and created_at <= ? order by at desc limit ${most}`,
    [...variantIds, asOf.toISOString(), asOf.toISOString()],
  );
}
export interface LookRow {
  readonly id: string;
  readonly channel: string;
  readonly sku: string;
  readonly state: string;
  readonly title: string | null;
  readonly url: string | null;
  readonly method: string;
  readonly http_status: number | null;
  readonly sha256: string | null;
  readonly reason: string | null;
  readonly says: unknown;
  readonly at: Date | string;
  readonly simulated: boolean;
}
