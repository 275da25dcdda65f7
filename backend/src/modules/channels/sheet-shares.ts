import type { Problem } from "connectors/contract";
import type { Assumptions } from "./assumptions";
import { lockExposure, saveExposure } from "./exposures";
import { apply, passLookFence, raiseOf, refuse, reserve, room } from "./ledger";
import type { AccountRow, ListingRow } from "./plan-acts";
import { lockComponents, lockShelves } from "./shelf";
import { iso, newId, rows, type Sql, textArray } from "./sql";
import { channelsTexts } from "./texts";

/** One row of a stock file, and the write that was booked for it. */
export interface BookedRow {
  readonly listingId: string;
  readonly sku: string;
  readonly quantity: number;
  readonly writeId: string;
}

/** A file may be uploaded at any time, so its write never dies by itself (sync-protocol §5, "Sheets"). */
const never = Number.MAX_SAFE_INTEGER;

export interface ShareRow extends Pick<ListingRow, "id" | "sku"> {
  readonly stock_cap: number;
}

export function sharedListings(sql: Sql, accountId: string): Promise<ShareRow[]> {
  return rows<ShareRow>(
    sql,
    `select id, sku, stock_cap from channel_listing
      where account_id = ? and stock_cap is not null and wanted_live and deleted_at is null order by sku`,
    [accountId],
  );
}

/**
 * R1 for a stock file: each row is a net-set of the listing's fixed share, booked before the file is written. What does not fit
 * is left out of the file and said.
 */
export async function bookShares(
  sql: Sql,
  accountId: string,
  now: number,
): Promise<{ booked: BookedRow[]; problems: Problem[] }> {
  const listings = await sharedListings(sql, accountId);
  const parts = await rows<{ id: string }>(
    sql,
    `select distinct part.inventory_item_id as id from channel_exposure_component part
       join channel_exposure exposure on exposure.id = part.exposure_id where exposure.listing_id = any(?::text[])`,
    [textArray(listings.map(({ id }) => id))],
  );
  await lockShelves(
    sql,
    parts.map(({ id }) => id),
  );
  const booked: BookedRow[] = [];
  const problems: Problem[] = [];
  for (const { id, sku, stock_cap: units } of listings) {
    const exposure = await lockExposure(sql, id);
    if (!exposure) continue;
    const components = await lockComponents(
      sql,
      exposure.recipe.map(({ inventoryItemId }) => inventoryItemId),
    );
    const intent = { id: newId("chw"), kind: "net-set" as const, units, sentAt: now, diesAt: never };
    const growth = raiseOf(exposure.ledger, intent);
    const fits = exposure.recipe.every(({ inventoryItemId, quantity }) => {
      const component = components.get(inventoryItemId);
      return growth === 0 || (component !== undefined && growth * quantity <= room(component));
    });
    if (!fits) {
      problems.push({ row: sku, field: "stock", ...channelsTexts.say("share-does-not-fit", { sku, units }) });
      continue;
    }
    await saveExposure(sql, exposure, { ledger: reserve(exposure.ledger, intent) });
    booked.push({ listingId: id, sku, quantity: units, writeId: intent.id });
  }
  return { booked, problems };
}

/** R2: rows that are in no file that anybody could have uploaded. */
export async function unbook(sql: Sql, unused: readonly BookedRow[], now: number): Promise<void> {
  for (const { listingId, writeId } of unused.toSorted((one, other) => (one.listingId < other.listingId ? -1 : 1))) {
    const exposure = await lockExposure(sql, listingId);
    if (exposure) await saveExposure(sql, exposure, { ledger: refuse(exposure.ledger, writeId, now) });
  }
}

/** R3: somebody says that the file is on the channel. Nothing falls by it. */
export async function markUploaded(
  sql: Sql,
  uploaded: readonly BookedRow[],
  now: number,
  assumptions: Assumptions,
): Promise<void> {
  for (const { listingId, writeId } of uploaded.toSorted((one, other) => (one.listingId < other.listingId ? -1 : 1))) {
    const exposure = await lockExposure(sql, listingId);
    if (!exposure) continue;
    const answer = {
      now,
      ackedAt: now,
      moveIsAtomic: false,
      refusesBelowHolds: false,
      restockWithinMs: assumptions.restockWithinMs,
    };
    await saveExposure(sql, exposure, { ledger: apply(exposure.ledger, writeId, answer) });
  }
}

/** What a stock file counted of one SKU: as of then at the earliest, and no later than the file came in. */
export interface CountedRow {
  readonly sku: string;
  readonly shown: number;
  readonly beganAt: number;
  readonly endedAt: number;
}

/**
 * R8 by files: the stock was handed in, taken after every upload, and then the orders, taken after the stock came in. An order
 * file that leaves out an order we know since those uploads proves nothing.
 */
export async function releaseShares(
  sql: Sql,
  account: AccountRow,
  assumptions: Assumptions,
  counted: readonly CountedRow[],
  orders: { readonly takenAt: number; readonly ids: readonly string[] },
  now: number,
): Promise<void> {
  const coveredUntil = orders.takenAt - assumptions.orderVisibleWithinMs;
  const listings = await rows<{ id: string; sku: string }>(
    sql,
    "select id, sku from channel_listing where account_id = ? and sku = any(?::text[]) order by id",
    [account.id, textArray(counted.map(({ sku }) => sku))],
  );
  for (const { id, sku } of listings) {
    const look = counted.find((each) => each.sku === sku);
    const exposure = await lockExposure(sql, id);
    const since = exposure?.ledger.writes.find(({ state }) => state !== "refused")?.sentAt;
    if (!look || !exposure || since === undefined) continue;
    const [left] = await rows(
      sql,
      "select id from channel_order where account_id = ? and created_there_at > ? and order_id <> all(?::text[]) limit 1",
      [account.id, iso(since), textArray(orders.ids)],
    );
    if (left) continue;
    const passed = passLookFence(exposure.ledger, look, coveredUntil, now, assumptions);
    if (passed === exposure.ledger) continue;
    // What these files put on sale has been counted there: the next proof need not reach back beyond the last of them.
    const writes = passed.writes.map((write) => (write.state === "applied" ? { ...write, fenced: true } : write));
    await saveExposure(sql, exposure, { ledger: { ...passed, writes } });
  }
}
