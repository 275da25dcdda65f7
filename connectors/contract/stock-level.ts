import { z } from "zod";
import { instantSchema } from "./instant.ts";
import { listedSkuSchema } from "./listing.ts";
import { skuSchema } from "./sku.ts";
import { textSchema } from "./text.ts";

export const stockLevelSchema = z.strictObject({ listed: listedSkuSchema, quantity: z.int().nonnegative() });
export type StockLevel = z.infer<typeof stockLevelSchema>;

export const stockChangeSchema = z.strictObject({ listed: listedSkuSchema, change: z.int() });
export type StockChange = z.infer<typeof stockChangeSchema>;

/** What the channel counts for one SKU. `sellable` is what it will still sell. */
export const stockCountersSchema = z.object({
  sku: skuSchema,
  sellable: z.int(),
  total: z.int().optional(),
  held: z.int().optional(),
  /** Less than this the channel does not take: it keeps so many for promotions of its own. */
  floor: z.int().optional(),
  version: z.string().optional(),
  readBeganAt: instantSchema,
});
export type StockCounters = z.infer<typeof stockCountersSchema>;

/** `code` is the channel's own; `says` is for people. */
export const refusalSchema = z.object({ sku: skuSchema, code: z.string(), says: textSchema });
export type Refusal = z.infer<typeof refusalSchema>;

/** Every SKU pushed comes back exactly once. Unsure: no answer that says yes or no for that row. */
export const pushReportSchema = z.object({
  applied: z.array(skuSchema).readonly(),
  refused: z.array(refusalSchema).readonly(),
  unsure: z.array(skuSchema).readonly(),
});
export type PushReport = z.infer<typeof pushReportSchema>;
