import { instant, type Outside, type StockCounters, type StockPort } from "../contract/index.ts";
import { readEach } from "../kit/read-each.ts";
import type { ShopeeClient } from "./client.ts";
import { pushEach } from "./offers.ts";
import { shopeeLimits } from "./policy.ts";
import { shopeeItemListSchema, shopeeItemSchema, shopeeStockReplySchema } from "./wire.ts";

/** An absolute number of what is left to sell; assumed net-set, which exposes too little if it is wrong (sync-protocol §2). */
export const shopeeStock = (client: ShopeeClient, outside: Outside): StockPort => ({
  kind: "net-set",
  batchSize: 20,
  push: (levels) =>
    pushEach(levels, ({ listed, quantity }) =>
      client.post(
        "product/update_stock",
        {
          json: {
            item_id: Number(listed.productId),
            stock_list: [{ model_id: Number(listed.variantId ?? 0), seller_stock: [{ stock: quantity }] }],
          },
          urgency: "stock",
        },
        shopeeStockReplySchema,
      ),
    ),
  async read(listed) {
    const items: StockCounters[] = [];
    const problems = [];
    for (let at = 0; at < listed.length; at += shopeeLimits.itemsPerDetail) {
      const asked = listed.slice(at, at + shopeeLimits.itemsPerDetail);
      const readBeganAt = instant(outside.now());
      const answer = await client.get(
        "product/get_item_base_info",
        { query: { item_id_list: asked.map(({ productId }) => productId).join(",") }, urgency: "stock" },
        shopeeItemListSchema,
      );
      const read = readEach(
        answer.item_list ?? [],
        shopeeItemSchema,
        (item) => {
          const sku = asked.find(({ productId }) => productId === item.item_id)?.sku;
          const sellable =
            item.stock_info_v2?.summary_info?.total_available_stock ??
            item.stock_info_v2?.seller_stock?.reduce((sum, each) => sum + each.stock, 0);
          if (!sku || sellable == null) throw new Error("no stock in the answer");
          return { sku, sellable, readBeganAt };
        },
        () => undefined,
      );
      items.push(...read.items);
      problems.push(...read.problems);
    }
    return { items, problems };
  },
});
