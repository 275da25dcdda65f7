import { z } from "zod";
import { idSchema, numberSchema, wholeSchema } from "./wire.ts";

const listSchema = z.array(z.unknown()).nullish();

export const shopeeCategoryListSchema = z.object({ category_list: listSchema });
export const shopeeCategorySchema = z.object({
  category_id: idSchema,
  parent_category_id: idSchema.nullish(),
  original_category_name: z.string().nullish(),
  display_category_name: z.string().nullish(),
  has_children: z.boolean(),
});
export type ShopeeCategory = z.infer<typeof shopeeCategorySchema>;

export const shopeeAttributeListSchema = z.object({
  list: z.array(z.object({ category_id: idSchema, attribute_tree: listSchema })).nullish(),
});
const translations = z.array(z.object({ language: z.string().nullish(), value: z.string().nullish() })).nullish();
export const shopeeAttributeSchema = z.object({
  attribute_id: idSchema,
  mandatory: z.boolean().nullish(),
  name: z.string().nullish(),
  multi_lang: translations,
  attribute_value_list: z
    .array(
      z.object({
        value_id: idSchema,
        name: z.string().nullish(),
        value_unit: z.string().nullish(),
        multi_lang: translations,
        child_attribute_list: listSchema,
      }),
    )
    .nullish(),
  attribute_info: z
    .object({
      input_type: wholeSchema.nullish(),
      input_validation_type: wholeSchema.nullish(),
      attribute_unit_list: z.array(z.string()).nullish(),
      max_value_count: wholeSchema.nullish(),
    })
    .nullish(),
});
export type ShopeeAttribute = z.infer<typeof shopeeAttributeSchema>;

export const shopeeBrandPageSchema = z.object({
  brand_list: listSchema,
  has_next_page: z.boolean(),
  next_offset: numberSchema.nullish(),
  is_mandatory: z.boolean().nullish(),
});
export const shopeeBrandSchema = z.object({
  brand_id: idSchema,
  original_brand_name: z.string().nullish(),
  display_brand_name: z.string().nullish(),
});
export type ShopeeBrand = z.infer<typeof shopeeBrandSchema>;

export const shopeeCarrierListSchema = z.object({ logistics_channel_list: listSchema });
export const shopeeCarrierSchema = z.object({
  logistics_channel_id: idSchema,
  logistics_channel_name: z.string().nullish(),
  enabled: z.boolean().nullish(),
  fee_type: z.string().nullish(),
  weight_limit: z.object({ item_max_weight: numberSchema.nullish(), item_min_weight: numberSchema.nullish() }).nullish(),
});
export type ShopeeCarrier = z.infer<typeof shopeeCarrierSchema>;

const band = z.object({ min_limit: numberSchema.nullish(), max_limit: numberSchema.nullish() }).nullish();
export const shopeeItemLimitSchema = z.object({
  price_limit: band,
  stock_limit: band,
  item_name_length_limit: band,
  item_description_length_limit: band,
  item_image_count_limit: band,
  dimension_limit: z.object({ dimension_mandatory: z.boolean().nullish() }).nullish(),
});
export type ShopeeItemLimit = z.infer<typeof shopeeItemLimitSchema>;
