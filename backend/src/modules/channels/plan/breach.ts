import type { Assumptions } from "../assumptions";

export interface FirstSight {
  readonly createdAt: number;
  readonly readBeganAt: number;
  /** Everything accepted between these two has been read. */
  readonly coveredFrom: number | undefined;
  readonly coveredUntil: number | undefined;
}

/** The marketplace tells whole seconds. */
const secondMs = 1_000;

/**
 * An order first seen that was created when everything had been read: D or M did not hold (sync-protocol §6). Where unpaid
 * orders are hidden, one that comes to light within its longest hold was bounded by the hold counter.
 */
export function isLateOrder(
  { createdAt, readBeganAt, coveredFrom, coveredUntil }: FirstSight,
  { unpaidVisible, unpaidHoldMaxMs }: Pick<Assumptions, "unpaidVisible" | "unpaidHoldMaxMs">,
): boolean {
  if (coveredFrom === undefined || coveredUntil === undefined) return false;
  if (createdAt < coveredFrom || createdAt > coveredUntil - secondMs) return false;
  return unpaidVisible || readBeganAt - createdAt > unpaidHoldMaxMs;
}

/** Longer than this nothing would ever be proven again. */
const longestMs = 3_600_000;
export const widened = (ms: number): number => Math.min(longestMs, ms * 2);

/** A look that shows more than could be there: somebody else raised it, or a bound was wrong (sync-protocol §10). */
export function showsMore(look: {
  readonly sellable: number;
  readonly liabilityBefore: number;
  readonly rest: number;
  /** Every unit held from there: cancelled unread, it may be back. */
  readonly held: number;
}): boolean {
  return look.sellable > look.liabilityBefore + look.rest + look.held;
}

/** The smallest power of two that is not less: how a duration is counted. */
export const bucketOf = (ms: number): number => Math.max(0, Math.ceil(Math.log2(Math.max(1, ms))));

/** What nineteen of twenty took at most, as far as the buckets tell. */
export function p95Of(buckets: Readonly<Record<string, number>>): number | undefined {
  const counted = Object.entries(buckets)
    .map(([power, count]) => [Number(power), count] as const)
    .sort(([one], [other]) => one - other);
  const all = counted.reduce((sum, [, count]) => sum + count, 0);
  let seen = 0;
  for (const [power, count] of counted) {
    seen += count;
    if (seen >= all * 0.95) return 2 ** power;
  }
  return undefined;
}
