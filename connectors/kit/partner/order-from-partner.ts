import { type Instant, instant, type Order, orderSchema, vnd } from "../../contract/index.ts";
import type { PartnerPlan } from "./settings.ts";
import { ourNames, type PartnerOrder, partnerLineSchema } from "./wire.ts";

/** Throws for what cannot be read: a state that is not in the table, a line or a time of another form. */
export function orderFromPartner(order: PartnerOrder, { orderStates, names }: PartnerPlan): Order {
  const state = orderStates[order.status];
  if (!state) throw new Error(`the state “${order.status}” is not in the table`);
  const createdAt = momentOf(order.created_at);
  return orderSchema.parse({
    id: order.order_no,
    state,
    channelState: order.status,
    createdAt,
    changedAt: order.updated_at ? momentOf(order.updated_at) : createdAt,
    ...(order.paid_at ? { paidAt: momentOf(order.paid_at) } : {}),
    ...(order.ship_by ? { shipBy: momentOf(order.ship_by) } : {}),
    ...(order.total_vnd == null ? {} : { total: vnd(order.total_vnd) }),
    ...(order.shipping_fee_vnd == null ? {} : { shippingFee: vnd(order.shipping_fee_vnd) }),
    ...(order.cod == null ? {} : { cashOnDelivery: order.cod }),
    ...(order.note ? { note: order.note } : {}),
    buyer: {
      ...(order.buyer_name ? { name: order.buyer_name } : {}),
      ...(order.buyer_phone ? { phone: order.buyer_phone } : {}),
      ...(order.buyer_address ? { address: order.buyer_address } : {}),
    },
    lines: order.lines.map((row) => {
      const line = partnerLineSchema.parse(ourNames(row, names.line));
      return {
        id: line.line_no,
        ...(line.channel_product_id ? { productId: line.channel_product_id } : {}),
        sellerSku: line.seller_sku,
        title: line.name ?? line.seller_sku,
        quantity: line.quantity,
        cancelledQuantity: line.cancelled_quantity ?? (state === "cancelled" ? line.quantity : 0),
        returnedQuantity: line.returned_quantity ?? (state === "returned" ? line.quantity : 0),
        unitPrice: vnd(line.unit_price_vnd),
      };
    }),
  });
}

/** A time without a zone would be a guess. */
function momentOf(text: string): Instant {
  if (!/^\d{4}-\d{2}-\d{2}T.*(Z|[+-]\d{2}:?\d{2})$/.test(text) || Number.isNaN(Date.parse(text)))
    throw new Error(`“${text}” is no ISO 8601 time with a zone`);
  return instant(text);
}
