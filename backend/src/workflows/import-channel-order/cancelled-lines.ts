import type { IOrderModuleService, MedusaContainer } from "@medusajs/framework/types";
import { Modules } from "@medusajs/framework/utils";
import type { Order } from "connectors/contract";

/**
 * A buyer may give up a part of an order: its lines in Medusa follow, and with them what is reserved. Only downwards, as
 * cancelled quantities do (sync-protocol §11), so a repeat changes nothing.
 */
export async function lowerCancelledLines(container: MedusaContainer, orderId: string, { lines }: Order): Promise<void> {
  const orders = container.resolve<IOrderModuleService>(Modules.ORDER);
  const { items = [] } = await orders.retrieveOrder(orderId, { relations: ["items", "items.detail"] });
  for (const item of items) {
    const line = lines.find(({ id }) => id === item.metadata?.channel_line_id);
    const before = Number(item.quantity);
    const alive = line ? Math.max(0, line.quantity - line.cancelledQuantity) : before;
    if (alive >= before) continue;
    await orders.updateOrderItem(item.detail.id, { quantity: alive });
  }
}
