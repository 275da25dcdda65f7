import type { Problem } from "connectors/contract";
import type { ActKind } from "./act-types";
import type { PlannedAct, Planning } from "./plan-acts";
import { writeProblemOnce } from "./problems";
import { iso, newId, rows, type Sql, textArray } from "./sql";
import { channelsTexts } from "./texts";

const purpose = "unread-order";
const againMs = 3_600_000;
const atATime = 10;

/**
 * An order that cannot be read is remembered by its id until it is read: it falls out of later windows and would be forgotten.
 * True: a row names no order, so nothing is proven by this reading (sync-protocol §4).
 */
export async function keepUnread(
  sql: Sql,
  { account_id: accountId, kind }: { account_id: string; kind: ActKind },
  problems: readonly Problem[],
): Promise<boolean> {
  let nameless = false;
  for (const problem of problems) {
    const { row, mayContain } = problem;
    if (typeof row !== "string" || !row) {
      nameless = true;
      await writeProblemOnce(sql, { account_id: accountId, purpose: kind, code: problem.code, says: problem });
      continue;
    }
    const contents = mayContain ? JSON.stringify(mayContain.map((name) => name.toUpperCase())) : null;
    const open = await rows(
      sql,
      `insert into channel_unread_order as known (id, account_id, order_id, may_contain, asked_at) values (?, ?, ?, ?::jsonb, now())
       on conflict (account_id, order_id) where deleted_at is null
       do update set may_contain = excluded.may_contain, closed_at = null, updated_at = now() where known.closed_by is null returning id`,
      [newId("chunord"), accountId, row, contents],
    );
    if (open.length)
      await writeProblemOnce(sql, {
        account_id: accountId,
        purpose,
        code: purpose,
        says: channelsTexts.say("unread-order", { order: row }),
        message: `Order ${row} could not be read: ${String(problem.params?.["why"] ?? problem.code)}`,
      });
  }
  return nameless;
}

/** They were read, or somebody has dealt with them there. */
export async function closeUnread(sql: Sql, accountId: string, orderIds: readonly string[], by?: string): Promise<boolean> {
  if (!orderIds.length) return false;
  const closed = await rows(
    sql,
    `update channel_unread_order set closed_at = now(), closed_by = ?, updated_at = now()
      where account_id = ? and order_id = any(?::text[]) and closed_at is null returning id`,
    [by ?? null, accountId, textArray(orderIds)],
  );
  if (!closed.length) return false;
  // What it held up is proven by the next fence, which would not be read for what is covered already.
  await sql.execute("update channel_account set covered_until = null where id = ?", [accountId]);
  await sql.execute(
    `update channel_problem set resolved_at = now() where account_id = ? and purpose = ? and resolved_at is null
          and says->'params'->>'order' = any(?::text[])`,
    [accountId, purpose, textArray(orderIds)],
  );
  return true;
}

/**
 * Listings and twins that an unread order may have sold; where it cannot be told, all that are strict. An order that was read
 * before holds its units already.
 */
export async function frozenBy(sql: Sql, accountId: string): Promise<ReadonlySet<string>> {
  const [some] = await rows(
    sql,
    "select id from channel_unread_order where account_id = ? and closed_at is null and deleted_at is null limit 1",
    [accountId],
  );
  if (!some) return new Set();
  const frozen = await rows<{ id: string }>(
    sql,
    `select exposure.listing_id as id from channel_unread_order unread
       join channel_exposure exposure on exposure.account_id = unread.account_id and exposure.deleted_at is null
       left join channel_twin twin on twin.id = exposure.listing_id
       join channel_listing listing on listing.id = coalesce(twin.listing_id, exposure.listing_id)
      where unread.account_id = ? and unread.closed_at is null and unread.deleted_at is null
        and not exists (select from channel_order known where known.account_id = unread.account_id and known.order_id = unread.order_id and known.state <> '')
        and case when unread.may_contain is null then exists (
              select from channel_exposure_component part join channel_stock_component shelf on shelf.id = part.inventory_item_id
               where part.exposure_id = exposure.id and (shelf.allowance = 0 or shelf.on_hand - shelf.held < shelf.strict_below))
            else unread.may_contain @> to_jsonb(upper(coalesce(twin.product_id, listing.listed_product_id, '')))
              or unread.may_contain @> to_jsonb(upper(listing.sku)) end`,
    [accountId],
  );
  return new Set(frozen.map(({ id }) => id));
}

/** Once an hour, each by itself. */
export async function planUnreadAgain({ sql, account, edge, now }: Planning): Promise<PlannedAct[]> {
  if (edge?.ways.orders !== "api") return [];
  const due = await rows<{ order_id: string }>(
    sql,
    `update channel_unread_order set asked_at = now() where id in (
       select id from channel_unread_order where account_id = ? and closed_at is null and asked_at < ? and deleted_at is null
        order by asked_at limit ${atATime}) returning order_id`,
    [account.id, iso(now - againMs)],
  );
  return due.map(({ order_id }) => ({ kind: "read-orders", payload: { orderIds: [order_id] }, about: { unread: true } }));
}
