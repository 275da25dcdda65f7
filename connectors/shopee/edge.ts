import { z } from "zod";
import type { ChannelEdge, Listing, Problem } from "../contract/index.ts";
import { instantFromSeconds } from "../contract/index.ts";
import { readShopeeAccess } from "./access.ts";
import { renderForShopee } from "./listing-to-shopee.ts";
import { shopeeSettingsSchema } from "./settings.ts";
import { isShopeePush } from "./sign.ts";

const orderCodes = new Set([3, 4, 15, 29, 30]);
const accessCodes = new Set([1, 2, 12]);
const listingCodes = new Set([6, 7, 9, 22]);

/** Bands of text, price and pictures come per shop and category from get_item_limit; these hold for every one. */
function checkListing(listing: Listing): readonly Problem[] {
  const problems: Problem[] = [];
  const say = (field: string, message: string) =>
    problems.push({ code: `shopee.${field}`, field, message, source: "Shopee API v2.product.add_item" });
  if (!listing.onChannel.categoryId) say("category", "Chưa chọn ngành hàng Shopee. Hãy chọn ngành hàng cho sản phẩm này.");
  if (!listing.onChannel.carrierIds.length) say("carrier", "Chưa chọn đơn vị vận chuyển của Shopee. Hãy chọn ít nhất một.");
  if (!listing.pictures.length) say("pictures", "Shopee cần ít nhất một ảnh. Hãy thêm ảnh sản phẩm.");
  if (listing.pictures.length > 9) say("pictures", "Shopee nhận nhiều nhất 9 ảnh. Hãy bớt ảnh.");
  if (listing.price <= 0) say("price", "Giá phải lớn hơn 0 ₫. Hãy nhập giá bán.");
  const { title, description } = renderForShopee(listing);
  if (title.length > 120) say("title", `Tên dài ${title.length} ký tự, Shopee nhận nhiều nhất 120. Hãy viết ngắn lại.`);
  if (!description) say("description", "Chưa có mô tả. Hãy viết vài câu về sản phẩm.");
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
