import { instantFromSeconds, type Order, type OrderLine, type OrderState, vnd } from "../contract/index.ts";
import type { ShopeeOrder, ShopeeOrderLine } from "./wire-orders.ts";

/** Guide 31 and the filter of get_order_list. IN_CANCEL still holds its stock (sync-protocol §11). */
const states: Readonly<Record<string, OrderState>> = {
  UNPAID: "unpaid",
  PENDING: "new",
  INVOICE_PENDING: "new",
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
  const state = Object.hasOwn(states, order.order_status) ? states[order.order_status] : undefined;
  if (!state) throw new Error(`order_status ${order.order_status} is not known`);
  const address = order.recipient_address;
  // Wards are told in one of three fields, by how fine the address is.
  const commune = address?.town || address?.district || address?.city;
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
            ...(commune ? { commune } : {}),
          },
        }
      : {}),
    lines: linesFromShopee(order.item_list, state === "cancelled"),
  };
}

/** Lines that cannot be told apart are one line of all their units: none may be lost. */
function linesFromShopee(wire: readonly ShopeeOrderLine[], cancelled: boolean): OrderLine[] {
  const lines = new Map<string, OrderLine>();
  for (const each of wire) {
    const line = lineFromShopee(each, cancelled);
    const same = lines.get(line.id);
    lines.set(
      line.id,
      same
        ? {
            ...same,
            quantity: same.quantity + line.quantity,
            cancelledQuantity: same.cancelledQuantity + line.cancelledQuantity,
            returnedQuantity: same.returnedQuantity + line.returnedQuantity,
          }
        : line,
    );
  }
  return [...lines.values()];
}

function lineFromShopee(line: ShopeeOrderLine, cancelled: boolean): OrderLine {
  const quantity = line.model_quantity_purchased;
  return {
    id: lineIdOf(line),
    productId: line.item_id,
    ...(line.model_id && line.model_id !== "0" ? { variantId: line.model_id } : {}),
    sellerSku: line.model_sku || line.item_sku || "",
    title: line.item_name ?? "",
    quantity,
    cancelledQuantity: cancelled ? quantity : Math.min(quantity, line.cancelled_qty ?? 0),
    returnedQuantity: Math.min(quantity, line.returned_qty ?? 0),
    // Read as the price of one unit, as measured, though a page calls it the line's (shopee §7). 0 is what a bundle's line
    // shows by design; its list price says more.
    unitPrice: vnd(line.model_discounted_price || (line.model_original_price ?? 0)),
  };
}

/** order_item_id is shared inside one bundle, so it needs the item and the model beside it (sync-protocol §11). */
export function lineIdOf(line: ShopeeOrderLine): string {
  if (line.line_item_id && line.line_item_id !== "0") return line.line_item_id;
  return [line.order_item_id ?? "", line.item_id, line.model_id ?? "0"].join("-");
}
