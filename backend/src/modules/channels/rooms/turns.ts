import { type Access, type ChannelCode, type ChannelTaxonomy, type RawAccess, type Text } from "connectors/contract";
import { accessOf, doubtAccess, keepAnswer, planAccess, settleAccess, storeAccess, trustAccess } from "../access";
import type { Act, Outcome, Purpose, ReadingPage } from "../act-types";
import { forgetBells, hearBell } from "../bells";
import type { AccountRow, PlannedAct } from "../plan-acts";
import { noteTrouble, writeProblemOnce } from "../problems";
import { bellsRing, readTaxonomy } from "../reference";
import { open } from "../sealing";
import { planHandedInSheets, planWrittenSheets, takeStockSheet } from "../sheet-turns";
import { databaseNow, iso, newId, rows, type Sql } from "../sql";
import { noteFailure } from "../troubles";
import {
  afterSignIn,
  type Changed,
  isCommand,
  laneOf,
  leaseMs,
  noTurnFor,
  nothingChanged,
  readsOrders,
  ringsAfter,
} from "../turn-rules";
import { type ActRow, planNext, settle, type TurnRow, takeReading } from "../turns";
import { accountOf, settingsPlace } from "./base";
import { SheetsRoom } from "./sheets";

export interface OpenedTurn {
  id: string;
  leaseUntil: string;
  account: { id: string; channel: ChannelCode; settings: Record<string, unknown>; access?: Access };
  acts: Act[];
}
export type OpenTurnAnswer =
  | { turn: OpenedTurn }
  | {
      turn: null;
      reason: "busy" | "paused" | "needs-sign-in" | "look-only" | "nothing-to-do" | "unknown-account";
      retryAfterMs?: number;
    };

/** A worker's turn: acts are handed out, what they read and brought about is taken back. */
export class TurnsRoom extends SheetsRoom {
  async openTurn(asked: { accountId: string; purpose: Purpose; worker: string }): Promise<OpenTurnAnswer> {
    return this.transact(async (sql): Promise<OpenTurnAnswer> => {
      const account = await accountOf(sql, asked.accountId);
      if (!account) return { turn: null, reason: "unknown-account" };
      const reason = noTurnFor(account, asked.purpose, account.system_paused);
      if (reason) return { turn: null, reason };
      const { now } = account;
      const turn: TurnRow = {
        id: newId("chturn"),
        account_id: account.id,
        purpose: asked.purpose,
        lease_id: `${account.id}:${laneOf[asked.purpose]}`,
        step: 0,
        orders_read: false,
        ended_at: null,
      };
      const leased = await rows(
        sql,
        `insert into channel_lease (id, turn_id, until) values (?, ?, ?)
         on conflict (id) do update set turn_id = excluded.turn_id, until = excluded.until where channel_lease.until < now() returning id`,
        [turn.lease_id, turn.id, iso(now + leaseMs)],
      );
      if (!leased.length) return { turn: null, reason: "busy", retryAfterMs: 2_000 };
      await sql.execute(
        "insert into channel_turn (id, account_id, purpose, worker, lease_id, step, memory, orders_read) values (?, ?, ?, ?, ?, 0, '{}'::jsonb, false)",
        [turn.id, account.id, asked.purpose, asked.worker, turn.lease_id],
      );
      const acts = await this.plan(sql, turn, account, now);
      if (!acts.length) {
        await sql.execute("delete from channel_turn where id = ?", [turn.id]);
        return { turn: null, reason: "nothing-to-do" };
      }
      const access = accessOf(this.keys, account);
      return {
        turn: {
          id: turn.id,
          leaseUntil: iso(now + leaseMs),
          account: {
            id: account.id,
            channel: account.channel,
            settings: open(this.keys, settingsPlace(account.id), account.settings_encrypted) as Record<string, unknown>,
            ...(access ? { access } : {}),
          },
          acts,
        },
      };
    });
  }

  /** None: the turn is over and its lease is free. A turn whose lease was taken over gets none. */
  async nextActs(turnId: string): Promise<{ acts: Act[] }> {
    return this.transact(async (sql) => {
      const [turn] = await rows<TurnRow>(sql, "select * from channel_turn where id = ? for update", [turnId]);
      const account = turn ? await accountOf(sql, turn.account_id) : undefined;
      if (!turn || !account || turn.ended_at) return { acts: [] };
      const [lease] = await rows(sql, "select id from channel_lease where id = ? and turn_id = ? for update", [
        turn.lease_id,
        turn.id,
      ]);
      if (!lease || account.paused || account.system_paused) return { acts: [] };
      return { acts: await this.plan(sql, turn, account, await databaseNow(sql)) };
    });
  }

  /** What was done and reported is kept for a while for whoever looks into a trouble, not for ever. */
  async forgetTurnsBefore(day: Date): Promise<void> {
    await this.transact(async (sql) => {
      await sql.execute("delete from channel_act where settled_at < ?", [day.toISOString()]);
      await sql.execute(
        "delete from channel_turn turn where ended_at < ? and not exists (select 1 from channel_act where turn_id = turn.id)",
        [day.toISOString()],
      );
    });
  }

  /** False: the account's same bell was heard within a day. Of two that come together one is heard. */
  async hearBell(accountId: string, bellId: string): Promise<boolean> {
    return this.transact((sql) => hearBell(sql, accountId, bellId));
  }
  async forgetBells(): Promise<void> {
    await this.transact(forgetBells);
  }

  /** The worker stops before the plan is done: what it did not report stays unknown, and the lane is free at once. */
  async endTurn(turnId: string): Promise<void> {
    await this.transact(async (sql) => {
      await sql.execute("update channel_turn set ended_at = coalesce(ended_at, now()) where id = ?", [turnId]);
      await sql.execute("delete from channel_lease where turn_id = ?", [turnId]);
    });
  }

  protected plan(sql: Sql, turn: TurnRow, account: AccountRow, now: number): Promise<Act[]> {
    return planNext(sql, turn, account, this.edgeOf(account), this.assumptions(account), now, (purpose) =>
      this.planOnce(sql, account, purpose, now),
    );
  }

  protected async planOnce(sql: Sql, account: AccountRow, purpose: Purpose, now: number): Promise<PlannedAct[]> {
    if (purpose === "refresh-access") return planAccess(sql, this.keys, account, this.assumptions(account), now);
    const planning = { sql, account, edge: this.edgeOf(account), now };
    return purpose === "write-sheets" ? planWrittenSheets(planning) : planHandedInSheets(planning);
  }

  async recordReading(actId: string, page: ReadingPage): Promise<Changed> {
    return this.transact(async (sql) => {
      const act = await actOf(sql, actId);
      const account = act ? await accountOf(sql, act.account_id) : undefined;
      if (!act || !account) return nothingChanged();
      const { now } = account;
      if (act.kind === "read-stock-sheet") {
        await takeStockSheet(sql, account, act.about.sheetId, page, now);
        return nothingChanged();
      }
      return takeReading(sql, act, account, this.edgeOf(account), this.assumptions(account), page, now);
    });
  }

  /** Taken once: a repeat changes nothing. */
  async recordOutcome(actId: string, outcome: Outcome): Promise<Changed> {
    const { access } = outcome;
    if (access)
      await this.transact(async (sql) => {
        const act = await actOf(sql, actId);
        const account = act && !act.settled_at ? await accountOf(sql, act.account_id) : undefined;
        if (act && account) await keepAnswer(sql, this.keys, account, act, access);
      });
    return this.transact(async (sql) => {
      const act = await actOf(sql, actId);
      const account = act ? await accountOf(sql, act.account_id) : undefined;
      if (!act || !account || act.settled_at) return nothingChanged();
      const { now } = account;
      // Secrets and files have places of their own.
      const kept = { ...outcome, access: undefined, file: undefined, taxonomy: undefined, problems: undefined };
      await sql.execute("update channel_act set outcome = ?::jsonb, settled_at = now() where id = ?", [
        JSON.stringify(kept),
        actId,
      ]);
      // What is said to an order is told at the order (commands-in.ts, unread-orders.ts), and to a listing at the listing.
      const no = outcome.error?.kind === "rejected";
      const atListing = act.about.listingId !== undefined && act.kind !== "observe-page";
      const refused = (isCommand(act.kind) && no) || (atListing && (no || outcome.error?.kind === "validation"));
      const trouble = refused || (act.about.unread && outcome.error?.kind === "unexpected") ? undefined : outcome.error;
      await noteFailure(sql, act.turn_id, trouble);
      if (act.kind === "exchange-access" || act.kind === "refresh-access") {
        await noteTrouble(sql, account.id, act.kind, outcome.error);
        const granted = await settleAccess(sql, this.keys, account, act, outcome);
        return { ...nothingChanged(), rings: granted ? afterSignIn : [] };
      }
      if (outcome.error?.kind === "auth") await doubtAccess(sql, this.keys, account, act);
      else if (!outcome.error) await trustAccess(sql, account, act);
      // Rows that could not be read were noted with their page; they last until a reading without them.
      if (trouble || !act.about.unreadable) await noteTrouble(sql, account.id, act.kind, trouble);
      const settling = { sql, account, assumptions: this.assumptions(account), now, about: act.about, outcome };
      const listings = await settle(settling, act);
      const rings =
        outcome.error?.kind === "auth"
          ? (["refresh-access"] as const)
          : outcome.error
            ? isCommand(act.kind)
              ? (["pull-orders"] as const)
              : []
            : act.kind === "pull-bells"
              ? bellsRing(outcome)
              : [...ringsAfter(act.kind), ...(act.about.again ? [act.about.again] : [])];
      if (!readsOrders.has(act.kind)) return { orders: [], listings, rings };
      // An import that was cut off is offered again after every read; one that has failed holds up no other.
      const waiting = await rows<{ id: string }>(
        sql,
        `select id from channel_order placed
          where account_id = ? and state <> '' and imported_state is distinct from state and deleted_at is null
          order by exists (select from channel_problem where order_id = placed.id and purpose = 'pull-orders' and resolved_at is null), changed_at
          limit 100`,
        [account.id],
      );
      return { orders: waiting.map(({ id }) => id), listings, rings };
    });
  }

  /** What is cached of the channel's tree, as far as a listing in this category needs it. */
  async taxonomyOf(accountId: string, categoryId: string | undefined): Promise<ChannelTaxonomy> {
    return this.transact((sql) => readTaxonomy(sql, accountId, categoryId));
  }

  /** Compare-and-set: false when another refresh was first. */
  async saveAccess(change: { accountId: string; generation: number; raw?: RawAccess; access: Access }): Promise<boolean> {
    return this.transact((sql) => storeAccess(sql, this.keys, change));
  }

  async listWorkAccounts(): Promise<{ id: string; channel: ChannelCode }[]> {
    return this.transact((sql) =>
      rows(
        sql,
        "select id, channel from channel_account where state <> 'retired' and not paused and deleted_at is null order by id",
      ),
    );
  }

  async writeProblem(problem: {
    accountId?: string;
    purpose: string;
    code: string;
    message: string;
    says?: Text;
    listingId?: string;
    orderId?: string;
    whose?: "producer" | "operator" | "department";
  }): Promise<string> {
    const { accountId, listingId, orderId, purpose, code, message, says, whose = "operator" } = problem;
    const made = await this.createChannelProblems({
      account_id: accountId ?? null,
      listing_id: listingId ?? null,
      order_id: orderId ?? null,
      purpose,
      code,
      message,
      says: says ?? null,
      whose,
    });
    return made.id;
  }

  /** A trouble that lasts is one row until somebody resolves it, however often it is met. */
  async writeProblemOnce(problem: {
    accountId: string;
    purpose: string;
    code: string;
    message: string;
    says?: Text;
    orderId?: string;
  }): Promise<void> {
    await this.transact((sql) =>
      writeProblemOnce(sql, {
        account_id: problem.accountId,
        order_id: problem.orderId ?? null,
        purpose: problem.purpose,
        code: problem.code,
        message: problem.message,
        says: problem.says,
      }),
    );
  }
}

async function actOf(sql: Sql, id: string): Promise<ActRow | undefined> {
  const [act] = await rows<ActRow>(sql, "select * from channel_act where id = ? for update", [id]);
  return act;
}
