import { instant, type Order, type OrderState, vnd } from "connectors/contract";
import { shipBy } from "../marketplaces/shopee/orders.ts";
import type { OrderStatus, Order as ShopeeOrder } from "../marketplaces/shopee/state.ts";

/** Guide 31. */
export const shopeeOrderStates: Readonly<Record<OrderStatus, OrderState>> = {
  UNPAID: "unpaid",
  PENDING: "new",
  READY_TO_SHIP: "new",
  PROCESSED: "packed",
  RETRY_SHIP: "packed",
  SHIPPED: "handed-over",
  TO_CONFIRM_RECEIVE: "delivered",
  TO_RETURN: "returning",
  COMPLETED: "completed",
  IN_CANCEL: "cancel-requested",
  CANCELLED: "cancelled",
};

/** As the house reads what Shopee holds; lines without the ids of products. */
export function houseOrder(order: ShopeeOrder): Order {
  const second = (at: number) => instant(Math.floor(at / 1_000) * 1_000);
  return {
    id: order.order_sn,
    state: shopeeOrderStates[order.status],
    channelState: order.status,
    createdAt: second(order.created),
    changedAt: second(order.updated),
    ...(order.paid ? { paidAt: second(order.paid) } : {}),
    shipBy: second(shipBy(order)),
    total: vnd(order.lines.reduce((sum, { price, quantity }) => sum + price * quantity, 0)),
    cashOnDelivery: order.cod,
    ...(order.note ? { note: order.note } : {}),
    buyer: { ...order.buyer, province: "Thành phố Hà Nội", commune: "Phường Ba Đình" },
    lines: order.lines.map((line) => ({
      id: String(line.line_item_id),
      sellerSku: line.item_sku,
      title: line.item_name,
      quantity: line.quantity,
      cancelledQuantity: line.cancelled,
      returnedQuantity: line.returned,
      unitPrice: vnd(line.price),
    })),
  };
}
