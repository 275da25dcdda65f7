import { z } from "zod";

/** What Shopee answers, only what we use; lenient, since pages disagree on types (shopee §5.3, §7). */
const id = z.union([z.number(), z.string()]).transform(String);
const whole = z.coerce.number().transform(Math.round);
const seconds = z.coerce.number().int().nonnegative();

export const shopeeEnvelopeSchema = z.looseObject({
  error: z.string().nullish(),
  message: z.string().nullish(),
  warning: z.string().nullish(),
  request_id: z.string().nullish(),
  response: z.unknown(),
});

export const shopeeItemSchema = z.object({
  item_id: id,
  item_status: z.string(),
  item_name: z.string().nullish(),
  item_sku: z.string().nullish(),
  description: z.string().nullish(),
  category_id: id.nullish(),
  update_time: seconds.nullish(),
  has_model: z.boolean().nullish(),
  image: z.object({ image_id_list: z.array(z.string()).nullish() }).nullish(),
  price_info: z.array(z.object({ original_price: whole.nullish() })).nullish(),
  stock_info_v2: z
    .object({
      summary_info: z.object({ total_available_stock: whole.nullish(), total_reserved_stock: whole.nullish() }).nullish(),
      seller_stock: z.array(z.object({ location_id: z.string().nullish(), stock: whole })).nullish(),
    })
    .nullish(),
});
export type ShopeeItem = z.infer<typeof shopeeItemSchema>;

export const shopeeItemPageSchema = z.object({
  item: z.array(z.object({ item_id: id })).nullish(),
  has_next_page: z.boolean(),
  next_offset: z.coerce.number().nullish(),
});
export const shopeeItemIdsSchema = z.object({ item_id_list: z.array(id).nullish() });
export const shopeeItemListSchema = z.object({ item_list: z.array(z.unknown()).nullish() });

export const shopeeStockReplySchema = z.object({
  success_list: z.array(z.object({ model_id: id.nullish() })).nullish(),
  failure_list: z.array(z.object({ model_id: id.nullish(), failed_reason: z.string().nullish() })).nullish(),
});
export const shopeeItemReplySchema = z.object({
  success_list: z.array(z.object({ item_id: id })).nullish(),
  failure_list: z.array(z.object({ item_id: id, failed_reason: z.string().nullish() })).nullish(),
});
export const shopeeCreatedSchema = z.object({ item_id: id });
export const shopeeImageSchema = z.object({
  image_info: z.object({ image_id: z.string(), image_url_list: z.array(z.object({ image_url: z.string() })).nullish() }),
});

export const shopeeOrderPageSchema = z.object({
  more: z.boolean(),
  next_cursor: z.string().nullish(),
  order_list: z.array(z.object({ order_sn: z.string() })).nullish(),
});
export const shopeeOrderListSchema = z.object({ order_list: z.array(z.unknown()).nullish() });

export const shopeeOrderSchema = z.object({
  order_sn: z.string().min(1),
  order_status: z.string(),
  create_time: seconds,
  update_time: seconds,
  pay_time: seconds.nullish(),
  ship_by_date: seconds.nullish(),
  cod: z.boolean().nullish(),
  total_amount: whole.nullish(),
  message_to_seller: z.string().nullish(),
  item_list: z
    .array(
      z.object({
        item_id: id,
        item_name: z.string().nullish(),
        item_sku: z.string().nullish(),
        model_id: id.nullish(),
        model_sku: z.string().nullish(),
        model_quantity_purchased: z.coerce.number().int().positive(),
        model_discounted_price: whole.nullish(),
        model_original_price: whole.nullish(),
        order_item_id: id.nullish(),
        line_item_id: id.nullish(),
        cancelled_qty: z.coerce.number().int().nullish(),
        returned_qty: z.coerce.number().int().nullish(),
      }),
    )
    .min(1),
  package_list: z
    .array(
      z.object({
        package_number: z.string().nullish(),
        logistics_status: z.string().nullish(),
      }),
    )
    .nullish(),
  recipient_address: z
    .object({
      name: z.string().nullish(),
      phone: z.string().nullish(),
      full_address: z.string().nullish(),
      state: z.string().nullish(),
      city: z.string().nullish(),
    })
    .nullish(),
});
export type ShopeeOrder = z.infer<typeof shopeeOrderSchema>;

export const shopeeTokenSchema = z.object({
  access_token: z.string().min(1),
  refresh_token: z.string().min(1),
  expire_in: z.coerce.number().positive(),
  shop_id: id.nullish(),
  shop_id_list: z.array(id).nullish(),
});
