import { bound, type Exposure } from "../../ledger";
import type { BookedWrite } from "../../plan/stock";
import { type Bounds, nameOf, type Play } from "./bounds";
import type { Book, House, PlannedWrite } from "./house";
import { type Market, promised, sellable } from "./market";

/** A, U, L and X of one exposure, as sync-protocol §1 defines them. */
export function sums(market: Market, book: Book): { a: number; u: number; l: number; x: number } {
  const unread = market.orders.filter((order, at) => order.state !== "cancelled" && !book.lines[at]).length;
  const stillHeld = market.orders.filter((order, at) => order.state === "cancelled" && (book.lines[at]?.held ?? 0) > 0).length;
  return { a: sellable(market), u: unread, l: book.exposure.liability, x: stillHeld };
}

export const isNews = (book: Book, at: number, state: "new" | "left" | "cancelled"): boolean => {
  const line = book.lines[at];
  if (!line) return true;
  return state === "cancelled" ? line.returned === 0 : state === "left" && line.handed_over === 0;
};

/** What may be sent over what (sync-protocol §3, §4), said once more and without the ledger. */
export function brokenWriteRule({ writes }: Exposure, { kind, ledger }: BookedWrite, now: number): string | undefined {
  const units = ledger.writes.at(-1)?.units ?? 0;
  if (writes.some(({ state, diesAt }) => state === "unresolved" && diesAt >= now))
    return "a write was sent over an unresolved one";
  const standing = writes.some((each) => each.kind === "net-set" && each.units > 0 && each.state !== "refused" && !each.fenced);
  const closed = writes.findLast(({ state }) => state !== "refused");
  if (kind === "net-set" && units > 0 && standing && !(closed?.units === 0 && closed.fenced))
    return "two unfenced numbers above 0 stand on one exposure";
  return undefined;
}

export function brokenAdmission(state: Play, at: number, write: PlannedWrite, allowance: number): string | undefined {
  const grown = write.ledger.liability - (state.books[at]?.exposure.liability ?? 0);
  const claims = state.books.reduce((sum, { exposure }) => sum + exposure.liability, 0) + write.claimed + grown;
  return grown > 0 && claims + state.shelf.held > state.shelf.onHand + allowance
    ? "a raise was admitted that does not fit"
    : undefined;
}

/**
 * Nothing but an admitted raise takes anything from what is free: what is read moves units, and a proof gives some back. Where L
 * was no bound it may be said anew.
 */
export function brokenRoom(before: Play, after: Play): string | undefined {
  const asked = after.writes > before.writes || after.soldHere > before.soldHere;
  if (asked || before.books.some(({ known, exposure }) => !known || exposure.doubted)) return undefined;
  return freeIn(after) < freeIn(before)
    ? `${freeIn(before)} were free, ${freeIn(after)} are, and nothing was raised`
    : undefined;
}
const freeIn = ({ shelf, books }: Play): number =>
  shelf.onHand - shelf.held - books.reduce((sum, { exposure }) => sum + exposure.liability, 0);

/** sync-protocol §3: A + U ≤ L + X for each exposure; what is really promised; the bound that is shown (§7). */
export function brokenPromise(state: Play, bounds: Bounds, ours: House): string | undefined {
  for (const [at, market] of state.markets.entries()) {
    const book = state.books[at];
    if (!book?.known || book.exposure.doubted) continue;
    const { a, u, l, x } = sums(market, book);
    if (a + u > l + x) return `A + U ≤ L + X on the ${nameOf(at)} channel: ${a} + ${u} > ${l} + ${x}`;
  }
  // What was sold before we came to it is promised by nobody here.
  if (bounds.adopted) return undefined;
  const committed = state.soldHere + state.markets.reduce((sum, market) => sum + promised(market), 0);
  const oversold = committed - bounds.onHand;
  if (oversold > bounds.allowance) return `${committed} are promised, ${bounds.onHand} are on hand`;
  const shown = bound(ours.component(state.shelf, state.books));
  return oversold > shown ? `${oversold} are oversold, the bound says ${shown}` : undefined;
}
