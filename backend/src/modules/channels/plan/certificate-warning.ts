/** Days left at which a producer is warned; papers for a renewal take months (ocop §8.1). */
const stages = [120, 150, 180] as const;
export type WarningStage = (typeof stages)[number];

/** The nearest stage that has been reached. `validTo` is the last day, that day included; both are days in Viet Nam. */
export function warningStage(validTo: string, today: string): { stage: WarningStage; daysLeft: number } | undefined {
  const daysLeft = Math.round((Date.parse(`${validTo}T00:00:00Z`) - Date.parse(`${today}T00:00:00Z`)) / 86_400_000);
  if (daysLeft < 0) return undefined;
  const stage = stages.find((days) => daysLeft <= days);
  return stage === undefined ? undefined : { stage, daysLeft };
}
