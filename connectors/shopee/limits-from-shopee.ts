import type { Band, ChannelLimits } from "../contract/index.ts";
import type { ShopeeItemLimit } from "./wire-taxonomy.ts";

/** What get_item_limit says of one category; whether a brand is required is get_brand_list's to say. */
export function limitsFromShopee(limit: ShopeeItemLimit, brandRequired: boolean | undefined): ChannelLimits {
  const title = bandOf(limit.item_name_length_limit);
  const description = bandOf(limit.item_description_length_limit);
  const pictures = bandOf(limit.item_image_count_limit);
  const price = bandOf(limit.price_limit);
  const stock = bandOf(limit.stock_limit);
  return {
    ...(title ? { title } : {}),
    ...(description ? { description } : {}),
    ...(pictures ? { pictures } : {}),
    ...(price ? { price } : {}),
    ...(stock ? { stock } : {}),
    ...(limit.dimension_limit?.dimension_mandatory ? { sizeRequired: true } : {}),
    ...(brandRequired ? { brandRequired } : {}),
  };
}

/** Zero-filled numbers mean "not set" (shopee §7). */
function bandOf(band: ShopeeItemLimit["price_limit"]): Band | undefined {
  const least = band?.min_limit && band.min_limit > 0 ? band.min_limit : undefined;
  const most = band?.max_limit && band.max_limit > 0 ? band.max_limit : undefined;
  if (least === undefined && most === undefined) return undefined;
  return { ...(least === undefined ? {} : { least }), ...(most === undefined ? {} : { most }) };
}
