import type { ActKind, Purpose } from "../act-types";
import { type Row, rows, type Sql } from "../sql";
import { laneOf } from "../turn-rules";

/** Work that was given up: a problem nobody has resolved, or a listing as the channel refused it. */
export interface DeadLetter {
  readonly id: string;
  readonly kind: "problem" | "refused-listing";
  readonly accountId: string | null;
  readonly listingId: string | null;
  /** Our row of the order, and the channel's id of it. */
  readonly orderRow: string | null;
  readonly orderId: string | null;
  readonly purpose: string;
  readonly code: string;
}

const turnOf: Readonly<Partial<Record<ActKind | "unread-order", Purpose>>> = {
  "read-order-changes": "pull-orders",
  "read-orders-created": "push-stock",
  "read-orders": "pull-orders",
  "unread-order": "pull-orders",
  "read-returns": "pull-orders",
  "read-stock": "push-stock",
  "adjust-stock": "push-stock",
  look: "push-listings",
  "create-hidden": "push-listings",
  "update-listing": "push-listings",
  activate: "push-listings",
  hide: "push-listings",
  remove: "push-listings",
  "list-listings": "look-at-listings",
  "observe-page": "look-at-listings",
  accept: "run-commands",
  pack: "run-commands",
  ship: "run-commands",
  cancel: "run-commands",
  "refresh-access": "refresh-access",
  "write-listing-sheet": "write-sheets",
  "write-offer-sheet": "write-sheets",
  "write-stock-sheet": "write-sheets",
  "read-order-sheet": "read-sheet",
  "read-stock-sheet": "read-sheet",
};
/** Told to people, who alone can do something about it. */
const forPeople = new Set(["twin", "echo"]);

/** Whose turns would do the work again; none: it is a person's. */
export function turnsOf({ kind, purpose, code }: Pick<DeadLetter, "kind" | "purpose" | "code">): readonly Purpose[] {
  if (kind === "refused-listing") return ["push-listings", "push-offers"];
  if (forPeople.has(code)) return [];
  const turn = Object.hasOwn(laneOf, purpose) ? (purpose as Purpose) : turnOf[purpose as keyof typeof turnOf];
  return turn ? [turn] : [];
}

export async function letterOf(sql: Sql, id: string): Promise<DeadLetter | undefined> {
  const [letter] = await rows<DeadLetter>(
    sql,
    `select problem.id, 'problem' as kind, problem.account_id as "accountId", problem.listing_id as "listingId",
            problem.order_id as "orderRow", coalesce(placed.order_id, problem.says->'params'->>'order') as "orderId",
            problem.purpose, problem.code
       from channel_problem problem left join channel_order placed on placed.id = problem.order_id
      where problem.id = ? and problem.resolved_at is null and problem.deleted_at is null
     union all
     select id, 'refused-listing', account_id, id, null, null, 'push-listings', coalesce(problem->>'code', '')
       from channel_listing where id = ? and ${refused}`,
    [id, id],
  );
  return letter;
}

const refused = "problem is not null and problem_version = wanted_version and deleted_at is null";

export interface RefusedListing {
  readonly id: string;
  readonly account_id: string;
  readonly sku: string;
  readonly problem: Row;
  readonly refused_at: Date;
}
/** What channels refused as it is wanted now, newest first. */
export const refusedListings = (sql: Sql, most: number): Promise<RefusedListing[]> =>
  rows<RefusedListing>(
    sql,
    `select id, account_id, sku, problem, updated_at as refused_at from channel_listing
      where ${refused} and exists (select from channel_account account where account.id = account_id and account.state <> 'retired')
      order by updated_at desc, id limit ?`,
    [most],
  );

/**
 * Takes away what holds the plan back, so that the next turn decides anew; nothing is sent, and no payload of before is kept
 * (sync-protocol §12). What is still wrong then is met and told again.
 */
export async function takeUpAgain(sql: Sql, letter: DeadLetter): Promise<void> {
  const { kind, accountId, listingId, orderRow, orderId, code } = letter;
  if (kind === "refused-listing") {
    // All of the account's in their order, as a plan locks them, or this and a plan would wait for each other.
    await sql.execute("select id from channel_listing where account_id = ? and deleted_at is null order by id for update", [
      accountId,
    ]);
    await sql.execute("update channel_listing set problem = null, problem_version = null, updated_at = now() where id = ?", [
      listingId,
    ]);
    return;
  }
  if (letter.purpose === "unread-order") {
    // It stays told until it is read: closing it is what frees the stock it holds up.
    await sql.execute(
      "update channel_unread_order set asked_at = 'epoch' where account_id = ? and order_id = ? and closed_at is null",
      [accountId, orderId],
    );
    return;
  }
  const command = /^(accept|pack|ship|cancel)-(refused|unknown)$/.exec(code);
  if (command && orderRow)
    await sql.execute(
      // Refused was surely not done. Unknown stays unknown: it is read back before anything is sent (sync-protocol §12).
      `update channel_command set state = case when state = 'refused' then 'queued' else state end, attempts = 0,
              needs_person = false, updated_at = now()
        where account_id = ? and order_id = ? and kind = ? and (state = 'refused' or needs_person)`,
      [accountId, orderId, command[1]],
    );
  await sql.execute("update channel_problem set resolved_at = now(), updated_at = now() where id = ?", [letter.id]);
}
