import type { OfferPort } from "../contract/index.ts";
import type { ShopeeClient } from "./client.ts";
import { shopeeLimits } from "./policy.ts";
import { pushModels } from "./push-models.ts";

/** The list price, in whole đồng; a promotion's own price is not touched. */
export const shopeeOffers = (client: ShopeeClient): OfferPort => ({
  batchSize: shopeeLimits.modelsPerWrite,
  push: (offers) =>
    pushModels(client, offers, {
      path: "product/update_price",
      list: "price_list",
      urgency: "offers",
      entry: ({ price }) => ({ original_price: price }),
      holds: () => true,
    }),
});
