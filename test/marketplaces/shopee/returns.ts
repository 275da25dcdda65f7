import { activeUnits, moveOrder } from "./orders.ts";
import type { Order, Return } from "./state.ts";
import type { Store } from "./store.ts";

/** The buyer asks to give everything back; undefined where the order is not with the buyer. */
export function askReturn(store: Store, order: Order, text: string, at: number): Return | undefined {
  if (!["SHIPPED", "TO_CONFIRM_RECEIVE", "COMPLETED"].includes(order.status)) return undefined;
  const asked: Return = {
    return_sn: `${new Date(at).toISOString().slice(2, 10).replaceAll("-", "")}${store.random.hex(4).toUpperCase()}`,
    order_sn: order.order_sn,
    shop_id: order.shop_id,
    created: at,
    updated: at,
    reason: "NOT_RECEIPT",
    text,
    kind: order.status === "COMPLETED" ? "RRAOC" : "RRBOC",
    lines: order.lines.map((line) => ({
      item_id: line.item_id,
      model_id: line.model_id,
      amount: activeUnits(line) - line.returned,
      price: line.price,
    })),
    status: "REQUESTED",
    dispute: "",
  };
  store.state.returns.push(asked);
  // After completion the order stays what it was (§7).
  if (asked.kind === "RRBOC") moveOrder(store, order, "TO_RETURN", at);
  store.tell({ about: "return", return: asked });
  return asked;
}

/** The goods come back to the seller; nothing goes on sale again by itself. */
export function acceptReturn(store: Store, asked: Return, at: number): void {
  asked.status = "ACCEPTED";
  asked.updated = at;
  const order = store.order(asked.order_sn);
  if (order) {
    for (const line of order.lines) line.returned = line.quantity - line.cancelled;
    moveOrder(store, order, "COMPLETED", at);
  }
  store.tell({ about: "return", return: asked });
}

export function withdrawReturn(store: Store, asked: Return, at: number): void {
  asked.status = "CANCELLED";
  asked.updated = at;
  const order = store.order(asked.order_sn);
  if (order?.status === "TO_RETURN") moveOrder(store, order, "COMPLETED", at);
  store.tell({ about: "return", return: asked });
}
