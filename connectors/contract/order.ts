import { z } from "zod";
import { instantSchema } from "./instant.ts";
import { vndSchema } from "./vnd.ts";

export const orderStates = [
  "unpaid",
  "new",
  "confirmed",
  "packed",
  "handed-over",
  "delivered",
  "completed",
  "cancel-requested",
  "cancelled",
  "returning",
  "returned",
] as const;
export const orderStateSchema = z.enum(orderStates);
export type OrderState = z.infer<typeof orderStateSchema>;

export const orderLineSchema = z.object({
  /** Unique in its order and stable over every later reading (sync-protocol §11). */
  id: z.string(),
  productId: z.string().optional(),
  variantId: z.string().optional(),
  /** The seller SKU as written there; may be none of ours. */
  sellerSku: z.string(),
  title: z.string(),
  quantity: z.int().positive(),
  cancelledQuantity: z.int().nonnegative().default(0),
  returnedQuantity: z.int().nonnegative().default(0),
  unitPrice: vndSchema,
});
export type OrderLine = z.infer<typeof orderLineSchema>;

export const orderSchema = z.object({
  id: z.string().min(1),
  state: orderStateSchema,
  channelState: z.string(),
  createdAt: instantSchema,
  changedAt: instantSchema,
  paidAt: instantSchema.optional(),
  shipBy: instantSchema.optional(),
  lines: z.array(orderLineSchema).min(1),
  total: vndSchema.optional(),
  shippingFee: vndSchema.optional(),
  cashOnDelivery: z.boolean().optional(),
  buyer: z
    .object({
      name: z.string().optional(),
      phone: z.string().optional(),
      address: z.string().optional(),
      province: z.string().optional(),
      commune: z.string().optional(),
    })
    .optional(),
  note: z.string().optional(),
});
export type Order = z.infer<typeof orderSchema>;

export const orderReturnSchema = z.object({
  id: z.string(),
  orderId: z.string(),
  state: z.string(),
  changedAt: instantSchema,
  lines: z.array(z.object({ lineId: z.string(), quantity: z.int().positive() })),
});
export type OrderReturn = z.infer<typeof orderReturnSchema>;
