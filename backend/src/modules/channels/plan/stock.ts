import { type Component, type Exposure, isUnresolved, lastWrite, room } from "../ledger";

export interface StockWish {
  readonly exposure: Exposure;
  readonly live: boolean;
  /** L of an adopted listing is not known before a zero and its fence. */
  readonly known: boolean;
  readonly cap: number | undefined;
  /** The recipe with its rows, and how many sellers share each: every live exposure and our own shop. */
  readonly parts: readonly { readonly component: Component; readonly quantity: number; readonly sellers: number }[];
}

/** What the exposure should show: its share of what is free and allowed, never more than is on the shelf, nor than its cap. */
export function shownWish({ live, cap, parts }: StockWish): number {
  if (!live || !parts.length) return 0;
  const wishes = parts.map(({ component, quantity, sellers }) => {
    const free = component.onHand - component.held;
    return Math.floor(Math.min(free, (free + component.allowance) / Math.max(1, sellers)) / quantity);
  });
  return Math.max(0, Math.min(cap ?? Number.MAX_SAFE_INTEGER, ...wishes));
}

/**
 * The one net-set to send for an exposure now, or none. Only 0 is safe without a fence (sync-protocol §2), so there is at
 * most one unfenced number above 0, and a fall that cannot wait is a 0.
 */
export function planStock(wish: StockWish, now: number): number | undefined {
  const { exposure, known, parts } = wish;
  const last = lastWrite(exposure);
  if (exposure.writes.some((write) => isUnresolved(write, now))) return undefined;
  const shown = shownWish(wish);
  const closing = last !== undefined && last.units === 0 && last.state === "applied";
  const inDeficit = parts.some(({ component }) => room(component) < 0) && exposure.liability > 0;
  if (inDeficit || !known || (shown === 0 && exposure.liability > 0))
    return closing && !last.fenced ? undefined : zeroOnce(wish);
  if (shown === exposure.liability) return undefined;
  // What was shown must be proven before another number joins it.
  if (last && last.state !== "refused" && !last.fenced) return last.state === "lost" ? 0 : undefined;
  const fits = Math.min(...parts.map(({ component, quantity }) => Math.floor(Math.max(0, room(component)) / quantity)));
  if (shown <= 0) return undefined;
  if (fits >= shown) return shown;
  const closed = last === undefined || (last.units === 0 && last.fenced);
  if (closed) return fits > 0 ? fits : undefined;
  // Going dark for a fence is worth it only for a large move or an empty listing.
  const apart = Math.abs(shown - exposure.liability);
  return exposure.liability <= 0 || apart * 2 >= exposure.liability ? 0 : undefined;
}

/** A fenced 0 with liability left (a return that may come back on sale) is not zeroed again and again. */
function zeroOnce({ exposure, known }: StockWish): number | undefined {
  const last = lastWrite(exposure);
  if (known && last?.units === 0 && last.fenced) return undefined;
  return 0;
}
