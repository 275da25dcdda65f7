import { ConnectorError } from "../contract/index.ts";
import { findFailure } from "../kit/failure-table.ts";
import type { LazadaClient } from "./client.ts";
import { lazadaFailures } from "./failures.ts";
import { stateOfItem } from "./order-from-lazada.ts";
import { cannotNow, isAlive, isOne, readOrderItems } from "./order-reading.ts";
import { lazadaTexts } from "./texts.ts";
import { type LazadaOrderItem, packedSchema, providersSchema, readySchema } from "./wire.ts";

const say = lazadaTexts.say;
/** What each call takes (DOC:120167); topack and toship are views of the same. */
const packable = new Set(["pending", "topack", "repacked"]);
const readyable = new Set(["packed", "toship"]);

/** What of the order still waits is packed; an order that is packed counts as done. */
export async function packOrder(client: LazadaClient, orderId: string): Promise<void> {
  const alive = (await readOrderItems(client, orderId)).filter(isAlive);
  if (alive.length && alive.every(isPacked)) return;
  const waiting = alive.filter((item) => isOne(item, packable));
  if (!waiting.length || alive.some((item) => stateOfItem(item) === "unpaid")) throw cannotNow(orderId, say("order-state"));

  const order_id = Number(orderId);
  const getShipmentProvidersReq = JSON.stringify({ orders: [{ order_id, order_item_ids: numbers(waiting) }] });
  const allocation = await client.get(
    "/order/shipment/providers/get",
    { params: { getShipmentProvidersReq } },
    providersSchema,
  );
  // A local shop's is TFS, and it must not name a provider (API:/order/fulfill/pack).
  const shipping_allocate_type = allocation?.shipping_allocate_type || "TFS";
  if (shipping_allocate_type !== "TFS") throw cannotNow(orderId, say("carrier"));
  // Items of one call must be in one warehouse (code 700029).
  for (const together of groupBy(waiting, ({ warehouse_code }) => warehouse_code ?? "")) {
    const pack_order_list = [{ order_item_list: numbers(together), order_id }];
    const packReq = JSON.stringify({ pack_order_list, delivery_type: "dropship", shipping_allocate_type });
    const packed = await client.post("/order/fulfill/pack", { params: { packReq } }, packedSchema);
    const results = packed.pack_order_list.flatMap(({ order_item_list }) => order_item_list ?? []);
    const named = together.every(({ order_item_id }) => results.some((each) => each.order_item_id === order_item_id));
    await settle(client, orderId, { asked: together, done: isPacked, results, named });
  }
}

/** From here the courier comes for it; that it has left is the courier's word. */
export async function readyOrder(client: LazadaClient, orderId: string): Promise<void> {
  const alive = (await readOrderItems(client, orderId)).filter(isAlive);
  if (alive.length && alive.every(isReady)) return;
  const waiting = alive.filter((item) => isOne(item, readyable));
  const packages = [...new Set(waiting.flatMap(({ package_id }) => package_id || []))];
  if (!packages.length || !alive.every(isPacked)) throw cannotNow(orderId, say("order-state"));

  const readyToShipReq = JSON.stringify({ packages: packages.map((package_id) => ({ package_id })) });
  const { packages: results } = await client.post("/order/package/rts", { params: { readyToShipReq } }, readySchema);
  const named = packages.every((id) => results.some(({ package_id }) => package_id === id));
  await settle(client, orderId, { asked: waiting, done: isReady, results, named });
}

interface Answered {
  readonly asked: readonly LazadaOrderItem[];
  readonly done: (item: LazadaOrderItem) => boolean;
  readonly results: readonly { readonly item_err_code: string; readonly msg?: string | null | undefined }[];
  /** Everything that was asked about was answered. */
  readonly named: boolean;
}

/** Success of the whole says nothing of an item (lazada §9.2); what is read back counts more than what was answered. */
async function settle(client: LazadaClient, orderId: string, { asked, done, results, named }: Answered): Promise<void> {
  const failed = results.filter(({ item_err_code }) => item_err_code !== "0");
  if (!failed.length && named) return;
  const ids = new Set(asked.map(({ order_item_id }) => order_item_id));
  const now = (await readOrderItems(client, orderId)).filter((item) => ids.has(item.order_item_id) && isAlive(item));
  if (!now.length) throw cannotNow(orderId, say("order-state"));
  if (now.every(done)) return;

  const told = failed.map(({ item_err_code: code, msg }) => ({
    code,
    msg,
    failure: findFailure(lazadaFailures, code, msg ?? ""),
  }));
  const worst = told.find(({ failure }) => !failure?.refusal) ?? (named ? told[0] : undefined);
  throw new ConnectorError(
    worst?.failure?.kind ?? "unexpected",
    worst?.code ?? "no-result",
    `Order ${orderId}: ${worst?.code ?? "no result"} ${worst?.msg ?? ""}`,
    { says: worst?.failure?.says ?? say("shape") },
  );
}

const isPacked = (item: LazadaOrderItem) => !["unpaid", "new"].includes(stateOfItem(item));
const isReady = (item: LazadaOrderItem) => isPacked(item) && !isOne(item, readyable);
const numbers = (items: readonly LazadaOrderItem[]) => items.map(({ order_item_id }) => Number(order_item_id));

function groupBy<Item>(items: readonly Item[], keyOf: (item: Item) => string): Item[][] {
  const groups = new Map<string, Item[]>();
  for (const item of items) groups.set(keyOf(item), [...(groups.get(keyOf(item)) ?? []), item]);
  return [...groups.values()];
}
