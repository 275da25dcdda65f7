import { type Exposure, isQuietAround, isUnresolved, newestWrite, nothingLeavesUnread } from "../ledger";
import type { SkuState, StockRules, StockState } from "./stock-state";

type ReadReason = "read-back" | "lost" | "asked" | "negative" | "idle";

/** From when on a read would show what the newest write did. */
function ripeAt(exposure: Exposure, rules: StockRules): number {
  const settle = Math.max(rules.readSeesWriteWithinMs, rules.writeEffectiveWithinMs);
  return Math.max(
    0,
    ...exposure.writes
      .filter(({ state, fenced }) => state !== "refused" && !fenced)
      .map((write) => (write.ackedAt === undefined ? write.diesAt + rules.readSeesWriteWithinMs : write.ackedAt + settle)),
  );
}

/**
 * Whether an exposure's stock is to be read now, before the orders (sync-protocol §4): to read a write back, to find what a
 * lost one did, because the plan or a breach asks, or because nothing was looked at for long.
 */
export function readDue(sku: SkuState, now: number, rules: StockRules): ReadReason | undefined {
  const { exposure, look } = sku;
  if (exposure.writes.some((write) => isUnresolved(write, now))) return undefined;
  const newest = newestWrite(exposure);
  const ripe = ripeAt(exposure, rules);
  if (now < ripe) return undefined;
  const seenAt = look?.beganAt ?? Number.NEGATIVE_INFINITY;
  // One read-back serves until its fence: a newer one would push the moment to be covered ahead for ever.
  const openFence = newest !== undefined && !newest.fenced && (sku.readBack?.writeId === newest.id || seenAt >= ripe);
  if (newest && !newest.fenced && newest.kind !== "delta" && newest.state === "applied" && sku.readBack?.writeId !== newest.id)
    return "read-back";
  if (exposure.writes.some(({ state, fenced }) => state === "lost" && !fenced) && seenAt < ripe) return "lost";
  const pending = look !== undefined && !look.fenced && isQuietAround(exposure, look, now, rules);
  if (pending) return undefined;
  const looked = look?.endedAt ?? 0;
  if (sku.lookAskedAt !== undefined && sku.lookAskedAt > looked) return "asked";
  if (isNegativeTooLong(sku, now, rules) && now >= looked + rules.orderVisibleWithinMs) return "negative";
  if (openFence && newest?.kind !== "delta") return undefined;
  const touched = Math.max(newest?.sentAt ?? 0, looked);
  return exposure.liability > 0 && now >= touched + rules.lookEveryMs ? "idle" : undefined;
}

/** L below 0 means a sale we cannot explain: for so long a cancellation may still be on its way, longer is a breach (§3). */
export const isNegativeTooLong = (sku: SkuState, now: number, rules: StockRules): boolean =>
  sku.exposure.liability < 0 &&
  sku.negativeSince !== undefined &&
  now > sku.negativeSince + rules.orderVisibleWithinMs + rules.cancelVisibleWithinMs;

/** Whether a fence read of the account would prove something now: it covers what was accepted until D before it began. */
export function fenceReadDue({ skus, now, rules, coveredUntil }: Omit<StockState, "components" | "writeId">): boolean {
  const wouldCover = now - rules.orderVisibleWithinMs;
  const useful = (at: number) => coveredUntil < at && wouldCover >= at;
  const proves = skus.some(({ exposure, readBack, look }) => {
    const newest = newestWrite(exposure);
    if (
      newest?.state === "applied" &&
      !newest.fenced &&
      readBack?.writeId === newest.id &&
      useful(Math.max((newest.ackedAt ?? 0) + rules.writeEffectiveWithinMs, readBack.endedAt))
    )
      return true;
    return look !== undefined && !look.fenced && isQuietAround(exposure, look, now, rules) && useful(look.endedAt);
  });
  if (proves || rules.kind !== "gross-set") return proves;
  // Where a hold may be shorter than a write lives, no reading is ever fresh enough.
  if (rules.orderVisibleWithinMs + rules.sendWithinMs + rules.requestDiesWithinMs >= rules.leaveTakesAtLeastMs) return false;
  // A total may count holds, or be raised where others ship, only while the orders have been read lately.
  const fresh = nothingLeavesUnread({
    coveredUntil,
    diesAt: now + rules.sendWithinMs + rules.requestDiesWithinMs,
    leaveTakesAtLeastMs: rules.leaveTakesAtLeastMs,
    soleFulfiller: rules.soleFulfiller,
  });
  return (
    !fresh &&
    skus.some(
      ({ exposure, holds, live }) =>
        (live && !rules.soleFulfiller) ||
        holds.some(({ orderId, untouched }) => untouched && !newestWrite(exposure)?.counted?.includes(orderId)),
    )
  );
}
