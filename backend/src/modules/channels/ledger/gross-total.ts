/** An order's hold on an exposure, as far as it matters to a total (sync-protocol §5). */
export interface CountedHold {
  readonly orderId: string;
  readonly units: number;
  /** Read, and neither accepted nor packed by anybody: neither by its state nor by a command of ours. */
  readonly untouched: boolean;
  readonly placedAt: number;
}

export interface LeavingRules {
  /** Everything up to here has been read. */
  readonly coveredUntil: number;
  /** `sendBefore` + W. */
  readonly diesAt: number;
  readonly leaveTakesAtLeastMs: number;
  /** Nobody but us accepts or ships there. */
  readonly soleFulfiller: boolean;
}

/** No order can leave unread before the write is dead: an order keeps its hold that long after it is placed. */
export const nothingLeavesUnread = ({ coveredUntil, diesAt, leaveTakesAtLeastMs }: LeavingRules): boolean =>
  coveredUntil >= diesAt - leaveTakesAtLeastMs;

/**
 * K: the holds that a total may count. An order that leaves before the write lands would put its unit on sale again (H12), so
 * only untouched ones, and only while nothing can have left unread. None is always allowed and exposes less.
 */
export function countable(holds: readonly CountedHold[], rules: LeavingRules): readonly CountedHold[] {
  if (!nothingLeavesUnread(rules)) return [];
  return holds.filter(
    ({ untouched, placedAt }) => untouched && (rules.soleFulfiller || placedAt >= rules.diesAt - rules.leaveTakesAtLeastMs),
  );
}

/** T = S + K. */
export const grossTotal = (units: number, counted: readonly CountedHold[]): number =>
  units + counted.reduce((sum, hold) => sum + hold.units, 0);

/**
 * A total takes its holds along: max(L, S) covers an unread order only while that order holds. Where others ship too, an
 * order may have left unread, so nothing above 0 is sent before its orders were read.
 */
export const maySendTotal = (units: number, rules: LeavingRules): boolean =>
  units === 0 || rules.soleFulfiller || nothingLeavesUnread(rules);
