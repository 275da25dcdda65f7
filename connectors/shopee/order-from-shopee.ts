import { instantFromSeconds, type Order, type OrderState, vnd } from "../contract/index.ts";
import type { ShopeeOrder } from "./wire.ts";

/** Guide 31. IN_CANCEL still holds its stock (sync-protocol §11). */
const states: Readonly<Record<string, OrderState>> = {
  UNPAID: "unpaid",
  PENDING: "new",
  READY_TO_SHIP: "new",
  PROCESSED: "packed",
  RETRY_SHIP: "packed",
  SHIPPED: "handed-over",
  TO_CONFIRM_RECEIVE: "delivered",
  COMPLETED: "completed",
  IN_CANCEL: "cancel-requested",
  CANCELLED: "cancelled",
  TO_RETURN: "returning",
};

/** Throws for a status that is not documented: an order of an unknown kind must not be guessed at. */
export function orderFromShopee(order: ShopeeOrder): Order {
  const state = states[order.order_status];
  if (!state) throw new Error(`order_status ${order.order_status} is not known`);
  const address = order.recipient_address;
  const cancelled = state === "cancelled";
  return {
    id: order.order_sn,
    state,
    channelState: order.order_status,
    createdAt: instantFromSeconds(order.create_time),
    changedAt: instantFromSeconds(order.update_time),
    // Shopee writes 0 for "not set".
    ...(order.pay_time ? { paidAt: instantFromSeconds(order.pay_time) } : {}),
    ...(order.ship_by_date ? { shipBy: instantFromSeconds(order.ship_by_date) } : {}),
    ...(order.total_amount == null ? {} : { total: vnd(order.total_amount) }),
    ...(order.cod == null ? {} : { cashOnDelivery: order.cod }),
    ...(order.message_to_seller ? { note: order.message_to_seller } : {}),
    ...(address
      ? {
          buyer: {
            ...(address.name ? { name: address.name } : {}),
            ...(address.phone ? { phone: address.phone } : {}),
            ...(address.full_address ? { address: address.full_address } : {}),
            ...(address.state ? { province: address.state } : {}),
            ...(address.city ? { commune: address.city } : {}),
          },
        }
      : {}),
    lines: order.item_list.map((line) => ({
      // order_item_id is shared inside one bundle, so it needs the item and the model beside it (sync-protocol §11).
      id: line.line_item_id ?? [line.order_item_id ?? "", line.item_id, line.model_id ?? "0"].join("-"),
      productId: line.item_id,
      ...(line.model_id && line.model_id !== "0" ? { variantId: line.model_id } : {}),
      sellerSku: line.model_sku || line.item_sku || "",
      title: line.item_name ?? "",
      quantity: line.model_quantity_purchased,
      cancelledQuantity: cancelled ? line.model_quantity_purchased : (line.cancelled_qty ?? 0),
      returnedQuantity: line.returned_qty ?? 0,
      // 0 is what a bundle's line shows by design; its list price says more.
      unitPrice: vnd(line.model_discounted_price || (line.model_original_price ?? 0)),
    })),
  };
}
