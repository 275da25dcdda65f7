import { instant, type Order, type OrderState, vnd } from "connectors/contract";
import { statusOf } from "../marketplaces/tiki/orders.ts";
import { type OrderStatus, orderStatuses, type Order as TikiOrder } from "../marketplaces/tiki/state.ts";

/** Order status v2 (§7); what waits for its seller is new, and confirmed once its lines are. */
const orderStates: Readonly<Record<OrderStatus, OrderState>> = {
  processing: "unpaid",
  waiting_payment: "unpaid",
  payment_review: "unpaid",
  paid: "new",
  queueing: "new",
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
  holded: "new",
};
export const tikiOrderStates: Readonly<Record<string, OrderState>> = Object.fromEntries(
  orderStatuses.map((word) => [word, orderStates[word]]),
);

/** As the house reads what Tiki tells a seller; lines without the ids of products. */
export function houseOrder(order: TikiOrder): Order {
  const second = (at: number) => instant(Math.floor(at / 1_000) * 1_000);
  const word = statusOf(order);
  const lines = order.lines.filter(({ withdrawn }) => withdrawn === null);
  const waits = lines.some(({ confirmation }) => confirmation === "waiting");
  const declined = lines.every(({ confirmation }) => confirmation === "seller_canceled");
  const standing = word === "queueing" && !waits ? (declined ? "cancelled" : "confirmed") : orderStates[word];
  const goods = lines.reduce((sum, { price, discount, quantity }) => sum + (price - discount) * quantity, 0);
  return {
    id: order.code,
    state: standing,
    channelState: word,
    createdAt: second(order.created),
    changedAt: second(order.history.at(-1)?.at ?? order.created),
    // The next thing that has a term is the confirmation.
    ...(waits ? { shipBy: second(order.confirmBefore) } : {}),
    total: vnd(goods + 15_000),
    shippingFee: vnd(15_000),
    cashOnDelivery: order.payment === "cod",
    // A seller who does not bring the goods is told a masked buyer.
    buyer: { name: "T***", phone: "***", address: "***, Hà Nội", province: "Hà Nội" },
    lines: lines.map((line) => ({
      id: String(line.id),
      sellerSku: line.originalSku,
      title: line.name,
      quantity: line.quantity,
      cancelledQuantity: standing === "cancelled" || line.confirmation === "seller_canceled" ? line.quantity : 0,
      returnedQuantity: standing === "returned" ? line.quantity : 0,
      unitPrice: vnd(line.price),
    })),
  };
}
