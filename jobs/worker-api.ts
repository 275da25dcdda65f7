import {
  accessSchema,
  bellSubjects,
  channelCodeSchema,
  channelPictureSchema,
  connectorErrorKinds,
  consentGrantSchema,
  instantSchema,
  listedSkuSchema,
  listingSchema,
  offerSchema,
  orderReturnSchema,
  orderSchema,
  problemSchema,
  pushReportSchema,
  rawAccessSchema,
  seenListingSchema,
  seenPageSchema,
  sheetFileTextSchema,
  skuSchema,
  stockChangeSchema,
  stockCountersSchema,
  stockLevelSchema,
  taxonomySchema,
  textSchema,
} from "connectors/contract";
import { z } from "zod";

/**
 * What workers and the backend say to each other. A turn is one account's work for one purpose, under the lease of the
 * purpose's lane. The worker asks for acts, carries each out in order, reports it, and asks again until none is left.
 */
export const purposes = [
  "push-stock",
  "push-offers",
  "push-listings",
  "pull-orders",
  "look-at-listings",
  "run-commands",
  "refresh-access",
  "write-sheets",
  "read-sheet",
  "pull-bells",
  "read-taxonomy",
] as const;
export const purposeSchema = z.enum(purposes);
export type Purpose = z.infer<typeof purposeSchema>;

const act = { id: z.string(), /** Not to be sent later than this; checked just before sending. */ sendBefore: instantSchema };

export const actSchema = z.discriminatedUnion("kind", [
  z.object({ ...act, kind: z.literal("read-order-changes"), changedSince: instantSchema }),
  z.object({ ...act, kind: z.literal("read-orders-created"), createdSince: instantSchema }),
  z.object({ ...act, kind: z.literal("read-orders"), orderIds: z.array(z.string()) }),
  z.object({ ...act, kind: z.literal("read-returns"), changedSince: instantSchema }),
  z.object({ ...act, kind: z.literal("read-stock"), listed: z.array(listedSkuSchema) }),
  z.object({ ...act, kind: z.literal("list-listings") }),
  /** `title` is what the page should show. */
  z.object({ ...act, kind: z.literal("observe-page"), url: z.string(), sku: skuSchema, title: z.string().optional() }),
  z.object({ ...act, kind: z.literal("push-stock"), levels: z.array(stockLevelSchema) }),
  z.object({ ...act, kind: z.literal("adjust-stock"), changes: z.array(stockChangeSchema) }),
  z.object({ ...act, kind: z.literal("push-offers"), offers: z.array(offerSchema) }),
  z.object({ ...act, kind: z.literal("look"), sku: skuSchema }),
  z.object({ ...act, kind: z.literal("create-hidden"), listing: listingSchema }),
  z.object({
    ...act,
    kind: z.literal("update-listing"),
    listed: listedSkuSchema,
    listing: listingSchema,
    pictures: z.boolean(),
  }),
  z.object({ ...act, kind: z.literal("activate"), listed: listedSkuSchema }),
  z.object({ ...act, kind: z.literal("hide"), listed: listedSkuSchema }),
  z.object({ ...act, kind: z.literal("remove"), listed: listedSkuSchema }),
  z.object({ ...act, kind: z.literal("accept"), orderId: z.string() }),
  z.object({ ...act, kind: z.literal("pack"), orderId: z.string() }),
  z.object({ ...act, kind: z.literal("ship"), orderId: z.string() }),
  z.object({ ...act, kind: z.literal("cancel"), orderId: z.string(), reason: z.string() }),
  z.object({ ...act, kind: z.literal("exchange-access"), grant: consentGrantSchema }),
  z.object({ ...act, kind: z.literal("refresh-access"), refreshToken: z.string() }),
  z.object({ ...act, kind: z.literal("check-account") }),
  z.object({
    ...act,
    kind: z.literal("write-listing-sheet"),
    sheetId: z.string(),
    listings: z.array(listingSchema),
    /** By SKU: what the file puts on sale. Absent: the sheet says nothing of stock. */
    quantities: z.record(z.string(), z.int().nonnegative()).default({}),
  }),
  z.object({ ...act, kind: z.literal("write-offer-sheet"), sheetId: z.string(), offers: z.array(offerSchema) }),
  z.object({ ...act, kind: z.literal("write-stock-sheet"), sheetId: z.string(), levels: z.array(stockLevelSchema) }),
  z.object({ ...act, kind: z.literal("pull-bells"), cursor: z.string().optional() }),
  /** The tree, its carriers, and what these categories ask for. */
  z.object({ ...act, kind: z.literal("read-taxonomy"), categoryIds: z.array(z.string()) }),
  z.object({ ...act, kind: z.literal("read-order-sheet"), sheetId: z.string(), file: sheetFileTextSchema }),
  z.object({ ...act, kind: z.literal("read-stock-sheet"), sheetId: z.string(), file: sheetFileTextSchema }),
]);
export type Act = z.infer<typeof actSchema>;
export type ActKind = Act["kind"];

/** POST /worker/accounts/:id/turns. `worker` names the process, for the log. */
export const openTurnSchema = z.strictObject({ purpose: purposeSchema, worker: z.string() });

/** The decrypted settings and access leave the backend here alone, one account a call, logged there. */
export const turnSchema = z.object({
  id: z.string(),
  leaseUntil: instantSchema,
  account: z.object({
    id: z.string(),
    channel: channelCodeSchema,
    settings: z.record(z.string(), z.unknown()),
    access: accessSchema.optional(),
  }),
  acts: z.array(actSchema),
});
export type Turn = z.infer<typeof turnSchema>;

/** No turn: another worker holds the lane, or the account is paused or waits for its owner. */
export const noTurnSchema = z.object({
  turn: z.null(),
  reason: z.enum(["busy", "paused", "needs-sign-in", "look-only", "nothing-to-do", "unknown-account"]),
  retryAfterMs: z.int().optional(),
});
export const openTurnAnswerSchema = z.union([z.object({ turn: turnSchema }), noTurnSchema]);

/** POST /worker/turns/:id/acts: the next acts; none means the turn is over and its lease is free. */
export const nextActsSchema = z.object({ acts: z.array(actSchema) });

export const actErrorSchema = z.object({
  kind: z.enum(connectorErrorKinds),
  code: z.string(),
  message: z.string(),
  says: textSchema.optional(),
  retryAfterMs: z.number().optional(),
  /** False: nothing left this machine, so nothing can have happened there. */
  sent: z.boolean(),
});

/** POST /worker/acts/:id/outcome, idempotent. No error: done. What the act brought back is in its own field. */
export const outcomeSchema = z.object({
  turnId: z.string(),
  beganAt: instantSchema,
  endedAt: instantSchema,
  error: actErrorSchema.optional(),
  report: pushReportSchema.optional(),
  listed: listedSkuSchema.optional(),
  pictures: z.array(channelPictureSchema).optional(),
  looked: z.array(seenListingSchema).optional(),
  page: seenPageSchema.optional(),
  access: rawAccessSchema.optional(),
  file: sheetFileTextSchema.optional(),
  /** Rows that were left out of the file. */
  problems: z.array(problemSchema).optional(),
  bells: z.object({ about: z.array(z.enum(bellSubjects)), nextCursor: z.string().optional() }).optional(),
  taxonomy: taxonomySchema.optional(),
  /** For reads that came in pages: read to its real end (sync-protocol §4). */
  complete: z.boolean().optional(),
});
export type Outcome = z.infer<typeof outcomeSchema>;

/** POST /worker/acts/:id/readings: what a read act found, a page at a time, before its outcome. Idempotent by number. */
export const readingPageSchema = z.object({
  turnId: z.string(),
  number: z.int().nonnegative(),
  beganAt: instantSchema,
  orders: z.array(orderSchema).default([]),
  returns: z.array(orderReturnSchema).default([]),
  listings: z.array(seenListingSchema).default([]),
  counters: z.array(stockCountersSchema).default([]),
  problems: z.array(problemSchema).default([]),
});
export type ReadingPage = z.infer<typeof readingPageSchema>;

/** POST /worker/problems: a job that gave up. Written before the queue forgets it. */
export const jobProblemSchema = z.strictObject({
  accountId: z.string().optional(),
  purpose: purposeSchema,
  code: z.string(),
  message: z.string(),
});

/** GET /worker/accounts: who has work to look at. Ids and channels only. */
export const accountListSchema = z.object({ accounts: z.array(z.object({ id: z.string(), channel: channelCodeSchema })) });
