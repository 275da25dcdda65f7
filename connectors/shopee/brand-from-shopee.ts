import type { ChannelBrand } from "../contract/index.ts";
import type { ShopeeBrand } from "./wire-taxonomy.ts";

/** The original name is what a listing must send beside the id (shopee §5.1). */
export const brandFromShopee = ({ brand_id, original_brand_name, display_brand_name }: ShopeeBrand): ChannelBrand => ({
  id: brand_id,
  name: original_brand_name || display_brand_name || brand_id,
});
