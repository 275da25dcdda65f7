import { type Order, type OrderState, vnd } from "../contract/index.ts";
import { listingIdOf } from "./listing-id.ts";
import { instantFromTiki, instantFromTikiIfAny } from "./tiki-time.ts";
import type { TikiOrder } from "./wire.ts";

/**
 * Order status v2. `paid` is not yet told to sellers but must be prepared; `holded` keeps its stock; a `closed` order counts
 * as cancelled, which is safe for stock whether or not its units come back on sale (sync-protocol R6).
 */
const states: Readonly<Record<string, OrderState>> = {
  processing: "unpaid",
  waiting_payment: "unpaid",
  payment_review: "unpaid",
  paid: "new",
  queueing: "new",
  holded: "new",
  picking: "confirmed",
  packaging: "confirmed",
  finished_packing: "packed",
  ready_to_ship: "packed",
  handover_to_partner: "handed-over",
  shipping: "handed-over",
  delivered: "delivered",
  successful_delivery: "delivered",
  complete: "completed",
  canceled: "cancelled",
  closed: "cancelled",
  returned: "returned",
};

type Item = TikiOrder["items"][number];
export const isWaiting = (item: Item): boolean => item.confirmation?.status === "waiting";
/** The seller said that it has none; Tiki takes the line out of the order. */
export const isDeclined = (item: Item): boolean => item.confirmation?.status === "seller_canceled";

/** Throws for a status that is not documented: an order of an unknown kind must not be guessed at. */
export function stateFromTiki(order: TikiOrder): OrderState {
  const state = Object.hasOwn(states, order.status) ? states[order.status] : undefined;
  if (!state) throw new Error(`status ${order.status} is not known`);
  // A dropship order stays queueing until the courier comes; its items tell that it was confirmed (open-api-docs issue 294).
  if (order.status !== "queueing" || order.items.some(isWaiting)) return state;
  return order.items.every(isDeclined) ? "cancelled" : "confirmed";
}

export function orderFromTiki(order: TikiOrder): Order {
  const state = stateFromTiki(order);
  const createdAt = instantFromTiki(order.created_at);
  const address = order.shipping?.address;
  const street = [address?.street, address?.ward, address?.district, address?.region].filter(Boolean).join(", ");
  const total = order.invoice?.grand_total;
  const fee = order.invoice?.shipping_amount_after_discount;
  const method = order.payment?.method ?? order.payment?.payment_method;
  const slas = order.items
    .filter(isWaiting)
    .flatMap((item) => instantFromTikiIfAny(item.confirmation?.available_confirm_sla) ?? []);
  const [shipBy] = slas.sort();
  return {
    id: order.code,
    state,
    channelState: order.status,
    createdAt,
    changedAt: instantFromTikiIfAny(order.updated_at) ?? createdAt,
    // The next thing that has a term is the confirmation.
    ...(shipBy ? { shipBy } : {}),
    ...(total == null || total < 0 ? {} : { total: vnd(total) }),
    ...(fee == null || fee < 0 ? {} : { shippingFee: vnd(fee) }),
    ...(method ? { cashOnDelivery: /^(cod|cash)/i.test(method) } : {}),
    ...(order.note?.trim() ? { note: order.note.trim() } : {}),
    ...(address
      ? {
          buyer: {
            ...(address.full_name ? { name: address.full_name } : {}),
            ...(address.phone ? { phone: address.phone } : {}),
            ...(street ? { address: street } : {}),
            ...(address.region ? { province: address.region } : {}),
            ...(address.ward ? { commune: address.ward } : {}),
          },
        }
      : {}),
    lines: order.items.map((item) => {
      // The field's name is not confirmed, so both are read (tiki §7).
      const sellerSku = (item.product.seller_product_code || item.product.original_sku || "").trim();
      const { quantity, price } = item.invoice;
      if (!Number.isSafeInteger(quantity) || quantity < 1) throw new Error(`item ${item.id} has no quantity`);
      return {
        id: item.id,
        ...(item.product.id ? { productId: listingIdOf(sellerSku, item.product.id) } : {}),
        sellerSku,
        title: item.product.name ?? "",
        quantity,
        cancelledQuantity: state === "cancelled" || isDeclined(item) ? quantity : 0,
        returnedQuantity: state === "returned" ? quantity : 0,
        unitPrice: vnd(price == null || price < 0 ? 0 : price),
      };
    }),
  };
}
