import type { Exposure, Look, ReadBack } from "./ledger";
import { lockComponents, type Part } from "./shelf";
import { newId, rows, type Sql } from "./sql";

export interface BookedExposure {
  readonly id: string;
  readonly listingId: string;
  readonly known: boolean;
  readonly ledger: Exposure;
  readonly readBack: (ReadBack & { readonly writeId: string }) | undefined;
  readonly look: Look | undefined;
  readonly recipe: readonly Part[];
}

interface ExposureRow {
  id: string;
  listing_id: string;
  liability: number;
  known: boolean;
  writes: { list: Exposure["writes"] };
  returns: { list: Exposure["returns"] };
  read_back: (ReadBack & { writeId: string }) | null;
  look: Look | null;
}

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

/** Locks the components first, then the exposure: the order every transaction keeps. */
export async function lockExposure(sql: Sql, listingId: string): Promise<BookedExposure | undefined> {
  const recipe = await rows<{ inventory_item_id: string; quantity: number }>(
    sql,
    `select part.inventory_item_id, part.quantity from channel_exposure_component part
       join channel_exposure exposure on exposure.id = part.exposure_id where exposure.listing_id = ?`,
    [listingId],
  );
  await lockComponents(
    sql,
    recipe.map((part) => part.inventory_item_id),
  );
  const [row] = await rows<ExposureRow>(sql, "select * from channel_exposure where listing_id = ? for update", [listingId]);
  if (!row) return undefined;
  return {
    id: row.id,
    listingId: row.listing_id,
    known: row.known,
    ledger: { id: row.id, liability: row.liability, writes: row.writes.list, returns: row.returns.list },
    readBack: row.read_back ?? undefined,
    look: row.look ?? undefined,
    recipe: recipe.map((part) => ({ inventoryItemId: part.inventory_item_id, quantity: part.quantity })),
  };
}

/** Fenced writes before the last are history: nothing can rely on them any more. */
function withoutHistory(ledger: Exposure): Exposure {
  const proven = ledger.writes.findLastIndex((write) => write.fenced);
  return proven > 0 ? { ...ledger, writes: ledger.writes.slice(proven) } : ledger;
}

export async function saveExposure(
  sql: Sql,
  booked: BookedExposure,
  change: { ledger?: Exposure; readBack?: BookedExposure["readBack"]; look?: Look; known?: boolean },
): Promise<void> {
  const ledger = withoutHistory(change.ledger ?? booked.ledger);
  await sql.execute(
    `update channel_exposure set liability = ?, writes = ?::jsonb, returns = ?::jsonb, read_back = ?::jsonb, look = ?::jsonb,
            known = ?, updated_at = now() where id = ?`,
    [
      ledger.liability,
      JSON.stringify({ list: ledger.writes }),
      JSON.stringify({ list: ledger.returns }),
      JSON.stringify(change.readBack ?? booked.readBack ?? null),
      JSON.stringify(change.look ?? booked.look ?? null),
      change.known ?? booked.known,
      booked.id,
    ],
  );
}
