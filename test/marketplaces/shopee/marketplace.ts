import { Hono } from "hono";
import { z } from "zod";
import { shopeeApi } from "./api.ts";
import { createFaults, faultKinds } from "./faults.ts";
import { shopeePages } from "./pages.ts";
import { createPushes } from "./pushes.ts";
import type { Partner } from "./sign.ts";
import { orderStatuses, Store } from "./store.ts";

const dialsSchema = z
  .strictObject({
    readLagMs: z.int().nonnegative(),
    orderListLagMs: z.int().nonnegative(),
    pushes: z.boolean(),
    callsPerSecond: z.int().nonnegative(),
    accessTokenSeconds: z.int().positive(),
  })
  .partial();
const faultSchema = z.strictObject({
  kind: z.enum(faultKinds),
  count: z.int().positive().default(1),
  path: z.string().default(""),
});
const orderChangeSchema = z.strictObject({ status: z.enum(orderStatuses).optional(), unreadable: z.boolean().optional() });
const orderSchema = z.strictObject({
  shopId: z.int(),
  lines: z.array(z.strictObject({ itemId: z.int(), quantity: z.int().positive() })),
  cod: z.boolean().default(true),
});

/** The simulated Shopee, mounted at `base`: its API, a person's pages, and what tests turn and break. */
export function createShopee(options: {
  partner: Partner;
  pushUrl?: string | undefined;
  folder?: string | undefined;
  base: string;
}) {
  const store = new Store(options.folder);
  const faults = createFaults();
  const pushes = createPushes(store, options.partner, options.pushUrl);
  const marketplace = { store, partner: options.partner, faults, pushes };
  const app = new Hono();
  app.route(`${options.base}/api/v2`, shopeeApi(marketplace));
  app.route(options.base, shopeePages(marketplace, options.base));

  const control = new Hono();
  control.onError((error, context) => context.json({ error: error.message }, 400));
  control.get("/state", (context) => {
    const { shops, items, orders, dials } = store.state;
    return context.json({
      shops,
      dials,
      orders,
      items: items.map((item) => ({ ...item, now: store.now(item), versions: undefined })),
    });
  });
  control.post("/dials", async (context) => {
    Object.assign(store.state.dials, dialsSchema.parse(await context.req.json()));
    store.changed();
    return context.json(store.state.dials);
  });
  control.post("/faults", async (context) => {
    const { kind, count, path } = faultSchema.parse(await context.req.json());
    faults.failNext(kind, count, path);
    return context.json({});
  });
  control.delete("/faults", (context) => {
    faults.clear();
    return context.json({});
  });
  control.post("/orders", async (context) => {
    const { shopId, lines, cod } = orderSchema.parse(await context.req.json());
    const buyer = { name: "Trần Văn Bình", phone: "0987654321", address: "Số 1, Phường Ba Đình, Thành phố Hà Nội" };
    const placed = store.place(shopId, lines, buyer, { cod }, Date.now());
    if ("refused" in placed) return context.json(placed, 409);
    pushes.tell(placed);
    return context.json(placed);
  });
  control.get("/orders", (context) => context.json(store.state.orders));
  control.post("/orders/:order", async (context) => {
    const order = store.state.orders.find(({ order_sn }) => order_sn === context.req.param("order"));
    if (!order) return context.json({ error: "no such order" }, 404);
    const { status, unreadable } = orderChangeSchema.parse(await context.req.json());
    if (unreadable !== undefined) order.unreadable = unreadable;
    if (status) store.move(order, status, Date.now());
    store.changed();
    return context.json(order);
  });
  control.post("/reset", (context) => {
    store.reset();
    faults.clear();
    return context.json({});
  });
  app.route(`${options.base}/control`, control);
  const shops = () =>
    store.state.shops.map(({ shop_id, shop_name }) => ({ title: shop_name, href: `${options.base}/shops/${shop_id}` }));
  return { title: "Shopee", app, store, faults, pushes, shops, save: () => store.save() };
}
export type Shopee = ReturnType<typeof createShopee>;
