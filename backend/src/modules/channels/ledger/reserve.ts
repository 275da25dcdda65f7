import { type Exposure, isUnresolved, type Write } from "./exposure";

export interface Intent {
  readonly id: string;
  readonly kind: Write["kind"];
  readonly units: number;
  readonly sentAt: number;
  readonly diesAt: number;
  readonly total?: number;
  readonly counted?: readonly string[];
}

/** How much L grows by an intent: net-set + S, gross-set to at least S, +d by d; a 0 and −d not at all. */
export function raiseOf(exposure: Exposure, intent: Intent): number {
  if (intent.units <= 0) return 0;
  if (intent.kind === "gross-set") return Math.max(exposure.liability, intent.units) - exposure.liability;
  return intent.units;
}

/** R1: booked before sending, since from here it may take effect even if we crash (sync-protocol §3). Admission is the caller's. */
export function reserve(exposure: Exposure, intent: Intent): Exposure {
  const last = exposure.writes.at(-1);
  const write: Write = {
    ...intent,
    number: (last?.number ?? 0) + 1,
    state: "unresolved",
    sentOverUnresolved: exposure.writes.some((each) => isUnresolved(each, intent.sentAt)),
    liabilityBefore: exposure.liability,
    fenced: false,
  };
  return { ...exposure, liability: exposure.liability + raiseOf(exposure, intent), writes: [...exposure.writes, write] };
}
