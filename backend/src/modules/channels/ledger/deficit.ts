/** What one exposure claims of a component: r · L. */
export interface Claim {
  readonly exposureId: string;
  readonly units: number;
  /** Its account can be written to now. */
  readonly reachable: boolean;
}

/**
 * Which exposures give way when more is promised than is there: the largest first, until what they claim covers what is
 * missing (sync-protocol §3). One that cannot be reached gives nothing, so the next ones do.
 */
export function yielding(claims: readonly Claim[], missing: number): ReadonlySet<string> {
  const giving = new Set<string>();
  let covered = 0;
  const largestFirst = claims
    .filter(({ units, reachable }) => reachable && units > 0)
    .sort((one, other) => other.units - one.units || (one.exposureId < other.exposureId ? -1 : 1));
  for (const { exposureId, units } of largestFirst) {
    if (covered >= missing) break;
    giving.add(exposureId);
    covered += units;
  }
  return giving;
}
