import type { Text } from "connectors/contract";
import type { Purpose } from "../act-types";
import type { AccountRow, PlannedAct } from "../plan-acts";
import { sayAct } from "../replay/act-sentences";
import { type DeadLetter, letterOf, type RefusedListing, refusedListings, takeUpAgain, turnsOf } from "../replay/dead-letters";
import { replayTexts } from "../replay/texts";
import { rows, type Sql } from "../sql";
import { laneOf, noTurnFor } from "../turn-rules";
import { stepsOf, type TurnRow } from "../turns";
import { closeUnread } from "../unread-orders";
import { accountOf, type CurrentAccount } from "./base";
import { TurnsRoom } from "./turns";

export interface ReplayPreview {
  readonly changes: boolean;
  readonly says: readonly Text[];
}
export interface Replay {
  readonly outcome: "asked" | "held-up" | "by-person" | "gone";
  readonly says: Text;
  readonly rings: readonly { readonly purpose: Purpose; readonly accountId: string }[];
}

/** Carries what was planned out of a transaction that must leave no trace. */
class RolledBack<Found> extends Error {
  readonly found: Found;
  constructor(found: Found) {
    super("rolled back");
    this.found = found;
  }
}

/** Work that was given up, looked at before it is asked for again, and asked for again. */
export class DeadLettersRoom extends TurnsRoom {
  async refusedListings(most: number): Promise<RefusedListing[]> {
    return this.transact((sql) => refusedListings(sql, most));
  }

  /** What a replay would have sent, by planning it as a turn does and taking everything back. Sends and changes nothing. */
  async previewReplay(id: string): Promise<ReplayPreview> {
    const says: Text[] = [];
    const { letter, account, refused } = await this.transact((sql) => this.lookAt(sql, id));
    if (!letter || !account || refused) return { changes: false, says: [refused ?? replayTexts.say("gone")] };
    if (letter.purpose === "pull-orders" && letter.orderRow)
      says.push(replayTexts.say("import", { order: letter.orderId ?? "", account: account.title }));
    for (const purpose of turnsOf(letter)) says.push(...(await this.tryOut(id, purpose)));
    return says.length ? { changes: true, says } : { changes: false, says: [replayTexts.say("nothing-changes")] };
  }

  /** The next turn decides anew; no payload is sent again. The caller rings. */
  async replay(id: string): Promise<Replay> {
    return this.transact(async (sql): Promise<Replay> => {
      const { letter, account, refused, outcome } = await this.lookAt(sql, id);
      if (!letter || !account || refused) return { outcome, says: refused ?? replayTexts.say("gone"), rings: [] };
      await takeUpAgain(sql, letter);
      return {
        outcome,
        says: replayTexts.say("asked", { account: account.title }),
        rings: turnsOf(letter).map((purpose) => ({ purpose, accountId: account.id })),
      };
    });
  }

  /** A person has seen to it: an order that could not be read is not waited for any more. */
  async settleByPerson(id: string, by: string): Promise<void> {
    await this.transact(async (sql) => {
      const letter = await letterOf(sql, id);
      if (letter?.purpose === "unread-order" && letter.accountId && letter.orderId)
        await closeUnread(sql, letter.accountId, [letter.orderId], by);
      await sql.execute(
        "update channel_problem set resolved_at = now(), updated_at = now() where id = ? and resolved_at is null",
        [id],
      );
    });
  }

  private async lookAt(sql: Sql, id: string) {
    const letter = await letterOf(sql, id);
    if (!letter) return { outcome: "gone" as const };
    const account = letter.accountId
      ? ((await accountOf(sql, letter.accountId)) as (CurrentAccount & { title: string }) | undefined)
      : undefined;
    const turns = turnsOf(letter);
    if (!account || !turns.length) return { outcome: "by-person" as const, letter, refused: replayTexts.say("by-person") };
    const reasons = turns.map((purpose) => noTurnFor(account, purpose, account.system_paused));
    const reason = reasons.find((each) => each !== undefined);
    if (!reason) return { outcome: "asked" as const, letter, account };
    return { outcome: "held-up" as const, letter, account, refused: replayTexts.say(reason, { account: account.title }) };
  }

  private async tryOut(id: string, purpose: Purpose): Promise<Text[]> {
    try {
      return await this.transact(async (sql): Promise<Text[]> => {
        const { letter, account } = await this.lookAt(sql, id);
        if (!letter || !account) return [];
        await takeUpAgain(sql, letter);
        const acts = await this.planWhole(sql, account, purpose, account.now);
        throw new RolledBack(await sayOf(sql, letter, acts, account.title));
      });
    } catch (error) {
      if (error instanceof RolledBack) return error.found as Text[];
      throw error;
    }
  }

  /** Every step of a turn in one go, as if each reading had brought nothing new. */
  private async planWhole(sql: Sql, account: AccountRow, purpose: Purpose, now: number): Promise<PlannedAct[]> {
    const steps = stepsOf(purpose);
    if (!steps.length) return this.planOnce(sql, account, purpose, now);
    const planning = {
      sql,
      account,
      edge: this.edgeOf(account),
      assumptions: this.assumptions(account),
      now,
      done: new Set<string>(),
    };
    const turn: TurnRow = {
      id: "",
      account_id: account.id,
      purpose,
      lease_id: `${account.id}:${laneOf[purpose]}`,
      step: 0,
      orders_read: true,
      ended_at: null,
    };
    const acts: PlannedAct[] = [];
    for (const { step } of steps) acts.push(...(await step(planning, turn)));
    return acts;
  }
}

/** Of all that the account's turn would do, what this letter asks for. */
async function sayOf(sql: Sql, letter: DeadLetter, acts: readonly PlannedAct[], account: string): Promise<Text[]> {
  const { listingId, orderId } = letter;
  if (listingId) {
    const [listing] = await rows<{ sku: string }>(sql, "select sku from channel_listing where id = ?", [listingId]);
    return acts
      .filter(
        ({ about }) =>
          about.listingId === listingId || Object.values(about.writes ?? {}).some((write) => write.listingId === listingId),
      )
      .flatMap((act) => sayAct(act, account, listing?.sku));
  }
  if (orderId && letter.purpose !== "pull-orders")
    return acts
      .filter(
        ({ payload }) => payload.orderId === orderId || (payload.orderIds as readonly string[] | undefined)?.includes(orderId),
      )
      .flatMap((act) => sayAct(act, account));
  return acts.flatMap((act) => sayAct(act, account));
}
