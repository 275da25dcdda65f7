import { type ChannelBrand, ConnectorError, type Problem, type TaxonomyPort } from "../contract/index.ts";
import { readEach } from "../kit/read-each.ts";
import { attributeFromShopee, flattenAttributes, type ShopeeAttributeInTree } from "./attributes-from-shopee.ts";
import { brandFromShopee } from "./brand-from-shopee.ts";
import { carrierFromShopee } from "./carrier-from-shopee.ts";
import { categoryFromShopee } from "./category-from-shopee.ts";
import type { ShopeeClient } from "./client.ts";
import { limitsFromShopee } from "./limits-from-shopee.ts";
import { shopeeLimits } from "./policy.ts";
import type { ShopeeSettings } from "./settings.ts";
import { shopeeTexts } from "./texts.ts";
import { idOf } from "./wire.ts";
import {
  type ShopeeAttribute,
  shopeeAttributeListSchema,
  shopeeBrandPageSchema,
  shopeeBrandSchema,
  shopeeCarrierListSchema,
  shopeeCarrierSchema,
  shopeeCategoryListSchema,
  shopeeCategorySchema,
  shopeeItemLimitSchema,
} from "./wire-taxonomy.ts";

/** What a category asks for, as Shopee says it, children too. */
export type ShopeeAttributes = (categoryId: string) => Promise<readonly ShopeeAttribute[]>;

export function shopeeTaxonomy(
  client: ShopeeClient,
  { language, attributeLanguage }: ShopeeSettings,
): TaxonomyPort & { raw: ShopeeAttributes } {
  const trees = (category_id_list: string, spelling: string) =>
    client.get("product/get_attribute_tree", { query: { category_id_list, language: spelling } }, shopeeAttributeListSchema);

  async function tree(categoryId: string) {
    const { list } = await trees(categoryId, attributeLanguage).catch((error: unknown) => {
      // The page of this call spells Vietnamese in a way of its own; where that is refused, the usual one is meant.
      if (!(error instanceof ConnectorError) || !/invalid.?language/i.test(`${error.code} ${error.message}`)) throw error;
      return trees(categoryId, language);
    });
    const found = list?.find(({ category_id }) => category_id === categoryId);
    if (!found)
      throw new ConnectorError("unexpected", "shape", `get_attribute_tree leaves out category ${categoryId}`, {
        says: shopeeTexts.say("shape"),
      });
    return flattenAttributes(found.attribute_tree ?? []);
  }

  /** Normal brands alone: a pending one may be rejected, and then the listing silently has none (shopee §9). */
  const brandPage = (categoryId: string, offset: number, size: number) =>
    client.get(
      "product/get_brand_list",
      { query: { category_id: categoryId, offset, page_size: size, status: 1, language } },
      shopeeBrandPageSchema,
    );

  return {
    async categories() {
      const { category_list } = await client.get("product/get_category", { query: { language } }, shopeeCategoryListSchema);
      return readEach(category_list ?? [], shopeeCategorySchema, categoryFromShopee, idOf("category_id"));
    },
    async attributes(categoryId) {
      const { items, problems } = await tree(categoryId);
      return { items: items.map(attributeFromShopee), problems };
    },
    async raw(categoryId) {
      const { items, problems } = await tree(categoryId);
      if (problems.length)
        throw new ConnectorError("unexpected", "shape", `${problems.length} attributes could not be read`, {
          says: shopeeTexts.say("shape"),
        });
      return items.map(({ attribute }: ShopeeAttributeInTree) => attribute);
    },
    async brands(categoryId) {
      const items: ChannelBrand[] = [];
      const problems: Problem[] = [];
      for (let offset = 0; ; ) {
        const page = await brandPage(categoryId, offset, shopeeLimits.brandsPerPage);
        const read = readEach(page.brand_list ?? [], shopeeBrandSchema, brandFromShopee, idOf("brand_id"));
        items.push(...read.items);
        problems.push(...read.problems);
        if (!page.has_next_page) return { items, problems };
        if ((page.next_offset ?? 0) <= offset)
          throw new ConnectorError("unexpected", "paging", "get_brand_list names no later page as the next", {
            says: shopeeTexts.say("shape"),
          });
        offset = page.next_offset ?? 0;
      }
    },
    async carriers() {
      const { logistics_channel_list } = await client.get("logistics/get_channel_list", {}, shopeeCarrierListSchema);
      return readEach(logistics_channel_list ?? [], shopeeCarrierSchema, carrierFromShopee, idOf("logistics_channel_id"));
    },
    async limits(categoryId) {
      const query = { category_id: categoryId };
      const limit = await client.get("product/get_item_limit", { query }, shopeeItemLimitSchema);
      const { is_mandatory } = await brandPage(categoryId, 0, 1);
      return limitsFromShopee(limit, is_mandatory ?? undefined);
    },
  };
}
