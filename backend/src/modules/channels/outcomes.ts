import type { Text } from "connectors/contract";
import type { Outcome } from "./act-types";
import type { Assumptions } from "./assumptions";
import type { AccountRow, ListingRow } from "./plan-acts";
import { type Row, rows, type Sql } from "./sql";
import type { About } from "./turn-rules";

export interface Settling {
  readonly sql: Sql;
  readonly account: AccountRow;
  readonly assumptions: Assumptions;
  readonly now: number;
  readonly about: About;
  readonly outcome: Outcome;
}

export async function listingOf(sql: Sql, id: string | undefined): Promise<ListingRow | undefined> {
  if (!id) return undefined;
  const [row] = await rows<ListingRow>(sql, "select * from channel_listing where id = ? for update", [id]);
  return row;
}

export async function setSent(sql: Sql, listing: ListingRow, change: Row, at: number): Promise<void> {
  await sql.execute(
    "update channel_listing set sent = coalesce(sent, '{}'::jsonb) || ?::jsonb, problem = null, problem_version = null, updated_at = now() where id = ?",
    [JSON.stringify({ ...change, at }), listing.id],
  );
}

export async function setProblem(sql: Sql, listing: ListingRow, problem: { code: string; says: Text }): Promise<void> {
  const { code, says } = problem;
  await sql.execute(
    "update channel_listing set problem = ?::jsonb, problem_version = wanted_version, updated_at = now() where id = ?",
    [JSON.stringify({ code, says }), listing.id],
  );
}
