import { z } from "@medusajs/framework/zod";

export const publishSchema = z.strictObject({
  account_id: z.string(),
  variant_ids: z.array(z.string()).min(1).max(500),
  live: z.boolean().default(true),
});
