import { ConnectorError } from "../contract/index.ts";
import type { ShopeeClient } from "./client.ts";
import type { ShopeeOrders } from "./order-details.ts";
import { shopeeTexts } from "./texts.ts";
import { nothingSchema } from "./wire.ts";

const left: ReadonlySet<string> = new Set(["SHIPPED", "TO_CONFIRM_RECEIVE", "COMPLETED", "TO_RETURN"]);
/** UNDELIVERABLE_AREA is for Taiwan and Malaysia alone (API page of cancel_order). */
const reasons: ReadonlySet<string> = new Set(["OUT_OF_STOCK", "CUSTOMER_REQUEST", "COD_NOT_SUPPORTED"]);

/** Read before each attempt: a cancelled order is done, and so is one that Shopee already cancels for us (sync-protocol §12). */
export async function cancelOrder(client: ShopeeClient, orders: ShopeeOrders, orderId: string, reason: string): Promise<void> {
  const order = await orders.wire(orderId);
  const { order_status: status } = order;
  if (status === "CANCELLED" || (status === "IN_CANCEL" && isSellers(order))) return;
  if (status === "IN_CANCEL") return answer(client, orderId, "ACCEPT");
  if (left.has(status)) throw tooLate(orderId);
  const cancel_reason = reasons.has(reason) ? reason : "CUSTOMER_REQUEST";
  const item_list = order.item_list.map(({ item_id, model_id }) => ({
    item_id: Number(item_id),
    model_id: Number(model_id ?? 0),
  }));
  await client.post(
    "order/cancel_order",
    { json: { order_sn: orderId, cancel_reason, ...(cancel_reason === "OUT_OF_STOCK" ? { item_list } : {}) } },
    nothingSchema,
  );
}

/** Done when nobody asks any more; when the other answer was given there, a person must look. */
export async function refuseCancellation(client: ShopeeClient, orders: ShopeeOrders, orderId: string): Promise<void> {
  const order = await orders.wire(orderId);
  if (order.order_status === "CANCELLED" || (order.order_status === "IN_CANCEL" && isSellers(order))) throw tooLate(orderId);
  if (order.order_status === "IN_CANCEL") await answer(client, orderId, "REJECT");
}

const isSellers = ({ cancel_by }: { cancel_by?: string | null | undefined }) => cancel_by?.toLowerCase() === "seller";

async function answer(client: ShopeeClient, order_sn: string, operation: "ACCEPT" | "REJECT"): Promise<void> {
  await client.post("order/handle_buyer_cancellation", { json: { order_sn, operation } }, nothingSchema);
}

const tooLate = (orderId: string) =>
  new ConnectorError("rejected", "order-state", `Order ${orderId} is past this`, { says: shopeeTexts.say("order-state") });
