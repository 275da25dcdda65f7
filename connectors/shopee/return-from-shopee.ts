import { instantFromSeconds, type Order, type OrderReturn } from "../contract/index.ts";
import type { ShopeeReturn } from "./wire-orders.ts";

/**
 * A return names items and models, not lines of its order: units are laid on the order's lines of that model, in order.
 * Throws when the order has too few of them: units must not be counted back on a guess.
 */
export function returnFromShopee(wire: ShopeeReturn, order: Pick<Order, "id" | "lines">): OrderReturn {
  const taken = new Map<string, number>();
  for (const { item_id, model_id, amount } of wire.item) {
    let rest = amount;
    for (const line of order.lines) {
      if (line.productId !== item_id || (line.variantId ?? "0") !== (model_id ?? "0")) continue;
      const units = Math.min(rest, line.quantity - (taken.get(line.id) ?? 0));
      if (units > 0) taken.set(line.id, (taken.get(line.id) ?? 0) + units);
      rest -= Math.max(0, units);
    }
    if (rest > 0) throw new Error(`${rest} units of item ${item_id} are on no line of order ${order.id}`);
  }
  return {
    id: wire.return_sn,
    orderId: wire.order_sn,
    state: wire.status,
    changedAt: instantFromSeconds(wire.update_time),
    lines: [...taken].map(([lineId, quantity]) => ({ lineId, quantity })),
  };
}
