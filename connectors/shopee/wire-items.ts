import { z } from "zod";
import { idSchema, numberSchema, secondsSchema, wholeSchema } from "./wire.ts";

const flag = z.boolean().nullish();

const stockSchema = z
  .object({
    summary_info: z
      .object({ total_available_stock: wholeSchema.nullish(), total_reserved_stock: wholeSchema.nullish() })
      .nullish(),
    seller_stock: z.array(z.object({ stock: wholeSchema, if_saleable: flag })).nullish(),
  })
  .nullish();
export type ShopeeStock = z.infer<typeof stockSchema>;

const priceSchema = z.array(z.object({ original_price: numberSchema.nullish() })).nullish();

export const shopeeItemSchema = z.object({
  item_id: idSchema,
  item_status: z.string(),
  item_name: z.string().nullish(),
  item_sku: z.string().nullish(),
  description: z.string().nullish(),
  description_info: z
    .object({
      extended_description: z
        .object({ field_list: z.array(z.object({ field_type: z.string().nullish(), text: z.string().nullish() })).nullish() })
        .nullish(),
    })
    .nullish(),
  category_id: idSchema.nullish(),
  update_time: secondsSchema.nullish(),
  has_model: flag,
  image: z.object({ image_id_list: z.array(z.string()).nullish() }).nullish(),
  price_info: priceSchema,
  stock_info_v2: stockSchema,
});
export type ShopeeItem = z.infer<typeof shopeeItemSchema>;

export const shopeeModelSchema = z.object({
  model_id: idSchema,
  model_sku: z.string().nullish(),
  model_status: z.string().nullish(),
  price_info: priceSchema,
  stock_info_v2: stockSchema,
});
export type ShopeeModel = z.infer<typeof shopeeModelSchema>;

const listSchema = z.array(z.unknown()).nullish();

export const shopeeItemPageSchema = z.object({
  item: listSchema,
  total_count: wholeSchema.nullish(),
  has_next_page: z.boolean(),
  next_offset: numberSchema.nullish(),
});
export const shopeeSearchSchema = z.object({
  item_id_list: z.array(idSchema).nullish(),
  next_offset: idSchema.nullish().catch(null),
});
export const shopeeItemListSchema = z.object({ item_list: listSchema });
export const shopeeModelListSchema = z.object({ model: listSchema });

/** Why an item was banned, and what would mend it. */
export const shopeeViolationSchema = z.object({
  item_id: idSchema,
  item_status_details: z
    .array(z.object({ violation_reason: z.string().nullish(), suggestion: z.string().nullish() }))
    .nullish(),
});

export const shopeeModelReplySchema = z.object({
  success_list: z.array(z.object({ model_id: idSchema.nullish(), stock: wholeSchema.nullish() })).nullish(),
  failure_list: z.array(z.object({ model_id: idSchema.nullish(), failed_reason: z.string().nullish() })).nullish(),
});
export const shopeeItemReplySchema = z.object({
  success_list: z.array(z.object({ item_id: idSchema })).nullish(),
  failure_list: z.array(z.object({ item_id: idSchema, failed_reason: z.string().nullish() })).nullish(),
});
export const shopeeCreatedSchema = z.object({ item_id: idSchema });

const imageSchema = z.object({
  image_id: z.string().min(1),
  image_url_list: z.array(z.object({ image_url: z.string() })).nullish(),
});
export const shopeeUploadSchema = z.object({
  image_info: imageSchema.nullish().catch(null),
  image_info_list: z
    .array(
      z.object({ error: z.string().nullish(), message: z.string().nullish(), image_info: imageSchema.nullish().catch(null) }),
    )
    .nullish(),
});
