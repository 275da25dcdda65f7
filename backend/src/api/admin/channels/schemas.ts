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
