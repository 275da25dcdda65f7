import type { Text } from "connectors/contract";
import type { ActKind, Outcome } from "./act-types";
import { newId, type Sql } from "./sql";
import { inEnglish } from "./texts";

/** For people by a text, for support in English; where nobody wrote a text, in English alone. */
type Told = { says: Text; message?: string } | { says?: Text | undefined; message: string };

/** Met again and again by every sweep, it stays one open row. */
export async function writeProblemOnce(
  sql: Sql,
  problem: {
    account_id: string;
    listing_id?: string | null;
    order_id?: string | null;
    purpose: string;
    code: string;
    whose?: "producer" | "operator";
  } & Told,
): Promise<void> {
  const { account_id, listing_id = null, order_id = null, purpose, code, whose = "operator" } = problem;
  const { says } = problem;
  const message = problem.message ?? (says ? inEnglish(says) : "");
  const saying = says ? JSON.stringify({ code: says.code, params: says.params }) : null;
  await sql.execute(
    `insert into channel_problem (id, account_id, listing_id, order_id, purpose, code, message, says, whose)
     select ?, ?, ?, ?, ?, ?, ?, ?::jsonb, ?
      where not exists (select 1 from channel_problem where account_id = ? and purpose = ? and code = ? and resolved_at is null
        and listing_id is not distinct from ?::text and order_id is not distinct from ?::text
        and (order_id is not null or says = ?::jsonb or (?::jsonb is null and says is null and message = ?)))`,
    [
      newId("chprob"),
      account_id,
      listing_id,
      order_id,
      purpose,
      code,
      message,
      saying,
      whose,
      account_id,
      purpose,
      code,
      listing_id,
      order_id,
      saying,
      saying,
      message,
    ],
  );
}

export async function closeProblem(
  sql: Sql,
  { account_id, listing_id, purpose, code }: { account_id: string; listing_id: string; purpose: string; code: string },
): Promise<void> {
  await sql.execute(
    `update channel_problem set resolved_at = now()
      where account_id = ? and listing_id = ? and purpose = ? and code = ? and resolved_at is null`,
    [account_id, listing_id, purpose, code],
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
      message: error.message,
      ...(error.says ? { says: error.says } : {}),
    });
}
