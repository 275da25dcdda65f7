import { instantFromSeconds, type Order, type OrderState, vnd } from "connectors/contract";
import { ownEntry } from "../../../connectors/kit/own-entry.ts";
import type { ToyOrder } from "./wire.ts";

/** Chợ quê §4: every word for an order. */
const states: Readonly<Record<string, OrderState>> = {
  waiting: "new",
  wrapped: "packed",
  "on-the-road": "handed-over",
  brought: "delivered",
  "called-off": "cancelled",
};

/** Throws for a word that is in no document. */
export function orderFromToy({ id, state: word, placed, changed, buyer, lines }: ToyOrder): Order {
  const state = ownEntry(states, word);
  if (!state) throw new Error(`“${word}” is no state of an order`);
  return {
    id,
    state,
    channelState: word,
    createdAt: instantFromSeconds(placed),
    changedAt: instantFromSeconds(changed),
    buyer: { ...(buyer?.name ? { name: buyer.name } : {}), ...(buyer?.phone ? { phone: buyer.phone } : {}) },
    lines: lines.map(({ line, good, sku, name, count, price }) => ({
      id: line,
      productId: good,
      sellerSku: sku,
      title: name,
      quantity: count,
      cancelledQuantity: state === "cancelled" ? count : 0,
      returnedQuantity: 0,
      unitPrice: vnd(price),
    })),
  };
}
