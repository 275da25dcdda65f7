/** What stands in the way of an account's work though nobody has to do anything about it, or nobody knows yet. */
export interface Trouble {
  /** The channel fails; a turn was cut off and its answer never came; nothing at all was tried for long. */
  readonly is: "failing" | "cut-off" | "silent";
  readonly since: number;
  readonly purpose?: string;
  readonly code?: string;
}

export interface OpenTurn {
  readonly purpose: string;
  readonly failed?: { readonly at: number; readonly code: string };
  /** Until when its last act that is not answered might have been sent. */
  readonly unansweredSince?: number;
}

/** An answer may take so long after the last moment of sending; with the 30 s before it a fault is seen within a minute. */
const answerWithinMs = 30_000;
/** Orders are asked for every minute wherever they can be. */
const silentAfterMs = 300_000;

/** The oldest first. `lastTurnAt` is left out where no turn is due. */
export function troublesOf(
  turns: readonly OpenTurn[],
  { now, lastTurnAt }: { readonly now: number; readonly lastTurnAt?: number | undefined },
): Trouble[] {
  const found = turns.flatMap(({ purpose, failed, unansweredSince }): Trouble[] => {
    if (failed) return [{ is: "failing", since: failed.at, purpose, code: failed.code }];
    if (unansweredSince !== undefined && now > unansweredSince + answerWithinMs)
      return [{ is: "cut-off", since: unansweredSince, purpose }];
    return [];
  });
  if (lastTurnAt !== undefined && now > lastTurnAt + silentAfterMs) found.push({ is: "silent", since: lastTurnAt });
  return found.sort((one, other) => one.since - other.since);
}
