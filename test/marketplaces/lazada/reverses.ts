import { cancellable, is } from "./order-status.ts";
import type { Orders, Why } from "./orders.ts";
import type { Order, OrderItem, Reverse, ReverseStatus } from "./state.ts";
import type { Store } from "./store.ts";

export const sellerReasons = [
  { reason_id: "10000019", reason_name: "Sourcing Delay", empties: false },
  { reason_id: "10000021", reason_name: "Out of Stock", empties: true },
  { reason_id: "10000023", reason_name: "Wrong Price or Pricing Error", empties: true },
] as const;

/** What is asked back: cancellations and returns, granted, refused or waiting. */
export function createReverses(store: Store, orders: Orders) {
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
  function cancelAtOnce(order: Order, lines: readonly OrderItem[], why: Why): void {
    const reverse = ask(order, lines, "CANCEL", why.reason, false);
    settle(reverse, "CANCEL_SUCCESS");
    orders.cancel(order, lines, why, reverse);
  }
  const open = (reverse: Reverse) => reverse.lines.some(({ status }) => status === "REQUEST_INITIATE");
  const wishOf = (order: Order, line: OrderItem): Reverse | undefined =>
    store.state.reverses.find(
      (reverse) =>
        reverse.request_type === "CANCEL" &&
        reverse.seller_id === order.seller_id &&
        reverse.order_id === order.order_id &&
        open(reverse) &&
        is(line, ...cancellable) &&
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
    const late = !found.lines.some((line) => is(line, ...cancellable));
    settle(reverse, agrees && !late ? "CANCEL_SUCCESS" : "REQUEST_REJECT");
    if (late) return false;
    if (agrees) orders.cancel(found.order, found.lines, { initiator: "buyer-cancel", reason: reverse.reason }, reverse);
    return true;
  }

  /** The money goes back; the goods are told of as returned, and put on sale by nobody. */
  function refund(reverse: Reverse, only: readonly number[]): void {
    const found = linesOf(reverse);
    settle(reverse, "REFUND_SUCCESS", only);
    for (const line of found?.lines ?? []) {
      const asked = reverse.lines.find(({ order_item_id }) => order_item_id === line.order_item_id);
      if (found && asked && only.includes(asked.reverse_order_line_id) && is(line, "delivered"))
        orders.move(found.order, line, "returned", { reverse, line: asked });
    }
  }
  return { ask, settle, wishOf, decide, refund, cancelAtOnce };
}
export type Reverses = ReturnType<typeof createReverses>;
