import { newestWrite, type Write } from "../ledger";
import type { Goal } from "./goal";
import { somebodyIsEmpty } from "./goal";
import { hadNoEffect } from "./shows-write";
import { type Move, rest, type SkuState, type StockState } from "./stock-state";

/** A SKU goes dark to be shared anew at most this often, unless another channel has nothing to sell (sync-protocol §7). */
export const darkAtMostEveryMs = 30 * 60_000;

/** Whether a look was proven lately enough that going dark is still worth it after it. Its own proof takes D, however long that has become. */
const lookedLately = ({ look }: SkuState, { now, rules }: StockState): boolean =>
  look?.fenced === true && now - look.beganAt <= rules.lookEveryMs + rules.orderVisibleWithinMs;

/**
 * A number overwrites what is left to sell, so only 0 goes out without a fence and at most one unfenced number above 0 is
 * open (sync-protocol §2, §3). A fall is a 0 and its fence: looked at first, since a look may find the units without the dark.
 */
export function moveByNetSet(sku: SkuState, goal: Goal, state: StockState, room: number): Move {
  const { exposure } = sku;
  const { now, rules } = state;
  const newest = newestWrite(exposure);
  const send = (units: number): Move => ({ send: { kind: "net-set", units }, why: goal.why });
  const closed = newest !== undefined && newest.units === 0 && newest.kind !== "delta";

  // 0 may go out at any time.
  if (newest && hadNoEffect(exposure, sku.look, newest, rules)) return { send: { kind: "net-set", units: 0 }, why: "unproven" };

  if (goal.must && (goal.units < exposure.liability || !sku.known)) {
    if (closed && newest.state === "applied") {
      // A fenced 0 with liability left is a return that may come back: only one that was seen there is zeroed again.
      if (!newest.fenced) return rest("unproven");
      if (sku.known && !isBackOnSale(sku, newest)) return rest("settled");
    }
    return send(0);
  }
  if (goal.units === exposure.liability) return rest(goal.must ? goal.why : "settled");
  // What was shown must be proven before another number joins it.
  if (newest && !newest.fenced) return newest.state === "lost" ? { why: "unproven", look: true } : rest("unproven");
  // Old and new fit side by side, so the new number needs no dark, be it higher or lower.
  if (goal.units > 0 && room >= goal.units) return send(goal.units);
  // A pooled SKU's small fall is not worth the dark.
  if (goal.why === "follow") return rest("settled");
  if (goal.units > exposure.liability) {
    if (!newest || closed) return room > 0 ? send(room) : rest("no-room");
    // Old and new do not fit side by side: the old goes first, where that is worth the dark.
    const apart = goal.units - exposure.liability;
    if (exposure.liability > 0 && apart * 2 < exposure.liability) return rest("no-room");
    // Dark or not, with no room freed there is nothing to show afterwards.
    if (room + Math.max(0, exposure.liability) <= 0) return rest("no-room");
  }
  if (!lookedLately(sku, state)) return { why: "look-first", look: true };
  if (goal.why !== "tighten" && sku.zeroedAt !== undefined && now < sku.zeroedAt + darkAtMostEveryMs && !mayHurry(sku, state))
    return rest("lately");
  if ((sku.look?.floor ?? 0) > 0) return rest("floor");
  return { send: { kind: "net-set", units: 0 }, why: goal.why, dark: true };
}

const isBackOnSale = ({ look }: SkuState, zero: Write): boolean =>
  look?.fenced === true && look.shown > 0 && look.beganAt >= (zero.ackedAt ?? Number.POSITIVE_INFINITY);

const mayHurry = (sku: SkuState, { components }: StockState): boolean =>
  sku.parts.some(({ componentId }) => {
    const component = components.get(componentId);
    return component !== undefined && somebodyIsEmpty(component, sku);
  });
