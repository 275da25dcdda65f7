import { serve } from "@hono/node-server";
import { Hono } from "hono";
import { html } from "hono/html";
import { z } from "zod";
import { page } from "./shopee/html.ts";
import { createShopee } from "./shopee/marketplace.ts";

const environment = z
  .object({
    MARKETPLACES_PORT: z.coerce.number().int().min(1).max(65_535).default(4010),
    HOST: z.string().default("127.0.0.1"),
    STATE_DIR: z.string().optional(),
    SHOPEE_PARTNER_ID: z.coerce.number().int().positive(),
    SHOPEE_PARTNER_KEY: z.string().min(1),
    SHOPEE_PUSH_URL: z.url().optional(),
  })
  .safeParse(process.env);
if (!environment.success) {
  const wrong = environment.error.issues.map((issue) => `${issue.path.join(".")} ${issue.message}`);
  console.error(`Settings of the simulated marketplaces: ${wrong.join("; ")}`);
  process.exit(1);
}
const { data: settings } = environment;

const shopee = createShopee({
  base: "/shopee",
  partner: { id: settings.SHOPEE_PARTNER_ID, key: settings.SHOPEE_PARTNER_KEY },
  pushUrl: settings.SHOPEE_PUSH_URL,
  folder: settings.STATE_DIR,
});
const app = new Hono();
app.get("/", (context) =>
  context.html(
    page(
      "Các sàn",
      html`<section>
        <h1>Shopee mô phỏng</h1>
        <ul>
          ${shopee.store.state.shops.map(
            ({ shop_id, shop_name }) => html`<li><a href="/shopee/shops/${shop_id}">${shop_name}</a></li>`,
          )}
        </ul>
      </section>`,
    ),
  ),
);
app.route("/", shopee.app);

const server = serve({ fetch: app.fetch, port: settings.MARKETPLACES_PORT, hostname: settings.HOST }, ({ port }) => {
  console.log(JSON.stringify({ process: "marketplaces", event: "ready", port }));
});
for (const signal of ["SIGTERM", "SIGINT"] as const)
  process.on(signal, () => {
    shopee.store.save();
    server.close(() => process.exit(0));
    if ("closeAllConnections" in server) server.closeAllConnections();
  });
