import type { OfferPort } from "../contract/index.ts";
import type { LazadaClient } from "./client.ts";
import { lazadaLimits } from "./policy.ts";
import { pushRows } from "./push-rows.ts";
import { xmlRequest } from "./xml-request.ts";

/** The price alone: without a quantity the call leaves the stock as it is (DOC:121234, JSON demo 3.1). */
export const lazadaOffers = (client: LazadaClient): OfferPort => ({
  batchSize: lazadaLimits.skusPerWrite,
  push: (offers) =>
    pushRows(offers, lazadaLimits.skusPerWrite, (rows) =>
      client.ask("/product/price_quantity/update", {
        params: {
          payload: xmlRequest({
            Product: {
              Skus: {
                Sku: rows.map(({ listed, price }) => ({ ItemId: listed.productId, SkuId: listed.variantId, Price: price })),
              },
            },
          }),
        },
        urgency: "offers",
      }),
    ),
});
