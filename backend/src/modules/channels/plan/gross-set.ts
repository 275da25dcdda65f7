import { countable, grossTotal, mayLetLeave, maySendTotal, newestWrite } from "../ledger";
import type { Goal } from "./goal";
import { hadNoEffect } from "./shows-write";
import { type Move, rest, type SkuState, type StockState } from "./stock-state";

/**
 * A total that takes the channel's own holds along (sync-protocol §5). It may be raised at once, since totals do not add up;
 * lowered it frees units after its fence. Before an order leaves it is written anew without that order.
 */
export function moveByGrossSet(sku: SkuState, goal: Goal, state: StockState, room: number): Move {
  const { exposure } = sku;
  const { now, rules, coveredUntil } = state;
  const newest = newestWrite(exposure);
  const leaving = { coveredUntil, diesAt: now + rules.sendWithinMs + rules.requestDiesWithinMs, ...rules };
  const going = new Set(sku.leaving.map(({ id }) => id));
  const counted = countable(
    sku.holds.filter(({ orderId }) => !going.has(orderId)),
    leaving,
  );
  const most = Math.max(0, exposure.liability + room);
  const send = (units: number, why = goal.why): Move => {
    if (!maySendTotal(units, leaving)) return rest("orders-uncovered");
    const k = units > 0 ? counted : [];
    return {
      send: { kind: "gross-set", units, total: grossTotal(units, k), counted: k.map(({ orderId }) => orderId) },
      why,
    };
  };

  if (!sku.known)
    return newest?.units === 0 &&
      newest.state === "applied" &&
      !newest.fenced &&
      !hadNoEffect(exposure, sku.look, newest, rules)
      ? rest("unproven")
      : { send: { kind: "gross-set", units: 0, total: 0, counted: [] }, why: goal.why };
  const leaves =
    !rules.totalFallsOnLeave &&
    sku.leaving.some((order) => !mayLetLeave(exposure, order, now, rules.writeEffectiveWithinMs, sku.readBack?.writeId)) &&
    !writtenFor(sku);
  const wanted = Math.max(0, goal.units);
  if (wanted < exposure.liability) {
    const below = newest?.units === wanted && newest.state === "applied";
    if (!below || leaves || hadNoEffect(exposure, sku.look, newest, rules))
      return send(wanted, leaves && below ? "leaves" : goal.why);
    // Its fence is still to come, or has left units that may come back.
    return rest(newest.fenced ? "settled" : "unproven");
  }
  if (leaves) return send(Math.min(wanted, most), "leaves");
  if (wanted > exposure.liability) {
    const units = Math.min(wanted, most);
    return units > exposure.liability ? send(units) : rest("no-room");
  }
  // Holds that a total does not count lower what is shown: once they may be counted it is written again.
  const uncounted = counted.filter(({ orderId }) => !newest?.counted?.includes(orderId));
  if (newest && wanted > 0 && uncounted.length && now >= newest.sentAt + rules.lookEveryMs) return send(wanted, "recount");
  return rest(goal.must ? goal.why : "settled");
}

/** The newest total was sent after these orders were read and leaves them out: only time is missing, or its read-back. */
function writtenFor({ exposure, leaving, readBack }: SkuState): boolean {
  const newest = newestWrite(exposure);
  return (
    newest !== undefined &&
    newest.state !== "lost" &&
    (!newest.fenced || readBack?.writeId === newest.id) &&
    leaving.every(({ id, readAt }) => newest.sentAt > readAt && !newest.counted?.includes(id))
  );
}
