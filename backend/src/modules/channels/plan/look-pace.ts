const shortMs = 10_000;
const restShare = 3;

/**
 * A look at a whole shop shares its lane with the texts and pictures that go out. A long one rests three times as long as
 * it took, so that a shop of ten thousand listings is looked at for a quarter of the time and never all the time.
 */
export function looksAgainAt(last: { readonly beganAt: number; readonly endedAt: number } | undefined): number {
  if (!last) return 0;
  const took = last.endedAt - last.beganAt;
  return took <= shortMs ? last.endedAt : last.endedAt + restShare * took;
}
