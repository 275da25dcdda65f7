import { instantFromSeconds, type ListingState, type SeenListing, vnd } from "../contract/index.ts";
import { sellableOf } from "./counters-from-shopee.ts";
import type { ShopeeItem, ShopeeModel } from "./wire-items.ts";

/** UNLIST is also what waits for its launch day (shopee §5.3). */
const states: Readonly<Record<string, ListingState>> = {
  NORMAL: "live",
  UNLIST: "hidden",
  REVIEWING: "in-review",
  BANNED: "refused",
  SELLER_DELETE: "gone",
  SHOPEE_DELETE: "gone",
};

/** An item without variations, or one of an item's: price, stock and SKU are the model's, the rest is the item's. */
export function listingFromShopee(item: ShopeeItem, model?: ShopeeModel, reason?: string): SeenListing {
  const state = states[item.item_status] ?? "unknown";
  const off = model?.model_status === "MODEL_UNAVAILABLE";
  const price = (model ?? item).price_info?.[0]?.original_price;
  const stock = sellableOf((model ?? item).stock_info_v2);
  const description = item.description || extended(item);
  return {
    sellerSku: model?.model_sku || item.item_sku || "",
    productId: item.item_id,
    ...(model ? { variantId: model.model_id } : {}),
    state: off && state === "live" ? "hidden" : state,
    channelState: off ? `${item.item_status} ${model.model_status}` : item.item_status,
    pictureIds: item.image?.image_id_list ?? [],
    ...(item.item_name == null ? {} : { title: item.item_name }),
    ...(description == null ? {} : { description }),
    // A price that is no whole amount of đồng hides nothing else: it is left out.
    ...(price != null && Number.isSafeInteger(price) && price >= 0 ? { price: vnd(price) } : {}),
    ...(stock === undefined ? {} : { stock }),
    ...(item.category_id == null ? {} : { categoryId: item.category_id }),
    ...(reason ? { reason } : {}),
    ...(item.update_time ? { changedAt: instantFromSeconds(item.update_time) } : {}),
  };
}

/** Sellers on Shopee's list may mix text and pictures in a description; then the plain field is empty. */
function extended({ description, description_info }: ShopeeItem): string | null | undefined {
  const fields = description_info?.extended_description?.field_list;
  return fields ? fields.flatMap(({ text }) => text || []).join("\n\n") : description;
}
