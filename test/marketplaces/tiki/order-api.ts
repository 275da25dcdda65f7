import { z } from "zod";
import type { FulfillmentType } from "./catalogue.ts";
import { localTime, startOfDay } from "./local-time.ts";
import { orderWire } from "./order-wire.ts";
import type { SeenOrder } from "./orders.ts";
import { statusOf } from "./orders.ts";
import type { Parts } from "./parts.ts";
import { between, type Call, paged, type Routes, readBody, type SellerCall, TikiError } from "./routes.ts";
import { confirmations, type Order, orderStatuses, type Seller } from "./state.ts";

const confirmSchema = z.object({ available_item_ids: z.array(z.int()), seller_inventory_id: z.int() });
const dropshipSchema = z.object({
  confirmation_status: z.enum(["seller_confirmed", "seller_canceled"]),
  seller_inventory_id: z.int(),
  expected_pickup_time: z.string().optional(),
});
const deliverySchema = z.object({
  status: z.enum(["successful_delivery", "failed_delivery"]),
  failure_cause: z.enum(["out_of_needs", "redelivery_appointment", "out_of_stock"]).nullish(),
  appointment_date: z.string().nullish(),
  note: z.string().nullish(),
});
const shipmentSchema = z.object({ status: z.string().min(1), update_time: z.string() });
const day = 86_400_000;
const labels: Readonly<Record<string, FulfillmentType>> = {
  "tiki-delivery": "tiki_delivery",
  dropship: "dropship",
  "seller-delivery": "seller_delivery",
  "cross-border": "cross_border",
};

interface Row {
  readonly order: Order;
  readonly seen: SeenOrder;
}

/** §7. */
export function orderApi({ seller }: Routes, { orders, faults, world }: Parts): void {
  const v2 = ["v2"];
  /** Another seller's order is a 403, not a 404 (§9.12). */
  const own = ({ context, at, seller: me }: SellerCall): Row => {
    const order = orders.find(context.req.param("code") ?? "");
    const seen = order && orders.seen(order, at);
    if (!order || !seen) throw new TikiError(404, "Order not found");
    if (order.sellerId !== me.id) throw new TikiError(403, "You do not have permission on this order");
    return { order, seen };
  };
  const done = { message: "success" };

  seller("GET", v2, "/orders", "order", ({ context, at, seller: me }) => {
    const query = context.req.query();
    const rows = orders
      .ofSeller(me.id)
      .flatMap((order) => {
        const seen = orders.seen(order, at);
        return seen && seen.listedFrom <= at ? [{ order, seen }] : [];
      })
      .filter((row) => matches(row, query, at))
      .toSorted(inOrder(query));
    const shown = faults.met(context, "empty-page") ? [] : rows;
    const page = paged(context, shown, {
      cap: world.dials().pageCap,
      countsFrom: 1,
      short: faults.met(context, "short-page"),
    });
    return { ...page, data: page.data.map((row) => wire(row, query.include)) };
  });
  seller("GET", v2, "/orders/dropship/expected-pickup-slots", "order", ({ seller: me, at }) => ({
    seller_id: me.id,
    pickup_slots: pickupSlots(at),
  }));
  seller("GET", v2, "/orders/:code", "order", (call) => wire(own(call), call.context.req.query("include")));

  seller("POST", v2, "/orders/:code/confirm-available", "order", async (call) => {
    const { order } = own(call);
    const asked = await readBody(call.context, confirmSchema);
    if (order.fulfillment === "dropship")
      throw new TikiError(422, "Order is dropship, confirm it by the dropship confirmation");
    const ids = new Set(asked.available_item_ids);
    confirmable(order, call.seller, asked.seller_inventory_id);
    const alive = new Set(orders.alive(order).map(({ id }) => id));
    for (const id of ids) if (!alive.has(id)) throw new TikiError(422, `Order item ${id} can not be confirmed`);
    orders.confirm(order, ids, asked.seller_inventory_id, null, call.at);
    return done;
  });
  seller("POST", v2, "/orders/:code/dropship/confirm-available", "order", async (call) => {
    const { order } = own(call);
    const asked = await readBody(call.context, dropshipSchema);
    if (order.fulfillment !== "dropship") throw new TikiError(422, "Order is not dropship");
    confirmable(order, call.seller, asked.seller_inventory_id);
    if (asked.confirmation_status === "seller_canceled") {
      orders.confirm(order, new Set(), asked.seller_inventory_id, null, call.at);
      return done;
    }
    const times = pickupSlots(call.at).map(({ expected_pickup_time }) => expected_pickup_time);
    const time = asked.expected_pickup_time ?? "";
    if (!times.includes(time)) throw new TikiError(422, "expected_pickup_time is not one of the pickup slots");
    orders.confirm(order, new Set(orders.alive(order).map(({ id }) => id)), asked.seller_inventory_id, time, call.at);
    return done;
  });
  // Deprecated and without effect (§7).
  seller("POST", v2, "/orders/:code/dropship/confirm-packing", "order", (call) => {
    own(call);
    return done;
  });
  function confirmable(order: Order, me: Seller, inventoryId: number): void {
    if (statusOf(order) !== "queueing") throw new TikiError(422, `Order status ${statusOf(order)} can not be confirmed`);
    if (orders.alive(order).every(({ confirmation }) => confirmation !== "waiting"))
      throw new TikiError(422, "Order is confirmed already");
    if (!me.warehouses.some(({ id }) => id === inventoryId)) throw new TikiError(422, "seller_inventory_id is invalid");
  }

  for (const [name, fulfillment] of Object.entries(labels))
    seller("GET", v2, `/orders/:code/${name}/labels`, "order", (call) => {
      const { order, seen } = own(call);
      if (order.fulfillment !== fulfillment) throw new TikiError(422, "Order is of another operation model");
      if (seen.status === "canceled" || order.sellerInventoryId === null)
        throw new TikiError(422, "Order is not confirmed, or is canceled");
      const lines = seen.lines.map(({ name: of, quantity }) => `<li>${escaped(of)} × ${quantity}</li>`).join("");
      return call.context.html(
        `<!doctype html><html lang="vi"><body><h1>Tem vận chuyển mô phỏng ${order.code}</h1><ul>${lines}</ul></body></html>`,
      );
    });
  seller("POST", v2, "/orders/:code/seller-delivery/update-delivery", "order", async (call) => {
    const { order } = own(call);
    const asked = await readBody(call.context, deliverySchema);
    if (order.fulfillment !== "seller_delivery") throw new TikiError(422, "Order is not seller delivery");
    if (order.sellerInventoryId === null || statusOf(order) === "canceled")
      throw new TikiError(422, "Order is not confirmed, or is canceled");
    if (asked.status === "failed_delivery" && !asked.failure_cause)
      throw new TikiError(422, "failure_cause is required when delivery failed");
    if (asked.status === "successful_delivery") orders.move(order, "successful_delivery", call.at);
    else if (asked.failure_cause !== "redelivery_appointment") orders.undelivered(order, asked.failure_cause ?? "", call.at);
    return done;
  });
  seller("POST", v2, "/orders/:code/cross-border/update-shipment", "order", async (call) => {
    const { order } = own(call);
    await readBody(call.context, shipmentSchema);
    if (order.fulfillment !== "cross_border") throw new TikiError(422, "Order is not cross border");
    return done;
  });

  function wire({ order, seen }: Row, include = "") {
    const me = world.state().sellers.find(({ id }) => id === order.sellerId);
    return orderWire(order, seen, {
      include: new Set(include.split(",")),
      sellerSkuField: world.dials().sellerSkuField,
      warehouse: me?.warehouses.find(({ id }) => id === order.sellerInventoryId),
    });
  }
}

function matches({ order, seen }: Row, query: Record<string, string>, at: number): boolean {
  const { code, sku, item_confirmation_status: confirmation, is_rma: isReplacement, filter_date_by: since } = query;
  if (code && !code.split(",").includes(order.code)) return false;
  if (sku && !seen.lines.some((line) => sku.split(",").includes(line.sku))) return false;
  if (confirmation) {
    inSet(confirmation, confirmations);
    if (!seen.lines.some((line) => line.confirmation === confirmation)) return false;
  }
  // No order of this marketplace replaces another.
  if (isReplacement === "true" || isReplacement === "1") return false;
  if (!inSet(query.status, orderStatuses)(seen.status)) return false;
  if (!inSet(query.fulfillment_type, [...Object.values(labels), "instant_delivery"])(order.fulfillment)) return false;
  const inventory = inSet(query.item_inventory_type?.replaceAll("back_order", "backorder"), [
    "backorder",
    "instock",
    "preorder",
  ]);
  // §7's own sample has a dropship order whose items are on demand: whatever Tiki does not hold counts as backorder here.
  if (!seen.lines.some((line) => inventory(line.inventoryType === "instock" ? "instock" : "backorder"))) return false;
  const starts: Record<string, number> = {
    today: startOfDay(at),
    last7days: startOfDay(at) - 7 * day,
    last30days: startOfDay(at) - 30 * day,
  };
  if (since !== undefined) {
    const start = starts[since];
    if (start === undefined) throw new TikiError(400, "filter_date_by must be today, last7days or last30days");
    if (order.created < start) return false;
  }
  return (
    between(order.created, query.created_from_date, query.created_to_date) &&
    between(seen.updated, query.updated_from_date, query.updated_to_date)
  );
}

/** `a`, `in|a,b` or `nin|a,b`. */
function inSet(expression: string | undefined, known: readonly string[]): (value: string) => boolean {
  if (!expression) return () => true;
  const [, how, list = ""] = /^(?:(in|nin)\|)?(.*)$/.exec(expression) ?? [];
  const words = list.split(",").filter(Boolean);
  for (const word of words) if (!known.includes(word)) throw new TikiError(400, `${word} is not one of ${known.join(", ")}`);
  return (value) => words.includes(value) !== (how === "nin");
}

/** Newest first; oldest change first once changes are asked for; or as `order_by` says, `created_at|asc`. */
function inOrder(query: Record<string, string>): (one: Row, other: Row) => number {
  const byChange = query.updated_from_date !== undefined || query.updated_to_date !== undefined;
  const [, field, way] =
    /^(created_at|updated_at)(?:[|, ](asc|desc))?$/i.exec(
      query.order_by ?? (byChange ? "updated_at|asc" : "created_at|desc"),
    ) ?? [];
  if (!field) throw new TikiError(400, "order_by must be created_at or updated_at, with |asc or |desc");
  const at = ({ order, seen }: Row) => (field === "updated_at" ? seen.updated : order.created);
  const sign = (way ?? "desc").toLowerCase() === "asc" ? 1 : -1;
  return (one, other) => sign * (at(one) - at(other) || one.order.id - other.order.id);
}

/** Two a day for the next two days; the value of a slot is what a confirmation must name. */
function pickupSlots(at: Call["at"]): { expected_pickup_slot: string; expected_pickup_time: string }[] {
  return [1, 2].flatMap((later) =>
    [10, 15].map((hour) => {
      const start = startOfDay(at) + later * day + hour * 3_600_000;
      return {
        expected_pickup_slot: `${localTime(start)} - ${localTime(start + 2 * 3_600_000).slice(11)}`,
        expected_pickup_time: localTime(start),
      };
    }),
  );
}

const escaped = (text: string): string => text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
