import { z } from "zod";
import { dialsSchema as common } from "../kit/dials.ts";

const ms = z.int().nonnegative();

/** How this Lazada counts and how late it is; what its documents leave open or say in two ways is a dial as well. */
export const dialsSchema = common.extend({
  /** A difference takes effect as it is acknowledged, whatever `writeEffectMs` says of the other writes. */
  moveIsAtomic: z.boolean(),
  /** Units of an order cancelled after ready-to-ship come back on sale. */
  restocksAfterReadyToShip: z.boolean(),
  /** After `unpaidHoldMs` the order is cancelled, or only its units come back and it may still be paid if there are any left. */
  unpaidExpiry: z.enum(["cancelled", "released"]),
  /** A seller who cancels for lack of stock or a wrong price has nothing left on sale of that SKU. */
  outOfStockZeroes: z.boolean(),
  /** A buyer's wish to cancel what is packed comes true by itself after so long. */
  cancelConfirmMs: ms,
  /** More than one makes every seller one of several warehouses. */
  warehouses: z.array(z.string().min(1)).min(1),

  /** A seller SKU that is in use is refused. */
  sellerSkuUnique: z.boolean(),
  /** `Status` in a create is followed; else what is created is on sale once it has passed review. */
  createHonoursStatus: z.boolean(),
  /** An update that says no `Status` puts a SKU on sale: its table calls "active" the default. */
  updateActivates: z.boolean(),
  /** What was on sale stays so while an update is looked at. */
  liveDuringReview: z.boolean(),
  /** Products a seller may have on sale; 0 for no limit. */
  onlineItemLimit: z.int().nonnegative(),
  /** A campaign's first hours: the call for price and total is off (998), and what takes part may only rise (4170). */
  megaCampaign: z.boolean(),
  /** Many pictures are moved after so long. */
  migrateMs: ms,

  /** Why is told in `detail` alone, under 500 and 501; else the cause is the code as well, where there is one cause. */
  umbrellaCodes: z.boolean(),
  /** A list of products gives each SKU a row of its own, so that a product comes on two pages. */
  splitsItems: z.boolean(),
  detailInSnakeCase: z.boolean(),
  /** `country_user_info` is an object by country, as its sample has it, instead of a list. */
  countryInfoByCountry: z.boolean(),
  /** `errorCode` and `errorMsg` in the results of fulfilment. */
  errorKeysInCamelCase: z.boolean(),
  itemMoneyAsText: z.boolean(),
  masksBuyers: z.boolean(),

  refreshTokenSeconds: z.int().positive(),
  /** Refreshing gives another refresh token and spends the one it was done with. */
  refreshRotates: z.boolean(),
  /** The app is sold on the Service Market: no refresh. */
  refreshUnsupported: z.boolean(),
  inventoryCallsPerSecond: z.int().nonnegative(),
  callsPerDay: z.int().nonnegative(),
});
export type Dials = z.infer<typeof dialsSchema>;

/** Documented where the documents say it; lags are none, since no document gives a figure. */
export const usualDials = (): Dials => ({
  lagsVary: false,
  orderListLagMs: 0,
  createdBackdatedMs: 0,
  cancelLagMs: 0,
  unpaidVisible: true,
  unpaidHoldMs: 1_800_000,
  unpaidExpiry: "cancelled",
  writeKind: "gross-set",
  fallsAt: "creation",
  sellsOnlyWhatItShows: true,
  belowHolds: "refused",
  totalFallsOnLeave: true,
  writeEffectMs: 0,
  moveIsAtomic: true,
  restocks: true,
  restockMs: 0,
  restocksAfterReadyToShip: false,
  outOfStockZeroes: true,
  cancelConfirmMs: 86_400_000,
  warehouses: ["dropshipping"],
  readLagMs: 0,
  listLagMs: 0,
  searchLagMs: 0,
  reviewMs: 5_000,
  promotionLocks: true,
  sellerSkuUnique: true,
  createHonoursStatus: false,
  updateActivates: false,
  liveDuringReview: false,
  onlineItemLimit: 0,
  megaCampaign: false,
  migrateMs: 1_000,
  umbrellaCodes: false,
  splitsItems: false,
  detailInSnakeCase: false,
  countryInfoByCountry: false,
  errorKeysInCamelCase: false,
  itemMoneyAsText: false,
  masksBuyers: true,
  latencyMs: 5_000,
  lateEffectMs: 60_000,
  rate: { requests: 0, perMs: 1_000 },
  inventoryCallsPerSecond: 50,
  callsPerDay: 10_000_000,
  accessTokenSeconds: 30 * 86_400,
  refreshTokenSeconds: 180 * 86_400,
  refreshRotates: false,
  refreshUnsupported: false,
  pushes: true,
  pushLateMs: 0,
  pushesShuffled: false,
  pushesLost: 0,
  pushesDoubled: 0,
  pushesForged: 0,
});
