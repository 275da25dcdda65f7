import { z } from "zod";
import { dialsSchema } from "../kit/dials.ts";

/** The common dials all apply; these are Shopee's own doubts. */
export const shopeeDialsSchema = dialsSchema.extend({
  /** FAQ 144: a spent refresh token gives the same new pair again for 4 hours. The API page says it is single use (§2). */
  spentRefreshRepeats: z.boolean(),
  /** Errors carry the module before a dot (§1: with or without). */
  errorsArePrefixed: z.boolean(),
  /** A batch of which a part failed has an `error` too; where all of it failed it always has (§1). */
  partialIsError: z.boolean(),
  /** Buyers' names, phones and addresses are starred (§7). */
  buyersAreMasked: z.boolean(),
  /** From arranging a shipment to its tracking number; until then the package is LOGISTICS_READY and arranged. */
  trackingNumberMs: z.int().nonnegative(),
  /** §5.2: how old an item must be before it can be given variations. */
  variationsAfterMs: z.int().nonnegative(),
  /** An order not shipped by its day is cancelled by the marketplace. */
  overdueIsCancelled: z.boolean(),
});
export type ShopeeDials = z.infer<typeof shopeeDialsSchema>;

/** What the document leaves open is said in the README; lags are those of a quick and quiet day. */
export const defaultDials: ShopeeDials = {
  lagsVary: false,
  orderListLagMs: 600,
  createdBackdatedMs: 0,
  cancelLagMs: 0,
  unpaidVisible: true,
  unpaidHoldMs: 24 * 3_600_000,
  writeKind: "net-set",
  fallsAt: "creation",
  sellsOnlyWhatItShows: true,
  belowHolds: "clipped",
  totalFallsOnLeave: true,
  writeEffectMs: 0,
  restocks: true,
  restockMs: 0,
  readLagMs: 400,
  listLagMs: 400,
  searchLagMs: 400,
  reviewMs: 0,
  promotionLocks: true,
  latencyMs: 2_000,
  lateEffectMs: 60_000,
  rate: { requests: 0, perMs: 1_000 },
  accessTokenSeconds: 14_400,
  pushes: true,
  pushLateMs: 0,
  pushesShuffled: false,
  pushesLost: 0,
  pushesDoubled: 0,
  pushesForged: 0,
  spentRefreshRepeats: false,
  errorsArePrefixed: false,
  partialIsError: false,
  buyersAreMasked: false,
  trackingNumberMs: 0,
  variationsAfterMs: 5_000,
  overdueIsCancelled: false,
};
