import type { ChannelCode, ChannelEdge } from "connectors/contract";
import type { ActKind, Listing } from "./act-types";
import type { Assumptions } from "./assumptions";
import type { Drift, Field, FieldOwner } from "./plan/drift";
import { looksAgainAt } from "./plan/look-pace";
import { mayGoLive, nextPublishStep, type PublishRecord, type PublishState } from "./plan/publish";
import { noteWrites, ownerOf } from "./sightings";
import { iso, milliseconds, type Row, rows, type Sql } from "./sql";
import { type About, sendWithinMs, someOf } from "./turn-rules";

export interface AccountRow {
  id: string;
  channel: ChannelCode;
  state: string;
  paused: boolean;
  simulated: boolean;
  settings_encrypted: string;
  access_encrypted: string | null;
  access_raw_encrypted: string | null;
  access_previous_encrypted: string | null;
  access_pending_generation: number | null;
  access_generation: number;
  access_expires_at: Date | null;
  access_stored_at: Date | null;
  covered_until: Date | null;
  fence_began_at: Date | null;
  orders_read_until: Date | null;
  kind_doubted_at: Date | null;
  covered_from: Date | null;
  assumptions: Partial<Assumptions> | null;
  widened: Partial<Assumptions> | null;
}
export interface ListingRow {
  id: string;
  account_id: string;
  sku: string;
  variant_id: string;
  wanted: Listing | null;
  wanted_live: boolean;
  wanted_version: number;
  stock_cap: number | null;
  strict_obstacle: string | null;
  sent: {
    title?: string | undefined;
    description?: string | undefined;
    price?: number | undefined;
    live?: boolean;
    version?: number;
    at?: number;
  } | null;
  seen: {
    title?: string;
    price?: number;
    state?: string;
    /** What differs there from what we sent, and since which read. */
    foreign?: Readonly<Record<string, { value: string | number; since: number }>>;
  } | null;
  conflict: Row | null;
  field_owners: Readonly<Partial<Record<Field, FieldOwner>>> | null;
  drift: Drift | null;
  listed_product_id: string | null;
  listed_variant_id: string | null;
  publish_state: PublishState;
  publish: PublishRecord | null;
  url: string | null;
  problem: Row | null;
  problem_version: number | null;
}
export interface PlannedAct {
  readonly kind: ActKind;
  readonly payload: Row;
  readonly about: About;
}
export interface Planning {
  readonly sql: Sql;
  readonly account: AccountRow;
  readonly edge: ChannelEdge | undefined;
  readonly assumptions: Assumptions;
  readonly now: number;
  /** Acts this turn has planned so far, by kind and listing, so that a failing one is not tried for ever. */
  readonly done: ReadonlySet<string>;
}

export const listed = (listing: ListingRow) => ({
  sku: listing.sku,
  productId: listing.listed_product_id ?? "",
  ...(listing.listed_variant_id ? { variantId: listing.listed_variant_id } : {}),
});

export async function boundListings(sql: Sql, accountId: string): Promise<ListingRow[]> {
  return rows<ListingRow>(
    sql,
    "select * from channel_listing where account_id = ? and listed_product_id is not null and deleted_at is null order by id",
    [accountId],
  );
}

export function planOrderChanges({ account, edge, now, assumptions }: Planning): PlannedAct[] {
  if (edge?.ways.orders !== "api") return [];
  const since = milliseconds(account.orders_read_until) ?? now - assumptions.unpaidHoldMaxMs - assumptions.createdBackdatedMs;
  return [{ kind: "read-order-changes", payload: { changedSince: iso(since) }, about: {} }];
}

export async function planOffers({ sql, account, edge, now, done }: Planning): Promise<PlannedAct[]> {
  if (edge?.ways.listings !== "api") return [];
  const due = (await boundListings(sql, account.id)).flatMap((listing) => {
    const price = listing.wanted?.price;
    if (price === undefined || listing.conflict || listing.sent?.price === price || done.has(`push-offers:${listing.id}`))
      return [];
    if (isTheirs(listing, "price") || waits(listing, "price", now)) return [];
    if (listing.problem && listing.problem_version === listing.wanted_version) return [];
    return [{ listing, price }];
  });
  const some = someOf(due, now);
  const acts: PlannedAct[] = [];
  for (const { listing, price } of [...some].sort((one, other) => (one.listing.id < other.listing.id ? -1 : 1))) {
    await noteWrites(sql, listing, { price }, now);
    const again = acts.length === some.length - 1 && some.length < due.length;
    acts.push({
      kind: "push-offers",
      payload: { offers: [{ listed: listed(listing), price }] },
      about: { listingId: listing.id, price, ...(again ? { again: "push-offers" } : {}) },
    });
  }
  return acts;
}

/** Price and text are compared with what was sent; a create is planned only where publish-once allows it. */
export async function planListings({ sql, account, edge, assumptions, now, done }: Planning): Promise<PlannedAct[]> {
  if (edge?.ways.listings !== "api") return [];
  const all = await rows<ListingRow>(
    sql,
    "select * from channel_listing where account_id = ? and wanted is not null and deleted_at is null order by id for update",
    [account.id],
  );
  const acts: PlannedAct[] = [];
  for (const listing of all) {
    const { wanted, sent } = listing;
    if (!wanted || acts.length >= 20) continue;
    const about = { listingId: listing.id, version: listing.wanted_version };
    const plan = (kind: ActKind, payload: Row, more: About = {}): boolean => {
      if (done.has(`${kind}:${listing.id}`)) return false;
      acts.push({ kind, payload, about: { ...about, ...more } });
      return true;
    };
    const refused = listing.problem !== null && listing.problem_version === listing.wanted_version;
    const record = listing.publish ?? {};
    const step = nextPublishStep(listing.publish_state, record, now, assumptions.indexSeesCreateWithinMs);
    if (listing.listed_product_id === null) {
      // What an unanswered create may have made is looked for though it is not wanted any more: only then can it be taken down.
      if (listing.publish_state !== "creating" && (!listing.wanted_live || refused)) continue;
      if (step === "look") plan("look", { sku: listing.sku });
      if (step === "create" && plan("create-hidden", { listing: wanted })) {
        await noteWrites(sql, listing, { ...edge.renderListing(wanted), price: wanted.price }, now);
        const next = { creates: (record.creates ?? 0) + 1, createDiesAt: now + sendWithinMs + assumptions.requestDiesWithinMs };
        await sql.execute("update channel_listing set publish_state = 'creating', publish = ?::jsonb where id = ?", [
          JSON.stringify(next),
          listing.id,
        ]);
      }
      continue;
    }
    if (step === "look" && plan("look", { sku: listing.sku })) continue;
    if (listing.conflict || refused) continue;
    const written = withTheirs(listing, wanted);
    const shown = edge.renderListing(written);
    const differs = (["title", "description"] as const).filter(
      (field) => sent?.[field] !== shown[field] && !isTheirs(listing, field),
    );
    if (differs.length && !differs.some((field) => waits(listing, field, now))) {
      if (plan("update-listing", { listed: listed(listing), listing: written, pictures: false }))
        await noteWrites(sql, listing, shown, now);
      continue;
    }
    if (!sent) continue;
    const live = listing.wanted_live;
    if (live === (sent.live ?? false) || (live && !mayGoLive(record, assumptions.sellerSkuUnique))) continue;
    if (plan(live ? "activate" : "hide", { listed: listed(listing) })) await noteWrites(sql, listing, { live }, now);
  }
  return acts;
}

/** The channel's own value is kept once it is known. */
const isTheirs = (listing: ListingRow, field: Field): boolean =>
  ownerOf(listing, field) === "theirs" && listing.sent?.[field] !== undefined;
const waits = (listing: ListingRow, field: Field, now: number): boolean => (listing.drift?.[field]?.againAfter ?? 0) > now;

/** An update writes every text at once: those of the channel go along as they are there. */
function withTheirs(listing: ListingRow, wanted: Listing): Listing {
  const { sent } = listing;
  return {
    ...wanted,
    ...(isTheirs(listing, "title") && sent?.title ? { title: sent.title } : {}),
    ...(isTheirs(listing, "description") && sent?.description !== undefined ? { description: sent.description } : {}),
  };
}

export async function planLook({ sql, account, edge, now }: Planning): Promise<PlannedAct[]> {
  if (edge?.ways.listings !== "api") return [];
  const [last] = await rows<{ began_at: Date; ended_at: Date }>(
    sql,
    `select created_at as began_at, settled_at as ended_at from channel_act
      where account_id = ? and kind = 'list-listings' and settled_at is not null order by send_before desc limit 1`,
    [account.id],
  );
  const lasted = last && { beganAt: milliseconds(last.began_at) ?? 0, endedAt: milliseconds(last.ended_at) ?? 0 };
  return now >= looksAgainAt(lasted) ? [{ kind: "list-listings", payload: {}, about: {} }] : [];
}
