import { newestWrite } from "../ledger";
import type { Goal } from "./goal";
import { type Move, rest, type SkuState } from "./stock-state";

/**
 * Units are moved by what they change, both ways without a fence (sync-protocol §2). Not repeatable: after answers that never
 * came a look says what is there, and an adopted listing is reset by a 0.
 */
export function moveByDelta(sku: SkuState, goal: Goal, room: number): Move {
  const { exposure, look } = sku;
  const newest = newestWrite(exposure);
  if (!sku.known) {
    if (newest?.kind === "net-set" && newest.units === 0 && newest.state === "applied" && !newest.fenced)
      return rest("unproven");
    return { send: { kind: "net-set", units: 0 }, why: goal.why };
  }
  const change = goal.units - exposure.liability;
  if (change === 0) return rest(goal.must ? goal.why : "settled");
  if (change > 0) {
    const added = Math.min(change, room);
    return added > 0 ? { send: { kind: "delta", units: added }, why: goal.why } : rest("no-room");
  }
  // Booked units that may never have arrived cannot be taken away there: they are looked for first.
  if (exposure.writes.some(({ state, fenced }) => state === "lost" && !fenced)) return { why: "unproven", look: true };
  const taken = look?.fenced ? Math.min(-change, Math.max(0, look.shown - (look.floor ?? 0))) : -change;
  return taken > 0 ? { send: { kind: "delta", units: -taken }, why: goal.why } : rest("floor");
}
