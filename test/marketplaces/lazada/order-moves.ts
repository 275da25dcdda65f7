import { cancellable, is } from "./order-status.ts";
import type { Orders } from "./orders.ts";
import type { Reverses } from "./reverses.ts";
import type { Order, OrderItem, OrderStatus, Reverse, ReverseStatus } from "./state.ts";
import type { Stocks } from "./stocks.ts";
import type { Store } from "./store.ts";

export type Move = (order: Order, lines: readonly OrderItem[]) => string | undefined;
const buyerWishes: readonly OrderStatus[] = ["packed", "repacked", "ready_to_ship"];

/** What people do by hand and couriers do on the road. A sentence where it cannot be done. */
export function createMoves(store: Store, stocks: Stocks, orders: Orders, reverses: Reverses): ReadonlyMap<string, Move> {
  const moves: Readonly<Record<string, Move>> = {
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
        orders.move(order, line, "pending");
      }
      return undefined;
    },
    cancel(order, lines) {
      const going = lines.filter((line) => is(line, "unpaid", "pending"));
      if (!going.length) return "Đơn không huỷ ngay được nữa.";
      reverses.cancelAtOnce(order, going, { initiator: "buyer-cancel", reason: "Người mua đổi ý" });
      return undefined;
    },
    "ask-cancel"(order, lines) {
      const asked = lines.filter((line) => is(line, ...buyerWishes) && !reverses.wishOf(order, line));
      if (!asked.length) return "Đơn không xin huỷ được.";
      reverses.ask(order, asked, "CANCEL", "Người mua đổi ý", true);
      return undefined;
    },
    "withdraw-cancel"(order, lines) {
      const wishes = new Set(lines.flatMap((line) => reverses.wishOf(order, line) ?? []));
      if (!wishes.size) return "Không có yêu cầu huỷ.";
      for (const wish of wishes) reverses.settle(wish, "REQUEST_CANCEL");
      return undefined;
    },
    "system-cancel"(order, lines) {
      const going = lines.filter((line) => is(line, "unpaid", ...cancellable));
      if (!going.length) return "Đơn không huỷ được nữa.";
      orders.cancel(order, going, { initiator: "system-cancel", reason: "Sàn huỷ đơn" });
      return undefined;
    },
    "pack-by-hand"(order, lines) {
      const going = lines.filter((line) => is(line, "pending", "repacked"));
      if (!going.length) return "Không có gì để đóng gói.";
      orders.pack(order, going);
      return undefined;
    },
    "ready-by-hand"(order, lines) {
      const parcels = store.state.packages.filter(
        ({ package_id, state }) => state === "packed" && lines.some((line) => line.package_id === package_id),
      );
      if (!parcels.length) return `Đơn ${order.order_id} chưa đóng gói.`;
      for (const parcel of parcels) orders.readyToShip(parcel);
      return undefined;
    },
    "agree-cancel": (order, lines) => answered(order, lines, true),
    "refuse-cancel": (order, lines) => answered(order, lines, false),
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
      reverses.ask(order, asked, "RETURN", "Hàng không đúng mô tả", false);
      return undefined;
    },
    "agree-return": (order) => step(order, "REQUEST_INITIATE", (each) => reverses.settle(each, "SELLER_AGREE_RETURN")),
    "send-return": (order) => step(order, "SELLER_AGREE_RETURN", (each) => reverses.settle(each, "BUYER_RETURN_ITEM")),
    refund: (order) =>
      step(order, "BUYER_RETURN_ITEM", (each) =>
        reverses.refund(
          each,
          each.lines.map(({ reverse_order_line_id }) => reverse_order_line_id),
        ),
      ),
  };
  return new Map(Object.entries(moves));

  function answered(order: Order, lines: readonly OrderItem[], agrees: boolean): string | undefined {
    const wishes = new Set(lines.flatMap((line) => reverses.wishOf(order, line) ?? []));
    if (!wishes.size) return "Không có yêu cầu huỷ.";
    for (const wish of wishes) reverses.decide(wish, agrees);
    return undefined;
  }
  function step(order: Order, from: ReverseStatus, act: (reverse: Reverse) => void): string | undefined {
    const found = store.state.reverses.filter(
      ({ seller_id, order_id, request_type, lines }) =>
        seller_id === order.seller_id &&
        order_id === order.order_id &&
        request_type !== "CANCEL" &&
        lines.some(({ status }) => status === from),
    );
    if (!found.length) return "Yêu cầu trả hàng chưa tới bước này.";
    for (const reverse of found) act(reverse);
    return undefined;
  }
  function onward(from: readonly OrderStatus[], to: OrderStatus, refused: string) {
    return (order: Order, lines: readonly OrderItem[]): string | undefined => {
      const going = lines.filter((line) => is(line, ...from));
      if (!going.length) return refused;
      for (const line of going) orders.move(order, line, to);
      return undefined;
    };
  }
}
