import { Hono } from "hono";
import { z } from "zod";
import { controlRoutes } from "../kit/control.ts";
import { createFaults } from "../kit/faults.ts";
import type { Opening, SimulatedMarketplace } from "../kit/marketplace.ts";
import { createRateLimit } from "../kit/rate.ts";
import { createAccess } from "./access.ts";
import { accessApi } from "./access-api.ts";
import { consentPages } from "./consent-pages.ts";
import { shopeeDialsSchema } from "./dials.ts";
import { createGateway, type Marketplace, type OwnFault, ownFaults } from "./gateway.ts";
import { carryOutLater } from "./later.ts";
import { listingApi } from "./listing-api.ts";
import { offerApi } from "./offer-api.ts";
import { orderApi } from "./order-api.ts";
import { moveOrder, payOrder } from "./orders.ts";
import { packageApi } from "./package-api.ts";
import { shopeePages } from "./pages.ts";
import { pushApi } from "./push-api.ts";
import { createPushes } from "./pushes.ts";
import { returnApi } from "./return-api.ts";
import { shopApi } from "./shop-api.ts";
import type { Partner } from "./sign.ts";
import { orderStatuses } from "./state.ts";
import { Store } from "./store.ts";
import { taxonomyApi } from "./taxonomy-api.ts";
import { variationApi } from "./variation-api.ts";

const orderSchema = z.strictObject({
  shopId: z.int(),
  lines: z.array(z.strictObject({ itemId: z.int(), modelId: z.int().optional(), quantity: z.int().positive() })).min(1),
  cod: z.boolean().default(true),
});
const orderChangeSchema = z.strictObject({ status: z.enum(orderStatuses).optional(), unreadable: z.boolean().optional() });
/** Calls that can fail in part, or be told half. */
const failable = /\/(update_stock|update_price|unlist_item)$/;
const droppable = /\/(get_order_detail|get_item_base_info)$/;
const emptyable = /\/(get_order_list|get_item_list)$/;

/** The simulated Shopee, mounted at `base`: its API, a person's pages, and what tests turn and break. */
export function createShopee(
  options: Opening & {
    readonly partner: Partner;
    readonly pushUrl?: string | undefined;
    /** The console's own push key where it has one (§8); else the partner key. */
    readonly pushKey?: string | undefined;
  },
) {
  const { base, partner } = options;
  const pushKey = options.pushKey ?? partner.key;
  const store = new Store(options);
  if (options.pushUrl !== undefined) store.state.push.callback_url = options.pushUrl;
  const refusal = (error: string, message: string) => ({ request_id: store.random.hex(16), error, message, warning: "" });
  const faults = createFaults<OwnFault>({
    clock: store.clock,
    dials: () => store.state.dials,
    answers: {
      "rate-limited": (context) => context.json(refusal("error_rate_limit", "Too many requests.")),
      "http-429": (context) => context.text("Too Many Requests", 429, { "retry-after": "1" }),
      "server-error": (context) => context.json(refusal("error_server", "Something wrong. Please try later."), 500),
      auth: (context) => context.json(refusal("error_auth", "Invalid access_token."), 403),
    },
    own: ownFaults,
    applies: (kind, path) =>
      kind === "partial-failure"
        ? failable.test(path)
        : kind === "ack-without-effect"
          ? path.endsWith("/update_stock")
          : kind === "rows-dropped"
            ? droppable.test(path)
            : kind === "empty-list"
              ? emptyable.test(path)
              : !kind.startsWith("token-") || !path.includes("/auth/"),
  });
  const pushes = createPushes(store, { ...partner, pushKey });
  const access = createAccess(store);
  carryOutLater(store);
  const marketplace: Marketplace = { store, partner, faults, pushes, access, rate: createRateLimit(store.clock) };

  const { app: api, routes } = createGateway(marketplace);
  accessApi(routes, marketplace);
  pushApi(routes, marketplace, pushKey);
  shopApi(routes, store);
  taxonomyApi(routes, store);
  listingApi(routes, store);
  variationApi(routes, store);
  offerApi(routes, store);
  orderApi(routes, store);
  packageApi(routes, store);
  returnApi(routes, store);

  const app = new Hono();
  app.use(
    `${base}/api/v2/*`,
    faults.middleware((request) => app.fetch(request)),
  );
  app.route(base || "/", consentPages(marketplace, base));
  app.route(`${base}/api/v2`, api);
  app.route(base || "/", shopeePages(marketplace, base));
  app.route(
    `${base}/control`,
    controlRoutes({
      state() {
        store.catchUp();
        const { shops, items, promotions, orders, returns } = store.state;
        return {
          shops,
          orders,
          returns,
          promotions,
          items: items.map((item) => ({ ...item, now: store.now(item), versions: undefined })),
        };
      },
      dials: { schema: shopeeDialsSchema.partial(), values: () => store.state.dials },
      faults,
      orders: {
        all: () => store.state.orders,
        place(body) {
          const { shopId, lines, cod } = orderSchema.parse(body);
          const buyer = { name: "Trần Văn Bình", phone: "0987654321", address: "Số 1, Phường Ba Đình, Thành phố Hà Nội" };
          return store.place(shopId, lines, buyer, { cod }, store.catchUp());
        },
        change(orderSn, body) {
          const order = store.order(orderSn);
          const { status, unreadable } = orderChangeSchema.parse(body);
          if (!order) return undefined;
          const at = store.catchUp();
          if (unreadable !== undefined) order.unreadable = unreadable;
          if (status === "READY_TO_SHIP" && order.status === "UNPAID") payOrder(store, order, at);
          else if (status) moveOrder(store, order, status, at);
          store.changed();
          return order;
        },
      },
      changed: () => store.changed(),
      reset: () => store.reset(),
    }),
  );
  return {
    title: "Shopee",
    app,
    store,
    faults,
    pushes,
    access,
    shops: () => store.state.shops.map(({ shop_id, shop_name }) => ({ title: shop_name, href: `${base}/shops/${shop_id}` })),
    save: () => store.save(),
  } satisfies SimulatedMarketplace & Record<string, unknown>;
}
export type Shopee = ReturnType<typeof createShopee>;
