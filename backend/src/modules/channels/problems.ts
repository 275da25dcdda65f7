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
