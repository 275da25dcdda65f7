import { type Instant, type Order, type OrderLine, type OrderState, vnd } from "../contract/index.ts";
import { instantFromLazada } from "./instant-from-lazada.ts";
import { vndFromLazada } from "./vnd-from-lazada.ts";
import type { LazadaOrder, LazadaOrderItem } from "./wire.ts";

/**
 * Statuses are of items (lazada §7); no table of their meaning is published. Ready to ship is still packed: until the courier
 * has it, a cancellation may put its units on sale again.
 */
const states: Readonly<Record<string, OrderState>> = {
  unpaid: "unpaid",
  pending: "new",
  topack: "new",
  repacked: "new",
  packed: "packed",
  toship: "packed",
  ready_to_ship: "packed",
  shipped: "handed-over",
  shipping: "handed-over",
  delivered: "delivered",
  confirmed: "completed",
  failed: "returning",
  failed_delivery: "returning",
  shipped_back: "returning",
  shipped_back_failed: "returning",
  shipped_back_success: "returned",
  returned: "returned",
  canceled: "cancelled",
  cancelled: "cancelled",
  lost: "handed-over",
  lost_by_3pl: "handed-over",
  damaged_by_3pl: "handed-over",
  package_scrapped: "handed-over",
};

/** An order is where its least advanced item is: what has left counts as held until all of it has left. */
const advance: readonly OrderState[] = [
  "unpaid",
  "new",
  "packed",
  "handed-over",
  "delivered",
  "completed",
  "returning",
  "returned",
  "cancelled",
];

/** Throws for a status that is not documented: an item of an unknown kind must not be guessed at. */
export function stateOfItem({ status }: Pick<LazadaOrderItem, "status">): OrderState {
  const state = states[status.toLowerCase()];
  if (!state) throw new Error(`item status ${status} is not known`);
  return state;
}

/** The order's own row and its items are two readings; the later time of change is the order's. */
export function orderFromLazada(order: LazadaOrder, items: readonly LazadaOrderItem[]): Order {
  if (!items.length) throw new Error("has no items");
  const alive = items.filter((item) => stateOfItem(item) !== "cancelled");
  const state = orderState(order, alive);
  const shipBy = alive.flatMap(({ sla_time_stamp }) => optional(sla_time_stamp) ?? []).sort()[0];
  const total = totalOf(order);
  return {
    id: order.order_id,
    state,
    channelState: [...new Set(items.map(({ status }) => status))].sort().join(","),
    createdAt: instantFromLazada(order.created_at),
    changedAt: [instantFromLazada(order.updated_at), ...items.flatMap(({ updated_at }) => optional(updated_at) ?? [])].reduce(
      (last, each) => (each > last ? each : last),
    ),
    ...(shipBy ? { shipBy } : {}),
    ...(total === undefined ? {} : { total }),
    ...(order.shipping_fee == null ? {} : { shippingFee: vndFromLazada(order.shipping_fee) }),
    ...(order.payment_method ? { cashOnDelivery: /^cod$/i.test(order.payment_method) } : {}),
    ...(order.buyer_note ? { note: order.buyer_note } : {}),
    ...buyerOf(order),
    lines: items.map(lineFromLazada),
  };
}

function orderState(order: LazadaOrder, alive: readonly LazadaOrderItem[]): OrderState {
  const least = Math.min(...alive.map((item) => advance.indexOf(stateOfItem(item))));
  const state = advance[least] ?? "cancelled";
  const asked = [order, ...alive].some(
    ({ need_cancel_confirm, is_cancel_pending }) => need_cancel_confirm || is_cancel_pending,
  );
  return asked && (state === "new" || state === "packed") ? "cancel-requested" : state;
}

/** One item a unit: two of the same are two items (DOC:121327). */
function lineFromLazada(item: LazadaOrderItem): OrderLine {
  const state = stateOfItem(item);
  // `2100001_VNAMZ-9100001`: the item and the SKU, where their own fields are not filled.
  const [, itemId, skuId] = /^(\d+)_[A-Z]+-(\d+)$/.exec(item.shop_sku ?? "") ?? [];
  const productId = item.product_id ?? itemId;
  const variantId = item.sku_id ?? skuId;
  return {
    id: item.order_item_id,
    ...(productId ? { productId } : {}),
    ...(variantId ? { variantId } : {}),
    sellerSku: item.sku ?? "",
    title: item.name ?? "",
    quantity: 1,
    cancelledQuantity: state === "cancelled" ? 1 : 0,
    returnedQuantity: state === "returned" ? 1 : 0,
    unitPrice: vndFromLazada(item.item_price),
  };
}

/** What the buyer pays = price − voucher + shipping fee (DOC:121327). */
function totalOf({ price, voucher, shipping_fee }: LazadaOrder): Order["total"] {
  if (price == null) return undefined;
  const total = vndFromLazada(price) - vndFromLazada(voucher ?? 0) + vndFromLazada(shipping_fee ?? 0);
  return total < 0 ? undefined : vnd(total);
}

/** `address5` is the ward on one page and a post code on another; the other numbers are as in the sample (lazada §7). */
function buyerOf({ address_shipping: address }: LazadaOrder): Pick<Order, "buyer"> {
  if (!address) return {};
  const name = [address.first_name, address.last_name].filter(Boolean).join(" ").trim();
  const commune = /\p{L}/u.test(address.address5 ?? "") ? address.address5 : undefined;
  const whole = [address.address1, commune, address.address4, address.address3].filter(Boolean).join(", ");
  return {
    buyer: {
      ...(name ? { name } : {}),
      ...(address.phone ? { phone: address.phone } : {}),
      ...(whole ? { address: whole } : {}),
      ...(address.address3 ? { province: address.address3 } : {}),
      ...(commune ? { commune } : {}),
    },
  };
}

function optional(time: string | number | null | undefined): Instant | undefined {
  try {
    return time ? instantFromLazada(time) : undefined;
  } catch {
    return undefined;
  }
}
