import type { OfferPort } from "../contract/index.ts";
import type { TikiClient } from "./client.ts";
import { identify } from "./listing-id.ts";
import { updateSku } from "./products.ts";
import { pushEach } from "./push-each.ts";

/** The selling price alone: the market price goes through a review (tiki §9.8). */
export const tikiOffers = (client: TikiClient): OfferPort => ({
  batchSize: 20,
  push: (offers) => pushEach(offers, ({ listed, price }) => updateSku(client, identify(listed), { price }, "offers")),
});
