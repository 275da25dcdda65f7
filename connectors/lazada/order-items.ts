import { ConnectorError, type Order, type Problem, type Reading } from "../contract/index.ts";
import { allOrNone, readEach } from "../kit/read-each.ts";
import { orderFromLazada } from "./order-from-lazada.ts";
import { lazadaTexts } from "./texts.ts";
import { idSchema, itemsOfOrderSchema, type LazadaOrderItem, orderItemSchema, orderSchema } from "./wire.ts";

/** Rows of items by their order, whether they come grouped or flat (API:/orders/items/get, /order/items/get). */
export function itemsByOrder(rows: readonly unknown[]): ReadonlyMap<string, readonly unknown[]> {
  const all = new Map<string, unknown[]>();
  const keep = (orderId: string | undefined, items: readonly unknown[]) => {
    if (orderId !== undefined) all.set(orderId, [...(all.get(orderId) ?? []), ...items]);
  };
  for (const row of rows) {
    const group = itemsOfOrderSchema.safeParse(row);
    if (group.success) keep(group.data.order_id, group.data.order_items);
    else keep(fieldOf(row, "order_id"), [row]);
  }
  return all;
}

/** Every item or none: half an order would reserve half its stock. */
export function readItems(rows: readonly unknown[]): LazadaOrderItem[] {
  return rows.map((row) => {
    const read = orderItemSchema.safeParse(row);
    if (read.success) return read.data;
    const why = read.error.issues.map((issue) => `${issue.path.join(".")} ${issue.message}`).join("; ");
    throw new Error(`item ${fieldOf(row, "order_item_id") ?? "?"}: ${why}`);
  });
}

/** Orders with their items. One that cannot be read, or whose items did not come, is a problem beside the others. */
export function ordersFromLazada(orders: readonly unknown[], items: ReadonlyMap<string, readonly unknown[]>): Reading<Order> {
  const missing = (row: unknown) => {
    const id = fieldOf(row, "order_id");
    return id !== undefined && !items.get(id)?.length;
  };
  const read = readEach(
    orders.filter((row) => !missing(row)),
    orderSchema,
    (order) => orderFromLazada(order, readItems(items.get(order.order_id) ?? [])),
    (row) => fieldOf(row, "order_id"),
    (row) =>
      allOrNone(items.get(fieldOf(row, "order_id") ?? "") ?? [], (item) => [fieldOf(item, "product_id"), fieldOf(item, "sku")]),
  );
  const absent = orders.filter(missing).map((row): Problem => {
    const order = fieldOf(row, "order_id") ?? "?";
    return { ...lazadaTexts.say("order-missing", { order }), row: order };
  });
  return { items: read.items, problems: [...read.problems, ...absent] };
}

export function fieldOf(row: unknown, name: string): string | undefined {
  if (typeof row !== "object" || row === null || !Object.hasOwn(row, name)) return undefined;
  return idSchema.safeParse((row as Record<string, unknown>)[name]).data;
}

export const orderUnreadable = (orderId: string, why: string) =>
  new ConnectorError("unexpected", "order", `Order ${orderId} could not be read: ${why}`, {
    says: lazadaTexts.say("order-missing", { order: orderId }),
  });
