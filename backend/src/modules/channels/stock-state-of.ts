import { edges } from "connectors/edges";
import type { ExposureRow } from "./exposures";
import { exposureFrom } from "./exposures";
import type { CountedHold } from "./ledger";
import type { BufferRules } from "./plan/buffer";
import type { PlanComponent, SkuState, StockState } from "./plan/stock-state";
import { type StrictObstacle, strictObstacle } from "./plan/strict";
import type { ListingRow, Planning } from "./plan-acts";
import { lockComponents } from "./shelf";
import { grouped, iso, marks, milliseconds, newId, rows, type Sql } from "./sql";
import { sendWithinMs } from "./turn-rules";
import { twinAsListing, twinsOf } from "./twins";
import { frozenBy } from "./unread-orders";

/** One row that is sold there: a listing, with its exposure. */
export interface Sold {
  readonly listing: ListingRow;
  readonly row: ExposureRow;
  readonly twin: boolean;
}
export interface LoadedStock extends StockState {
  readonly sold: ReadonlyMap<string, Sold>;
  /** Rows that do not hold what they should; they delay no other. */
  readonly unreadable: readonly { readonly listingId: string; readonly message: string }[];
}

const loaded = new WeakMap<Planning, LoadedStock>();

/**
 * Everything a stock plan looks at, under locks on the components in id order and then on the account's exposures. Loaded once
 * a planning: under its locks only the planning itself changes any of it, and forgets it then.
 */
export async function loadStock(planning: Planning, ordersRead: boolean): Promise<LoadedStock> {
  const stock = loaded.get(planning) ?? (await load(planning));
  loaded.set(planning, stock);
  return { ...stock, ordersRead };
}
export const forgetStock = (planning: Planning): boolean => loaded.delete(planning);

async function load(planning: Planning): Promise<LoadedStock> {
  const { sql, account, assumptions, now } = planning;
  const kind = planning.edge?.stockKind === "gross-set" && !account.kind_doubted_at ? "gross-set" : "net-set";
  const parts = await partsOf(sql, account.id);
  const locked = await lockComponents(
    sql,
    parts.map((part) => part.inventory_item_id),
  );
  const exposures = await rows<ExposureRow>(
    sql,
    "select * from channel_exposure where account_id = ? and deleted_at is null order by id for update",
    [account.id],
  );
  const listings = await rows<ListingRow>(
    sql,
    "select * from channel_listing where account_id = ? and listed_product_id is not null and deleted_at is null order by id",
    [account.id],
  );
  // A twin that no create of ours can have made is a person's to judge: it is claimed, and left as it is.
  const twins = (await twinsOf(sql, account.id)).filter(({ ours }) => ours);
  const isTwin = new Set(twins.map(({ id }) => id));
  listings.push(...twins.map((twin) => twinAsListing(twin, account.id)));
  const holds = grouped(await holdsOf(sql, account.id), ({ listing_id }) => listing_id);
  const recipes = grouped(parts, ({ exposure_id }) => exposure_id);
  const byListing = new Map(exposures.map((row) => [row.listing_id, row]));
  const frozen = await frozenBy(sql, account.id);
  const sold = new Map<string, Sold>();
  const skus: SkuState[] = [];
  const unreadable: { listingId: string; message: string }[] = [];
  for (const listing of listings) {
    const row = byListing.get(listing.id);
    if (!row) continue;
    try {
      const look = row.look ?? undefined;
      const own = holds.get(listing.id) ?? [];
      skus.push({
        listingId: listing.id,
        exposure: exposureFrom(row),
        live: listing.wanted_live,
        known: row.known,
        unread: frozen.has(listing.id),
        cap: listing.stock_cap ?? undefined,
        parts: (recipes.get(row.id) ?? []).map((part) => ({ componentId: part.inventory_item_id, quantity: part.quantity })),
        readBack: row.read_back ?? undefined,
        look,
        lookAskedAt: milliseconds(row.look_asked_at),
        zeroedAt: milliseconds(row.zeroed_at),
        negativeSince: milliseconds(row.negative_since),
        obstacle:
          (listing.strict_obstacle as StrictObstacle | null) ??
          strictObstacle({
            ...assumptions,
            writable: planning.edge?.ways.stock === "api",
            hasHoldCounter: look ? look.held !== undefined : undefined,
            equationFailed: account.kind_doubted_at !== null,
            kind,
          }),
        holds: own.map(counted),
        leaving: own.filter(({ leaving }) => leaving).map(({ id, read_at }) => ({ id, readAt: milliseconds(read_at) ?? 0 })),
      });
      sold.set(listing.id, { listing, row, twin: isTwin.has(listing.id) });
    } catch (error) {
      unreadable.push({ listingId: listing.id, message: error instanceof Error ? error.message : String(error) });
    }
  }
  return {
    now,
    ordersRead: false,
    coveredUntil: milliseconds(account.covered_until) ?? Number.NEGATIVE_INFINITY,
    rules: { ...assumptions, kind, canAdjust: planning.edge?.adjustsStock === true, sendWithinMs },
    components: await componentsOf(sql, locked, now),
    skus,
    sold,
    unreadable,
    writeId: () => newId("chw"),
  };
}

interface PartRow {
  exposure_id: string;
  inventory_item_id: string;
  quantity: number;
}
export const partsOf = (sql: Sql, accountId: string): Promise<PartRow[]> =>
  rows<PartRow>(
    sql,
    `select part.exposure_id, part.inventory_item_id, part.quantity from channel_exposure_component part
       join channel_exposure exposure on exposure.id = part.exposure_id
      where exposure.account_id = ? and exposure.deleted_at is null and part.deleted_at is null order by part.inventory_item_id`,
    [accountId],
  );

export interface HoldRow {
  id: string;
  listing_id: string;
  units: number;
  untouched: boolean;
  leaving: boolean;
  placed_at: Date;
  read_at: Date;
}
/** What orders of this account hold now, by listing; whether anybody has touched them, and whether we are about to. */
export const holdsOf = (sql: Sql, accountId: string): Promise<HoldRow[]> =>
  rows<HoldRow>(
    sql,
    `select placed.id, coalesce(line.twin_id, line.listing_id) as listing_id, max(line.held) as units, placed.created_there_at as placed_at, placed.created_at as read_at,
            placed.state in ('unpaid', 'new') and not coalesce(bool_or(command.id is not null), false) as untouched,
            coalesce(bool_or(command.kind in ('accept', 'pack') and command.state = 'queued'), false) as leaving
       from channel_order placed join channel_order_line line on line.channel_order_id = placed.id
       left join channel_command command on command.account_id = placed.account_id and command.order_id = placed.order_id
            and command.kind <> 'cancel' and command.state not in ('withdrawn', 'refused')
      where placed.account_id = ? and line.held > 0 and line.listing_id is not null
      group by placed.id, line.id order by placed.id`,
    [accountId],
  );
const counted = (hold: HoldRow): CountedHold => ({
  orderId: hold.id,
  units: hold.units,
  untouched: hold.untouched,
  placedAt: milliseconds(hold.placed_at) ?? 0,
});

interface ClaimRow {
  id: string;
  exposure_id: string;
  units: number;
  live: boolean;
  channel: string;
  reachable: boolean;
}

async function componentsOf(
  sql: Sql,
  locked: Awaited<ReturnType<typeof lockComponents>>,
  now: number,
): Promise<Map<string, PlanComponent>> {
  const ids = [...locked.keys()];
  if (!ids.length) return new Map();
  const claims = await rows<ClaimRow>(
    sql,
    `select part.inventory_item_id as id, exposure.id as exposure_id, part.quantity * exposure.liability as units,
            coalesce(listing.wanted_live, false) as live, account.channel, account.state = 'released' and not account.paused as reachable
       from channel_exposure_component part join channel_exposure exposure on exposure.id = part.exposure_id
       join channel_account account on account.id = exposure.account_id
       left join channel_listing listing on listing.id = exposure.listing_id
      where part.inventory_item_id in (${marks(ids)}) and part.deleted_at is null and exposure.deleted_at is null order by part.inventory_item_id, exposure.id`,
    ids,
  );
  const rules = await rows<{ id: string; buffer: BufferRules | null; accepted: number }>(
    sql,
    `select id, buffer, allowance as accepted from channel_stock_component where id in (${marks(ids)})`,
    ids,
  );
  const turning = rules.filter(({ buffer }) => buffer?.turnover).map(({ id }) => id);
  const lately = turning.length ? await soldSince(sql, turning, iso(now - 3_600_000)) : new Map<string, number>();
  const byComponent = grouped(claims, ({ id }) => id);
  const ruleOf = new Map(rules.map((rule) => [rule.id, rule]));
  return new Map(
    ids.flatMap((id): [string, PlanComponent][] => {
      const component = locked.get(id);
      const rule = ruleOf.get(id);
      if (!component || !rule) return [];
      const claimants = (byComponent.get(id) ?? []).map(({ exposure_id, units, live, channel, reachable }) => ({
        exposureId: exposure_id,
        units,
        live,
        reachable: reachable && edges[channel as keyof typeof edges]?.ways.stock === "api",
      }));
      return [
        [
          id,
          {
            ...component,
            accepted: rule.accepted,
            buffer: rule.buffer ?? {},
            soldLastHour: lately.get(id) ?? 0,
            claimants,
          },
        ],
      ];
    }),
  );
}

/** On channels and in our shop. */
async function soldSince(sql: Sql, ids: readonly string[], since: string): Promise<Map<string, number>> {
  const sold = await rows<{ id: string; units: string }>(
    sql,
    `select id, sum(units) as units from (
       select part.inventory_item_id as id, line.quantity * part.quantity as units from channel_order placed
         join channel_order_line line on line.channel_order_id = placed.id
         join channel_exposure exposure on exposure.listing_id = line.listing_id
         join channel_exposure_component part on part.exposure_id = exposure.id
        where placed.created_there_at > ? and placed.state <> 'cancelled' and part.inventory_item_id in (${marks(ids)})
       union all
       select inventory_item_id as id, quantity as units from channel_stock_hold
        where created_at > ? and state <> 'released' and inventory_item_id in (${marks(ids)})) sold group by id`,
    [since, ...ids, since, ...ids],
  );
  return new Map(sold.map(({ id, units }) => [id, Number(units)]));
}
