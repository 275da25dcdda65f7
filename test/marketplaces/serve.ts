import { serve } from "@hono/node-server";
import { Hono } from "hono";
import { html } from "hono/html";
import { z } from "zod";
import type { SimulatedMarketplace } from "./kit/marketplace.ts";
import { pageOf } from "./kit/page.ts";
import { createLazada } from "./lazada/marketplace.ts";
import { portalPlans } from "./portals/plans.ts";
import { createPortal } from "./portals/portal.ts";
import { createShopee } from "./shopee/marketplace.ts";
import { createTiki } from "./tiki/marketplace.ts";

const environment = z
  .object({
    MARKETPLACES_PORT: z.coerce.number().int().min(1).max(65_535).default(4010),
    HOST: z.string().default("127.0.0.1"),
    STATE_DIR: z.string().optional(),
    SHOPEE_PARTNER_ID: z.coerce.number().int().positive(),
    SHOPEE_PARTNER_KEY: z.string().min(1),
    SHOPEE_PUSH_URL: z.url().optional(),
    LAZADA_APP_KEY: z.string().min(1).optional(),
    LAZADA_APP_SECRET: z.string().min(1).optional(),
    LAZADA_PUSH_URL: z.url().optional(),
    TIKI_CLIENT_ID: z.string().min(1).optional(),
    TIKI_CLIENT_SECRET: z.string().min(1).optional(),
    TIKI_CLIENT_AUTHENTICATION: z.enum(["client_secret_basic", "client_secret_post"]).default("client_secret_basic"),
    TIKI_REDIRECT_URIS: z.string().optional(),
    TIKI_SELLER_ID: z.coerce.number().int().positive().optional(),
    PORTALS_PARTNER_SECRET: z.string().min(1).optional(),
    PORTALS_BELL_SECRET: z.string().min(1).optional(),
    PORTALS_PUSH_URL: z.url().optional(),
  })
  .safeParse(process.env);
if (!environment.success) {
  const wrong = environment.error.issues.map((issue) => `${issue.path.join(".")} ${issue.message}`);
  console.error(`Settings of the simulated marketplaces: ${wrong.join("; ")}`);
  process.exit(1);
}
const { data: settings } = environment;
const folder = settings.STATE_DIR;

const marketplaces: readonly SimulatedMarketplace[] = [
  createShopee({
    base: "/shopee",
    folder,
    partner: { id: settings.SHOPEE_PARTNER_ID, key: settings.SHOPEE_PARTNER_KEY },
    pushUrl: settings.SHOPEE_PUSH_URL,
  }),
  ...(settings.LAZADA_APP_KEY && settings.LAZADA_APP_SECRET
    ? [
        createLazada({
          base: "/lazada",
          folder,
          app: { key: settings.LAZADA_APP_KEY, secret: settings.LAZADA_APP_SECRET },
          pushUrl: settings.LAZADA_PUSH_URL,
        }),
      ]
    : []),
  ...(settings.TIKI_CLIENT_ID && settings.TIKI_CLIENT_SECRET
    ? [
        createTiki({
          base: "/tiki",
          folder,
          apps: [
            {
              clientId: settings.TIKI_CLIENT_ID,
              clientSecret: settings.TIKI_CLIENT_SECRET,
              clientAuthentication: settings.TIKI_CLIENT_AUTHENTICATION,
              redirectUris: settings.TIKI_REDIRECT_URIS?.split(",").map((address) => address.trim()),
              sellerId: settings.TIKI_SELLER_ID,
            },
          ],
        }),
      ]
    : []),
  ...Object.values(portalPlans).map((plan) =>
    createPortal({
      base: `/${plan.code}`,
      plan,
      folder,
      origin: `http://${settings.HOST}:${settings.MARKETPLACES_PORT}`,
      partner: settings.PORTALS_PARTNER_SECRET
        ? {
            secret: settings.PORTALS_PARTNER_SECRET,
            bellSecret: settings.PORTALS_BELL_SECRET,
            pushUrl: settings.PORTALS_PUSH_URL && `${settings.PORTALS_PUSH_URL.replace(/\/+$/, "")}/${plan.code}`,
          }
        : undefined,
    }),
  ),
];

const app = new Hono();
const page = pageOf("các sàn thật");
app.get("/", (context) =>
  context.html(
    page(
      "Các sàn",
      marketplaces.map(
        (marketplace) =>
          html`<section>
            <h1>${marketplace.title} mô phỏng</h1>
            <ul>
              ${marketplace.shops().map((shop) => html`<li><a href="${shop.href}">${shop.title}</a></li>`)}
            </ul>
          </section>`,
      ),
    ),
  ),
);
for (const marketplace of marketplaces) app.route("/", marketplace.app);

const server = serve({ fetch: app.fetch, port: settings.MARKETPLACES_PORT, hostname: settings.HOST }, ({ port }) => {
  console.log(JSON.stringify({ process: "marketplaces", event: "ready", port }));
});
for (const signal of ["SIGTERM", "SIGINT"] as const)
  process.on(signal, () => {
    for (const marketplace of marketplaces) marketplace.save();
    server.close(() => process.exit(0));
    if ("closeAllConnections" in server) server.closeAllConnections();
  });
