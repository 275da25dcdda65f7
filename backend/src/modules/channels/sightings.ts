import type { SeenListing } from "connectors/contract";
import { edges } from "connectors/edges";
import type { Assumptions } from "./assumptions";
import { lockExposure, saveExposure } from "./exposures";
import { setSent } from "./outcomes";
import {
  canonical,
  comparedFields,
  type Drift,
  type Field,
  type FieldMemory,
  type FieldOwner,
  type FieldValue,
  isStale,
  judgeField,
  noteTried,
  type Verdict,
} from "./plan/drift";
import { judgeShowing, noteShowing, type ShowingMemory, type ShowingVerdict } from "./plan/showing";
import type { AccountRow, ListingRow } from "./plan-acts";
import { writeProblemOnce } from "./problems";
import { iso, milliseconds, newId, rows, type Sql } from "./sql";
import { channelsTexts } from "./texts";

export interface Sighting {
  readonly assumptions: Pick<Assumptions, "readSeesWriteWithinMs" | "requestDiesWithinMs">;
  /** When the read began. */
  readonly at: number;
  /** A content write of this listing is open, or began meanwhile. */
  readonly writing?: boolean;
  /** Of a whole page, which is kept at once; kept by itself where there is none. */
  readonly page?: SeenPage;
}
/** What a page told of, by listing; the last word counts. */
export type SeenPage = Map<string, { readonly row: SeenRow; readonly sight: Sight }>;
interface SeenRow {
  readonly id: string;
  readonly seen: object;
  readonly seen_at: string;
  readonly url: string | null;
  readonly drift: object;
  readonly sent: object;
}
/** One row of what was seen. */
interface Sight {
  readonly listing_id: string;
  readonly sku: string;
  readonly variant_id: string;
  readonly title: string | null;
  readonly url: string | null;
  readonly state: string;
  readonly at: string;
}
/** The same sight again is evidence only when the last is this old. */
const sameAgainMs = 3_600_000;

/** What was there before us is not overwritten unasked, and how much it may sell is not known before a zero and its fence. */
export async function adopt(
  sql: Sql,
  account: AccountRow,
  listing: ListingRow,
  seen: SeenListing,
  sighting: Sighting,
): Promise<void> {
  const ours = listing.publish_state === "creating";
  const booked = await lockExposure(sql, listing.id);
  // What it shows is the least it may sell; how much more is not known before a zero and its fence.
  if (booked && !ours)
    await saveExposure(sql, booked, {
      ledger: { ...booked.ledger, doubted: true, liability: Math.max(booked.ledger.liability, seen.stock ?? 0) },
      known: false,
    });
  const shown = { title: seen.title, description: seen.description, price: seen.price, live: seen.state === "live" };
  const asked = ours ? {} : askedAbout(account, listing);
  await setSent(sql, listing, { ...shown, ...asked }, sighting.at);
  listing.sent = { ...listing.sent, ...shown, ...asked, at: sighting.at };
  const field = (["title", "price"] as const).find(
    (each) => asked[each] !== undefined && seen[each] !== undefined && canonical(asked[each]) !== canonical(seen[each]),
  );
  if (field) await setConflict(sql, listing, { field, ours: asked[field], theirs: seen[field], at: iso(sighting.at) });
  await observe(sql, account, listing, seen, sighting);
}

/** What we want to be shown, as this channel is told it. */
const renderedOf = ({ channel }: AccountRow, { wanted }: ListingRow): Partial<Record<Field, FieldValue>> =>
  wanted ? { ...edges[channel]?.renderListing(wanted), price: wanted.price } : {};

/**
 * Fields that a person decides, with our values: believed to be there, so that nothing is written over what is and each
 * difference is asked about, as if ours had been changed there.
 */
function askedAbout(account: AccountRow, listing: ListingRow): { title?: string; description?: string; price?: number } {
  const rendered = renderedOf(account, listing);
  const asked = comparedFields.filter((field) => rendered[field] !== undefined && ownerOf(listing, field) === "ask");
  return Object.fromEntries(asked.map((field) => [field, rendered[field]]));
}

const setConflict = (sql: Sql, { id }: ListingRow, conflict: object): Promise<unknown> =>
  sql.execute("update channel_listing set conflict = coalesce(conflict, ?::jsonb) where id = ?", [
    JSON.stringify(conflict),
    id,
  ]);

/** Listings of the account that a content write may still be changing there, or a read not yet show, so that it accuses nobody. */
export async function beingWritten(sql: Sql, accountId: string, now: number, showsWithinMs: number): Promise<Set<string>> {
  const open = await rows<{ id: string }>(
    sql,
    `select distinct about->>'listingId' as id from channel_act
      where account_id = ? and kind in ('update-listing', 'push-offers', 'activate', 'hide') and send_before > ?
        and (settled_at is null or (outcome->'error'->>'sent' = 'true' and outcome->'error'->>'kind' not in ('rejected', 'validation')))`,
    [accountId, iso(now - showsWithinMs)],
  );
  return new Set(open.map(({ id }) => id));
}

/** Ours, theirs or ask, by field; ask unless somebody chose. A description is compared only where somebody did. */
export const ownerOf = (listing: ListingRow, field: Field): FieldOwner => listing.field_owners?.[field] ?? "ask";
const isCompared = (listing: ListingRow, field: Field): boolean =>
  field !== "description" || listing.field_owners?.description !== undefined;

type Open<Type> = { -readonly [Key in keyof Type]: Type[Key] };

/** Booked with the act: a write whose answer is lost is still our own value when it is seen. */
export async function noteWrites(
  sql: Sql,
  listing: ListingRow,
  values: Readonly<Partial<Record<Field, FieldValue>>> & { readonly live?: boolean },
  at: number,
): Promise<void> {
  const drift: Open<Drift> = { ...listing.drift };
  if (values.live !== undefined) drift.showing = noteShowing(drift.showing ?? {});
  for (const field of comparedFields) {
    const value = values[field];
    if (value !== undefined) drift[field] = noteTried(drift[field], value, at);
  }
  listing.drift = drift;
  await sql.execute("update channel_listing set drift = ?::jsonb where id = ?", [JSON.stringify(drift), listing.id]);
}

/** Appends what was seen, and judges who changed what differs from what we sent (sync-protocol §10). */
export async function observe(
  sql: Sql,
  account: AccountRow,
  listing: ListingRow,
  seen: Pick<SeenListing, "state" | "title" | "description" | "url" | "price" | "reason" | "changedAt">,
  sighting: Sighting,
): Promise<void> {
  const { at } = sighting;
  const changedAt = milliseconds(seen.changedAt ?? null);
  if (isStale(listing.drift ?? {}, changedAt)) return;
  const judged = judge(account, listing, seen, sighting);
  const sent = { ...listing.sent };
  const foreign: Record<string, { value: FieldValue; since: number }> = {};
  const showing = showingOf(listing, seen, sighting);
  const drift: Open<Drift> = {
    ...listing.drift,
    ...(changedAt === undefined ? {} : { changedAt }),
    ...(showing ? { showing: showing.memory } : {}),
  };
  // What is there is what is believed from now on: the plan finds the difference and writes it.
  if (showing?.verdict === "repair" || showing?.verdict === "ours") sent.live = seen.state === "live";
  for (const [field, { verdict, memory, value }] of judged) {
    drift[field] = memory;
    if (memory.foreign) foreign[field] = memory.foreign;
    if (verdict === "confirmed" || verdict === "adopt") Object.assign(sent, { [field]: value });
    // What we believe is there no longer is: the plan finds it missing and writes it again.
    if (verdict === "repair" || verdict === "late-write") delete sent[field];
  }
  const kept = {
    row: {
      id: listing.id,
      seen: { ...seen, foreign, ...(showing?.verdict === "theirs" ? { hiddenThere: true } : {}) },
      seen_at: iso(at),
      url: seen.url ?? null,
      drift,
      sent,
    },
    sight: {
      listing_id: listing.id,
      sku: listing.sku,
      variant_id: listing.variant_id,
      title: seen.title ?? null,
      url: seen.url ?? null,
      state: seen.state,
      at: iso(at),
    },
  };
  if (sighting.page) sighting.page.set(listing.id, kept);
  else await keepSeen(sql, account, new Map([[listing.id, kept]]));
  await tell(sql, account, listing, judged);
  // A page may name a listing more than once.
  listing.drift = drift;
  if (listing.sent) listing.sent = sent;
}

function showingOf(
  listing: ListingRow,
  seen: Pick<SeenListing, "state">,
  { assumptions, at, writing = false }: Sighting,
): { readonly verdict: ShowingVerdict; readonly memory: ShowingMemory } | undefined {
  if (!listing.sent || (seen.state !== "live" && seen.state !== "hidden")) return undefined;
  return judgeShowing(
    {
      sent: listing.sent.live,
      wanted: listing.wanted_live,
      seen: seen.state === "live",
      readBeganAt: at,
      writtenAt: listing.sent.at ?? 0,
      writing,
    },
    listing.drift?.showing ?? {},
    assumptions,
  );
}

type Judged = ReadonlyMap<Field, { readonly verdict: Verdict; readonly memory: FieldMemory; readonly value: FieldValue }>;

function judge(
  account: AccountRow,
  listing: ListingRow,
  seen: Pick<SeenListing, Field>,
  { assumptions, at, writing = false }: Sighting,
): Judged {
  const { sent, drift } = listing;
  const shown = renderedOf(account, listing);
  const judged = new Map<Field, { verdict: Verdict; memory: FieldMemory; value: FieldValue }>();
  for (const field of comparedFields) {
    // Absent is not deleted: a reading that leaves a field out says nothing of it.
    const value = seen[field];
    if (value === undefined || !isCompared(listing, field)) continue;
    const found = judgeField(
      {
        sent: sent?.[field],
        wanted: shown[field],
        seen: value,
        owner: ownerOf(listing, field),
        readBeganAt: at,
        writtenAt: sent?.at ?? 0,
        writing,
      },
      (drift as Drift | null)?.[field] ?? {},
      assumptions,
    );
    judged.set(field, { ...found, value });
  }
  return judged;
}

async function tell(sql: Sql, account: AccountRow, listing: ListingRow, judged: Judged): Promise<void> {
  const settled: Field[] = [];
  for (const [field, { verdict, memory, value }] of judged) {
    if (verdict === "conflict")
      await setConflict(sql, listing, {
        field,
        ours: listing.sent?.[field],
        theirs: value,
        at: iso(memory.foreign?.since ?? 0),
      });
    if (verdict === "echo")
      await writeProblemOnce(sql, {
        account_id: account.id,
        listing_id: listing.id,
        purpose: "look-at-listings",
        code: "echo",
        says: channelsTexts.say("echo", { ours: String(listing.sent?.[field] ?? ""), theirs: String(value) }),
      });
    if (verdict !== "conflict" && verdict !== "early" && verdict !== "first") settled.push(field);
  }
  // Somebody put it right there, or it is ours after all: nothing is left to choose.
  if (settled.length && listing.conflict)
    await sql.execute(
      `update channel_listing set conflict = null where id = ? and conflict->>'field' in (${settled.map(() => "?").join(", ")})`,
      [listing.id, ...settled],
    );
}

/** Writes what a page told of: the listings as they are seen, and a row of evidence where there is none lately. */
export async function keepSeen(sql: Sql, account: AccountRow, page: SeenPage): Promise<void> {
  if (!page.size) return;
  await sql.execute(
    `update channel_listing listing set seen = told.seen, seen_at = told.seen_at, url = coalesce(told.url, listing.url), drift = told.drift,
            sent = case when listing.sent is null then null else told.sent end, updated_at = now()
       from jsonb_to_recordset(?::jsonb) told(id text, seen jsonb, seen_at timestamptz, url text, drift jsonb, sent jsonb)
      where listing.id = told.id`,
    [JSON.stringify([...page.values()].map(({ row }) => row))],
  );
  await sql.execute(
    `insert into channel_observation (id, account_id, channel, listing_id, sku, variant_id, title, url, state, method, at, simulated)
     select sight.id, ?, ?, sight.listing_id, sight.sku, sight.variant_id, sight.title, sight.url, sight.state, 'api', sight.at, ?
       from jsonb_to_recordset(?::jsonb) sight(id text, listing_id text, sku text, variant_id text, title text, url text, state text, at timestamptz)
      where not exists (select 1 from (select state, title, url, at from channel_observation
                          where listing_id = sight.listing_id and deleted_at is null order by at desc limit 1) last
        where last.state = sight.state and last.title is not distinct from sight.title and last.url is not distinct from sight.url
          and last.at > sight.at - ?::int * interval '1 millisecond')`,
    [
      account.id,
      account.channel,
      account.simulated,
      JSON.stringify([...page.values()].map(({ sight }) => ({ ...sight, id: newId("chobs") }))),
      sameAgainMs,
    ],
  );
}
