import { instant, type Order, type OrderState, vnd } from "connectors/contract";
import { type Order as LazadaOrder, type OrderStatus, orderStatuses } from "../marketplaces/lazada/state.ts";

export const buyer = {
  name: "Trần Văn Bình",
  phone: "0987654321",
  address: "Số 1",
  ward: "Phường Ba Đình",
  district: "Quận Ba Đình",
  province: "Hà Nội",
};
/** §7 lists the words and publishes no meanings; what the courier has lost never comes back on sale. */
const orderStates: Readonly<Record<OrderStatus, OrderState>> = {
  unpaid: "unpaid",
  pending: "new",
  repacked: "new",
  packed: "packed",
  ready_to_ship: "packed",
  shipped: "handed-over",
  delivered: "delivered",
  failed: "returning",
  shipped_back: "returning",
  shipped_back_failed: "returning",
  shipped_back_success: "returned",
  returned: "returned",
  canceled: "cancelled",
  lost_by_3pl: "handed-over",
  damaged_by_3pl: "handed-over",
  package_scrapped: "handed-over",
};
export const lazadaOrderStates: Readonly<Record<string, OrderState>> = Object.fromEntries(
  orderStatuses.map((word) => [word, orderStates[word]]),
);
export const statusOf = (line: LazadaOrder["items"][number]): OrderStatus => line.history.at(-1)?.status ?? "pending";

/** As the house reads what Lazada holds, a line a unit, without the ids of products; `asked`: its buyer asks to cancel. */
export function houseOrder(order: LazadaOrder, asked: boolean): Order {
  const second = (at: number) => instant(Math.floor(at / 1_000) * 1_000);
  const alive = order.items.filter((line) => statusOf(line) !== "canceled");
  const ranks = Object.values(orderStates);
  const least = Math.min(...alive.map((line) => ranks.indexOf(orderStates[statusOf(line)])));
  const state = ranks[least] ?? "cancelled";
  return {
    id: String(order.order_id),
    state: asked && (state === "new" || state === "packed") ? "cancel-requested" : state,
    channelState: [...new Set(order.items.map(statusOf))].toSorted().join(","),
    createdAt: second(order.created),
    changedAt: second(Math.max(order.created, ...order.items.map((line) => line.history.at(-1)?.at ?? 0))),
    ...(alive.length ? { shipBy: second(order.created + 2 * 86_400_000) } : {}),
    total: vnd(
      order.items.reduce(
        (sum, { price, shipping, voucher_seller, voucher_platform }) =>
          sum + price + shipping - voucher_seller - voucher_platform,
        0,
      ),
    ),
    shippingFee: vnd(order.items.reduce((sum, { shipping }) => sum + shipping, 0)),
    cashOnDelivery: order.cod,
    ...(order.note ? { note: order.note } : {}),
    buyer: {
      name: buyer.name,
      phone: buyer.phone.replace(/^0/, "84"),
      address: [buyer.address, buyer.ward, buyer.district, buyer.province].join(", "),
      province: buyer.province,
      commune: buyer.ward,
    },
    lines: order.items.map((line) => ({
      id: String(line.order_item_id),
      sellerSku: line.seller_sku,
      title: line.name,
      quantity: 1,
      cancelledQuantity: statusOf(line) === "canceled" ? 1 : 0,
      returnedQuantity: orderStates[statusOf(line)] === "returned" ? 1 : 0,
      unitPrice: vnd(line.price),
    })),
  };
}
