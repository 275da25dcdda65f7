import { handOverUnits, holdUnits, releaseUnits } from "../kit/shelf.ts";
import type { Order, OrderLine, OrderStatus } from "./state.ts";
import { holdSomewhere, restock, unitsForSale } from "./stock.ts";
import type { Store } from "./store.ts";
import { channels } from "./taxonomy.ts";

const day = 86_400_000;

export interface Placing {
  readonly shopId: number;
  readonly wanted: readonly { readonly itemId: number; readonly modelId?: number | undefined; readonly quantity: number }[];
  readonly buyer: Order["buyer"];
  readonly cod: boolean;
  readonly note?: string | undefined;
}

export const activeUnits = ({ quantity, cancelled }: OrderLine): number => quantity - cancelled;
export const packageNumber = ({ order_sn }: Order): string => `OFG${order_sn}`;
export const shipBy = (order: Order): number => (order.paid || order.created) + order.daysToShip * day;

/** All lines or none. Cash on delivery is an order at once; else it waits to be paid, its units off sale or not by the dial. */
export function placeOrder(
  store: Store,
  { shopId, wanted, buyer, cod, note }: Placing,
  at: number,
): Order | { refused: string } {
  const { dials } = store.state;
  const shop = store.shop(shopId);
  if (shop?.holiday.on && shop.holiday.type === 0) return { refused: "Gian hàng đang nghỉ." };
  const holdsNow = cod || dials.fallsAt === "creation";
  const lines: OrderLine[] = [];
  const giveBack = () => {
    for (const line of lines) {
      const shelf = store.item(line.item_id)?.shelves[line.model_id]?.[line.location];
      if (shelf && holdsNow) releaseUnits(shelf, line.quantity, { ...dials, restocks: true }, at);
    }
  };
  for (const { itemId, modelId, quantity } of wanted) {
    const item = store.item(itemId);
    const now = item && store.now(item);
    const model = now?.models.find(({ model_id }) => model_id === (modelId ?? now.models[0]?.model_id));
    if (!item || !now || !model || item.shop_id !== shopId || now.item_status !== "NORMAL") {
      giveBack();
      return { refused: "Sản phẩm không còn bán." };
    }
    const left = unitsForSale(item, model.model_id);
    const location =
      quantity < 1
        ? undefined
        : holdsNow
          ? holdSomewhere(store, item, model.model_id, quantity, at)
          : quantity <= left || !dials.sellsOnlyWhatItShows
            ? Object.keys(item.shelves[model.model_id] ?? {})[0]
            : undefined;
    if (location === undefined) {
      giveBack();
      return { refused: `${now.item_name} chỉ còn ${left}.` };
    }
    const [promotion] = store.running(item, at, model.model_id);
    const offered = promotion?.models.find(({ model_id }) => model_id === model.model_id);
    if (offered && offered.reserved > 0) {
      const from = offered.reserved;
      offered.reserved = Math.max(0, offered.reserved - quantity);
      store.tell({ about: "reserve", item, model_id: model.model_id, from, to: offered.reserved });
    }
    lines.push({
      line_item_id: store.newId(),
      item_id: itemId,
      item_name: now.item_name,
      item_sku: now.item_sku,
      model_id: model.model_id,
      model_name: model.tier_index.map((option, tier) => now.tiers[tier]?.options[option]?.name ?? "").join(","),
      model_sku: model.model_sku,
      quantity,
      price: offered?.price ?? model.original_price,
      original_price: model.original_price,
      promotion_id: promotion?.promotion_id ?? 0,
      location,
      cancelled: 0,
      returned: 0,
    });
  }
  const first = store.item(lines[0]?.item_id ?? 0);
  const order: Order = {
    order_sn: `${new Date(at).toISOString().slice(2, 10).replaceAll("-", "")}${store.random.hex(4).toUpperCase()}`,
    shop_id: shopId,
    created: at - store.lag(dials.createdBackdatedMs),
    visible: at + store.lag(dials.orderListLagMs),
    updated: at,
    cod,
    status: cod ? "READY_TO_SHIP" : "UNPAID",
    paid: 0,
    holds: holdsNow,
    buyer,
    lines,
    note: note ?? "",
    daysToShip: first ? store.now(first).days_to_ship : 2,
    carrier: (first && store.now(first).logistic_ids[0]) ?? channels[0].id,
    arranged: false,
    trackingNumber: "",
    collected: 0,
    cancelReason: "",
    cancelBy: "",
    sellerNote: "",
    documentReady: 0,
    unreadable: false,
  };
  store.state.orders.push(order);
  if (!cod) store.later({ kind: "unpaid", order_sn: order.order_sn, at: at + dials.unpaidHoldMs });
  else watchDeadline(store, order);
  store.tell({ about: "order", order });
  return order;
}

/** False where its units were not taken off sale before and are no longer there: the marketplace cancels it. */
export function payOrder(store: Store, order: Order, at: number): boolean {
  if (!order.holds) {
    const taken = order.lines.every((line) => {
      const shelf = store.item(line.item_id)?.shelves[line.model_id]?.[line.location];
      return shelf !== undefined && holdUnits(shelf, line.quantity, store.state.dials, at);
    });
    if (!taken) {
      cancelOrder(store, order, { by: "system", reason: "Hết hàng khi thanh toán" }, at);
      return false;
    }
    order.holds = true;
  }
  order.paid = at;
  moveOrder(store, order, "READY_TO_SHIP", at);
  watchDeadline(store, order);
  return true;
}

function watchDeadline(store: Store, order: Order): void {
  if (store.state.dials.overdueIsCancelled) store.later({ kind: "overdue", order_sn: order.order_sn, at: shipBy(order) });
}

export function cancelOrder(store: Store, order: Order, why: { by: Order["cancelBy"]; reason: string }, at: number): void {
  order.cancelBy = why.by;
  order.cancelReason = why.reason;
  moveOrder(store, order, "CANCELLED", at);
}

/** Some units of a line are cancelled and come back on sale; the order goes on with the rest. */
export function cancelUnits(store: Store, order: Order, line: OrderLine, units: number, at: number): void {
  line.cancelled += units;
  order.updated = at;
  const item = store.item(line.item_id);
  if (item && order.holds) restock(store, item, line.model_id, line.location, units, at);
  store.tell({ about: "order", order });
}

const handedOver: ReadonlySet<OrderStatus> = new Set(["SHIPPED", "TO_CONFIRM_RECEIVE", "TO_RETURN", "COMPLETED"]);

/** Units follow the status: they come back when it is cancelled before it left, and leave when it is handed over. */
export function moveOrder(store: Store, order: Order, status: OrderStatus, at: number): void {
  const { dials } = store.state;
  const hidden = status === "CANCELLED" ? store.lag(dials.cancelLagMs) : 0;
  order.before = hidden > 0 ? { status: order.status, updated: order.updated, until: at + hidden } : undefined;
  order.status = status;
  order.updated = at;
  if (handedOver.has(status) && order.collected === 0) order.collected = at;
  if (order.holds && (status === "CANCELLED" || handedOver.has(status))) {
    order.holds = false;
    for (const line of order.lines) {
      const item = store.item(line.item_id);
      const shelf = item?.shelves[line.model_id]?.[line.location];
      if (!item || !shelf) continue;
      if (status === "CANCELLED") restock(store, item, line.model_id, line.location, activeUnits(line), at);
      else handOverUnits(shelf, activeUnits(line), dials, at);
    }
  }
  if (status === "CANCELLED") for (const line of order.lines) line.cancelled = line.quantity;
  store.tell({ about: "order", order });
}

/** What readers are told of it: a cancellation may show late. */
export const orderSeen = (order: Order, at: number): { status: OrderStatus; updated: number } =>
  order.before && at < order.before.until ? order.before : order;

/** §7: pickup and drop-off go from ready to requested; its number may still be awaited. */
export function logisticsStatus(order: Order): string {
  switch (order.status) {
    case "UNPAID":
    case "PENDING":
      return "LOGISTICS_NOT_START";
    case "CANCELLED":
      return "LOGISTICS_REQUEST_CANCELED";
    case "RETRY_SHIP":
      return "LOGISTICS_PICKUP_RETRY";
    case "SHIPPED":
      return "LOGISTICS_PICKUP_DONE";
    case "TO_CONFIRM_RECEIVE":
    case "TO_RETURN":
    case "COMPLETED":
      return "LOGISTICS_DELIVERY_DONE";
    default:
      return order.arranged && order.trackingNumber ? "LOGISTICS_REQUEST_CREATED" : "LOGISTICS_READY";
  }
}

/** The shipment is booked; the number comes at once or later, and with it PROCESSED. */
export function arrangeShipment(store: Store, order: Order, trackingNumber: string, at: number): void {
  order.arranged = true;
  order.updated = at;
  store.tell({ about: "package", order });
  const late = store.lag(store.state.dials.trackingNumberMs);
  if (trackingNumber) order.trackingNumber = trackingNumber;
  if (late > 0) store.later({ kind: "tracking", order_sn: order.order_sn, at: at + late });
  else giveTrackingNumber(store, order, at);
}

export function giveTrackingNumber(store: Store, order: Order, at: number): void {
  if (!["READY_TO_SHIP", "RETRY_SHIP"].includes(order.status) || !order.arranged) return;
  order.trackingNumber ||= `SPXVN${store.newId()}`;
  moveOrder(store, order, "PROCESSED", at);
  store.tell({ about: "tracking", order });
  store.tell({ about: "package", order });
}
