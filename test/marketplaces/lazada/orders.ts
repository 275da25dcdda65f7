import type { Messages } from "./messages.ts";
import { cancellable, is } from "./order-status.ts";
import type { Order, OrderItem, OrderStatus, Package, Reverse, ReverseLine } from "./state.ts";
import type { Stocks } from "./stocks.ts";
import type { Store } from "./store.ts";

export interface Why {
  readonly initiator: string;
  readonly reason: string;
  /** Nothing of it is left on sale. */
  readonly empties?: boolean;
}

/** How orders move and go, and what that does to stock (§6, §7). */
export function createOrders(store: Store, messages: Messages, stocks: Stocks) {
  function move(order: Order, line: OrderItem, status: OrderStatus, reverse?: { reverse: Reverse; line: ReverseLine }): void {
    const at = store.now();
    const seenAt = at + (status === "canceled" ? store.lag(store.dials.cancelLagMs) : 0);
    line.history.push({ at, seenAt, status });
    messages.order(order, line, status, reverse);
    store.changed();
  }

  /** Units come back on sale, as far and as late as the dials say. */
  function giveBack(order: Order, lines: readonly OrderItem[]): void {
    const back = lines.filter(
      ({ holds }) =>
        holds === "withheld" ||
        holds === "occupied" ||
        (holds === "left" && store.dials.restocks && store.dials.restocksAfterReadyToShip),
    );
    if (!back.length) return;
    const lateMs = store.lag(store.dials.restockMs);
    const ids = back.map(({ order_item_id }) => order_item_id);
    if (lateMs > 0)
      store.later({
        at: store.now() + lateMs,
        act: "restock",
        seller_id: order.seller_id,
        order_id: order.order_id,
        items: ids,
      });
    else for (const line of back) stocks.release(line);
  }
  function restock(sellerId: number, orderId: number, ids: readonly number[]): void {
    for (const line of store.order(sellerId, orderId)?.items ?? []) if (ids.includes(line.order_item_id)) stocks.release(line);
  }

  function cancel(order: Order, lines: readonly OrderItem[], why: Why, reverse?: Reverse): void {
    // §7: a package goes as a whole.
    const parcels = new Set(lines.map(({ package_id }) => package_id).filter(Boolean));
    const all = order.items.filter((line) => lines.includes(line) || parcels.has(line.package_id));
    const going = all.filter((line) => is(line, "unpaid", ...cancellable));
    for (const line of going) {
      line.reason = why.reason;
      line.initiator = why.initiator;
      const asked = reverse?.lines.find(({ order_item_id }) => order_item_id === line.order_item_id);
      move(order, line, "canceled", reverse && asked ? { reverse, line: asked } : undefined);
    }
    giveBack(order, going);
    for (const parcel of store.state.packages)
      if (parcels.has(parcel.package_id) && parcel.state !== "canceled") {
        parcel.state = "canceled";
        messages.parcel(parcel);
      }
    if (why.empties && store.dials.outOfStockZeroes)
      for (const skuId of new Set(going.map(({ sku_id }) => sku_id))) stocks.empty(skuId);
  }

  function expire(sellerId: number, orderId: number): void {
    const order = store.order(sellerId, orderId);
    const unpaid = order?.items.filter((line) => is(line, "unpaid")) ?? [];
    if (!order || !unpaid.length) return;
    if (store.dials.unpaidExpiry === "cancelled") {
      cancel(order, unpaid, { initiator: "system-cancel", reason: "Quá hạn thanh toán" });
      return;
    }
    for (const line of unpaid) {
      stocks.release(line);
      line.holds = "lapsed";
    }
  }

  function pack(order: Order, lines: readonly OrderItem[]): Package {
    const parcel: Package = {
      package_id: `FP${String(store.newId()).padStart(9, "0")}`,
      seller_id: order.seller_id,
      order_id: order.order_id,
      tracking_number: `LZVN${String(store.newId()).padStart(10, "0")}`,
      state: "packed",
    };
    store.state.packages.push(parcel);
    for (const line of lines) {
      line.package_id = parcel.package_id;
      move(order, line, "packed");
    }
    messages.parcel(parcel);
    return parcel;
  }
  const inParcel = (parcel: Package) => {
    const order = store.order(parcel.seller_id, parcel.order_id);
    return order && { order, lines: order.items.filter(({ package_id }) => package_id === parcel.package_id) };
  };

  return {
    move,
    cancel,
    expire,
    restock,
    pack,
    readyToShip(parcel: Package): void {
      const found = inParcel(parcel);
      if (!found) return;
      parcel.state = "ready_to_ship";
      for (const line of found.lines) {
        stocks.handOver(line);
        move(found.order, line, "ready_to_ship");
      }
      messages.parcel(parcel);
    },
    repack(parcel: Package): void {
      const found = inParcel(parcel);
      if (!found) return;
      parcel.state = "canceled";
      for (const line of found.lines) {
        line.package_id = "";
        move(found.order, line, "repacked");
      }
      messages.parcel(parcel);
    },
  };
}
export type Orders = ReturnType<typeof createOrders>;
