import { z } from "zod";
import { idSchema, numberedSchema, numberSchema, secondsSchema, wholeSchema } from "./wire.ts";

const quantity = wholeSchema.pipe(z.int().nonnegative());
const listSchema = z.array(z.unknown()).nullish();

export const shopeeOrderPageSchema = z.object({ more: z.boolean(), next_cursor: z.string().nullish(), order_list: listSchema });
export const shopeeOrderListSchema = z.object({ order_list: listSchema });

export const shopeeOrderLineSchema = z.object({
  item_id: numberedSchema,
  item_name: z.string().nullish(),
  item_sku: z.string().nullish(),
  model_id: numberedSchema.nullish(),
  model_sku: z.string().nullish(),
  model_quantity_purchased: quantity.pipe(z.int().positive()),
  model_discounted_price: wholeSchema.nullish(),
  model_original_price: wholeSchema.nullish(),
  order_item_id: numberedSchema.nullish(),
  line_item_id: numberedSchema.nullish(),
  cancelled_qty: quantity.nullish(),
  returned_qty: quantity.nullish(),
});
export type ShopeeOrderLine = z.infer<typeof shopeeOrderLineSchema>;

export const shopeeOrderSchema = z.object({
  order_sn: idSchema,
  order_status: z.string(),
  create_time: secondsSchema,
  update_time: secondsSchema,
  pay_time: secondsSchema.nullish(),
  ship_by_date: secondsSchema.nullish(),
  cod: z.boolean().nullish(),
  total_amount: wholeSchema.nullish(),
  message_to_seller: z.string().nullish(),
  cancel_by: z.string().nullish(),
  item_list: z.array(shopeeOrderLineSchema).min(1),
  package_list: z.array(z.object({ package_number: z.string().nullish(), logistics_status: z.string().nullish() })).nullish(),
  recipient_address: z
    .object({
      name: z.string().nullish(),
      phone: z.string().nullish(),
      full_address: z.string().nullish(),
      state: z.string().nullish(),
      city: z.string().nullish(),
      district: z.string().nullish(),
      town: z.string().nullish(),
    })
    .nullish(),
});
export type ShopeeOrder = z.infer<typeof shopeeOrderSchema>;

export const shopeePackageSchema = z.object({
  package_number: z.string(),
  fulfillment_status: z.string().nullish(),
  logistics_status: z.string().nullish(),
  is_shipment_arranged: z.boolean().nullish(),
});
export type ShopeePackage = z.infer<typeof shopeePackageSchema>;
export const shopeePackageListSchema = z.object({ package_list: z.array(shopeePackageSchema).nullish() });

const needs = z.array(z.string()).nullish();
export const shopeeShippingParameterSchema = z.object({
  info_needed: z.object({ dropoff: needs, pickup: needs, non_integrated: needs }),
  dropoff: z.object({ branch_list: z.array(z.object({ branch_id: numberSchema })).nullish() }).nullish(),
  pickup: z
    .object({
      address_list: z
        .array(
          z.object({
            address_id: numberSchema,
            address_flag: z.array(z.string()).nullish(),
            time_slot_list: z.array(z.object({ pickup_time_id: idSchema, flags: z.array(z.string()).nullish() })).nullish(),
          }),
        )
        .nullish(),
    })
    .nullish(),
});
export type ShopeeShippingParameter = z.infer<typeof shopeeShippingParameterSchema>;

export const shopeeReturnPageSchema = z.object({ more: z.boolean(), return: listSchema });
export const shopeeReturnSchema = z.object({
  return_sn: idSchema,
  order_sn: idSchema,
  status: z.string(),
  update_time: secondsSchema,
  item: z.array(z.object({ item_id: idSchema, model_id: idSchema.nullish(), amount: wholeSchema.pipe(z.int().positive()) })),
});
export type ShopeeReturn = z.infer<typeof shopeeReturnSchema>;
