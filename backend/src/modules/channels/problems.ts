import type { ActKind, Outcome } from "./act-types";
import { newId, type Sql } from "./sql";

/** Met again and again by every sweep, it stays one open row. */
export async function writeProblemOnce(
  sql: Sql,
  problem: {
    account_id: string;
    listing_id?: string | null;
    order_id?: string | null;
    purpose: string;
    code: string;
    message: string;
  },
): Promise<void> {
  const { account_id, listing_id = null, order_id = null, purpose, code, message } = problem;
  await sql.execute(
    `insert into channel_problem (id, account_id, listing_id, order_id, purpose, code, message, whose)
     select ?, ?, ?, ?, ?, ?, ?, 'operator'
      where not exists (select 1 from channel_problem where account_id = ? and purpose = ? and code = ? and resolved_at is null
        and listing_id is not distinct from ?::text and order_id is not distinct from ?::text and (order_id is not null or message = ?))`,
    [
      newId("chprob"),
      account_id,
      listing_id,
      order_id,
      purpose,
      code,
      message,
      account_id,
      purpose,
      code,
      listing_id,
      order_id,
      message,
    ],
  );
}

const lasting = new Set(["validation", "rejected", "unexpected"]);

/** What a repeat cannot mend is shown until the same kind of act works again. Acts about one listing say it at the listing. */
export async function noteTrouble(
  sql: Sql,
  accountId: string,
  kind: ActKind,
  error: Outcome["error"] | undefined,
): Promise<void> {
  if (!error)
    await sql.execute(
      "update channel_problem set resolved_at = now() where account_id = ? and purpose = ? and listing_id is null and resolved_at is null",
      [accountId, kind],
    );
  else if (lasting.has(error.kind))
    await writeProblemOnce(sql, {
      account_id: accountId,
      purpose: kind,
      code: error.code,
      message: error.vietnamese ?? error.message,
    });
}
