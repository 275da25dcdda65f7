import { ConnectorError, defineChannel } from "../contract/index.ts";
import { shopeeAccess } from "./access.ts";
import { createShopeeClient } from "./client.ts";
import { shopeeItems } from "./items.ts";
import { shopeeListings } from "./listings.ts";
import { shopeeOffers } from "./offers.ts";
import { shopeeOrders } from "./orders.ts";
import { shopeePolicy } from "./policy.ts";
import { shopeeSettingsSchema } from "./settings.ts";
import { shopeeStock } from "./stock.ts";
import { shopeeTaxonomy } from "./taxonomy.ts";
import { shopeeTexts } from "./texts.ts";
import { shopeeShopSchema } from "./wire.ts";

export const shopee = defineChannel({
  channel: "shopee",
  title: "Shopee",
  settings: shopeeSettingsSchema,
  policy: shopeePolicy,
  rateOf: ({ requestsPerSecond }) =>
    requestsPerSecond === undefined ? shopeePolicy.rate : { requests: requestsPerSecond, perMs: 1_000 },
  appOf: ({ apiHost, partnerId }) => `${apiHost} ${partnerId}`,
  connect(settings, access, outside) {
    const shopId = settings.shopId ?? (access?.shopId ? Number(access.shopId) : undefined);
    const client = createShopeeClient(settings, access, shopId, outside);
    const shop = shopeeItems(client, (itemId) =>
      shopId === undefined
        ? undefined
        : settings.productPage.replace("{shop}", String(shopId)).replace("{item}", encodeURIComponent(itemId)),
    );
    const { raw, ...taxonomy } = shopeeTaxonomy(client, settings);
    return {
      channel: "shopee",
      access: shopeeAccess(client, settings, shopId, outside),
      listings: shopeeListings(client, shop, raw, settings, () => outside.now()),
      offers: shopeeOffers(client),
      stock: shopeeStock(client, shop, settings.locationId, outside),
      orders: shopeeOrders(client, settings, outside),
      taxonomy,
      /** A shop that is closed, or of another country's đồng, is of no use. */
      async checkAccount() {
        const { status, region } = await client.get("shop/get_shop_info", {}, shopeeShopSchema);
        if (status === "BANNED" || status === "FROZEN")
          throw new ConnectorError("auth", "shop_banned", `The shop is ${status}`, { says: shopeeTexts.say("shop-banned") });
        if (region && region !== "VN")
          throw new ConnectorError("validation", "region", `The shop belongs to ${region}`, {
            says: shopeeTexts.say("shop-region", { region }),
          });
      },
    };
  },
});
