import type { Exposure, ReadBack } from "./ledger";
import type { SeenLook } from "./plan/stock-state";
import { lockShelves, type Part } from "./shelf";
import { newId, rows, type Sql, textArray } from "./sql";

export interface BookedExposure {
  readonly id: string;
  readonly listingId: string;
  readonly known: boolean;
  readonly ledger: Exposure;
  readonly readBack: (ReadBack & { readonly writeId: string }) | undefined;
  readonly look: SeenLook | undefined;
  readonly recipe: readonly Part[];
}

export interface ExposureRow {
  id: string;
  listing_id: string;
  liability: number;
  known: boolean;
  doubted: boolean;
  writes: { list: Exposure["writes"] };
  returns: { list: Exposure["returns"] };
  read_back: (ReadBack & { writeId: string }) | null;
  look: SeenLook | null;
  look_asked_at: Date | null;
  zeroed_at: Date | null;
  negative_since: Date | null;
  why: string | null;
  alone: boolean;
}

/** What is not known of an adopted listing is doubted too: its first fence says what L is. */
export const exposureFrom = (row: ExposureRow): Exposure => ({
  id: row.id,
  liability: row.liability,
  writes: row.writes.list,
  returns: row.returns.list,
  ...(row.doubted || !row.known ? { doubted: true } : {}),
});

export const bookedFrom = (row: ExposureRow, recipe: readonly Part[]): BookedExposure => ({
  id: row.id,
  listingId: row.listing_id,
  known: row.known,
  ledger: exposureFrom(row),
  readBack: row.read_back ?? undefined,
  look: row.look ?? undefined,
  recipe,
});

/** The recipe never changes under an exposure (sync-protocol §8): it is written here, once. */
export async function openExposure(
  sql: Sql,
  listing: { id: string; accountId: string },
  recipe: readonly Part[],
): Promise<void> {
  const id = newId("chexp");
  const made = await rows(
    sql,
    `insert into channel_exposure (id, listing_id, account_id, liability, writes, returns, known)
     values (?, ?, ?, 0, '{"list":[]}'::jsonb, '{"list":[]}'::jsonb, true) on conflict do nothing returning id`,
    [id, listing.id, listing.accountId],
  );
  if (!made.length) return;
  for (const { inventoryItemId, quantity } of recipe)
    await sql.execute(
      "insert into channel_exposure_component (id, exposure_id, inventory_item_id, quantity) values (?, ?, ?, ?)",
      [newId("chexpc"), id, inventoryItemId, quantity],
    );
}

/**
 * Every component of what is told of at once, in id order and before anything else is locked: two accounts that sell from
 * the same shelves tell of them in different orders, and would wait for each other for ever.
 */
export async function lockShelvesTold(
  sql: Sql,
  accountId: string,
  told: { readonly productIds: readonly string[]; readonly skus: readonly string[] },
): Promise<void> {
  const parts = await rows<{ id: string }>(
    sql,
    `select distinct part.inventory_item_id as id from channel_listing listing
       join channel_exposure exposure on exposure.listing_id = listing.id
       join channel_exposure_component part on part.exposure_id = exposure.id
      where listing.account_id = ? and listing.deleted_at is null and exposure.deleted_at is null and part.deleted_at is null
        and (listing.listed_product_id = any(?::text[]) or upper(listing.sku) = any(?::text[]))`,
    [accountId, textArray(told.productIds), textArray(told.skus.map((sku) => sku.toUpperCase()))],
  );
  await lockShelves(
    sql,
    parts.map(({ id }) => id),
  );
}

/** Locks the components first, then the exposure: the order every transaction keeps. */
export async function lockExposure(sql: Sql, listingId: string): Promise<BookedExposure | undefined> {
  const recipe = await rows<{ inventory_item_id: string; quantity: number }>(
    sql,
    `select part.inventory_item_id, part.quantity from channel_exposure_component part
       join channel_exposure exposure on exposure.id = part.exposure_id
      where exposure.listing_id = ? and exposure.deleted_at is null and part.deleted_at is null`,
    [listingId],
  );
  await lockShelves(
    sql,
    recipe.map((part) => part.inventory_item_id),
  );
  const [row] = await rows<ExposureRow>(
    sql,
    "select * from channel_exposure where listing_id = ? and deleted_at is null for update",
    [listingId],
  );
  if (!row) return undefined;
  return bookedFrom(
    row,
    recipe.map((part) => ({ inventoryItemId: part.inventory_item_id, quantity: part.quantity })),
  );
}

/** Before several are booked in one transaction: every component of theirs, in id order. */
export async function lockComponentsOf(sql: Sql, listingIds: readonly string[]): Promise<void> {
  const parts = await rows<{ id: string }>(
    sql,
    `select distinct part.inventory_item_id as id from channel_exposure_component part
       join channel_exposure exposure on exposure.id = part.exposure_id
      where exposure.listing_id = any(?::text[]) and exposure.deleted_at is null and part.deleted_at is null`,
    [textArray(listingIds)],
  );
  await lockShelves(
    sql,
    parts.map(({ id }) => id),
  );
}

/** Fenced writes before the last are history, and of refused ones only the last says when not to ask again. */
export function withoutHistory(ledger: Exposure): Exposure {
  const proven = ledger.writes.findLastIndex((write) => write.fenced);
  const kept = ledger.writes.slice(Math.max(0, proven));
  const writes = kept.filter((write, at) => write.state !== "refused" || at === kept.length - 1);
  return writes.length === ledger.writes.length ? ledger : { ...ledger, writes };
}

export async function saveExposure(
  sql: Sql,
  booked: BookedExposure,
  change: {
    ledger?: Exposure;
    readBack?: BookedExposure["readBack"];
    look?: SeenLook | undefined;
    known?: boolean;
    /** It goes dark to be shared anew. */
    zeroed?: boolean;
  },
): Promise<void> {
  const ledger = withoutHistory(change.ledger ?? booked.ledger);
  await sql.execute(
    `update channel_exposure set liability = ?, writes = ?::jsonb, returns = ?::jsonb, read_back = ?::jsonb, look = ?::jsonb,
            known = ?, doubted = ?, zeroed_at = case when ? then now() else zeroed_at end,
            negative_since = case when ? < 0 then coalesce(negative_since, now()) end, updated_at = now() where id = ?`,
    [
      ledger.liability,
      JSON.stringify({ list: ledger.writes }),
      JSON.stringify({ list: ledger.returns }),
      JSON.stringify(change.readBack ?? booked.readBack ?? null),
      JSON.stringify(change.look ?? booked.look ?? null),
      change.known ?? booked.known,
      ledger.doubted ?? false,
      change.zeroed ?? false,
      ledger.liability,
      booked.id,
    ],
  );
}
