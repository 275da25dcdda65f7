import { z } from "zod";
import { ConnectorError, type Text } from "../contract/index.ts";
import type { LazadaClient } from "./client.ts";
import { stateOfItem } from "./order-from-lazada.ts";
import { itemsByOrder, orderUnreadable, readItems } from "./order-items.ts";
import type { LazadaOrderItem } from "./wire.ts";

type Rows = readonly unknown[];
const list = z.array(z.unknown());

/** The items of one order as they came. */
export async function itemRowsOf(client: LazadaClient, orderId: string): Promise<Rows> {
  const rows = await client.get("/order/items/get", { params: { order_id: orderId }, urgency: "stock" }, list);
  return itemsByOrder(rows).get(orderId) ?? rows;
}

/** At most 50 orders in one call; one id that Lazada does not take hides the others' items, so they are then asked one by one. */
export async function itemRows(client: LazadaClient, ids: readonly string[]): Promise<ReadonlyMap<string, Rows>> {
  if (!ids.length) return new Map();
  try {
    const params = { order_ids: `[${ids.join(",")}]` };
    return itemsByOrder(await client.get("/orders/items/get", { params, urgency: "stock" }, list));
  } catch (error) {
    if (!(error instanceof ConnectorError && error.kind === "rejected")) throw error;
    const all = new Map<string, Rows>();
    for (const id of ids) all.set(id, await itemRowsOf(client, id).catch(noneIfRefused));
    return all;
  }
}

/** Every item of an order, each in a state that is known: before a command and after it. */
export async function readOrderItems(client: LazadaClient, orderId: string): Promise<readonly LazadaOrderItem[]> {
  const rows = await itemRowsOf(client, orderId);
  try {
    const items = readItems(rows);
    for (const item of items) stateOfItem(item);
    if (items.length) return items;
  } catch (error) {
    throw orderUnreadable(orderId, error instanceof Error ? error.message : String(error));
  }
  throw orderUnreadable(orderId, "no items");
}

export const isAlive = (item: LazadaOrderItem): boolean => stateOfItem(item) !== "cancelled";
export const isOne = ({ status }: LazadaOrderItem, statuses: ReadonlySet<string>): boolean =>
  statuses.has(status.toLowerCase());

/** A command that Lazada's own rules do not allow now: said without asking for it. */
export const cannotNow = (orderId: string, says: Text): ConnectorError =>
  new ConnectorError("rejected", says.code, `Order ${orderId} is in no state for this`, { says });

function noneIfRefused(error: unknown): Rows {
  if (error instanceof ConnectorError && error.kind === "rejected") return [];
  throw error;
}
