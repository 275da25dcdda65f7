import { z } from "zod";

/** What Tiki answers, only what we use; lenient, since v1 and v2 differ in names and types (tiki §5.4, §7). */
const id = z
  .union([z.number(), z.string()])
  .transform((value) => String(value).trim())
  .refine((value) => value !== "");
const number = z
  .union([
    z.number(),
    z
      .string()
      .trim()
      .regex(/^-?\d+(\.\d+)?$/),
  ])
  .transform(Number);
const whole = number.transform(Math.round);
/** A field that does not concern stock or identity is left out where it cannot be read, not its whole row. */
const whenReadable = <Schema extends z.ZodType>(schema: Schema) => schema.nullish().catch(undefined);
const text = whenReadable(z.string());
const time = whenReadable(z.union([z.string(), z.number()]));
/** `1`, `"1"` and `true` all occur. */
export const tikiFlagSchema = z
  .union([z.boolean(), z.literal([0, 1]), z.literal(["0", "1", "true", "false"])])
  .transform((value) => value === true || value === 1 || value === "1" || value === "true");
const flag = tikiFlagSchema;

export const tikiErrorsSchema = z.object({ errors: z.array(z.unknown()).min(1) });

const pagingSchema = z.object({ total: number, current_page: whenReadable(number), last_page: number });
/** v1 answers bare lists where v2 wraps them. */
export const tikiPageSchema = z.union([
  z.array(z.unknown()).transform((data) => ({ data, paging: undefined })),
  z.object({ data: z.array(z.unknown()), paging: pagingSchema.nullish() }),
]);
export type TikiPage = z.infer<typeof tikiPageSchema>;

const imageSchema = whenReadable(z.array(z.object({ url: z.string() })));

export const tikiProductSchema = z
  .object({
    product_id: id.nullish(),
    id: id.nullish(),
    original_sku: z.string().nullish(),
    name: text,
    master_id: whenReadable(id),
    active: flag.nullish(),
    is_hidden: flag.nullish(),
    price: whenReadable(whole),
    version: whenReadable(id),
    updated_at: time,
    images: imageSchema,
    thumbnail: whenReadable(z.string()),
    categories: whenReadable(z.array(z.object({ id, is_primary: flag.nullish() }))),
    attributes: whenReadable(z.record(z.string(), z.unknown())),
    inventory: whenReadable(
      z.object({
        quantity_available: whole.nullish(),
        quantity_reserved: whole.nullish(),
        quantity_saleable: whole.nullish(),
        quantity_sellable: whole.nullish(),
      }),
    ),
  })
  .transform(({ product_id, id: number, ...product }, context) => {
    const named = product_id ?? number;
    if (named) return { ...product, id: named };
    context.issues.push({ code: "custom", message: "names no product", path: ["product_id"], input: named });
    return z.NEVER;
  });
export type TikiProduct = z.infer<typeof tikiProductSchema>;

/** The state is a word we may not know; what is not known is in progress (tiki §5.2). */
export const tikiTrackSchema = z.object({
  track_id: id,
  state: z.string(),
  reason: z.unknown(),
  request_id: id.nullish().catch(undefined),
});
export type TikiTrack = z.infer<typeof tikiTrackSchema>;

export const tikiRequestSchema = z.object({
  request_id: id,
  state: z.string(),
  kind: text,
  created_at: time,
  reasons: z.unknown(),
  products: z
    .array(
      z.object({
        product_id: whenReadable(id),
        original_sku: text,
        name: text,
        price: whenReadable(whole),
      }),
    )
    .nullish(),
});
export type TikiRequest = z.infer<typeof tikiRequestSchema>;

export const tikiQueuedSchema = z.object({ track_id: id, state: z.string().nullish() });
export const tikiUpdatedSchema = z.object({ state: z.string() });

export const tikiSellerSchema = z.object({
  active: flag.nullish(),
  can_update_product: flag.nullish(),
});
export const tikiWarehouseSchema = z.object({ warehouse_id: id });

export const tikiOrderSchema = z.object({
  code: id,
  status: z.string(),
  fulfillment_type: text,
  created_at: z.union([z.string(), z.number()]),
  updated_at: time,
  note: text,
  tiki_warehouse: whenReadable(z.object({ code: text })),
  invoice: whenReadable(z.object({ grand_total: whenReadable(whole), shipping_amount_after_discount: whenReadable(whole) })),
  payment: whenReadable(z.object({ method: text, payment_method: text })),
  shipping: whenReadable(
    z.object({
      address: whenReadable(z.object({ full_name: text, phone: text, street: text, ward: text, district: text, region: text })),
    }),
  ),
  items: z
    .array(
      z.object({
        id,
        product: z.object({
          id: id.nullish(),
          name: text,
          seller_product_code: text,
          original_sku: text,
        }),
        confirmation: z.object({ status: z.string().nullish(), available_confirm_sla: time }).nullish(),
        invoice: z.object({ price: whenReadable(whole), quantity: number }),
      }),
    )
    .min(1),
});
export type TikiOrder = z.infer<typeof tikiOrderSchema>;

export const tikiInventoriesSchema = z.object({
  mappings: z.array(z.object({ tiki_warehouse_code: z.string(), seller_inventory_ids: z.array(number) })),
});
export const tikiSlotsSchema = z.object({ pickup_slots: z.array(z.object({ expected_pickup_time: z.string().min(1) })) });

export const tikiEventsSchema = z.object({ events: z.array(z.unknown()).nullish(), ack_id: id.nullish() });
export const tikiEventSchema = z.object({ type: z.string(), created_at: time });

export const tikiCategorySchema = z.object({
  id,
  name: z.string(),
  parent_id: whenReadable(id),
  parent: whenReadable(id),
  is_primary: flag.nullish(),
  primary: flag.nullish(),
});
export const tikiAttributeSchema = z.object({
  id,
  code: z.string().min(1),
  display_name: text,
  is_required: flag.nullish(),
  input_type: text,
});
export const tikiValueSchema = z.object({ value: z.unknown(), name: z.unknown(), display_name: z.unknown() });

export const tikiTokenSchema = z.object({
  access_token: z.string().min(1),
  refresh_token: z.string().min(1).nullish(),
  expires_in: number.refine((seconds) => seconds > 0),
});
export const tikiTokenErrorSchema = z.object({ error: z.string().min(1), error_description: text });
