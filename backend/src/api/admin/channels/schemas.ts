import { z } from "@medusajs/framework/zod";
import { channelCodes } from "connectors/contract";

export const publishSchema = z.strictObject({
  account_id: z.string(),
  variant_ids: z.array(z.string()).min(1).max(500),
  live: z.boolean().default(true),
});
const settings = z.record(z.string().max(100), z.unknown());
export const newAccountSchema = z.strictObject({
  channel: z.enum(channelCodes),
  title: z.string().trim().min(1).max(120),
  /** Absent: the programme's own. */
  producer_id: z.string().optional(),
  simulated: z.boolean().default(false),
  settings,
});
export const accountSettingsSchema = z.strictObject({ title: z.string().trim().min(1).max(120).optional(), settings });

const duration = z
  .number()
  .int()
  .min(0)
  .max(30 * 86_400_000)
  .nullable()
  .optional();
const known = z.boolean().nullable().optional();
/** The assumptions an operator may set for one account (sync-protocol §6). */
export const assumptionsSchema = z.strictObject({
  sellsOnlyWhatItShows: known,
  soleStockWriter: known,
  soleFulfiller: known,
  moveIsAtomic: known,
  totalFallsOnLeave: known,
  unpaidVisible: known,
  sellerSkuUnique: known,
  orderVisibleWithinMs: duration,
  createdBackdatedMs: duration,
  writeEffectiveWithinMs: duration,
  requestDiesWithinMs: duration,
  cancelVisibleWithinMs: duration,
  readSeesWriteWithinMs: duration,
  restockWithinMs: duration,
  unpaidHoldMaxMs: duration,
  leaveTakesAtLeastMs: duration,
  indexSeesCreateWithinMs: duration,
  lookEveryMs: duration,
});

/** Dead letters by their ids, as the page shows them. */
export const replaySchema = z.strictObject({ ids: z.array(z.string()).min(1).max(400) });
