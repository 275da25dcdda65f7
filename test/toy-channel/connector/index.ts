import { defineChannel } from "connectors/contract";
import { createToyClient } from "./client.ts";
import { toyListings } from "./listings.ts";
import { toyOffers, toyStock } from "./numbers.ts";
import { toyOrders } from "./orders.ts";
import { toy, toyPolicy, toySettingsSchema } from "./settings.ts";
import { toyPageSchema } from "./wire.ts";

export const toyChannel = defineChannel({
  channel: toy,
  title: "Chợ quê",
  settings: toySettingsSchema,
  policy: toyPolicy,
  rateOf: ({ requestsPerSecond }) =>
    requestsPerSecond === undefined ? toyPolicy.rate : { requests: requestsPerSecond, perMs: 1_000 },
  connect(settings, _access, outside) {
    const client = createToyClient(settings, outside);
    return {
      channel: toy,
      listings: toyListings(client),
      offers: toyOffers(client),
      stock: toyStock(client),
      orders: toyOrders(client),
      async checkAccount() {
        await client("GET", "/goods", toyPageSchema, { query: { limit: "1" } });
      },
    };
  },
});
