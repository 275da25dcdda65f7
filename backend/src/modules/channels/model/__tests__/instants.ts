/**
 * The order of instants and every distance up to `longest` are kept, longer waits are all one: whatever is compared with a
 * distance that is not longer comes out the same, so that a history without end has finitely many states.
 */
export function compress(instants: readonly number[], longest: number): (instant: number) => number {
  const sorted = [...new Set(instants)].sort((one, other) => one - other);
  const places: number[] = [];
  let place = 0;
  for (let at = 0; at < sorted.length; at += 1) {
    if (at > 0) place += Math.min(longest + 1, (sorted[at] ?? 0) - (sorted[at - 1] ?? 0));
    places.push(place);
  }
  return (instant) => places[sorted.indexOf(instant)] ?? -1;
}
