import type { Assumptions } from "./assumptions";
import { type BookedExposure, bookedFrom, type ExposureRow, saveExposure } from "./exposures";
import {
  doubt,
  hiddenUnits,
  isFenced,
  isQuietAround,
  keptSince,
  newestWrite,
  passFence,
  passLookFence,
  shownBeyond,
} from "./ledger";
import { countBreach } from "./measures";
import type { Settling } from "./outcomes";
import { showsMore } from "./plan/breach";
import type { SeenLook } from "./plan/stock-state";
import type { AccountRow } from "./plan-acts";
import { lockShelves } from "./shelf";
import { grouped, iso, milliseconds, type Row, rows, type Sql } from "./sql";
import { type HoldRow, holdsOf, partsOf } from "./stock-state-of";
import { frozenBy } from "./unread-orders";

/**
 * An empty or short answer is not "no orders" (sync-protocol §4): what is known in the window must be in it, and every line
 * must be told apart from our SKUs by the marketplace's own item id.
 */
async function isValidFence(sql: Sql, account: AccountRow, act: { id: string; payload: Row }): Promise<boolean> {
  const since = Date.parse(String(act.payload.createdSince)) + 1_000;
  const [doubt] = await rows<{ order_id: string }>(
    sql,
    `select fenced.order_id from channel_order fenced join channel_act read on read.id = ?
      where fenced.account_id = ? and fenced.created_there_at > ?
        and ((fenced.created_at < read.created_at and fenced.listed_by is distinct from read.id
              and not exists (select from channel_unread_order unread where unread.account_id = fenced.account_id
                and unread.order_id = fenced.order_id and unread.closed_at is null))
          or (fenced.unmapped and fenced.state <> 'cancelled' and exists (
            select from jsonb_array_elements(fenced.body->'lines') line where line->>'productId' is null)))
      limit 1`,
    [act.id, account.id, iso(since)],
  );
  return doubt === undefined;
}

/** A valid fence read covers the orders accepted until its start − D; then R7 and R8 for what was read back. */
export async function settleFence(settling: Settling, act: { id: string; payload: Row }): Promise<void> {
  const { sql, account, assumptions, now, outcome } = settling;
  if (!(await isValidFence(sql, account, act))) return;
  const beganAt = Date.parse(outcome.beganAt);
  const coveredUntil = beganAt - assumptions.orderVisibleWithinMs;
  await sql.execute(
    `update channel_account set covered_until = greatest(covered_until, ?), covered_from = coalesce(covered_from, ?), fence_began_at = ?
      where id = ?`,
    [iso(coveredUntil), String(act.payload.createdSince), outcome.beganAt, account.id],
  );
  const recipes = grouped(await partsOf(sql, account.id), ({ exposure_id }) => exposure_id);
  await lockShelves(
    sql,
    [...recipes.values()].flat().map((part) => part.inventory_item_id),
  );
  const waiting = await rows<ExposureRow>(
    sql,
    `select * from channel_exposure where account_id = ? and (read_back is not null or look is not null) and deleted_at is null
      order by id for update`,
    [account.id],
  );
  const holds = grouped(await holdsOf(sql, account.id), ({ listing_id }) => listing_id);
  const frozen = await frozenBy(sql, account.id);
  for (const row of waiting.filter(({ listing_id }) => !frozen.has(listing_id))) {
    const booked = bookedFrom(row, []);
    const own = holds.get(row.listing_id) ?? [];
    const knownAt = (readAt: number) => unitsKnownAt(own, readAt, assumptions.createdBackdatedMs);
    const held = own.reduce((sum, { units }) => sum + units, 0);
    const fenced = fenceOne(booked, { coveredUntil, now, assumptions, knownAt, held });
    if (fenced) await saveExposure(sql, booked, fenced);
    if (fenced?.raised)
      await countBreach(sql, account, {
        setting: "soleStockWriter",
        about: `${row.id}:${booked.look?.beganAt}`,
        what: { listing: row.listing_id, shown: booked.look?.sellable, liability: row.liability },
        at: now,
      });
  }
}

/** Holds the counter surely showed at that time: read before it, or placed long enough before it (sync-protocol §6, M). */
const unitsKnownAt = (holds: readonly HoldRow[], readAt: number, createdBackdatedMs: number): number =>
  holds
    .filter(
      (hold) =>
        (milliseconds(hold.read_at) ?? Number.POSITIVE_INFINITY) <= readAt ||
        (milliseconds(hold.placed_at) ?? Number.POSITIVE_INFINITY) <= readAt - createdBackdatedMs,
    )
    .reduce((sum, { units }) => sum + units, 0);

/** R7 for the newest write that was read back, then R8 for the newest look. Undefined: nothing is proven. */
export function fenceOne(
  booked: BookedExposure,
  {
    coveredUntil,
    now,
    assumptions,
    knownAt,
    held,
  }: {
    coveredUntil: number;
    now: number;
    assumptions: Assumptions;
    knownAt: (readAt: number) => number;
    held: number;
  },
): (Parameters<typeof saveExposure>[2] & { raised: boolean }) | undefined {
  const { readBack, look } = booked;
  let { ledger, known } = booked;
  const newest = newestWrite(ledger);
  const hidden = (read: { held?: number; beganAt: number }, waited?: typeof newest) =>
    hiddenUnits({
      held: read.held,
      known: knownAt(read.beganAt),
      unpaidVisible: assumptions.unpaidVisible,
      ...(waited ? { waited: { write: waited, now, unpaidHoldMaxMs: assumptions.unpaidHoldMaxMs } } : {}),
    });
  if (newest && readBack?.writeId === newest.id && !newest.fenced && isFenced(newest, readBack, coveredUntil, assumptions)) {
    const rest = hidden(readBack, newest);
    if (rest !== undefined) {
      ledger = passFence(ledger, newest.id, assumptions, rest + shownBeyond(newest, readBack));
      if (newest.units === 0 && newest.kind !== "delta") known = true;
    }
  }
  let proven: SeenLook | undefined;
  let raised = false;
  // An adopted listing waits for a zero of its own; a doubted one takes what the look says.
  if (look && !look.fenced && known) {
    const rest = hidden(look);
    const covers = coveredUntil >= look.endedAt && isQuietAround(ledger, look, now, assumptions);
    if (rest !== undefined && covers) {
      const returned = keptSince(ledger, look.beganAt, assumptions.restockWithinMs);
      const liabilityBefore = Math.max(ledger.liability, (look.liability ?? ledger.liability) + returned);
      raised = !ledger.doubted && showsMore({ sellable: look.sellable ?? look.shown, liabilityBefore, rest, held });
      // More than could be there: its bound is what it shows, and it is emptied before anything is raised (sync-protocol §10).
      ledger = passLookFence(raised ? doubt(ledger) : ledger, look, coveredUntil, now, assumptions, rest);
      if (raised) known = false;
      proven = { ...look, fenced: true };
    }
  }
  return ledger === booked.ledger && known === booked.known && !proven ? undefined : { ledger, known, look: proven, raised };
}
