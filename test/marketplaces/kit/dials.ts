import { z } from "zod";

const ms = z.int().nonnegative();
const share = z.number().min(0).max(1);

/**
 * What no document says for certain, as settings: how a marketplace counts, and how late it does what it says. A simulator
 * picks those that apply to it, adds its own, and gives the defaults. Letters are those of the synchronising protocol, §6.
 */
export const dialsSchema = z.strictObject({
  /** Every lag of one kind is drawn anew between 0 and its dial, instead of being the dial. */
  lagsVary: z.boolean(),

  /** D: an accepted order is in lists only after so long. */
  orderListLagMs: ms,
  /** M: an order is dated up to so much before it was accepted. */
  createdBackdatedMs: ms,
  /** A cancellation can be read only after so long. */
  cancelLagMs: ms,
  /** Unpaid orders are in lists. */
  unpaidVisible: z.boolean(),
  /** An unpaid order is cancelled by the marketplace after so long. */
  unpaidHoldMs: ms,

  /** What a written number means: what is left to sell, or all there is. */
  writeKind: z.enum(["net-set", "gross-set"]),
  /** When an order takes its units off sale. */
  fallsAt: z.enum(["creation", "payment"]),
  /** Each order is checked against what is left; false sells beyond it. */
  sellsOnlyWhatItShows: z.boolean(),
  /** A total below what orders hold is taken as it is, nothing being left to sell, or it is refused. */
  belowHolds: z.enum(["clipped", "refused"]),
  /** Units handed over leave the total; false puts as many on sale again. */
  totalFallsOnLeave: z.boolean(),
  /** Z: a stock write takes effect only so long after it was acknowledged. */
  writeEffectMs: ms,
  /** Cancelled units are put on sale again, Y: after so long. */
  restocks: z.boolean(),
  restockMs: ms,

  /** G: a write is read back only after so long. */
  readLagMs: ms,
  /** I: what was created or changed is in lists and found by search only after so long. */
  listLagMs: ms,
  searchLagMs: ms,
  /** A listing sent for sale is looked at for so long; 0 for no review. */
  reviewMs: ms,
  /** A running promotion locks price, unlisting and lowering of stock. */
  promotionLocks: z.boolean(),

  /** How late a call that meets the fault "latency" is answered, and one that meets "late-effect" is carried out. */
  latencyMs: ms,
  lateEffectMs: ms,
  rate: z.strictObject({ requests: ms, perMs: z.int().positive() }),
  accessTokenSeconds: z.int().positive(),

  pushes: z.boolean(),
  /** A push is sent so much later; with `pushesShuffled` each after a time of its own up to that, so out of order. */
  pushLateMs: ms,
  pushesShuffled: z.boolean(),
  pushesLost: share,
  pushesDoubled: share,
  /** So many are followed by one with a signature that does not hold. */
  pushesForged: share,
});
export type Dials = z.infer<typeof dialsSchema>;
