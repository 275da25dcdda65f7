import { Hono } from "hono";
import { wallClock } from "../kit/clock.ts";
import type { Opening, SimulatedMarketplace } from "../kit/marketplace.ts";
import { unseeded } from "../kit/random.ts";
import { SavedState } from "../kit/saved-state.ts";
import { tikiApi } from "./api.ts";
import { consentPages } from "./consent-pages.ts";
import { tikiControl } from "./control.ts";
import type { App } from "./credentials.ts";
import { createEvents } from "./events.ts";
import { tikiFaults } from "./faults.ts";
import { tokenEndpoint } from "./oauth.ts";
import { orderPages } from "./order-pages.ts";
import { createOrders } from "./orders.ts";
import type { Parts } from "./parts.ts";
import { createProducts } from "./products.ts";
import { createRequests } from "./requests.ts";
import { shopPages } from "./shop-pages.ts";
import { type Later, type State, start } from "./state.ts";
import { createStock } from "./stock.ts";
import { createTokens } from "./tokens.ts";
import { createWorld } from "./world.ts";

/** The simulated Tiki, mounted at `base`: its API, a person's pages, and what tests turn and break. */
export function createTiki(options: Opening & { readonly apps: readonly App[] }) {
  const { base, apps, clock = wallClock, random = unseeded } = options;
  const saved = new SavedState<State>({ folder: options.folder, name: "tiki" }, start, (file) => {
    const whole = { ...start(), ...(file as Partial<State>) };
    return { ...whole, dials: { ...start().dials, ...whole.dials } };
  });
  const world = createWorld({ clock, random, saved }, carryOut);
  const faults = tikiFaults(clock, world.dials);
  const events = createEvents(world);
  const products = createProducts(world, events);
  const stock = createStock(world, events, (product, at) => products.change(product, {}, at));
  const requests = createRequests(world, products);
  const orders = createOrders(world, events, products, stock);
  const parts: Parts = { apps, world, faults, tokens: createTokens(world), events, products, stock, requests, orders };

  function carryOut(entry: Later, at: number): void {
    switch (entry.act) {
      case "review": {
        const request = requests.find(entry.trackId);
        if (request?.run === entry.run) requests.step(request, at);
        break;
      }
      case "write": {
        const product = products.find(entry.productId);
        if (product) stock.carryOut(product, entry.warehouseId, entry.units, at);
        break;
      }
      case "tell":
        events.arrive(entry.queue, entry.event);
        break;
      default: {
        const order = orders.find(entry.code);
        if (!order) break;
        if (entry.act === "restock") orders.restock(order, entry.lineId, at);
        else if (entry.act === "accept") orders.accept(order, at);
        else orders.expire(order, at);
      }
    }
    world.changed();
  }

  const app = new Hono();
  app.use(`${base}/*`, async (_context, next) => {
    world.catchUp();
    await next();
  });
  const broken = faults.middleware((request) => app.fetch(request));
  app.use(`${base}/integration/*`, broken);
  app.use(`${base}/sc/oauth2/token`, broken);
  app.route(`${base}/integration`, tikiApi(parts));
  app.route(`${base}/sc/oauth2/token`, tokenEndpoint(parts));
  app.route(`${base}/sc/oauth2/auth`, consentPages(parts, `${base}/sc/oauth2/auth`));
  app.route(
    `${base}/control`,
    tikiControl(parts, () => saved.reset()),
  );
  // Before the shop's pages: what is ordered of a product is no change of it.
  app.route(base, orderPages(parts, base));
  app.route(base, shopPages(parts, base));

  return {
    ...parts,
    title: "Tiki",
    app,
    dials: world.dials,
    state: () => saved.state,
    shops: () => saved.state.sellers.map(({ id, name }) => ({ title: name, href: `${base}/shops/${id}` })),
    save: () => saved.save(),
  } satisfies SimulatedMarketplace & Record<string, unknown>;
}
export type Tiki = ReturnType<typeof createTiki>;
