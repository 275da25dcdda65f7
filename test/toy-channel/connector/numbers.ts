import type { ListedSku, OfferPort, StockPort, Urgency } from "connectors/contract";
import { pushEach } from "../../../connectors/kit/partner/push-each.ts";
import type { ToyClient } from "./client.ts";
import { toyDoneSchema } from "./wire.ts";

const write = (client: ToyClient, { productId }: ListedSku, part: "price" | "units", value: number, urgency: Urgency) =>
  client("PATCH", `/goods/${encodeURIComponent(productId)}/${part}`, toyDoneSchema, { json: { [part]: value }, urgency });

export const toyOffers = (client: ToyClient): OfferPort => ({
  batchSize: 20,
  push: (offers) => pushEach(offers, ({ listed, price }) => write(client, listed, "price", price, "offers")),
});

/** Chợ quê §3: `units` are those left to sell, so a write replaces what orders have not taken. */
export const toyStock = (client: ToyClient): StockPort => ({
  kind: "net-set",
  batchSize: 20,
  push: (levels) => pushEach(levels, ({ listed, quantity }) => write(client, listed, "units", quantity, "stock")),
});
