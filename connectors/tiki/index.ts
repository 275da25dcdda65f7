import { ConnectorError, defineChannel } from "../contract/index.ts";
import { tikiAccess } from "./access.ts";
import { tikiBells } from "./bells.ts";
import { createTikiClient } from "./client.ts";
import { tikiListings } from "./listings.ts";
import { tikiOffers } from "./offers.ts";
import { tikiOrders } from "./orders.ts";
import { readAll } from "./pages.ts";
import { tikiPolicy } from "./policy.ts";
import { tikiRequests } from "./requests.ts";
import { tikiSettingsSchema } from "./settings.ts";
import { tikiStock } from "./stock.ts";
import { tikiTaxonomy } from "./taxonomy.ts";
import { tikiTexts } from "./texts.ts";
import { tikiSellerSchema, tikiWarehouseSchema } from "./wire.ts";

export const tiki = defineChannel({
  channel: "tiki",
  title: "Tiki",
  settings: tikiSettingsSchema,
  policy: tikiPolicy,
  rateOf: ({ requestsPerSecond }) =>
    requestsPerSecond === undefined ? tikiPolicy.rate : { requests: requestsPerSecond, perMs: 1_000 },
  appOf: ({ apiHost, clientId }) => `${apiHost} ${clientId}`,
  connect(settings, access, outside) {
    const client = createTikiClient(settings, access, outside);
    return {
      channel: "tiki",
      access: tikiAccess(client, settings),
      listings: tikiListings(client, tikiRequests(client, settings, outside), settings, outside),
      offers: tikiOffers(client),
      stock: tikiStock(client, settings, outside),
      orders: tikiOrders(client, settings),
      taxonomy: tikiTaxonomy(client),
      ...(settings.eventQueue ? { bells: tikiBells(client, settings, settings.eventQueue) } : {}),
      /** With its switch for updates off, Tiki answers every change with "approved" and does nothing (tiki §9.5). */
      async checkAccount() {
        const seller = await client.get("/v2/sellers/me", {}, tikiSellerSchema);
        if (seller.active === false)
          throw new ConnectorError("rejected", "seller-inactive", "The seller is not active", {
            says: tikiTexts.say("seller-inactive"),
          });
        if (seller.can_update_product === false)
          throw new ConnectorError("rejected", "updates-off", "can_update_product is off", {
            says: tikiTexts.say("updates-off"),
          });
        const rows = await readAll(client, "/v2/sellers/me/warehouses", {});
        const ids = rows.flatMap((row) => tikiWarehouseSchema.safeParse(row).data?.warehouse_id ?? []);
        if (!ids.includes(String(settings.warehouseId)))
          throw new ConnectorError("validation", "warehouse", `The seller has no warehouse ${settings.warehouseId}`, {
            says: tikiTexts.say("warehouse", { warehouse: settings.warehouseId }),
          });
      },
    };
  },
});
