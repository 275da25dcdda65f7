import type { OrderReturn } from "../contract/index.ts";
import { orderFromTiki } from "./order-from-tiki.ts";
import type { TikiOrder } from "./wire.ts";

/** The seller's API knows a return only as the status of its whole order, so the order's code names it. */
export function orderReturnFromTiki(order: TikiOrder): OrderReturn {
  const { id, channelState, changedAt, lines } = orderFromTiki(order);
  return {
    id,
    orderId: id,
    state: channelState,
    changedAt,
    lines: lines.map((line) => ({ lineId: line.id, quantity: line.quantity })),
  };
}
