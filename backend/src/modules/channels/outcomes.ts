import type { SeenListing, Text } from "connectors/contract";
import type { Outcome } from "./act-types";
import type { Assumptions } from "./assumptions";
import { lockExposure, saveExposure } from "./exposures";
import { readLook } from "./plan/publish";
import type { AccountRow, ListingRow } from "./plan-acts";
import { writeProblemOnce } from "./problems";
import { iso, newId, type Row, rows, type Sql } from "./sql";
import { channelsTexts } from "./texts";
import type { About } from "./turn-rules";

export interface Settling {
  readonly sql: Sql;
  readonly account: AccountRow;
  readonly assumptions: Assumptions;
  readonly now: number;
  readonly about: About;
  readonly outcome: Outcome;
}

export async function listingOf(sql: Sql, id: string | undefined): Promise<ListingRow | undefined> {
  if (!id) return undefined;
  const [row] = await rows<ListingRow>(sql, "select * from channel_listing where id = ? for update", [id]);
  return row;
}

export async function setSent(sql: Sql, listing: ListingRow, change: Row, at: number): Promise<void> {
  await sql.execute(
    "update channel_listing set sent = coalesce(sent, '{}'::jsonb) || ?::jsonb, problem = null, problem_version = null, updated_at = now() where id = ?",
    [JSON.stringify({ ...change, at }), listing.id],
  );
}

export async function setProblem(sql: Sql, listing: ListingRow, problem: { code: string; says: Text }): Promise<void> {
  const { code, says } = problem;
  await sql.execute(
    "update channel_listing set problem = ?::jsonb, problem_version = wanted_version, updated_at = now() where id = ?",
    [JSON.stringify({ code, says }), listing.id],
  );
}

export async function settleLook({ sql, account, assumptions, about, outcome, now }: Settling): Promise<void> {
  const listing = await listingOf(sql, about.listingId);
  if (!listing || outcome.error || !outcome.looked) return;
  const found = outcome.looked;
  const verdict = readLook(
    listing.publish_state,
    listing.publish ?? {},
    found.map((each) => each.productId),
    listing.listed_product_id ?? undefined,
    Date.parse(outcome.beganAt),
    assumptions.indexSeesCreateWithinMs,
  );
  const adopted = "bind" in verdict ? found.find((each) => each.productId === verdict.bind) : undefined;
  await sql.execute(
    `update channel_listing set publish_state = ?, publish = ?::jsonb, listed_product_id = coalesce(?, listed_product_id),
            listed_variant_id = coalesce(?, listed_variant_id), url = coalesce(?, url), updated_at = now() where id = ?`,
    [
      verdict.state,
      JSON.stringify(verdict.record),
      adopted?.productId ?? null,
      adopted?.variantId ?? null,
      adopted?.url ?? null,
      listing.id,
    ],
  );
  if (adopted) await adopt(sql, account, listing, adopted, { assumptions, at: now });
  if ("twins" in verdict && verdict.twins.length)
    await writeProblemOnce(sql, {
      account_id: account.id,
      listing_id: listing.id,
      purpose: "push-listings",
      code: "twin",
      says: channelsTexts.say("twin", { sku: listing.sku, twins: verdict.twins.join(", ") }),
    });
}

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
  await setSent(
    sql,
    listing,
    { title: seen.title, description: seen.description, price: seen.price, live: seen.state === "live" },
    sighting.at,
  );
  await observe(sql, account, listing, seen, sighting);
}

interface Sighting {
  readonly assumptions: Pick<Assumptions, "readSeesWriteWithinMs">;
  /** When the read began. */
  readonly at: number;
}
const compared = ["title", "price"] as const;
/** The same sight again is evidence only when the last is this old. */
const sameAgainMs = 3_600_000;

/** Appends what was seen, and judges who changed what differs from what we sent (sync-protocol §10). */
export async function observe(
  sql: Sql,
  account: AccountRow,
  listing: ListingRow,
  seen: Pick<SeenListing, "state" | "title" | "url" | "price" | "reason">,
  { assumptions, at }: Sighting,
): Promise<void> {
  const quiet = assumptions.readSeesWriteWithinMs;
  // Begun too early after our own write a read may confirm, never accuse.
  const eligible = at >= (listing.sent?.at ?? 0) + quiet;
  const before = listing.seen?.foreign ?? {};
  const foreign: Record<string, { value: string | number; since: number }> = {};
  for (const field of compared) {
    const [ours, theirs] = [listing.sent?.[field], seen[field]];
    if (!eligible || ours === undefined || theirs === undefined || ours === theirs) continue;
    const known = before[field];
    foreign[field] = known?.value === theirs ? known : { value: theirs, since: at };
  }
  await sql.execute(
    "update channel_listing set seen = ?::jsonb, seen_at = ?, url = coalesce(?, url), updated_at = now() where id = ?",
    [JSON.stringify({ ...seen, foreign }), iso(at), seen.url ?? null, listing.id],
  );
  await sql.execute(
    `insert into channel_observation (id, account_id, channel, listing_id, sku, variant_id, title, url, state, method, at, simulated)
     select ?, ?, ?, ?, ?, ?, ?, ?, ?, 'api', ?, ?
      where not exists (select 1 from (select state, title, url, at from channel_observation where listing_id = ? order by at desc limit 1) last
        where last.state = ? and last.title is not distinct from ?::text and last.url is not distinct from ?::text and last.at > ?::timestamptz)`,
    [
      newId("chobs"),
      account.id,
      account.channel,
      listing.id,
      listing.sku,
      listing.variant_id,
      seen.title ?? null,
      seen.url ?? null,
      seen.state,
      iso(at),
      account.simulated,
      listing.id,
      seen.state,
      seen.title ?? null,
      seen.url ?? null,
      iso(at - sameAgainMs),
    ],
  );
  for (const [field, { value, since }] of Object.entries(foreign))
    if (at >= since + quiet)
      await sql.execute("update channel_listing set conflict = coalesce(conflict, ?::jsonb) where id = ?", [
        JSON.stringify({ field, ours: listing.sent?.[field as "title" | "price"], theirs: value, at: iso(since) }),
        listing.id,
      ]);
  // Somebody put it right there: nothing is left to choose.
  if (eligible)
    await sql.execute(
      "update channel_listing set conflict = null where id = ? and conflict is not null and (?::jsonb -> (conflict->>'field')) is null",
      [listing.id, JSON.stringify(foreign)],
    );
}
