import type { Order } from "connectors/contract";
import { lockExposure, saveExposure } from "./exposures";
import { type Exposure, giveBack, handOver, rememberReturn, type ShelfChange, takeOrder, takeOrderHandedOver } from "./ledger";
import { moveShelf } from "./shelf";
import { iso, milliseconds, newId, rows, type Sql } from "./sql";

const left = new Set(["handed-over", "delivered", "completed", "returning", "returned"]);

interface LineRow {
  id: string;
  listing_id: string | null;
  twin_id: string | null;
  cancelled: number;
  held: number;
  handed_over: number;
  returned: number;
}

interface OrderRow {
  id: string;
  changed_at: Date;
  read_began_at: Date;
  state: string;
  same: boolean;
  fresh: boolean;
}
const lockOrder = async (sql: Sql, account: { id: string }, order: Order): Promise<OrderRow | undefined> =>
  (
    await rows<OrderRow>(
      sql,
      `select id, changed_at, read_began_at, state, body = ?::jsonb as same, false as fresh from channel_order
        where account_id = ? and order_id = ? and deleted_at is null for update`,
      [JSON.stringify(order), account.id, order.id],
    )
  )[0];

/** As one of which nothing is known yet. Another reading may have opened it meanwhile. */
async function openOrder(sql: Sql, account: { id: string }, order: Order): Promise<OrderRow | undefined> {
  const [opened] = await rows<OrderRow>(
    sql,
    `insert into channel_order (id, account_id, order_id, state, channel_state, changed_at, created_there_at, read_began_at, body, short, unmapped)
     values (?, ?, ?, '', '', '1970-01-01', ?, '1970-01-01', '{}'::jsonb, false, false) on conflict do nothing
     returning id, changed_at, read_began_at, state, false as same, true as fresh`,
    [newId("chord"), account.id, order.id, order.createdAt],
  );
  return opened ?? lockOrder(sql, account, order);
}

/**
 * Stock follows state, not events: what the line should have moved, less what it has moved, in one transaction
 * (sync-protocol §11). A replay moves nothing. Returns the order's id when something is new. The caller has locked the
 * shelves of all that is told with it.
 */
export async function recordOrder(
  sql: Sql,
  account: { id: string },
  order: Order,
  reading: { beganAt: number; now: number; firstSeen?: (order: Order) => Promise<void> },
): Promise<string | undefined> {
  const changedAt = Date.parse(order.changedAt);
  const row = (await lockOrder(sql, account, order)) ?? (await openOrder(sql, account, order));
  if (!row) return undefined;
  if (row.fresh) await reading.firstSeen?.(order);
  const knownAt = milliseconds(row.changed_at) ?? 0;
  if (knownAt > changedAt || (knownAt === changedAt && (milliseconds(row.read_began_at) ?? 0) >= reading.beganAt))
    return undefined;

  let unmapped = false;
  let short = false;
  for (const line of [...order.lines].sort((one, other) => (one.id < other.id ? -1 : 1))) {
    const { productId = "", variantId = "" } = line;
    const [known] = await rows<LineRow>(
      sql,
      // The marketplace's own item id first, the seller's text second (sync-protocol §4).
      `insert into channel_order_line as known (id, channel_order_id, line_id, seller_sku, quantity, cancelled, held, handed_over, returned, listing_id, twin_id)
       values (?, ?, ?, ?, ?, ?, 0, 0, 0,
         coalesce((select id from channel_listing where account_id = ? and listed_product_id = ? and coalesce(listed_variant_id, '') = ? and deleted_at is null limit 1),
                  (select id from channel_listing where account_id = ? and upper(sku) = upper(?) and deleted_at is null limit 1)),
         (select id from channel_twin where account_id = ? and product_id = ? and variant_id = ? and deleted_at is null))
       on conflict (channel_order_id, line_id) where deleted_at is null do update set
         listing_id = coalesce(known.listing_id, excluded.listing_id), twin_id = coalesce(known.twin_id, excluded.twin_id),
         quantity = excluded.quantity, cancelled = greatest(known.cancelled, excluded.cancelled), updated_at = now()
       returning id, listing_id, twin_id, cancelled, held, handed_over, returned`,
      [
        newId("chordl"),
        row.id,
        line.id,
        line.sellerSku,
        line.quantity,
        line.cancelledQuantity,
        account.id,
        productId,
        variantId,
        account.id,
        line.sellerSku,
        account.id,
        productId,
        variantId,
      ],
    );
    const booked = known?.listing_id ? await lockExposure(sql, known.twin_id ?? known.listing_id) : undefined;
    if (!known || !booked) {
      unmapped = true;
      continue;
    }
    const moved = moveLine(booked.ledger, known, line.quantity, order.state, reading.now);
    await saveExposure(sql, booked, { ledger: moved.exposure });
    for (const part of booked.recipe) {
      const { held, onHand } = await moveShelf(sql, part.inventoryItemId, {
        held: moved.shelf.held * part.quantity,
        onHand: moved.shelf.onHand * part.quantity,
      });
      if (held > onHand && moved.line.held > 0) short = true;
    }
    await sql.execute("update channel_order_line set held = ?, handed_over = ?, returned = ? where id = ?", [
      moved.line.held,
      moved.line.handedOver,
      moved.line.returned,
      known.id,
    ]);
  }
  await sql.execute(
    `update channel_order set state = ?, channel_state = ?, changed_at = ?, read_began_at = ?, body = ?::jsonb, unmapped = ?, short = ?,
            updated_at = now() where id = ?`,
    [order.state, order.channelState, order.changedAt, iso(reading.beganAt), JSON.stringify(order), unmapped, short, row.id],
  );
  // A buyer who gave up withdraws what we had not sent yet, and what was refused for it is explained.
  if (order.state === "cancelled") {
    await sql.execute(
      "update channel_problem set resolved_at = now() where order_id = ? and purpose = 'run-commands' and resolved_at is null",
      [row.id],
    );
    await sql.execute(
      "update channel_command set state = 'withdrawn' where account_id = ? and order_id = ? and kind <> 'cancel' and state in ('held', 'queued')",
      [account.id, order.id],
    );
  }
  return row.state === order.state && row.same ? undefined : row.id;
}

/** After hand-over nothing comes back by itself: a person receives the goods. */
export function moveLine(
  ledger: Exposure,
  known: { cancelled: number; held: number; handed_over: number; returned: number },
  quantity: number,
  state: Order["state"],
  now: number,
): { exposure: Exposure; shelf: ShelfChange; line: { held: number; handedOver: number; returned: number } } {
  const cancelled = state === "cancelled" ? quantity : Math.min(quantity, known.cancelled);
  const alive = quantity - cancelled;
  const firstSeen = known.held + known.handed_over + known.returned === 0;
  let exposure = ledger;
  let held = 0;
  let onHand = 0;
  const line = { held: known.held, handedOver: known.handed_over, returned: known.returned };
  const add = (shelf: ShelfChange) => {
    held += shelf.held;
    onHand += shelf.onHand;
  };

  const back = Math.max(0, cancelled - line.returned);
  if (back > 0) {
    const fromHeld = Math.min(back, line.held);
    if (fromHeld > 0) {
      const given = giveBack(exposure, fromHeld, now);
      exposure = given.exposure;
      add(given.shelf);
      line.held -= fromHeld;
      line.returned += fromHeld;
    }
    const unseen = firstSeen ? back - fromHeld : 0;
    if (unseen > 0) {
      exposure = rememberReturn(exposure, unseen, now);
      line.returned += unseen;
    }
  }
  const missing = Math.max(0, alive - line.held - line.handedOver);
  if (missing > 0) {
    const taken = left.has(state) ? takeOrderHandedOver(exposure, missing) : takeOrder(exposure, missing);
    exposure = taken.exposure;
    add(taken.shelf);
    if (left.has(state)) line.handedOver += missing;
    else line.held += missing;
    // Units given back before and alive again there are no return any more.
    line.returned = Math.min(line.returned, cancelled);
  }
  if (left.has(state) && line.held > 0) {
    add(handOver(line.held));
    line.handedOver += line.held;
    line.held = 0;
  }
  return { exposure, shelf: { held, onHand }, line };
}
