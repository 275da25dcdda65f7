import type { Claim, Component, CountedHold, Exposure, Intent, Look, ReadBack } from "../ledger";
import type { BufferRules } from "./buffer";
import type { StrictObstacle } from "./strict";

/** A component's row, what sells from it, and the rules its producer chose (sync-protocol §7). */
export interface PlanComponent extends Component {
  /** The allowance the producer accepted; `allowance` is 0 while the SKU is strict for being nearly sold out. */
  readonly accepted: number;
  readonly buffer: BufferRules;
  readonly soldLastHour: number;
  /** Every exposure that may be on sale, in a fixed order; our own shop is one more. */
  readonly claimants: readonly (Claim & { readonly live: boolean })[];
}

export interface SeenLook extends Look {
  /** R8 has passed for it. */
  readonly fenced?: boolean;
  /** L as the look ended: what is sold and sent away later was there. */
  readonly liability?: number;
  /** What it will sell at once; `shown` is what it may come to sell without a write. */
  readonly sellable?: number;
  readonly total?: number;
  /** Units the channel keeps for promotions of its own: a lower number is refused. */
  readonly floor?: number;
}

/** One exposure as the plan sees it. */
export interface SkuState {
  readonly listingId: string;
  readonly exposure: Exposure;
  readonly live: boolean;
  /** False: adopted, L is not known before a zero and its fence. */
  readonly known: boolean;
  /** An order that could not be read may have sold it: nothing of it is raised (sync-protocol §4). */
  readonly unread?: boolean;
  readonly cap: number | undefined;
  readonly parts: readonly { readonly componentId: string; readonly quantity: number }[];
  readonly readBack?: (ReadBack & { readonly writeId: string }) | undefined;
  readonly look?: SeenLook | undefined;
  readonly lookAskedAt?: number | undefined;
  /** When it last went dark to be shared anew. */
  readonly zeroedAt?: number | undefined;
  /** Since when L is below 0. */
  readonly negativeSince?: number | undefined;
  readonly obstacle?: StrictObstacle | undefined;
  readonly holds: readonly CountedHold[];
  /** Orders that a command of ours is about to accept or pack. */
  readonly leaving: readonly { readonly id: string; readonly readAt: number }[];
}

/** How this account's stock is written, and what is assumed of it. */
export interface StockRules {
  readonly kind: "net-set" | "gross-set";
  readonly canAdjust: boolean;
  readonly sendWithinMs: number;
  readonly requestDiesWithinMs: number;
  readonly orderVisibleWithinMs: number;
  readonly writeEffectiveWithinMs: number;
  readonly readSeesWriteWithinMs: number;
  readonly cancelVisibleWithinMs: number;
  readonly restockWithinMs: number;
  readonly leaveTakesAtLeastMs: number;
  readonly totalFallsOnLeave: boolean;
  readonly soleFulfiller: boolean;
  readonly lookEveryMs: number;
}

export interface StockState {
  readonly now: number;
  readonly rules: StockRules;
  /** Without this turn's orders nothing is raised (sync-protocol §3). */
  readonly ordersRead: boolean;
  readonly coveredUntil: number;
  readonly components: ReadonlyMap<string, PlanComponent>;
  readonly skus: readonly SkuState[];
  readonly writeId: (listingId: string) => string;
}

/** Why stock is moved, or is not. */
export type StockReason =
  | "adopted"
  | "not-wanted"
  | "strict-refused"
  | "short"
  | "tighten"
  | "share-anew"
  | "follow"
  | "raise"
  | "leaves"
  | "recount"
  | "settled"
  | "unresolved"
  | "unproven"
  | "look-first"
  | "lately"
  | "refused-lately"
  | "floor"
  | "orders-unread"
  | "orders-uncovered"
  | "order-unreadable"
  | "doubted"
  | "no-room";

/** What to do for one exposure: a write, a wish to look, or nothing, and why. */
export type Move =
  | {
      readonly send: Pick<Intent, "kind" | "units" | "total" | "counted">;
      readonly why: StockReason;
      readonly dark?: true;
      readonly look?: undefined;
    }
  | { readonly send?: undefined; readonly why: StockReason; readonly look?: true };

export const rest = (why: StockReason): Move => ({ why });
