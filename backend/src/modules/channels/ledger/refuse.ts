import { type Exposure, isUnresolved, replaceWrite } from "./exposure";

/**
 * R2: the channel said no by its closed list. Undoes R1 exactly; of a gross-set only while no later write was sent, since
 * a later one may rely on what max() kept. An answer after the write's time is dropped (H28).
 */
export function refuse(exposure: Exposure, writeId: string, now: number): Exposure {
  const write = exposure.writes.find((each) => each.id === writeId);
  if (!write || !isUnresolved(write, now)) return exposure;
  const refused = replaceWrite(exposure, writeId, { state: "refused" });
  if (write.units <= 0) return refused;
  if (write.kind !== "gross-set") return { ...refused, liability: exposure.liability - write.units };
  const newest = exposure.writes.at(-1)?.id === writeId;
  const grewBy = Math.max(0, write.units - write.liabilityBefore);
  return newest ? { ...refused, liability: exposure.liability - grewBy } : refused;
}
