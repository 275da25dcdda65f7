import { z } from "zod";
import type { ChannelEdge, Listing, Problem, Text } from "../contract/index.ts";
import { instantFromSeconds } from "../contract/index.ts";
import { kitTexts } from "../kit/texts.ts";
import { readShopeeAccess } from "./access.ts";
import { renderForShopee } from "./listing-to-shopee.ts";
import { shopeeSettingsSchema } from "./settings.ts";
import { isShopeePush } from "./sign.ts";
import { shopeeTexts } from "./texts.ts";

const texts = shopeeTexts.say;

const orderCodes = new Set([3, 4, 15, 29, 30]);
const accessCodes = new Set([1, 2, 12]);
const listingCodes = new Set([6, 7, 9, 22]);

/** Bands of text, price and pictures come per shop and category from get_item_limit; these hold for every one. */
function checkListing(listing: Listing): readonly Problem[] {
  const problems: Problem[] = [];
  const say = (field: string, text: Text) => problems.push({ ...text, field, source: "Shopee API v2.product.add_item" });
  if (!listing.onChannel.categoryId) say("category", texts("no-category"));
  if (!listing.onChannel.carrierIds.length) say("carrier", texts("no-carrier"));
  if (!listing.pictures.length) say("pictures", texts("no-picture"));
  if (listing.pictures.length > 9) say("pictures", texts("many-pictures"));
  if (listing.price <= 0) say("price", kitTexts.say("price"));
  const { title, description } = renderForShopee(listing);
  if (title.length > 120) say("title", texts("long-title", { length: title.length }));
  if (!description) say("description", texts("no-description"));
  return problems;
}

export const shopeeEdge: ChannelEdge = {
  channel: "shopee",
  title: "Shopee",
  settings: shopeeSettingsSchema,
  ways: { listings: "api", stock: "api", orders: "api" },
  commands: ["pack", "cancel"],
  stockKind: "net-set",
  checkListing,
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
  readDoorbell(settings, { headers, body }) {
    const { pushUrl, pushKey, partnerKey } = shopeeSettingsSchema.parse(settings);
    if (!isShopeePush(pushUrl, pushKey ?? partnerKey, body, headers.authorization)) return undefined;
    const push = z
      .object({ code: z.number(), shop_id: z.number().optional(), timestamp: z.number().optional() })
      .safeParse(text(body));
    if (!push.success) return { about: "other" };
    const { code, shop_id, timestamp } = push.data;
    return {
      about: orderCodes.has(code)
        ? "orders"
        : accessCodes.has(code)
          ? "access"
          : listingCodes.has(code)
            ? "listings"
            : code === 8
              ? "stock"
              : "other",
      ...(shop_id === undefined ? {} : { shopId: String(shop_id) }),
      ...(timestamp === undefined ? {} : { at: instantFromSeconds(timestamp) }),
    };
  },
};

function text(body: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder().decode(body));
  } catch {
    return undefined;
  }
}
