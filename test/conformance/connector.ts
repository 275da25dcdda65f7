import { channels } from "connectors/channels";
import type { ChannelCode } from "connectors/contract";
import { connectorTexts, edges } from "connectors/edges";
import { describe, expect, it } from "vitest";
import { describeAccess } from "./access.ts";
import { describeCalls } from "./calls.ts";
import { describeCreatedOrders } from "./created-orders.ts";
import { describeDoorbells } from "./doorbells.ts";
import { describeListed } from "./listed.ts";
import { describeListingActs } from "./listing-acts.ts";
import { describeListings } from "./listings.ts";
import type { MarketplaceOpener } from "./marketplace.ts";
import { describeOffers } from "./offers.ts";
import { describeOrderActs } from "./order-acts.ts";
import { describeOrders } from "./orders.ts";
import { describeRules } from "./rules.ts";
import { describeSettings } from "./settings.ts";
import { describeStock } from "./stock.ts";
import { type Conforming, openSuite, part, type Suite } from "./suite.ts";
import { describeTaxonomy } from "./taxonomy.ts";
import { describeTexts } from "./texts.ts";
import { describeVariations } from "./variations.ts";

const ports: Readonly<Record<string, (suite: Suite) => void>> = {
  "settings and ways": describeSettings,
  access: describeAccess,
  calls: describeCalls,
  listings: describeListings,
  "what is listed": describeListed,
  "acts on listings": describeListingActs,
  variations: describeVariations,
  offers: describeOffers,
  stock: describeStock,
  orders: describeOrders,
  "created orders": describeCreatedOrders,
  "acts on orders": describeOrderActs,
  doorbells: describeDoorbells,
  taxonomy: describeTaxonomy,
  rules: describeRules,
  texts: describeTexts,
};

const ofRegistry = (code: ChannelCode): Conforming => ({
  channel: part(channels[code]),
  edge: part(edges[code]),
  texts: connectorTexts,
});

/**
 * Asks every promise of the contract of one channel, of the registry or of its own; what the channel has no port for is not
 * asked.
 */
export function describeConnector(of: ChannelCode | Conforming, openMarketplace: MarketplaceOpener): void {
  const conforming = typeof of === "string" ? ofRegistry(of) : of;
  const { channel, edge } = conforming;
  describe(`the connector of ${channel.channel}`, async () => {
    const suite = await openSuite(conforming, openMarketplace);
    for (const [subject, describePort] of Object.entries(ports)) {
      const before = suite.promises.length;
      describePort(suite);
      const promises = suite.promises.slice(before);
      if (promises.length)
        describe(subject, () => {
          for (const { name, ask } of promises) it(name, ask);
        });
    }

    it("was asked enough", () => {
      const least = Object.values(edge.ways).includes("api") ? 120 : 0;
      expect(suite.promises.length).toBeGreaterThanOrEqual(least);
    });
  });
}
