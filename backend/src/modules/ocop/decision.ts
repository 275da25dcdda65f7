import type { Day } from "./day";

export type IssuingLevel = "district" | "province" | "ministry";

/** Which rules a decision of that day rests on (ocop §1). */
export function legalBasisOn(day: Day): "1048" | "148" | "148+1489" | "26/2026" {
  if (day >= "2026-05-22") return "26/2026";
  if (day >= "2025-07-06") return "148+1489";
  return day >= "2023-02-24" ? "148" : "1048";
}

/** Who recognises so many stars on that day: three moved from district to province with 1489/QĐ-TTg (ocop §1, §2). */
export function issuingLevelOf(stars: number, day: Day): IssuingLevel {
  if (stars === 5) return "ministry";
  return stars === 4 || day >= "2025-07-06" ? "province" : "district";
}

/** `2026-01-31` or `31/01/2026`, as it stands on a decision; undefined when it is no day of the calendar. */
export function readDecisionDay(text: string): Day | undefined {
  const local = /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})$/.exec(text);
  const day = local ? `${local[3]}-${local[2]?.padStart(2, "0")}-${local[1]?.padStart(2, "0")}` : text;
  if (!/^\d{4}-\d{2}-\d{2}$/.test(day)) return undefined;
  const at = new Date(`${day}T00:00:00Z`);
  return !Number.isNaN(at.getTime()) && at.toISOString().startsWith(day) ? day : undefined;
}
