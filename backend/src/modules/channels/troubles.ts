import type { Text } from "connectors/contract";
import type { Outcome } from "./act-types";
import { type OpenTurn, type Trouble, troublesOf } from "./plan/trouble";
import { milliseconds, rows, type Sql, textArray } from "./sql";
import { channelsTexts } from "./texts";

/** What a repeat may mend; the rest is somebody's task and has a row of its own (problems.ts). */
const passing = new Set(["retryable", "rate-limited", "auth", "unexpected"]);

/** The turn has met a fault: its account says so until a turn of the same purpose meets none. */
export async function noteFailure(sql: Sql, turnId: string, error: Outcome["error"]): Promise<void> {
  if (!error || !passing.has(error.kind)) return;
  await sql.execute(
    "update channel_turn set failed = coalesce(failed, ?::jsonb), failed_at = coalesce(failed_at, now()) where id = ?",
    [JSON.stringify({ kind: error.kind, code: error.code }), turnId],
  );
}

/** A turn came to its end, or had nothing to do: what earlier ones of its purpose met, or left lying, is over. */
export async function forgetFailures(sql: Sql, turn: { id: string; account_id: string; purpose: string }): Promise<void> {
  await sql.execute(
    `update channel_turn set failed = null, failed_at = null, ended_at = coalesce(ended_at, now())
      where account_id = ? and purpose = ? and id <> ? and (failed is not null or ended_at is null)
        and not exists (select from channel_turn this where this.id = ? and this.failed is not null)`,
    [turn.account_id, turn.purpose, turn.id, turn.id],
  );
}

export interface Watched {
  readonly id: string;
  /** Turns are due all the time: nothing keeps it from one, and its orders come by API. */
  readonly due: boolean;
  readonly created_at: Date;
}

/** By account; the oldest first. */
export async function accountTroubles(
  sql: Sql,
  accounts: readonly Watched[],
  now: number,
): Promise<ReadonlyMap<string, readonly Trouble[]>> {
  const ids = textArray(accounts.map(({ id }) => id));
  const open = await rows<{
    account_id: string;
    purpose: string;
    failed: { code: string } | null;
    failed_at: Date | null;
    unanswered: Date | null;
  }>(
    sql,
    `select account_id, purpose, failed, failed_at,
            (select max(send_before) from channel_act where turn_id = turn.id and settled_at is null) as unanswered
       from channel_turn turn where account_id = any(?::text[]) and (failed is not null or ended_at is null)`,
    [ids],
  );
  const newest = await rows<{ id: string; at: Date | null }>(
    sql,
    `select asked.id, (select max(created_at) from channel_turn where account_id = asked.id) as at from unnest(?::text[]) asked(id)`,
    [ids],
  );
  return new Map(
    accounts.map((account) => {
      const turns = open
        .filter(({ account_id }) => account_id === account.id)
        .map(
          ({ purpose, failed, failed_at, unanswered }): OpenTurn => ({
            purpose,
            ...(failed ? { failed: { at: milliseconds(failed_at) ?? now, code: failed.code } } : {}),
            ...(unanswered ? { unansweredSince: milliseconds(unanswered) ?? now } : {}),
          }),
        );
      const last = newest.find(({ id }) => id === account.id)?.at ?? account.created_at;
      return [account.id, troublesOf(turns, { now, lastTurnAt: account.due ? milliseconds(last) : undefined })];
    }),
  );
}

/** In a sentence for whoever owns the account. */
export function sayTrouble({ is, since, code }: Trouble): Text {
  const from = new Date(since).toISOString();
  return is === "failing"
    ? channelsTexts.say("trouble-failing", { since: from, code: code ?? "" })
    : channelsTexts.say(`trouble-${is}`, { since: from });
}
