/** Units kept back from the channels so that a sale we read late finds its goods (sync-protocol §7). */
export interface BufferRules {
  readonly units?: number | undefined;
  /** Of what is free, in basis points, rounded up. */
  readonly basisPoints?: number | undefined;
  readonly atLeast?: number | undefined;
  /** What was sold in the last hour is kept back for the next. */
  readonly turnover?: boolean | undefined;
}

export function bufferOf(rules: BufferRules, free: number, soldLastHour: number): number {
  const share = Math.ceil((Math.max(0, free) * (rules.basisPoints ?? 0)) / 10_000);
  const sum = (rules.units ?? 0) + share;
  return Math.max(rules.atLeast ?? 0, sum, rules.turnover ? soldLastHour : 0);
}
