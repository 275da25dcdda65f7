import { type Exposure, keptSince, type Write } from "../ledger";
import type { SeenLook, StockRules } from "./stock-state";

/** Whether a read shows what the write left: no more than S and what may have come back, or no larger a total than was sent. */
export function showsWrite(
  write: Pick<Write, "kind" | "units" | "total">,
  counters: { readonly sellable: number; readonly total?: number | undefined },
  kept: number,
): boolean {
  if (write.kind === "delta") return false;
  if (write.kind === "gross-set" && write.total !== undefined && counters.total !== undefined)
    return counters.total <= write.total;
  return counters.sellable <= write.units + kept;
}

/** Acknowledged, and a read that must show it shows what it should have replaced: it has to go out again (H16). */
export function hadNoEffect(
  exposure: Exposure,
  look: SeenLook | undefined,
  write: Write,
  rules: Pick<StockRules, "readSeesWriteWithinMs" | "restockWithinMs">,
): boolean {
  if (write.state !== "applied" || write.kind === "delta" || write.fenced || write.ackedAt === undefined || !look) return false;
  if (look.beganAt < write.ackedAt + rules.readSeesWriteWithinMs) return false;
  const { sellable = look.shown, total } = look;
  return !showsWrite(write, { sellable, total }, keptSince(exposure, write.sentAt, rules.restockWithinMs));
}
