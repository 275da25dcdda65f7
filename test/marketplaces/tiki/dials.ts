import { z } from "zod";
import { dialsSchema } from "../kit/dials.ts";

const ms = z.int().nonnegative();

/** Letters are those of the synchronising protocol, §6; what the document leaves open is said in the README. */
export const tikiDialsSchema = dialsSchema
  .pick({
    lagsVary: true,
    orderListLagMs: true,
    createdBackdatedMs: true,
    cancelLagMs: true,
    unpaidVisible: true,
    unpaidHoldMs: true,
    writeKind: true,
    fallsAt: true,
    sellsOnlyWhatItShows: true,
    belowHolds: true,
    totalFallsOnLeave: true,
    writeEffectMs: true,
    restocks: true,
    restockMs: true,
    readLagMs: true,
    listLagMs: true,
    searchLagMs: true,
    reviewMs: true,
    promotionLocks: true,
    latencyMs: true,
    lateEffectMs: true,
    rate: true,
    accessTokenSeconds: true,
    pushes: true,
    pushLateMs: true,
    pushesShuffled: true,
    pushesLost: true,
    pushesDoubled: true,
    pushesForged: true,
  })
  .extend({
    /** A request is in the queue, and then in processing, for so long each. */
    processingMs: ms,
    /** What reaches the last review is approved by itself, as in Tiki's sandbox, or waits for a person. */
    approval: z.enum(["by-itself", "by-hand"]),
    /** A seller SKU that exists is refused with code 420; false lets a twin come into being. */
    sellerSkuUnique: z.boolean(),
    /** A stored request can be replayed for so long (issue 356), and be tracked for so long. */
    payloadKeptMs: ms,
    trackKeptMs: ms,
    /** A placed order, once it is paid or to be paid at the door, waits for its seller only after so long. */
    acceptMs: ms,
    /** The last step in which an order's units are held. */
    heldUntil: z.enum(["handover", "delivery"]),
    /** No list gives more rows a page, whatever was asked for (§9.10). */
    pageCap: z.int().positive(),
    batchSize: z.int().positive(),
    codeSeconds: z.int().positive(),
    refreshTokenSeconds: z.int().positive(),
    /** A refresh token is good for one refresh. */
    refreshRotates: z.boolean(),
    subscriptionEffectMs: ms,
    eventsKeptMs: ms,
    eventsPerPull: z.int().positive(),
    /** The name of the seller's SKU in an order line, which the document does not settle. */
    sellerSkuField: z.enum(["seller_product_code", "original_sku"]),
  });
export type TikiDials = z.infer<typeof tikiDialsSchema>;

const second = 1_000;
const minute = 60 * second;
const day = 24 * 60 * minute;

export const startingDials = (): TikiDials => ({
  lagsVary: false,
  orderListLagMs: 600,
  createdBackdatedMs: 0,
  cancelLagMs: 0,
  unpaidVisible: false,
  unpaidHoldMs: day,
  writeKind: "gross-set",
  fallsAt: "creation",
  sellsOnlyWhatItShows: true,
  belowHolds: "clipped",
  totalFallsOnLeave: true,
  writeEffectMs: 0,
  restocks: true,
  restockMs: 0,
  readLagMs: 400,
  listLagMs: 600,
  searchLagMs: 600,
  reviewMs: 400,
  promotionLocks: true,
  latencyMs: 3 * second,
  lateEffectMs: 60 * second,
  rate: { requests: 200, perMs: second },
  accessTokenSeconds: 3_600,
  pushes: true,
  pushLateMs: 600,
  pushesShuffled: false,
  pushesLost: 0,
  pushesDoubled: 0,
  pushesForged: 0,
  processingMs: 300,
  approval: "by-itself",
  sellerSkuUnique: true,
  payloadKeptMs: 3 * day,
  trackKeptMs: 30 * day,
  acceptMs: 0,
  heldUntil: "handover",
  pageCap: 50,
  batchSize: 50,
  codeSeconds: 600,
  refreshTokenSeconds: 30 * 86_400,
  refreshRotates: true,
  subscriptionEffectMs: 5 * second,
  eventsKeptMs: 7 * day,
  eventsPerPull: 50,
  sellerSkuField: "seller_product_code",
});
