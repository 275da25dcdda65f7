import { z } from "zod";
import { newShelf } from "../kit/shelf.ts";
import { defaultDials, shopeeDialsSchema } from "./dials.ts";
import { type Item, itemStatuses, type Order, orderStatuses, type State, startState } from "./state.ts";

const firstShape = z.object({
  items: z.array(
    z.object({
      item_id: z.int(),
      shop_id: z.int(),
      item_sku: z.string(),
      weight: z.number(),
      logistic_ids: z.array(z.int()),
      created: z.number(),
      versions: z
        .array(
          z.object({
            at: z.number(),
            item_name: z.string(),
            description: z.string(),
            original_price: z.number(),
            item_status: z.enum(itemStatuses),
            stock: z.int(),
            category_id: z.int(),
            image_ids: z.array(z.string()),
          }),
        )
        .min(1),
    }),
  ),
  orders: z.array(
    z.object({
      order_sn: z.string(),
      shop_id: z.int(),
      created: z.number(),
      cod: z.boolean(),
      buyer: z.object({ name: z.string(), phone: z.string(), address: z.string() }),
      lines: z.array(
        z.object({
          line_item_id: z.int(),
          item_id: z.int(),
          item_name: z.string(),
          item_sku: z.string(),
          quantity: z.int(),
          price: z.number(),
        }),
      ),
      note: z.string(),
      status: z.enum(orderStatuses),
      updated: z.number(),
      paid: z.number(),
      arranged: z.boolean(),
      cancelReason: z.string(),
      trackingNumber: z.string(),
      carrier: z.int(),
      unreadable: z.boolean(),
    }),
  ),
  images: z.record(z.string(), z.string()),
  tokens: z.record(
    z.string(),
    z.object({ shop_id: z.int(), kind: z.enum(["access", "refresh", "code"]), expires: z.number(), spent: z.boolean() }),
  ),
  nextId: z.int(),
});

/** A folder written by the first release keeps its listings, orders and sign-ins. */
export function readState(saved: unknown): State {
  if ((saved as { shape?: number }).shape === 2) {
    const state = saved as State;
    const dials = shopeeDialsSchema.partial().safeParse(state.dials);
    return { ...state, dials: { ...defaultDials, ...(dials.success ? dials.data : {}) } as State["dials"] };
  }
  const first = firstShape.parse(saved);
  const start = startState();
  const now = Date.now();
  const orders = first.orders.map((order): Order => {
    const off = order.status === "CANCELLED";
    const gone = ["SHIPPED", "TO_CONFIRM_RECEIVE", "COMPLETED"].includes(order.status);
    return {
      ...order,
      visible: order.created,
      daysToShip: 2,
      holds: !off && !gone,
      collected: gone ? order.updated : 0,
      cancelBy: off ? "buyer" : "",
      sellerNote: "",
      documentReady: 0,
      lines: order.lines.map((line) => ({
        ...line,
        model_id: 0,
        model_name: "",
        model_sku: "",
        original_price: line.price,
        promotion_id: 0,
        location: "",
        cancelled: off ? line.quantity : 0,
        returned: 0,
      })),
    };
  });
  const items = first.items.map(({ versions, item_sku, weight, logistic_ids, ...item }): Item => {
    const last = versions.at(-1);
    const shelf = newShelf(last?.stock ?? 0, last?.at ?? item.created);
    shelf.held = orders
      .filter(({ holds }) => holds)
      .flatMap(({ lines }) => lines)
      .filter((line) => line.item_id === item.item_id)
      .reduce((sum, { quantity }) => sum + quantity, 0);
    shelf.total += shelf.held;
    shelf.shown = [{ at: last?.at ?? item.created, total: shelf.total, held: shelf.held }];
    return {
      ...item,
      approved: true,
      shelves: { 0: { "": shelf } },
      versions: versions.map(({ original_price, ...version }) => ({
        at: version.at,
        item_name: version.item_name,
        description: version.description,
        item_status: version.item_status,
        category_id: version.category_id,
        image_ids: version.image_ids,
        item_sku,
        weight,
        logistic_ids,
        attributes: [],
        brand: { brand_id: 0, original_brand_name: "No Brand" },
        condition: "NEW",
        is_pre_order: false,
        days_to_ship: 2,
        tiers: [],
        models: [{ model_id: 0, tier_index: [], model_sku: "", original_price }],
      })),
    };
  });
  return {
    ...start,
    shops: start.shops.map((shop) => ({ ...shop, authorised: { at: now, until: now + 365 * 86_400_000 } })),
    items,
    orders,
    images: first.images,
    nextId: first.nextId,
    tokens: Object.fromEntries(
      Object.entries(first.tokens).map(([text, { shop_id, kind, expires, spent }]) => [
        text,
        { kind, shops: [shop_id], expires, spentBy: spent ? [shop_id] : [], pairs: {} },
      ]),
    ),
  };
}
