import type { Items } from "./items.ts";
import type { Messages } from "./messages.ts";
import { shopSku } from "./messages.ts";
import type { Buyer, Order, OrderItem, OrderStatus, Package, Reverse, ReverseLine, ReverseStatus } from "./state.ts";
import type { Stocks } from "./stocks.ts";
import type { Store } from "./store.ts";

export interface Basket {
  readonly lines: readonly { readonly skuId: number; readonly quantity: number }[];
  readonly cod: boolean;
  readonly buyer: Buyer;
  readonly note: string;
  readonly voucherSeller: number;
  readonly voucherPlatform: number;
  readonly shippingFee: number;
}
export const sellerReasons = [
  { reason_id: "10000019", reason_name: "Sourcing Delay", empties: false },
  { reason_id: "10000021", reason_name: "Out of Stock", empties: true },
  { reason_id: "10000023", reason_name: "Wrong Price or Pricing Error", empties: true },
] as const;
const cancellable: readonly OrderStatus[] = ["pending", "packed", "repacked", "ready_to_ship"];
const buyerWishes: readonly OrderStatus[] = ["packed", "repacked", "ready_to_ship"];

/** How orders come, move and go, and what that does to stock (§6, §7). */
export function createOrders(store: Store, messages: Messages, stocks: Stocks, items: Items) {
  const statusOf = (line: OrderItem): OrderStatus => line.history.at(-1)?.status ?? "pending";
  const is = (line: OrderItem, ...statuses: readonly OrderStatus[]) => statuses.includes(statusOf(line));

  function move(order: Order, line: OrderItem, status: OrderStatus, reverse?: { reverse: Reverse; line: ReverseLine }): void {
    const at = store.now();
    const seenAt = at + (status === "canceled" ? store.lag(store.dials.cancelLagMs) : 0);
    line.history.push({ at, seenAt, status });
    messages.order(order, line, status, reverse);
    store.changed();
  }

  /** Split over the units so that the parts add up. */
  const shares = (amount: number, units: number) =>
    Array.from(
      { length: units },
      (_, index) => Math.floor((amount * (index + 1)) / units) - Math.floor((amount * index) / units),
    );

  /** Everything is there and is taken off sale in one step, or nothing is. A basket over two stores is an order in each. */
  function place(basket: Basket): readonly Order[] | { readonly refused: string } {
    const { fallsAt } = store.dials;
    const wanted: { skuId: number; itemId: number; sellerId: number; warehouse: string }[] = [];
    const taken: Record<string, number> = {};
    for (const { skuId, quantity } of basket.lines) {
      const item = store.itemOfSku(skuId);
      if (!item || !items.buyable(item, skuId)) return { refused: "Sản phẩm không còn bán." };
      for (let unit = 0; unit < quantity; unit += 1) {
        const checks = basket.cod || fallsAt === "creation";
        const warehouse = stocks.warehouseFor(skuId, taken) ?? (checks ? undefined : stocks.of(skuId)[0]?.warehouse);
        if (!warehouse) return { refused: `${store.looks(item).attributes.name} chỉ còn ${stocks.left(skuId)}.` };
        taken[`${skuId} ${warehouse}`] = (taken[`${skuId} ${warehouse}`] ?? 0) + 1;
        wanted.push({ skuId, itemId: item.item_id, sellerId: item.seller_id, warehouse });
      }
    }
    if (!wanted.length) return { refused: "Giỏ hàng trống." };
    const orderId = 260_000_000_000_000 + store.newId() * 1_000 + 363;
    const placed: Order[] = [];
    for (const sellerId of new Set(wanted.map((each) => each.sellerId)))
      placed.push(
        placeIn(
          sellerId,
          orderId,
          basket,
          wanted.filter((each) => each.sellerId === sellerId),
        ),
      );
    store.changed();
    return placed;
  }

  function placeIn(
    sellerId: number,
    orderId: number,
    basket: Basket,
    units: readonly { skuId: number; itemId: number; warehouse: string }[],
  ): Order {
    const at = store.now();
    const status: OrderStatus = basket.cod ? "pending" : "unpaid";
    const fromSeller = shares(basket.voucherSeller, units.length);
    const fromPlatform = shares(basket.voucherPlatform, units.length);
    const shipping = shares(basket.shippingFee, units.length);
    const lines = units.map(({ skuId, itemId, warehouse }, index): OrderItem => {
      const item = store.item(itemId);
      const sku = item && store.sku(item, skuId);
      if (!item || !sku) throw new Error("an order for what is not there");
      return {
        order_item_id: 260_000_000_000_000 + store.newId() * 1_000 + 363,
        item_id: itemId,
        sku_id: skuId,
        seller_sku: sku.seller_sku,
        name: store.looks(item).attributes.name ?? "",
        variation: Object.entries(sku.sale_prop)
          .map(([name, value]) => `${name}: ${value}`)
          .join(", "),
        image: store.looks(item).images[0] ?? sku.images[0] ?? "",
        price: items.priceNow(sku),
        voucher_seller: fromSeller[index] ?? 0,
        voucher_platform: fromPlatform[index] ?? 0,
        shipping: shipping[index] ?? 0,
        warehouse,
        holds: "nothing",
        history: [{ at, seenAt: at, status }],
        package_id: "",
        invoice: "",
        reason: "",
        initiator: "",
      };
    });
    const order: Order = {
      order_id: orderId,
      seller_id: sellerId,
      created: at - store.lag(store.dials.createdBackdatedMs),
      listedAt: at + store.lag(store.dials.orderListLagMs),
      cod: basket.cod,
      buyer: basket.buyer,
      note: basket.note,
      items: lines,
      paid: basket.cod ? at : 0,
      unreadable: false,
    };
    store.state.orders.push(order);
    for (const line of lines) {
      if (basket.cod) stocks.hold(line, "occupied");
      else if (store.dials.fallsAt === "creation") stocks.hold(line, "withheld");
      messages.order(order, line, status);
    }
    if (!basket.cod)
      store.later({
        at: at + store.dials.unpaidHoldMs,
        act: "expire",
        seller_id: sellerId,
        order_id: orderId,
        items: lines.map(({ order_item_id }) => order_item_id),
      });
    return order;
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

  function cancel(
    order: Order,
    lines: readonly OrderItem[],
    why: { readonly initiator: string; readonly reason: string; readonly empties?: boolean },
    reverse?: Reverse,
  ): void {
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

  /** A wish that waits for the seller comes true by itself; one that is granted already does not wait. */
  function ask(
    order: Order,
    lines: readonly OrderItem[],
    type: Reverse["request_type"],
    reason: string,
    waits: boolean,
  ): Reverse {
    const at = store.now();
    const reverse: Reverse = {
      reverse_order_id: 500_000_000_000_000 + store.newId() * 1_000 + 153,
      seller_id: order.seller_id,
      order_id: order.order_id,
      request_type: type,
      created: at,
      reason_code: type === "CANCEL" ? 10_000_101 : 10_000_201,
      reason,
      decidesAt: waits ? at + store.dials.cancelConfirmMs : 0,
      lines: lines.map(({ order_item_id }) => ({
        reverse_order_line_id: 500_000_000_000_000 + store.newId() * 1_000 + 153,
        order_item_id,
        status: "REQUEST_INITIATE",
        modified: at,
      })),
    };
    store.state.reverses.push(reverse);
    if (waits) store.later({ at: reverse.decidesAt, act: "decide", reverse_order_id: reverse.reverse_order_id });
    store.changed();
    return reverse;
  }
  const settle = (reverse: Reverse, status: ReverseStatus, only?: readonly number[]) => {
    for (const line of reverse.lines)
      if (!only || only.includes(line.reverse_order_line_id)) Object.assign(line, { status, modified: store.now() });
    store.changed();
  };
  function cancelAtOnce(
    order: Order,
    lines: readonly OrderItem[],
    why: { readonly initiator: string; readonly reason: string; readonly empties?: boolean },
  ): void {
    const reverse = ask(order, lines, "CANCEL", why.reason, false);
    settle(reverse, "CANCEL_SUCCESS");
    cancel(order, lines, why, reverse);
  }
  const open = (reverse: Reverse) => reverse.lines.some(({ status }) => status === "REQUEST_INITIATE");
  const wishOf = (order: Order, line: OrderItem): Reverse | undefined =>
    store.state.reverses.find(
      (reverse) =>
        reverse.request_type === "CANCEL" &&
        reverse.seller_id === order.seller_id &&
        reverse.order_id === order.order_id &&
        open(reverse) &&
        reverse.lines.some(({ order_item_id }) => order_item_id === line.order_item_id),
    );
  const linesOf = (reverse: Reverse): { order: Order; lines: OrderItem[] } | undefined => {
    const order = store.order(reverse.seller_id, reverse.order_id);
    const ids = new Set(reverse.lines.map(({ order_item_id }) => order_item_id));
    return order && { order, lines: order.items.filter(({ order_item_id }) => ids.has(order_item_id)) };
  };

  /** Answered by the seller, or by time. False where there is nothing to decide any more. */
  function decide(reverse: Reverse, agrees: boolean): boolean {
    const found = linesOf(reverse);
    if (!found || reverse.request_type !== "CANCEL" || !open(reverse)) return false;
    settle(reverse, agrees ? "CANCEL_SUCCESS" : "REQUEST_REJECT");
    if (agrees) cancel(found.order, found.lines, { initiator: "buyer-cancel", reason: reverse.reason }, reverse);
    return true;
  }

  const expire = (sellerId: number, orderId: number) => {
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
  };

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

  /** What buyers, couriers and the marketplace do. A sentence where it cannot be done. */
  const moves: Readonly<Record<string, (order: Order, lines: readonly OrderItem[]) => string | undefined>> = {
    pay(order, lines) {
      const unpaid = lines.filter((line) => is(line, "unpaid"));
      if (!unpaid.length) return "Đơn không chờ thanh toán.";
      const free = unpaid.filter(({ holds }) => holds === "nothing" || holds === "lapsed");
      for (const [index, line] of free.entries())
        if (!stocks.hold(line, "withheld")) {
          for (const held of free.slice(0, index)) stocks.release(held);
          return "Hết hàng, không thanh toán được.";
        }
      order.paid = store.now();
      for (const line of unpaid) {
        stocks.paid(line);
        move(order, line, "pending");
      }
      return undefined;
    },
    cancel(order, lines) {
      const going = lines.filter((line) => is(line, "unpaid", "pending"));
      if (!going.length) return "Đơn không huỷ ngay được nữa.";
      cancelAtOnce(order, going, { initiator: "buyer-cancel", reason: "Người mua đổi ý" });
      return undefined;
    },
    "ask-cancel"(order, lines) {
      const asked = lines.filter((line) => is(line, ...buyerWishes) && !wishOf(order, line));
      if (!asked.length) return "Đơn không xin huỷ được.";
      ask(order, asked, "CANCEL", "Người mua đổi ý", true);
      return undefined;
    },
    "withdraw-cancel"(order, lines) {
      const wishes = new Set(lines.flatMap((line) => wishOf(order, line) ?? []));
      if (!wishes.size) return "Không có yêu cầu huỷ.";
      for (const wish of wishes) settle(wish, "REQUEST_CANCEL");
      return undefined;
    },
    "system-cancel"(order, lines) {
      const going = lines.filter((line) => is(line, "unpaid", ...cancellable));
      if (!going.length) return "Đơn không huỷ được nữa.";
      cancel(order, going, { initiator: "system-cancel", reason: "Sàn huỷ đơn" });
      return undefined;
    },
    collect: onward(["ready_to_ship"], "shipped", "Người bán chưa sẵn sàng giao."),
    deliver: onward(["shipped"], "delivered", "Đơn chưa được giao đi."),
    fail: onward(["shipped"], "failed", "Đơn chưa được giao đi."),
    "send-back": onward(["failed"], "shipped_back", "Đơn không giao thất bại."),
    "come-back": onward(["shipped_back"], "shipped_back_success", "Hàng không đang hoàn về."),
    "lose-back": onward(["shipped_back"], "shipped_back_failed", "Hàng không đang hoàn về."),
    scrap: onward(["failed", "shipped_back"], "package_scrapped", "Kiện hàng không tiêu huỷ được."),
    lose: onward(["shipped"], "lost_by_3pl", "Đơn chưa được giao đi."),
    damage: onward(["shipped"], "damaged_by_3pl", "Đơn chưa được giao đi."),
    "ask-return"(order, lines) {
      const asked = lines.filter((line) => is(line, "delivered"));
      if (!asked.length) return "Đơn chưa được giao tới người mua.";
      ask(order, asked, "RETURN", "Hàng không đúng mô tả", false);
      return undefined;
    },
    "send-return"(order) {
      const agreed = store.state.reverses.filter(
        (reverse) =>
          reverse.order_id === order.order_id && reverse.lines.some(({ status }) => status === "SELLER_AGREE_RETURN"),
      );
      if (!agreed.length) return "Người bán chưa đồng ý trả hàng.";
      for (const reverse of agreed) settle(reverse, "BUYER_RETURN_ITEM");
      return undefined;
    },
  };
  function onward(from: readonly OrderStatus[], to: OrderStatus, refused: string) {
    return (order: Order, lines: readonly OrderItem[]): string | undefined => {
      const going = lines.filter((line) => is(line, ...from));
      if (!going.length) return refused;
      for (const line of going) {
        // What nobody packed leaves with the courier.
        stocks.handOver(line);
        move(order, line, to);
      }
      return undefined;
    };
  }

  return {
    statusOf,
    is,
    cancellable: (line: OrderItem) => is(line, ...cancellable),
    place,
    cancelAtOnce,
    decide,
    expire,
    restock,
    pack,
    inParcel,
    wishOf,
    linesOf,
    settle,
    moves,
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
    /** The money goes back; the goods are told of as returned, and put on sale by nobody. */
    refunded(reverse: Reverse, only: readonly number[]): void {
      const found = linesOf(reverse);
      settle(reverse, "REFUND_SUCCESS", only);
      for (const line of found?.lines ?? []) {
        const asked = reverse.lines.find(({ order_item_id }) => order_item_id === line.order_item_id);
        if (found && asked && only.includes(asked.reverse_order_line_id) && is(line, "delivered"))
          move(found.order, line, "returned", { reverse, line: asked });
      }
    },
    shopSkuOf: (line: OrderItem) => shopSku(line.item_id, line.sku_id),
  };
}
export type Orders = ReturnType<typeof createOrders>;
