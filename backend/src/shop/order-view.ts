import type { MedusaContainer } from "@medusajs/framework/types";
import { ContainerRegistrationKeys } from "@medusajs/framework/utils";
import { z } from "@medusajs/framework/zod";
import type { Language } from "connectors/contract";
import { textIn } from "../text";
import { shopTexts } from "../text/shop";
import { isHalfMade, paidSchema } from "./half-made";

const states = {
  placed: shopTexts.say("order-placed"),
  packed: shopTexts.say("order-packed"),
  "handed-over": shopTexts.say("order-handed-over"),
  cancelled: shopTexts.say("order-cancelled"),
} as const;
export type ShopOrderState = keyof typeof states;

const rowSchema = z.object({
  id: z.string(),
  status: z.string(),
  created_at: z.coerce.date(),
  total: z.coerce.number(),
  shipping_total: z.coerce.number(),
  metadata: z.object({
    code: z.string(),
    phone: z.string(),
    seller_name: z.string().default(""),
    seller_phone: z.string().default(""),
    fulfilment: z.enum(["packed", "handed-over"]).nullish(),
  }),
  fulfillments: z.array(z.object({ canceled_at: z.unknown() }).nullish()).nullish(),
  payment_collections: z.array(paidSchema.nullish()).nullish(),
  items: z.array(
    z.object({
      title: z.string(),
      product_title: z.string().nullish(),
      quantity: z.coerce.number(),
      unit_price: z.coerce.number(),
    }),
  ),
});
export type ShopOrder = z.infer<typeof rowSchema>;

const fields = [
  "id",
  "status",
  "created_at",
  "total",
  "shipping_total",
  "metadata",
  "fulfillments.canceled_at",
  "payment_collections.id",
  "payment_collections.payments.id",
  "items.title",
  "items.product_title",
  "items.quantity",
  "items.unit_price",
];

/** Packed at the desk, or in Medusa's own admin, which knows fulfilments and completed orders. */
export function stateOf({ status, metadata, fulfillments }: ShopOrder): ShopOrderState {
  if (status === "canceled") return "cancelled";
  if (metadata.fulfilment) return metadata.fulfilment;
  if (status === "completed") return "handed-over";
  return fulfillments?.some((each) => each && !each.canceled_at) ? "packed" : "placed";
}

/** undefined where no order of our shop carries this code and this phone together; half of one is none yet. */
export async function findOrder(container: MedusaContainer, code: string, phone: string): Promise<ShopOrder | undefined> {
  const query = container.resolve(ContainerRegistrationKeys.QUERY);
  const { data } = await query.graph({ entity: "order", fields, filters: { metadata: { code } } as Record<string, unknown> });
  const orders = data.flatMap((row) => rowSchema.safeParse(row).data ?? []);
  return orders
    .filter((order) => order.metadata.code === code && order.metadata.phone === phone && !isHalfMade(order))
    .sort((one, other) => Number(one.status === "canceled") - Number(other.status === "canceled"))[0];
}

export function orderView(order: ShopOrder, language: Language) {
  const state = stateOf(order);
  return {
    code: order.metadata.code,
    state,
    state_text: textIn(states[state], language),
    placed_at: order.created_at.toISOString(),
    lines: order.items.map((item) => ({
      title: item.product_title ?? item.title,
      quantity: item.quantity,
      unit_price: item.unit_price,
      total: item.unit_price * item.quantity,
    })),
    shipping: order.shipping_total,
    total: order.total,
    seller: { name: order.metadata.seller_name, phone: order.metadata.seller_phone || null },
    can_cancel: state === "placed",
  };
}
