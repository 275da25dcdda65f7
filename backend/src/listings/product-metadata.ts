import { z } from "@medusajs/framework/zod";

/** What our products carry beside Medusa's own fields; written by the seed and by the desk. */
export const productMetadataSchema = z.object({
  registered_product_id: z.string().optional(),
  producer_id: z.string().optional(),
  producer_name: z.string(),
  product_set: z.string(),
  commune: z.string().default(""),
  alcohol: z.boolean().default(false),
  simulated: z.boolean().default(false),
  /** The price is ours, to try things out, not the seller's. */
  illustrative_price: z.boolean().default(false),
  basket: z.boolean().default(false),
  pack: z.string().default(""),
  unit: z.string().default("sản phẩm"),
  short_description: z.string().default(""),
  picture: z.string().default(""),
  seller_kind: z.enum(["programme", "producer"]),
  seller_name: z.string(),
  seller_phone: z.string().default(""),
  on_channel: z
    .record(
      z.string(),
      z.object({
        categoryId: z.string().optional(),
        brandId: z.string().optional(),
        carrierIds: z.array(z.string()).default([]),
        attributes: z.record(z.string(), z.array(z.string())).default({}),
      }),
    )
    .default({}),
});
export type ProductMetadata = z.infer<typeof productMetadataSchema>;
