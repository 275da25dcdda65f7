import { z } from "zod";
import { ConnectorError, defineChannel } from "../contract/index.ts";
import { lazadaAccess } from "./access.ts";
import { createLazadaClient } from "./client.ts";
import { lazadaListings } from "./listings.ts";
import { lazadaOffers } from "./offers.ts";
import { lazadaOrders } from "./orders.ts";
import { lazadaPolicy } from "./policy.ts";
import { lazadaSettingsSchema } from "./settings.ts";
import { lazadaStock } from "./stock.ts";
import { lazadaTaxonomy } from "./taxonomy.ts";
import { lazadaTexts } from "./texts.ts";

const sellerSchema = z.object({ status: z.string().nullish() });

export const lazada = defineChannel({
  channel: "lazada",
  title: "Lazada",
  settings: lazadaSettingsSchema,
  policy: lazadaPolicy,
  rateOf: ({ requestsPerSecond }) => ({ requests: requestsPerSecond, perMs: 1_000 }),
  appOf: ({ apiHost, appKey }) => `${apiHost} ${appKey}`,
  connect(settings, access, outside) {
    const client = createLazadaClient(settings, access, outside);
    return {
      channel: "lazada",
      access: lazadaAccess(settings, outside),
      listings: lazadaListings(client, settings, outside),
      offers: lazadaOffers(client),
      stock: lazadaStock(client, outside),
      orders: lazadaOrders(client, outside),
      taxonomy: lazadaTaxonomy(client, settings.language),
      async checkAccount() {
        const { status } = await client.get("/seller/get", {}, sellerSchema);
        if (status && status.toUpperCase() !== "ACTIVE")
          throw new ConnectorError("rejected", "shop-state", `The shop is ${status}`, { says: lazadaTexts.say("shop-state") });
      },
    };
  },
});
