import { z } from "zod";
import { defineChannel } from "../contract/index.ts";
import { shopeeAccess } from "./access.ts";
import { createShopeeClient } from "./client.ts";
import { shopeeListings } from "./listings.ts";
import { shopeeOffers } from "./offers.ts";
import { shopeeOrders } from "./orders.ts";
import { shopeePolicy } from "./policy.ts";
import { shopeeSettingsSchema } from "./settings.ts";
import { shopeeStock } from "./stock.ts";

export const shopee = defineChannel({
  channel: "shopee",
  title: "Shopee",
  settings: shopeeSettingsSchema,
  policy: shopeePolicy,
  connect(settings, access, outside) {
    const client = createShopeeClient(settings, access, outside);
    const shopId = settings.shopId ?? (access?.shopId ? Number(access.shopId) : undefined);
    const pageOf = (itemId: string) =>
      shopId === undefined
        ? undefined
        : settings.productPage.replace("{shop}", String(shopId)).replace("{item}", encodeURIComponent(itemId));
    return {
      channel: "shopee",
      access: shopeeAccess(client, settings, shopId, outside),
      listings: shopeeListings(client, pageOf),
      offers: shopeeOffers(client),
      stock: shopeeStock(client, outside),
      orders: shopeeOrders(client, outside),
      async checkAccount() {
        await client.get("shop/get_shop_info", {}, z.unknown());
      },
    };
  },
});
