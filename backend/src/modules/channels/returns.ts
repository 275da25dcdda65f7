import type { OrderReturn, Text } from "connectors/contract";
import type { AccountRow, PlannedAct, Planning } from "./plan-acts";
import { lockShelves, moveShelf } from "./shelf";
import { iso, milliseconds, newId, rows, type Sql } from "./sql";
import { channelsTexts } from "./texts";

const returnsEveryMs = 10 * 60_000;
/** A cancellation or a hand-over that was missed strands its unit no longer than this (sync-protocol §3). */
const heldAgainMs = 24 * 3_600_000;
const heldAtATime = 10;

/** Every order that holds units is read again by its id once a day, each by itself: one that cannot be read delays no other. */
export async function planHeldAgain({ sql, account, edge, now }: Planning): Promise<PlannedAct[]> {
  if (edge?.ways.orders !== "api") return [];
  const old = await rows<{ order_id: string }>(
    sql,
    `update channel_order set asked_at = now() where id in (
       select placed.id from channel_order placed
        where placed.account_id = ? and greatest(placed.read_began_at, placed.asked_at) < ? and placed.deleted_at is null
          and exists (select from channel_order_line line where line.channel_order_id = placed.id and line.held > 0)
        order by greatest(placed.read_began_at, placed.asked_at) limit ${heldAtATime}) returning order_id`,
    [account.id, iso(now - heldAgainMs)],
  );
  return old.map(({ order_id }) => ({ kind: "read-orders", payload: { orderIds: [order_id] }, about: {} }));
}

export async function planReturns({ sql, account, edge, assumptions, now }: Planning): Promise<PlannedAct[]> {
  if (edge?.ways.orders !== "api" || !edge.returns) return [];
  const [kept] = await rows<{ returns_read_until: Date | null }>(
    sql,
    "select returns_read_until from channel_account where id = ?",
    [account.id],
  );
  const until = milliseconds(kept?.returns_read_until ?? null);
  if (until !== undefined && now - until < returnsEveryMs) return [];
  const since = until === undefined ? now - 30 * heldAgainMs : until - assumptions.orderVisibleWithinMs;
  return [{ kind: "read-returns", payload: { changedSince: iso(since) }, about: {} }];
}

export async function settleReturnsRead(sql: Sql, account: AccountRow, beganAt: string): Promise<void> {
  await sql.execute("update channel_account set returns_read_until = ? where id = ?", [beganAt, account.id]);
}

/** A reading that is older than the one known is dropped. */
export async function recordReturn(sql: Sql, account: AccountRow, told: OrderReturn): Promise<void> {
  await sql.execute(
    `insert into channel_return as known (id, account_id, return_id, order_id, state, changed_at, lines) values (?, ?, ?, ?, ?, ?, ?::jsonb)
     on conflict (account_id, return_id) where deleted_at is null do update set state = excluded.state, changed_at = excluded.changed_at,
       lines = excluded.lines, updated_at = now() where known.changed_at <= excluded.changed_at`,
    [newId("chret"), account.id, told.id, told.orderId, told.state, told.changedAt, JSON.stringify({ list: told.lines })],
  );
}

export interface ReceivedGoods {
  readonly returnId: string;
  readonly lineId: string;
  readonly quantity: number;
  readonly resaleable: boolean;
  readonly by: string;
}

/** Once for each return and line: what may be sold again is on the shelf again. The shelves that grew. */
export async function receiveReturn(
  sql: Sql,
  { returnId, lineId, quantity, resaleable, by }: ReceivedGoods,
): Promise<{ inventoryItemIds: string[]; again: boolean } | { refused: Text }> {
  const [told] = await rows<{ account_id: string; order_id: string; lines: { list: OrderReturn["lines"] } }>(
    sql,
    "select account_id, order_id, lines from channel_return where id = ? and deleted_at is null for update",
    [returnId],
  );
  const line = told?.lines.list.find((each) => each.lineId === lineId);
  if (!told || !line) return { refused: channelsTexts.say("no-return") };
  if (quantity > line.quantity) return { refused: channelsTexts.say("return-too-many", { most: line.quantity }) };
  const parts = await rows<{ inventory_item_id: string; quantity: number }>(
    sql,
    `select part.inventory_item_id, part.quantity from channel_order placed
       join channel_order_line line on line.channel_order_id = placed.id and line.line_id = ?
       join channel_exposure exposure on exposure.listing_id = line.listing_id
       join channel_exposure_component part on part.exposure_id = exposure.id
      where placed.account_id = ? and placed.order_id = ?`,
    [lineId, told.account_id, told.order_id],
  );
  const ids = parts.map((part) => part.inventory_item_id);
  await lockShelves(sql, ids);
  const received = await rows(
    sql,
    `insert into channel_return_receipt (id, channel_return_id, line_id, quantity, resaleable, received_by) values (?, ?, ?, ?, ?, ?)
     on conflict do nothing returning id`,
    [newId("chrec"), returnId, lineId, quantity, resaleable, by],
  );
  if (!received.length) return { inventoryItemIds: [], again: true };
  if (!resaleable) return { inventoryItemIds: [], again: false };
  for (const part of parts) await moveShelf(sql, part.inventory_item_id, { held: 0, onHand: quantity * part.quantity });
  return { inventoryItemIds: ids, again: false };
}

export interface ReturnView {
  readonly id: string;
  readonly account_id: string;
  readonly order_id: string;
  readonly return_id: string;
  readonly state: string;
  readonly changed_at: Date;
  readonly lines: readonly {
    readonly line_id: string;
    readonly quantity: number;
    readonly title: string | null;
    readonly received: { readonly quantity: number; readonly resaleable: boolean } | null;
  }[];
}

/** What is on its way back to these accounts, and what of it has been received; newest first. */
export async function returnsOf(sql: Sql, accountIds: readonly string[]): Promise<ReturnView[]> {
  if (!accountIds.length) return [];
  return rows<ReturnView>(
    sql,
    `select told.id, told.account_id, told.order_id, told.return_id, told.state, told.changed_at,
            coalesce(jsonb_agg(jsonb_build_object('line_id', line->>'lineId', 'quantity', (line->>'quantity')::int,
              'title', (select told_line->>'title' from channel_order placed, jsonb_array_elements(placed.body->'lines') told_line
                         where placed.account_id = told.account_id and placed.order_id = told.order_id and told_line->>'id' = line->>'lineId' limit 1),
              'received', (select jsonb_build_object('quantity', quantity, 'resaleable', resaleable) from channel_return_receipt receipt
                            where receipt.channel_return_id = told.id and receipt.line_id = line->>'lineId' and receipt.deleted_at is null))), '[]'::jsonb) as lines
       from channel_return told, jsonb_array_elements(told.lines->'list') line
      where told.account_id in (${accountIds.map(() => "?").join(", ")}) and told.deleted_at is null
      group by told.id order by told.changed_at desc limit 200`,
    [...accountIds],
  );
}
