import { admitsSale, bound, type Component, sellableHere } from "./ledger";
import { allowanceNow, type Strictness, strictness } from "./plan/strict";
import { marks, newId, rows, type Sql, textArray } from "./sql";

export interface Part {
  readonly inventoryItemId: string;
  readonly quantity: number;
}
export type Admission = { admitted: true } | { admitted: false; short: { inventoryItemId: string; missing: number }[] };

/** Locks the rows in id order, so that no two transactions wait for each other. A component met for the first time is made. */
export async function lockShelves(sql: Sql, ids: readonly string[]): Promise<readonly string[]> {
  const sorted = [...new Set(ids)].sort();
  if (!sorted.length) return sorted;
  const lock = () =>
    rows(sql, `select id from channel_stock_component where id in (${marks(sorted)}) order by id for update`, sorted);
  if ((await lock()).length === sorted.length) return sorted;
  await sql.execute(
    `insert into channel_stock_component (id, on_hand, held, allowance)
     select id, 0, 0, 0 from unnest(?::text[]) asked(id)
      where not exists (select 1 from channel_stock_component known where known.id = asked.id) order by id on conflict (id) do nothing`,
    [textArray(sorted)],
  );
  await lock();
  return sorted;
}

/** Locks them, and adds up what every exposure claims. */
export async function lockComponents(sql: Sql, ids: readonly string[]): Promise<Map<string, Component>> {
  return readComponents(sql, await lockShelves(sql, ids));
}

/** As they are now, unlocked: for showing, never for deciding. */
export async function readComponents(sql: Sql, ids: readonly string[]): Promise<Map<string, Component>> {
  if (!ids.length) return new Map();
  const found = await rows<{
    id: string;
    on_hand: number;
    held: number;
    allowance: number;
    strict_below: number | null;
    claims: string | null;
  }>(
    sql,
    `select shelf.id, shelf.on_hand, shelf.held, shelf.allowance, shelf.strict_below, claim.units as claims from channel_stock_component shelf
       left join (select part.inventory_item_id as id, sum(part.quantity * exposure.liability) as units
                    from channel_exposure_component part join channel_exposure exposure on exposure.id = part.exposure_id
                   where part.inventory_item_id in (${marks(ids)}) and part.deleted_at is null group by part.inventory_item_id) claim on claim.id = shelf.id
      where shelf.id in (${marks(ids)})`,
    [...ids, ...ids],
  );
  return new Map(
    found.map(({ id, on_hand, held, allowance, strict_below, claims }) => [
      id,
      {
        id,
        onHand: on_hand,
        held,
        allowance: allowanceNow(allowance, on_hand - held, strict_below ?? undefined),
        claims: Number(claims ?? 0),
      },
    ]),
  );
}

/** What is there and what is held after it. */
export async function moveShelf(
  sql: Sql,
  id: string,
  change: { held: number; onHand: number },
): Promise<{ held: number; onHand: number }> {
  const [after] = await rows<{ held: number; onHand: number }>(
    sql,
    `update channel_stock_component set held = held + ?, on_hand = on_hand + ?, updated_at = now() where id = ?
     returning held, on_hand as "onHand"`,
    [change.held, change.onHand, id],
  );
  return after ?? { held: 0, onHand: 0 };
}

const merge = (parts: readonly Part[]): Map<string, number> => {
  const merged = new Map<string, number>();
  for (const { inventoryItemId, quantity } of parts) merged.set(inventoryItemId, (merged.get(inventoryItemId) ?? 0) + quantity);
  return merged;
};

/**
 * The check of sync-protocol §1 and the hold, in one transaction. The same key again is the same hold; for other units, because
 * a cart was changed between two attempts, it is checked anew.
 */
export async function admitSale(sql: Sql, key: string, parts: readonly Part[]): Promise<Admission> {
  const wanted = merge(parts);
  const before = await standingHold(sql, key);
  await lockShelves(sql, [...wanted.keys(), ...before.map((part) => part.inventory_item_id)]);
  const standing = await standingHold(sql, key);
  const held = standing.filter(({ state }) => state === "held");
  const isSame = held.length === wanted.size && held.every((part) => wanted.get(part.inventory_item_id) === part.quantity);
  if (standing.length && (isSame || !held.length)) {
    // Somebody is at it again: not idle.
    await sql.execute("update channel_stock_hold set updated_at = now() where key = ? and state = 'held'", [key]);
    return { admitted: true };
  }
  if (held.length) await endHold(sql, key, "released");
  const components = await lockComponents(sql, [...wanted.keys()]);
  const short: { inventoryItemId: string; missing: number }[] = [];
  for (const [inventoryItemId, quantity] of wanted) {
    const component = components.get(inventoryItemId);
    if (component && !admitsSale(component, quantity))
      short.push({ inventoryItemId, missing: quantity - sellableHere(component) });
  }
  if (short.length) return { admitted: false, short };
  for (const [inventoryItemId, quantity] of wanted) {
    await moveShelf(sql, inventoryItemId, { held: quantity, onHand: 0 });
    await sql.execute(
      `insert into channel_stock_hold (id, key, inventory_item_id, quantity, state) values (?, ?, ?, ?, 'held')
       on conflict (key, inventory_item_id) where deleted_at is null
       do update set quantity = excluded.quantity, state = 'held', updated_at = now()`,
      [newId("chhold"), key, inventoryItemId, quantity],
    );
  }
  return { admitted: true };
}

interface HoldPart {
  readonly inventory_item_id: string;
  readonly quantity: number;
  readonly state: string;
}
const standingHold = (sql: Sql, key: string): Promise<HoldPart[]> =>
  rows(sql, "select inventory_item_id, quantity, state from channel_stock_hold where key = ? and state <> 'released'", [key]);

/** Once: a hold that was released or settled stays as it is; so does one that was asked for since `idleSince`. */
export async function endHold(sql: Sql, key: string, state: "released" | "settled", idleSince?: Date): Promise<boolean> {
  const parts = await standingHold(sql, key);
  await lockShelves(
    sql,
    parts.map((part) => part.inventory_item_id),
  );
  const held = await rows<HoldPart>(
    sql,
    `update channel_stock_hold set state = ?, updated_at = now() where key = ? and state = 'held' and (?::timestamptz is null or updated_at < ?)
     returning inventory_item_id, quantity, state`,
    [state, key, ...Array(2).fill(idleSince?.toISOString() ?? null)],
  );
  for (const { inventory_item_id, quantity } of held)
    await moveShelf(sql, inventory_item_id, { held: -quantity, onHand: state === "settled" ? -quantity : 0 });
  return held.length > 0;
}

/** For showing, without a lock: what may be oversold as the ledger stands, and whether anything may (sync-protocol §7). */
export async function boundOf(
  sql: Sql,
  inventoryItemId: string,
): Promise<Component & { bound: number; sellableHere: number; short: number; mode: Strictness }> {
  const component = (await readComponents(sql, [inventoryItemId])).get(inventoryItemId) ?? {
    id: inventoryItemId,
    onHand: 0,
    held: 0,
    allowance: 0,
    claims: 0,
  };
  return {
    ...component,
    bound: bound(component),
    sellableHere: sellableHere(component),
    short: Math.max(0, component.held - component.onHand),
    mode: strictness(component),
  };
}
