import type { Connector, Outside } from "../../contract/index.ts";
import { createPartnerClient } from "./client.ts";
import { partnerListings } from "./listings.ts";
import { partnerOrders } from "./orders.ts";
import { type PartnerSettings, partnerAccountOf } from "./settings.ts";
import { partnerOffers, partnerStock } from "./stock.ts";
import { partnerPageSchema } from "./wire.ts";

/** The ports of an account that holds a key of the channel's owner; none without. */
export function partnerPorts(
  settings: PartnerSettings,
  outside: Outside,
): Pick<Connector, "listings" | "offers" | "stock" | "orders"> & { checkAccount?(): Promise<void> } {
  const account = partnerAccountOf(settings);
  if (!account) return {};
  const client = createPartnerClient(account, outside);
  const { plan } = account;
  return {
    listings: partnerListings(client, plan),
    offers: partnerOffers(client, plan),
    stock: partnerStock(client, plan, outside),
    orders: partnerOrders(client, plan),
    async checkAccount() {
      await client.call("GET", plan.paths.stock, { query: {} }, partnerPageSchema);
    },
  };
}
