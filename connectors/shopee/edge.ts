import type { ChannelEdge } from "../contract/index.ts";
import { readShopeeAccess } from "./access.ts";
import { checkShopeeListing } from "./check-listing.ts";
import { readShopeeDoorbell } from "./doorbell.ts";
import { renderForShopee } from "./listing-to-shopee.ts";
import { shopeeSettingsSchema } from "./settings.ts";

export const shopeeEdge: ChannelEdge = {
  channel: "shopee",
  title: "Shopee",
  settings: shopeeSettingsSchema,
  ways: { listings: "api", stock: "api", orders: "api" },
  commands: ["pack", "cancel"],
  stockKind: "net-set",
  returns: true,
  taxonomy: true,
  checkListing: checkShopeeListing,
  renderListing: renderForShopee,
  consentUrl(settings, { redirectUrl, state }) {
    const { consentHost, partnerId } = shopeeSettingsSchema.parse(settings);
    const query = new URLSearchParams({
      partner_id: String(partnerId),
      auth_type: "seller",
      redirect_uri: redirectUrl,
      response_type: "code",
      state,
    });
    return `${consentHost.replace(/\/+$/, "")}/auth?${query.toString()}`;
  },
  readAccess: readShopeeAccess,
  /** An account whose settings do not hold hears no bell. */
  readDoorbell(settings, request) {
    const { data } = shopeeSettingsSchema.safeParse(settings);
    return data && readShopeeDoorbell(data, request);
  },
};
