import { Hono } from "hono";
import { z } from "zod";
import { wallClock } from "../kit/clock.ts";
import { controlRoutes } from "../kit/control.ts";
import type { Opening, SimulatedMarketplace } from "../kit/marketplace.ts";
import { createPushes } from "../kit/pushes.ts";
import { unseeded } from "../kit/random.ts";
import { SavedState } from "../kit/saved-state.ts";
import { portalDialsSchema } from "./dials.ts";
import { portalFaults } from "./faults.ts";
import { partnerApi } from "./partner-api.ts";
import { type PartnerKeys, partnerSignature } from "./partner-proof.ts";
import type { PortalPlan } from "./plans.ts";
import { publicPages, robotsPage } from "./public-pages.ts";
import { sellerPages } from "./seller-pages.ts";
import { createSheets } from "./sheets.ts";
import { createShop, type Tell } from "./shop.ts";
import { orderStatuses, type State, start } from "./state.ts";

const buyer = { name: "Trần Văn Bình", phone: "0987654321", address: "Số 1, Phường Ba Đình, Thành phố Hà Nội" };
const placeSchema = z.strictObject({
  lines: z.array(z.strictObject({ productId: z.int(), quantity: z.int().positive() })).min(1),
  note: z.string().default(""),
});
const orderChangeSchema = z.strictObject({ status: z.enum(orderStatuses).optional(), unreadable: z.boolean().optional() });

/** A seller's portal without a public API, mounted at `base`; with `partner` keys and its dial it has the REST of the design. */
export function createPortal(
  options: Opening & {
    readonly plan: PortalPlan;
    readonly partner?: PartnerKeys | undefined;
    readonly origin?: string | undefined;
    /** Carries bells; the network unless a test takes them. */
    readonly send?: ((request: Request) => Promise<Response>) | undefined;
  },
) {
  const { base, plan, partner, clock = wallClock, random = unseeded, origin = "" } = options;
  const saved = new SavedState<State>({ folder: options.folder, name: plan.code }, start, (file) => {
    const whole = { ...start(), ...(file as Partial<State>) };
    return { ...whole, dials: { ...start().dials, ...whole.dials } };
  });
  const dials = () => saved.state.dials;
  const pushes = createPushes({
    clock,
    random,
    dials,
    url: () => (dials().partner ? partner?.pushUrl : undefined),
    sign(url, body) {
      const timestamp = String(Math.floor(clock.now() / 1_000));
      const signature = partnerSignature(partner?.bellSecret ?? "", "POST", new URL(url), body, timestamp);
      return { "x-timestamp": timestamp, "x-signature": signature };
    },
    acknowledged: ({ ok }) => ok,
    triesMs: [0, 1_000, 3_000],
    timeoutMs: 5_000,
    ...(options.send ? { send: options.send } : {}),
  });
  const tell: Tell = (event, about) => {
    if (dials().partner && partner?.pushUrl && partner.bellSecret) pushes.tell({ event, about });
  };
  const shop = createShop(plan, clock, saved, () => tell);
  const sheets = createSheets(plan, shop, clock);
  const faults = portalFaults(clock, dials);

  const app = new Hono();
  app.use(`${base}/*`, async (_context, next) => {
    shop.catchUp();
    await next();
  });
  app.use(
    `${base}/partner/*`,
    faults.middleware((request) => app.fetch(request)),
  );
  app.route(`${base}/partner/v1`, partnerApi(plan, shop, clock, faults, partner, `${origin}${base}`));
  app.route(
    `${base}/control`,
    controlRoutes({
      state: () => ({
        sellers: saved.state.sellers,
        products: saved.state.products,
        orders: saved.state.orders,
        uploads: saved.state.uploads,
      }),
      dials: { schema: portalDialsSchema.partial(), values: dials },
      faults,
      orders: {
        all: () => saved.state.orders,
        place(body) {
          const { lines, note } = placeSchema.parse(body);
          return shop.place(lines, buyer, note);
        },
        change(no, body) {
          const order = shop.order(no);
          if (!order) return undefined;
          const { status, unreadable } = orderChangeSchema.parse(body);
          if (unreadable !== undefined) order.unreadable = unreadable;
          if (status) shop.move(order, status);
          shop.changed();
          return order;
        },
      },
      changed: () => saved.changed(),
      reset: () => saved.reset(),
    }),
  );
  app.route("/", robotsPage(shop));
  app.route(base || "/", sellerPages(plan, shop, sheets, base));
  app.route(base || "/", publicPages(plan, shop, base));

  return {
    title: plan.title,
    app,
    shop,
    faults,
    pushes,
    dials,
    shops: () => saved.state.sellers.map(({ id, name }) => ({ title: name, href: `${base}/sellers/${id}` })),
    save: () => saved.save(),
  } satisfies SimulatedMarketplace & Record<string, unknown>;
}
export type Portal = ReturnType<typeof createPortal>;
