/**
 * What makes a channel a gross-set one: saleable = max(0, available − reserved), looked at after each write (sync-protocol
 * §5). Undefined: it does not tell all three.
 */
export function equationHolds(counters: {
  readonly sellable: number;
  readonly total?: number | undefined;
  readonly held?: number | undefined;
}): boolean | undefined {
  const { sellable, total, held } = counters;
  if (total === undefined || held === undefined) return undefined;
  return sellable === Math.max(0, total - held);
}
