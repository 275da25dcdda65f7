import { z } from "zod";

/** What Lazada answers, only what we use; lenient, since samples and tables disagree on names and types (lazada §1, §5.2, §7). */

/** Numbers above 2⁵³ would come out of JSON as another id. */
export const idSchema = z.union([z.string().min(1), z.int()]).transform(String);
const id = idSchema;
/** What the documents call a Number. Anything else in its place is a row that was spoilt, and would be somebody else tomorrow. */
const numberedSchema = z.union([z.string().regex(/^\d+$/), z.int().nonnegative()]).transform(String);
const text = z.union([z.string(), z.number(), z.boolean()]).transform(String);
const amount = z.union([z.string(), z.number()]);
/** An empty text is no 0. */
const whole = z
  .union([z.number(), z.string().regex(/^-?\d+(\.0+)?$/)])
  .transform(Number)
  .pipe(z.int());
const flag = z.union([z.boolean(), z.number(), z.string()]).transform((value) => /^(true|1|yes)$/i.test(String(value)));

export const detailSchema = z.looseObject({
  field: text.nullish(),
  message: text.nullish(),
  code: text.nullish(),
  seller_sku: text.nullish(),
  sku_id: text.nullish(),
});
export type LazadaDetail = z.infer<typeof detailSchema>;

/** `result` is the inner answer of the newer calls, which has a success of its own. */
export const envelopeSchema = z.looseObject({
  code: text,
  type: z.string().nullish(),
  message: text.nullish(),
  detail: z.array(z.unknown()).nullish().catch(undefined),
  data: z.unknown(),
  result: z.unknown(),
  success: flag.nullish().catch(undefined),
  error_code: text.nullish().catch(undefined),
  error_msg: text.nullish().catch(undefined),
});

const inventorySchema = z.object({
  warehouseCode: z.string().nullish(),
  totalQuantity: whole.nullish(),
  sellableQuantity: whole.nullish(),
  occupyQuantity: whole.nullish(),
  withholdQuantity: whole.nullish(),
});

export const skuSchema = z.object({
  SellerSku: text.nullish(),
  SkuId: numberedSchema,
  Status: z.string().nullish(),
  Url: z.string().nullish(),
  price: amount.nullish(),
  quantity: whole.nullish(),
  Available: whole.nullish(),
  multiWarehouseInventories: z.array(inventorySchema).nullish(),
  fblWarehouseInventories: z.array(inventorySchema).nullish(),
  channelInventories: z
    .array(z.object({ endTime: z.string().nullish(), sellableQuantity: whole.nullish() }))
    .nullish()
    .catch(undefined),
});
export type LazadaSku = z.infer<typeof skuSchema>;

/** Snake case in `/products/get`, camel case in the sample of `/product/item/get`. */
export const productSchema = z
  .object({
    item_id: numberedSchema.nullish(),
    itemId: numberedSchema.nullish(),
    status: z.string().nullish(),
    subStatus: z.string().nullish(),
    primary_category: id.nullish(),
    primaryCategory: id.nullish(),
    updated_time: amount.nullish(),
    updatedTime: amount.nullish(),
    images: z
      .union([z.array(z.string()), z.string()])
      .nullish()
      .catch(undefined),
    attributes: z.looseObject({ name: text.nullish(), description: text.nullish() }).nullish(),
    rejectReason: z.unknown(),
    hiddenReason: z.unknown(),
    skus: z.array(z.unknown()).nullish(),
    suspendedSkus: z.array(z.unknown()).nullish().catch(undefined),
  })
  .transform((product, context) => {
    const itemId = product.item_id ?? product.itemId;
    if (itemId == null) context.addIssue({ code: "custom", message: "has no item_id" });
    return {
      ...product,
      itemId: itemId ?? "",
      categoryId: product.primary_category ?? product.primaryCategory ?? undefined,
      updatedAt: product.updated_time ?? product.updatedTime ?? undefined,
    };
  });
export type LazadaProduct = z.infer<typeof productSchema>;

export const productPageSchema = z.object({ total_products: whole, products: z.array(z.unknown()).nullish() });
export const createdSchema = z.object({
  item_id: numberedSchema,
  item_status: z.string().nullish(),
  sku_list: z.array(z.object({ seller_sku: text.nullish(), sku_id: id.nullish() })).nullish(),
});
export const imageSchema = z.object({ image: z.object({ url: z.string().min(1), hash_code: z.string().nullish() }) });

export const orderPageSchema = z.object({
  countTotal: whole,
  orders: z.array(z.unknown()).nullish(),
});
export const orderSchema = z.object({
  order_id: numberedSchema,
  created_at: amount,
  updated_at: amount,
  price: amount.nullish(),
  voucher: amount.nullish(),
  shipping_fee: amount.nullish(),
  payment_method: z.string().nullish(),
  buyer_note: z.string().nullish(),
  need_cancel_confirm: flag.nullish().catch(undefined),
  is_cancel_pending: flag.nullish().catch(undefined),
  address_shipping: z
    .object({
      first_name: text.nullish(),
      last_name: text.nullish(),
      phone: text.nullish(),
      address1: text.nullish(),
      address3: text.nullish(),
      address4: text.nullish(),
      address5: text.nullish(),
    })
    .nullish()
    .catch(undefined),
});
export type LazadaOrder = z.infer<typeof orderSchema>;

export const orderItemSchema = z.object({
  order_item_id: numberedSchema,
  order_id: numberedSchema.nullish(),
  status: z.string().min(1),
  sku: text.nullish(),
  shop_sku: text.nullish(),
  sku_id: id.nullish().catch(undefined),
  product_id: id.nullish().catch(undefined),
  name: text.nullish(),
  item_price: amount,
  updated_at: amount.nullish(),
  sla_time_stamp: z.string().nullish().catch(undefined),
  package_id: text.nullish(),
  warehouse_code: z.string().nullish(),
  need_cancel_confirm: flag.nullish().catch(undefined),
  is_cancel_pending: flag.nullish().catch(undefined),
  reverse_order_id: numberedSchema.nullish().catch(undefined),
});
export type LazadaOrderItem = z.infer<typeof orderItemSchema>;

/** Grouped by order in the table of `/orders/items/get`, flat in `/order/items/get`. */
export const itemsOfOrderSchema = z.object({ order_id: numberedSchema, order_items: z.array(z.unknown()) });

export const providersSchema = z.object({ shipping_allocate_type: z.string().nullish() }).nullish();
const done = { item_err_code: text, msg: text.nullish() };
export const packedSchema = z.object({
  pack_order_list: z.array(
    z.object({
      order_item_list: z.array(z.object({ order_item_id: numberedSchema, package_id: text.nullish(), ...done })).nullish(),
    }),
  ),
});
export const readySchema = z.object({ packages: z.array(z.object({ package_id: text, ...done })) });

export const cancelChoiceSchema = z
  .object({
    tip_content: z.string().nullish(),
    tip_type: z.string().nullish(),
    reason_options: z.array(z.object({ reason_id: id, reason_name: z.string().nullish() })).nullish(),
  })
  .nullish();

export const returnPageSchema = z.object({ total: whole, items: z.array(z.unknown()).nullish() });
export const returnSchema = z.object({
  reverse_order_id: numberedSchema,
  trade_order_id: numberedSchema,
  request_type: z.string().nullish(),
  reverse_order_lines: z
    .array(
      z.object({
        trade_order_line_id: id,
        reverse_status: z.string().nullish(),
        return_order_line_gmt_modified: amount.nullish(),
        return_order_line_gmt_create: amount.nullish(),
      }),
    )
    .min(1),
});
export type LazadaReturn = z.infer<typeof returnSchema>;

export const categorySchema = z.object({
  category_id: id,
  name: text,
  leaf: flag.nullish(),
  children: z.array(z.unknown()).nullish(),
});
export const attributeSchema = z.object({
  name: z.string().min(1),
  label: text.nullish(),
  attribute_type: z.string().nullish(),
  input_type: z.string().nullish(),
  is_mandatory: flag.nullish(),
  is_sale_prop: flag.nullish(),
  options: z.array(z.object({ name: text, en_name: text.nullish() })).nullish(),
});
export type LazadaAttribute = z.infer<typeof attributeSchema>;
export const brandSchema = z.object({ brand_id: id, name: text.nullish(), name_en: text.nullish() });
export const brandPageSchema = z.object({ module: z.array(z.unknown()).nullish(), total_record: whole });

const shopSchema = z.object({ country: z.string().nullish(), seller_id: text.nullish() });
const shopsSchema = z
  .union([z.array(shopSchema), z.record(z.string(), shopSchema)])
  .nullish()
  .catch(undefined);
export const tokenSchema = z.object({
  access_token: z.string().min(1),
  refresh_token: z.string().nullish(),
  /** Seconds; ten years is beyond any life of a token. */
  expires_in: z.coerce.number().positive().max(315_360_000),
  refresh_expires_in: z.coerce.number().nullish(),
  country_user_info: shopsSchema,
  country_user_info_list: shopsSchema,
});
