import { z } from "zod";
import { ConnectorError } from "../contract/index.ts";
import type { TikiClient } from "./client.ts";
import { isTikiRefusal } from "./failures.ts";
import { isDeclined, isWaiting, stateFromTiki } from "./order-from-tiki.ts";
import type { TikiSettings } from "./settings.ts";
import { tikiTexts } from "./texts.ts";
import { type TikiOrder, tikiInventoriesSchema, tikiSlotsSchema } from "./wire.ts";

/** What the seller says of an order: all of it is there, or none. */
export type Confirmation = "available" | "unavailable";

/** Models whose items are confirmed one by one; dropship has a call of its own (tiki §7, §9.9). */
const byItems = new Set(["tiki_delivery", "seller_delivery", "cross_border"]);

/**
 * Tells Tiki of one order. The body is built from the reading just before it, since items left out count as declared
 * unavailable; an order that says so already is done, also when it refuses because somebody was first (sync-protocol §12).
 */
export async function confirmOrder(
  client: TikiClient,
  settings: TikiSettings,
  read: (orderId: string) => Promise<TikiOrder>,
  orderId: string,
  answer: Confirmation,
): Promise<void> {
  const order = await read(orderId);
  if (isDone(order, answer)) return;
  const call = await callFor(client, settings, order, answer);
  try {
    await client.post(
      `/v2/orders/${encodeURIComponent(orderId)}/${call.path}`,
      { json: call.json, urgency: "stock" },
      z.unknown(),
    );
  } catch (error) {
    if (!(error instanceof ConnectorError) || !isTikiRefusal(error)) throw error;
    if (!isDone(await read(orderId), answer)) throw error;
  }
}

/** Throws where the order is not, or no longer, to be confirmed that way. */
function isDone(order: TikiOrder, answer: Confirmation): boolean {
  const state = knownState(order);
  if (state === "unpaid")
    throw new ConnectorError("retryable", "order-early", `Order ${order.code} is ${order.status}`, {
      sent: false,
      says: tikiTexts.say("order-early"),
    });
  const open = order.items.filter((item) => !isDeclined(item));
  if (answer === "available" && state !== "cancelled" && !open.some(isWaiting)) return true;
  if (answer === "unavailable" && state === "cancelled") return true;
  // After a confirmation there is no call that takes it back.
  if (state === "new" && open.length > 0 && (answer === "available" || open.every(isWaiting))) return false;
  throw new ConnectorError("rejected", "order-state", `Order ${order.code} is ${order.status}`, {
    says: tikiTexts.say("order-state"),
  });
}

function knownState(order: TikiOrder) {
  try {
    return stateFromTiki(order);
  } catch {
    throw new ConnectorError("unexpected", "order", `Order ${order.code} is ${order.status}`, { says: tikiTexts.say("shape") });
  }
}

async function callFor(
  client: TikiClient,
  settings: TikiSettings,
  order: TikiOrder,
  answer: Confirmation,
): Promise<{ path: string; json: unknown }> {
  const model = order.fulfillment_type ?? "";
  if (byItems.has(model)) {
    const open = answer === "available" ? order.items.filter((item) => !isDeclined(item)) : [];
    return {
      path: "confirm-available",
      json: {
        available_item_ids: open.map(({ id }) => Number(id)),
        seller_inventory_id: await inventoryFor(client, settings, order),
      },
    };
  }
  if (model !== "dropship")
    throw new ConnectorError("rejected", "order-model", `Order ${order.code} is delivered by ${model}`, {
      says: tikiTexts.say("order-model", { model: model || "?" }),
    });
  const path = "dropship/confirm-available";
  const inventory = { seller_inventory_id: await inventoryFor(client, settings, order) };
  if (answer === "unavailable") return { path, json: { confirmation_status: "seller_canceled", ...inventory } };
  const { pickup_slots } = await client.get("/v2/orders/dropship/expected-pickup-slots", { urgency: "stock" }, tikiSlotsSchema);
  const [slot] = pickup_slots;
  if (!slot)
    throw new ConnectorError("retryable", "no-slot", "Tiki offers no time for collecting", {
      sent: false,
      says: tikiTexts.say("no-slot"),
    });
  return {
    path,
    json: { confirmation_status: "seller_confirmed", ...inventory, expected_pickup_time: slot.expected_pickup_time },
  };
}

/** Ours where Tiki's warehouse collects from it; else the only one it does. */
async function inventoryFor(client: TikiClient, settings: TikiSettings, order: TikiOrder): Promise<number> {
  const ours = settings.sellerInventoryId ?? settings.warehouseId;
  const code = order.tiki_warehouse?.code;
  if (code) {
    const { mappings } = await client.get(
      "/v2/seller-inventories",
      { query: { tiki_warehouse_codes: code }, urgency: "stock" },
      tikiInventoriesSchema,
    );
    const ids = mappings.filter((each) => each.tiki_warehouse_code === code).flatMap((each) => each.seller_inventory_ids);
    const [only] = ids;
    if (ids.includes(ours)) return ours;
    if (only !== undefined && ids.length === 1) return only;
  } else if (settings.sellerInventoryId) return settings.sellerInventoryId;
  throw new ConnectorError("rejected", "inventory", `No inventory is known for order ${order.code}`, {
    sent: false,
    says: tikiTexts.say("inventory"),
  });
}
