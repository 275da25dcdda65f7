import type { ChannelCategory } from "../contract/index.ts";
import type { ShopeeCategory } from "./wire-taxonomy.ts";

/** Parent 0 is the root; only what has no children takes listings (shopee §5). */
export function categoryFromShopee(category: ShopeeCategory): ChannelCategory {
  const { category_id: id, parent_category_id: parentId } = category;
  return {
    id,
    ...(parentId && parentId !== "0" ? { parentId } : {}),
    name: category.display_category_name || category.original_category_name || id,
    leaf: !category.has_children,
  };
}
