import type { Book, Durations, Shelf } from "./house";
import type { Market, MarketKind } from "./market";

/** What one search may contain. */
export interface Bounds {
  readonly kinds: readonly MarketKind[];
  readonly onHand: number;
  readonly allowance: number;
  readonly writes: number;
  /** Sales on channels and in our shop. */
  readonly orders: number;
  readonly cancels: number;
  /** Writes that end otherwise than by an answer at once. */
  readonly faults: number;
  /** Orders may be handed over. */
  readonly leaving: boolean;
  /** An acknowledged total has taken effect; a change, and a total that would have been refused, always has. */
  readonly atomic: boolean;
  /** An unpaid order may be hidden, and may end unseen. */
  readonly hidden: boolean;
  /** Each channel sells one already when we come to it, and nothing of that is known. */
  readonly adopted: boolean;
  /** Without the plan: whatever the ledger admits is sent. */
  readonly unplanned: boolean;
  /** Our shop sells too. */
  readonly shop: boolean;
  /**
   * Whatever else sells from the shelf claims any number of its units whenever something is planned: channels without
   * number, of which one is looked at. What keeps one within its liability and admits no more than is free then keeps all of
   * them together within what is there, since they share nothing but the free units.
   */
  readonly others: boolean;
  /** What the product assumes. */
  readonly assumed: Durations;
  /** What holds in the world; the same, where an assumption is not broken on purpose. */
  readonly holds: Durations;
}

export interface Play {
  readonly now: number;
  readonly markets: readonly Market[];
  readonly books: readonly Book[];
  readonly shelf: Shelf;
  readonly soldHere: number;
  readonly writes: number;
  readonly cancels: number;
  readonly faults: number;
}

const names = ["first", "second", "third"];
export const nameOf = (at: number): string => names[at] ?? String(at);

/** Since when an order that nobody has paid is listed. */
export const unlisted = Number.POSITIVE_INFINITY;
