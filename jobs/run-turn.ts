import { ConnectorError, instantSchema } from "connectors/contract";
import type { Found } from "./act-context.ts";
import type { Backend, OpenTurnAnswer } from "./backend.ts";
import type { Connect } from "./connect.ts";
import { carryOut } from "./handlers/index.ts";
import type { Metrics } from "./metrics.ts";
import type { Act, ActKind, Outcome, Purpose, Turn } from "./worker-api.ts";

export interface TurnOutside {
  readonly backend: Backend;
  readonly connect: Connect;
  readonly now: () => Date;
  readonly metrics?: Metrics | undefined;
}

export type TurnEnd =
  | { readonly ended: "done"; readonly acts: number; readonly error?: ConnectorError }
  | { readonly ended: "none"; readonly reason: string; readonly retryAfterMs?: number | undefined };

/** Nothing there is changed by these, however late they are. */
const reads = new Set<ActKind>([
  "read-order-changes",
  "read-orders-created",
  "read-orders",
  "read-stock",
  "list-listings",
  "observe-page",
  "look",
  "check-account",
  "pull-bells",
  "read-taxonomy",
  "read-order-sheet",
]);

/**
 * One account's turn: acts are carried out in the order given and each is reported before the next begins. A rate limit
 * or an access that is refused ends the turn, since the acts after it would meet the same. Every other failure belongs to
 * its act alone. The backend decides what follows; nothing is remembered here.
 */
export async function runTurn(accountId: string, purpose: Purpose, outside: TurnOutside): Promise<TurnEnd> {
  const opened: OpenTurnAnswer = await outside.backend.openTurn(accountId, purpose);
  if (!opened.turn) return { ended: "none", reason: opened.reason, retryAfterMs: opened.retryAfterMs };
  const { turn } = opened;
  let acts: readonly Act[] = turn.acts;
  let count = 0;
  while (acts.length) {
    for (const act of acts) {
      const error = await runAct(act, turn, outside);
      outside.metrics?.actEnded(act.kind, turn.account.channel, error?.kind ?? "done");
      count += 1;
      if (error && (error.kind === "rate-limited" || error.kind === "auth")) {
        await outside.backend.endTurn(turn.id);
        return { ended: "done", acts: count, error };
      }
    }
    acts = await outside.backend.nextActs(turn.id);
  }
  return { ended: "done", acts: count };
}

/**
 * A worker that stood still since the act was planned, or a call that stood at the gate, must not send it any more: the
 * ledger counts on that (sync-protocol §1). Of an act with several calls the first may have had its effect already.
 */
function timeKeeper(act: Act, now: () => Date): { check: (sent: boolean) => void; beforeSending: () => void } {
  let calls = 0;
  const check = (sent: boolean) => {
    if (now().getTime() > Date.parse(act.sendBefore))
      throw new ConnectorError("retryable", "too-late", "The act was not sent before its time was over", { sent });
  };
  return {
    check,
    beforeSending() {
      if (!reads.has(act.kind)) check(calls > 0);
      calls += 1;
    },
  };
}

async function runAct(act: Act, turn: Turn, { backend, connect, now }: TurnOutside): Promise<ConnectorError | undefined> {
  const instant = () => instantSchema.parse(now().toISOString());
  const beganAt = instant();
  const time = timeKeeper(act, now);
  let found: Found = {};
  let failure: ConnectorError | undefined;
  let number = 0;
  let telling = Promise.resolve();
  try {
    time.check(false);
    found = await carryOut(act, {
      connector: connect(turn.account, time.beforeSending),
      backend,
      now: instant,
      // The next page is read while this one is taken in; one at a time, and in order.
      async post(page, pageBeganAt) {
        await telling;
        const empty = { orders: [], returns: [], listings: [], counters: [], problems: [] };
        telling = backend.reportPage(act.id, { ...empty, ...page, turnId: turn.id, number, beganAt: pageBeganAt });
        telling.catch(() => undefined);
        number += 1;
      },
    });
  } catch (error) {
    // What is not the connector's word is the backend's or ours: the job fails, and the outcome stays unknown.
    if (!(error instanceof ConnectorError)) throw error;
    failure = error;
  } finally {
    await telling;
  }
  const outcome: Outcome = {
    ...found,
    turnId: turn.id,
    beganAt,
    endedAt: instant(),
    ...(failure
      ? {
          error: {
            kind: failure.kind,
            code: failure.code,
            message: failure.message,
            sent: failure.sent,
            ...(failure.says === undefined ? {} : { says: failure.says }),
            ...(failure.retryAfterMs === undefined ? {} : { retryAfterMs: failure.retryAfterMs }),
          },
        }
      : {}),
  };
  await backend.report(act.id, outcome);
  return failure;
}
