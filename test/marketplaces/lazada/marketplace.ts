import { Hono } from "hono";
import { z } from "zod";
import { createAgenda } from "../kit/agenda.ts";
import { controlRoutes } from "../kit/control.ts";
import type { Opening, SimulatedMarketplace } from "../kit/marketplace.ts";
import { accessApi } from "./access-api.ts";
import { createBaskets } from "./baskets.ts";
import { dialsSchema } from "./dials.ts";
import { createFaults } from "./faults.ts";
import { fulfilmentApi } from "./fulfilment-api.ts";
import { gateway, type Marketplace } from "./gateway.ts";
import { createItems } from "./items.ts";
import { createMessages } from "./messages.ts";
import { orderApi } from "./order-api.ts";
import { createMoves } from "./order-moves.ts";
import { createOrders } from "./orders.ts";
import { lazadaPages } from "./pages.ts";
import { pictureApi } from "./picture-api.ts";
import { productApi } from "./product-api.ts";
import { productReads } from "./product-reads.ts";
import { reverseApi } from "./reverse-api.ts";
import { createReverses } from "./reverses.ts";
import { sellerApi } from "./seller-api.ts";
import { usualBuyer } from "./shop-blocks.ts";
import type { App } from "./sign.ts";
import type { Entry, Order } from "./state.ts";
import { stockApi } from "./stock-api.ts";
import { createStocks } from "./stocks.ts";
import { Store } from "./store.ts";

const amount = z.int().nonnegative().default(0);
const basketSchema = z.strictObject({
  lines: z.array(z.strictObject({ skuId: z.int(), quantity: z.int().positive() })).min(1),
  cod: z.boolean().default(true),
  note: z.string().default(""),
  voucherSeller: amount,
  voucherPlatform: amount,
  shippingFee: amount,
  buyer: z
    .strictObject({
      name: z.string(),
      phone: z.string(),
      address: z.string(),
      ward: z.string(),
      district: z.string(),
      province: z.string(),
    })
    .default(usualBuyer),
});
const changeSchema = z.strictObject({
  move: z.string().optional(),
  /** Those units alone; all of them where none are named. */
  items: z.array(z.int()).optional(),
  unreadable: z.boolean().optional(),
});

/** The simulated Lazada, mounted at `base`: its API below `/rest`, a person's pages, and what tests turn and break. */
export function createLazada(
  options: Opening & {
    readonly app: App;
    /** One address an app (§8); without one nothing is pushed. */
    readonly pushUrl?: string | undefined;
    /** Pauses before each try of a push; the documented ones unless they are given. */
    readonly pushTriesMs?: readonly number[] | undefined;
    readonly sendPush?: ((request: Request) => Promise<Response>) | undefined;
  },
): Lazada {
  const { base, app: keys } = options;
  const store = new Store(options);
  const messages = createMessages(store, keys, {
    url: options.pushUrl,
    triesMs: options.pushTriesMs,
    send: options.sendPush,
  });
  const stocks = createStocks(store, messages);
  const items = createItems(store, messages, stocks);
  const baskets = createBaskets(store, messages, stocks, items);
  const orders = createOrders(store, messages, stocks);
  const reverses = createReverses(store, orders);
  const moves = createMoves(store, stocks, orders, reverses);
  const faults = createFaults(store, (code, type, message) => ({
    code,
    type,
    message,
    request_id: `2101${store.random.hex(10)}`,
  }));
  const marketplace: Marketplace = { store, app: keys, faults, messages, stocks, items, baskets, orders, reverses, moves };

  const agenda = createAgenda<Entry>(store.clock, () => store.state.agenda, carryOut);
  store.later = (entry) => agenda.add(entry);
  function carryOut(entry: Entry): void {
    store.changed();
    switch (entry.act) {
      case "write":
        return stocks.takeEffect(entry.sku_id, entry.warehouse, entry.how, entry.units);
      case "restock":
        return orders.restock(entry.seller_id, entry.order_id, entry.items);
      case "expire":
        return orders.expire(entry.seller_id, entry.order_id);
      case "review": {
        const item = store.item(entry.item_id);
        return item && items.endReview(item);
      }
      case "decide": {
        const reverse = store.state.reverses.find(({ reverse_order_id }) => reverse_order_id === entry.reverse_order_id);
        if (reverse) reverses.decide(reverse, true);
        return undefined;
      }
      case "warn": {
        const token = store.state.tokens[entry.token];
        if (token && !token.spent) messages.tokenEnds(token.seller_id, token.expires);
        return undefined;
      }
    }
  }

  const hono = new Hono();
  hono.use("*", async (_context, next) => {
    agenda.run();
    await next();
  });
  const origin = (request: Request) => `${new URL(request.url).origin}${base}`;
  const apis = [
    ...accessApi(marketplace),
    ...sellerApi(marketplace),
    ...pictureApi(marketplace),
    ...productApi(marketplace),
    ...productReads(marketplace, ({ context }) => origin(context.req.raw)),
    ...stockApi(marketplace),
    ...orderApi(marketplace),
    ...fulfilmentApi(marketplace),
    ...reverseApi(marketplace),
  ];
  hono.route(
    `${base}/rest`,
    gateway(marketplace, apis, (request) => hono.fetch(request)),
  );
  hono.route(base || "/", lazadaPages(marketplace, base));

  /** A number two stores share is the first one's, unless it is written `seller-order`. */
  function orderCalled(id: string): Order | undefined {
    const [orderId, sellerId] = id.split("-").toReversed();
    return store.state.orders.find(
      ({ order_id, seller_id }) => String(order_id) === orderId && (sellerId === undefined || String(seller_id) === sellerId),
    );
  }
  hono.route(
    `${base}/control`,
    controlRoutes({
      state: () => ({
        sellers: store.state.sellers,
        items: store.state.items.map((item) => ({ ...item, now: store.looks(item), versions: undefined })),
        stocks: Object.fromEntries(Object.keys(store.state.stocks).map((skuId) => [skuId, stocks.seen(Number(skuId), 0)])),
        campaigns: store.state.campaigns,
        orders: store.state.orders,
        packages: store.state.packages,
        reverses: store.state.reverses,
      }),
      dials: { schema: dialsSchema.partial(), values: () => store.dials },
      faults,
      orders: {
        all: () => store.state.orders,
        place(body) {
          const placed = baskets.place(basketSchema.parse(body));
          return "refused" in placed ? placed : { ...placed[0], orders: placed };
        },
        change(id, body) {
          const order = orderCalled(id);
          const { move, items: only, unreadable } = changeSchema.parse(body);
          if (!order) return undefined;
          if (unreadable !== undefined) order.unreadable = unreadable;
          if (move !== undefined) {
            const act = moves.get(move);
            if (!act) throw new Error(`none of ${[...moves.keys()].join(", ")}`);
            const refused = act(
              order,
              only ? order.items.filter(({ order_item_id }) => only.includes(order_item_id)) : order.items,
            );
            if (refused) throw new Error(refused);
          }
          store.changed();
          return order;
        },
      },
      changed: () => store.changed(),
      reset: () => store.reset(),
    }),
  );

  const shops = () => store.state.sellers.map(({ seller_id, name }) => ({ title: name, href: `${base}/shops/${seller_id}` }));
  return { ...marketplace, title: "Lazada", app: hono, shops, save: () => store.save() };
}
export interface Lazada extends SimulatedMarketplace, Omit<Marketplace, "app"> {}
