import { instantFromSeconds, type ListingState, type SeenListing, vnd } from "../contract/index.ts";
import type { ShopeeItem } from "./wire.ts";

const states: Readonly<Record<string, ListingState>> = {
  NORMAL: "live",
  UNLIST: "hidden",
  REVIEWING: "in-review",
  BANNED: "refused",
  SELLER_DELETE: "gone",
  SHOPEE_DELETE: "gone",
};

/** Throws where a price is no whole amount; the caller turns that into a problem of its row. */
export function listingFromShopee(item: ShopeeItem): SeenListing {
  const price = item.price_info?.[0]?.original_price;
  const stock =
    item.stock_info_v2?.summary_info?.total_available_stock ??
    item.stock_info_v2?.seller_stock?.reduce((sum, each) => sum + each.stock, 0);
  return {
    sellerSku: item.item_sku ?? "",
    productId: item.item_id,
    state: states[item.item_status] ?? "unknown",
    channelState: item.item_status,
    pictureIds: item.image?.image_id_list ?? [],
    ...(item.item_name == null ? {} : { title: item.item_name }),
    ...(item.description == null ? {} : { description: item.description }),
    ...(price == null ? {} : { price: vnd(price) }),
    ...(stock == null ? {} : { stock }),
    ...(item.category_id == null ? {} : { categoryId: item.category_id }),
    ...(item.update_time == null ? {} : { changedAt: instantFromSeconds(item.update_time) }),
  };
}
