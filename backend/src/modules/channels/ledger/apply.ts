import { type Exposure, isUnresolved, keptSince, raisedAfter, replaceWrite } from "./exposure";

/**
 * R3: acknowledged. L falls only where the acknowledgement is proof: an atomic −d, or a gross-set that the channel would
 * have refused below its holds, with nothing unresolved *as it was sent* (H27). Anything else waits for its fence (H11).
 */
export function apply(
  exposure: Exposure,
  writeId: string,
  answer: {
    readonly now: number;
    readonly ackedAt: number;
    readonly moveIsAtomic: boolean;
    readonly refusesBelowHolds: boolean;
    readonly restockWithinMs: number;
  },
): Exposure {
  const write = exposure.writes.find((each) => each.id === writeId);
  if (!write || !isUnresolved(write, answer.now)) return exposure;
  const applied = replaceWrite(exposure, writeId, { state: "applied", ackedAt: answer.ackedAt });
  if (!answer.moveIsAtomic) return applied;
  if (write.kind === "delta" && write.units < 0) return { ...applied, liability: exposure.liability + write.units };
  if (write.kind === "gross-set" && answer.refusesBelowHolds && !write.sentOverUnresolved) {
    const proven =
      write.units + raisedAfter(exposure, write.number) + keptSince(exposure, write.sentAt, answer.restockWithinMs);
    return { ...applied, liability: Math.min(exposure.liability, proven) };
  }
  return applied;
}
