import type { ChannelEdge, Order, SeenListing } from "connectors/contract";
import { edges } from "connectors/edges";
import type { Act, Outcome, Purpose, ReadingPage } from "./act-types";
import type { Assumptions } from "./assumptions";
import { settleCommand, settleUnreadable } from "./commands-in";
import { lockShelvesTold } from "./exposures";
import { settleFence } from "./fence-in";
import { noteFirstSight, widenOrderLag } from "./measures";
import { recordOrder } from "./orders-in";
import { listingOf, type Settling, setProblem, setSent } from "./outcomes";
import { planPageLooks, settlePageLook } from "./page-looks";
import * as plan from "./plan-acts";
import { planCommandReads, planCommands } from "./plan-commands";
import { planFenceRead, planStockRead, planStockWrites } from "./plan-stock";
import { writeProblemOnce } from "./problems";
import { settleLook } from "./publish-in";
import { keepBells, keepTaxonomy, planBells, planTaxonomy } from "./reference";
import { planHeldAgain, planReturns, recordReturn, settleReturnsRead } from "./returns";
import { reportHandedIn, settleHandedInSheet, settleWrittenSheet } from "./sheet-turns";
import { adopt, beingWritten, keepSeen, observe, type SeenPage } from "./sightings";
import { iso, newId, type Row, rows, type Sql, textArray } from "./sql";
import { recordCounters, settleStock } from "./stock-in";
import { channelsTexts } from "./texts";
import { forgetFailures } from "./troubles";
import { type About, type Changed, leaseMs, nothingChanged, sendWithinMs } from "./turn-rules";
import { meetTwin, planTwins, settleTwin } from "./twins";
import { closeUnread, keepUnread, planUnreadAgain } from "./unread-orders";

export interface TurnRow {
  id: string;
  account_id: string;
  purpose: Purpose;
  lease_id: string;
  step: number;
  orders_read: boolean;
  ended_at: Date | null;
}
export interface ActRow {
  id: string;
  turn_id: string;
  account_id: string;
  kind: Act["kind"];
  about: About;
  payload: Row;
  send_before: Date;
  created_at: Date;
  settled_at: Date | null;
  outcome: Row | null;
}

type Step = (planning: plan.Planning, turn: TurnRow) => plan.PlannedAct[] | Promise<plan.PlannedAct[]>;

/** What changed, what holds units and was not read for a day, and what comes back. */
const planOrderReads: Step = async (planning) => [
  ...plan.planOrderChanges(planning),
  ...(await planHeldAgain(planning)),
  ...(await planUnreadAgain(planning)),
  ...(await planReturns(planning)),
];

/** Repeated: asked again until it brings nothing, since one act's answer may call for the next. */
export function stepsOf(purpose: Purpose): readonly { step: Step; repeated?: boolean }[] {
  switch (purpose) {
    case "push-stock":
      return [
        { step: plan.planOrderChanges },
        { step: planStockRead },
        { step: planFenceRead },
        // Without this turn's orders nothing is raised; what is exposed may go on selling (sync-protocol §3).
        { step: (planning, turn) => planStockWrites(planning, turn.orders_read) },
      ];
    case "pull-orders":
      return [{ step: planOrderReads }];
    case "push-offers":
      return [{ step: plan.planOffers }];
    case "push-listings":
      return [{ step: planTwins }, { step: plan.planListings, repeated: true }];
    case "look-at-listings":
      return [{ step: plan.planLook }, { step: planPageLooks, repeated: true }];
    case "run-commands":
      return [{ step: planCommandReads }, { step: planCommands }];
    case "pull-bells":
      return [{ step: planBells }];
    case "read-taxonomy":
      return [{ step: planTaxonomy }];
    default:
      return [];
  }
}

export async function planNext(
  sql: Sql,
  turn: TurnRow,
  account: plan.AccountRow,
  edge: ChannelEdge | undefined,
  assumptions: Assumptions,
  now: number,
  first: (purpose: Purpose) => Promise<plan.PlannedAct[]>,
): Promise<Act[]> {
  const before = await rows<ActRow>(sql, "select id, kind, about from channel_act where turn_id = ? and deleted_at is null", [
    turn.id,
  ]);
  const done = new Set(before.map(({ kind, about }) => `${kind}:${about.listingId ?? about.commandId ?? about.twinId ?? ""}`));
  const steps = stepsOf(turn.purpose);
  const planning = { sql, account, edge, assumptions, now, done };
  let { step } = turn;
  let planned: plan.PlannedAct[] = [];
  if (!steps.length && step === 0) {
    planned = await first(turn.purpose);
    step = 1;
  }
  for (let at = steps[step]; at && !planned.length; at = steps[step]) {
    planned = await at.step(planning, turn);
    if (!at.repeated || !planned.length) step += 1;
  }
  await sql.execute("update channel_turn set step = ? where id = ?", [step, turn.id]);
  const acts: Row[] = [];
  for (const { kind, payload, about } of planned) {
    const id = newId("chact");
    const sendBefore = iso(now + sendWithinMs);
    await sql.execute(
      "insert into channel_act (id, turn_id, account_id, kind, payload, about, send_before) values (?, ?, ?, ?, ?::jsonb, ?::jsonb, ?)",
      [id, turn.id, account.id, kind, JSON.stringify(payload), JSON.stringify(about), sendBefore],
    );
    acts.push({ ...payload, id, kind, sendBefore });
  }
  if (acts.length)
    await sql.execute("update channel_lease set until = ? where id = ? and turn_id = ?", [
      iso(now + leaseMs),
      turn.lease_id,
      turn.id,
    ]);
  else {
    await sql.execute("update channel_turn set ended_at = now() where id = ?", [turn.id]);
    await forgetFailures(sql, turn);
    await sql.execute("delete from channel_lease where id = ? and turn_id = ?", [turn.lease_id, turn.id]);
  }
  return acts as unknown as Act[];
}

export async function takeReading(
  sql: Sql,
  act: ActRow,
  account: plan.AccountRow,
  edge: ChannelEdge | undefined,
  assumptions: Assumptions,
  page: ReadingPage,
  now: number,
): Promise<Changed> {
  const changed: Changed = nothingChanged();
  const beganAt = Date.parse(page.beganAt);
  let late = false;
  // Files come when a person brings them: they say nothing of how late a channel is.
  const byApi = act.kind !== "read-order-sheet";
  const firstSeen = async (order: Order) => {
    if (byApi) late = (await noteFirstSight(sql, account, assumptions, order, beganAt)) || late;
  };
  const lines = page.orders.flatMap((order) => order.lines);
  await lockShelvesTold(sql, account.id, {
    productIds: [...lines, ...page.listings].flatMap(({ productId }) => productId ?? []),
    skus: [...[...lines, ...page.listings].map(({ sellerSku }) => sellerSku), ...page.counters.map(({ sku }) => sku)],
  });
  for (const order of page.orders) {
    const id = await recordOrder(sql, account, order, { beganAt, now, firstSeen });
    if (id) changed.orders.push(id);
  }
  await closeUnread(
    sql,
    account.id,
    page.orders.map(({ id }) => id),
  );
  if (late) await widenOrderLag(sql, account, assumptions, act.created_at);
  if (act.kind === "read-orders-created" && page.orders.length)
    await sql.execute("update channel_order set listed_by = ? where account_id = ? and order_id = any(?::text[])", [
      act.id,
      account.id,
      textArray(page.orders.map(({ id }) => id)),
    ]);
  for (const told of page.returns) await recordReturn(sql, account, told);
  for (const counters of page.counters)
    await recordCounters(sql, { account, edge, assumptions, now, twinId: act.about.twinId }, counters);
  const writing = page.listings.length
    ? await beingWritten(sql, account.id, now, assumptions.requestDiesWithinMs + assumptions.readSeesWriteWithinMs)
    : new Set<string>();
  const told: SeenPage = new Map();
  const ours = await lockSeen(sql, account.id, page);
  for (const seen of page.listings) {
    const known = knownAs(ours, seen);
    if (!known) {
      const twinOf = ours.find((each) => each.listed_product_id !== null && isOfSku(each, seen));
      if (twinOf) await meetTwin(sql, account, twinOf, seen);
      continue;
    }
    if (known.listed_product_id === null) {
      // A create of ours may still be on its way: only publish-once binds then.
      if (known.publish_state !== "none") continue;
      const bound = {
        listed_product_id: seen.productId,
        listed_variant_id: seen.variantId ?? null,
        publish: { createdAt: now },
      };
      await sql.execute(
        "update channel_listing set listed_product_id = ?, listed_variant_id = ?, publish_state = 'bound', publish = ?::jsonb where id = ?",
        [bound.listed_product_id, bound.listed_variant_id, JSON.stringify(bound.publish), known.id],
      );
      Object.assign(known, bound, { publish_state: "bound" });
      await adopt(sql, account, known, seen, { assumptions, at: beganAt, page: told });
    } else await observe(sql, account, known, seen, { assumptions, at: beganAt, writing: writing.has(known.id), page: told });
    changed.listings.push(known.id);
  }
  await keepSeen(sql, account, told);
  if (page.problems.length && listsOrders.has(act.kind)) {
    if (await keepUnread(sql, act, page.problems)) await markUnreadable(sql, act.id);
    return changed;
  }
  for (const problem of page.problems)
    await writeProblemOnce(sql, { account_id: account.id, purpose: act.kind, code: problem.code, says: problem });
  if (act.kind === "read-order-sheet") await reportHandedIn(sql, account, act.about.sheetId, page, changed.orders);
  // An unreadable row voids the proof that everything was read (sync-protocol §4).
  if (page.problems.length) await markUnreadable(sql, act.id);
  return changed;
}

const listsOrders = new Set<Act["kind"]>(["read-order-changes", "read-orders-created"]);
const markUnreadable = (sql: Sql, actId: string) =>
  sql.execute("update channel_act set about = about || '{\"unreadable\":true}'::jsonb where id = ?", [actId]);

/** Ours among what a page names. It comes in the channel's order: its rows are locked in ours, or it and a plan would wait for each other. */
async function lockSeen(sql: Sql, accountId: string, { listings }: ReadingPage): Promise<plan.ListingRow[]> {
  if (!listings.length) return [];
  return rows<plan.ListingRow>(
    sql,
    `select * from channel_listing
      where account_id = ? and deleted_at is null and (listed_product_id = any(?::text[]) or upper(sku) = any(?::text[]))
      order by id for update`,
    [
      accountId,
      textArray(listings.map(({ productId }) => productId)),
      textArray(listings.map(({ sellerSku }) => sellerSku.toUpperCase())),
    ],
  );
}

const isOfSku = ({ sku }: plan.ListingRow, { sellerSku }: SeenListing): boolean =>
  sku.toUpperCase() === sellerSku.toUpperCase();

/** The listing that is bound to it, its very variation first, or that waits for one of its SKU. A product may have variations of which only some are ours. */
function knownAs(ours: readonly plan.ListingRow[], seen: SeenListing): plan.ListingRow | undefined {
  const mine = ours.filter(
    (each) =>
      (each.listed_product_id ?? seen.productId) === seen.productId &&
      (isOfSku(each, seen) ||
        (each.listed_product_id !== null &&
          (each.listed_variant_id === null || seen.variantId === undefined || each.listed_variant_id === seen.variantId))),
  );
  return mine.find((each) => each.listed_variant_id !== null && each.listed_variant_id === seen.variantId) ?? mine[0];
}

export async function settle(settling: Settling, act: ActRow): Promise<string[]> {
  const { sql, account, about, outcome, now } = settling;
  const listing = await listingOf(sql, about.listingId);
  const unreadable = about.unreadable === true;
  const whole = !outcome.error && !unreadable && outcome.complete !== false;
  switch (act.kind) {
    case "read-order-changes":
      if (whole) {
        const until = iso(Date.parse(outcome.beganAt) - settling.assumptions.orderVisibleWithinMs);
        await sql.execute("update channel_account set orders_read_until = ? where id = ?", [until, account.id]);
        await sql.execute("update channel_turn set orders_read = true where id = ?", [act.turn_id]);
      }
      return [];
    case "read-orders-created":
      if (whole && outcome.complete === true) await settleFence(settling, act);
      return [];
    case "read-returns":
      if (whole) await settleReturnsRead(sql, account, outcome.beganAt);
      return [];
    case "pull-bells":
      await keepBells(sql, account, outcome);
      return [];
    case "read-taxonomy":
      await keepTaxonomy(sql, account, outcome);
      return [];
    case "push-stock":
    case "adjust-stock":
      return settleStock(settling);
    case "look":
      await settleLook(settling);
      break;
    case "create-hidden":
      if (!listing) return [];
      if (outcome.listed) await bindCreated(sql, listing, outcome, now);
      else if (outcome.error?.sent === false || outcome.error?.kind === "rejected" || outcome.error?.kind === "validation")
        await sql.execute(
          // A create that surely did nothing made no twin.
          `update channel_listing set publish_state = 'none', publish = jsonb_build_object('creates', greatest(0, coalesce((publish->>'creates')::int, 1) - 1))
            where id = ?`,
          [listing.id],
        );
      break;
    case "push-offers": {
      const refusal = outcome.report?.refused[0];
      if (listing && outcome.report?.applied.length) await setSent(sql, listing, { price: about.price }, now);
      if (listing && refusal) await setProblem(sql, listing, refusal);
      break;
    }
    case "update-listing":
      if (listing && !outcome.error) {
        const wanted = (act.payload as { listing: plan.ListingRow["wanted"] }).listing;
        const shown = wanted ? edges[account.channel]?.renderListing(wanted) : undefined;
        await setSent(sql, listing, { ...shown, version: about.version }, now);
      }
      break;
    case "remove":
      if (about.twinId) await settleTwin(sql, account, about.twinId, act.kind, outcome.error, now);
      return [];
    case "activate":
    case "hide":
      if (about.twinId && act.kind === "hide") {
        await settleTwin(sql, account, about.twinId, act.kind, outcome.error, now);
        return [];
      }
      if (listing && !outcome.error) await setSent(sql, listing, { live: act.kind === "activate" }, now);
      break;
    case "observe-page":
      if (listing) await settlePageLook(settling, listing, act.payload);
      return listing ? [listing.id] : [];
    case "accept":
    case "pack":
    case "ship":
    case "cancel":
      await settleCommand(settling, act.kind);
      return [];
    case "read-orders":
      if (about.commandId && outcome.error) await settleUnreadable(settling);
      return [];
    case "write-listing-sheet":
    case "write-offer-sheet":
    case "write-stock-sheet":
      await settleWrittenSheet(sql, about.sheetId, outcome, now);
      return [];
    case "read-order-sheet":
    case "read-stock-sheet":
      await settleHandedInSheet(settling, about.sheetId, unreadable);
      return [];
    default:
      return [];
  }
  if (listing && outcome.error && (outcome.error.kind === "rejected" || outcome.error.kind === "validation"))
    await setProblem(sql, listing, {
      code: outcome.error.code,
      says: outcome.error.says ?? channelsTexts.say("as-written", { sentence: outcome.error.message }),
    });
  return listing ? [listing.id] : [];
}

async function bindCreated(sql: Sql, listing: plan.ListingRow, outcome: Outcome, now: number): Promise<void> {
  const { listed } = outcome;
  if (!listed) return;
  await sql.execute(
    "update channel_listing set publish_state = 'bound', publish = ?::jsonb, listed_product_id = ?, listed_variant_id = ? where id = ?",
    [
      JSON.stringify({ creates: listing.publish?.creates ?? 1, createdAt: now }),
      listed.productId,
      listed.variantId ?? null,
      listing.id,
    ],
  );
  const shown = listing.wanted;
  if (shown) await setSent(sql, listing, { price: shown.price, live: false }, now);
}
