import { instant, type ListedSku, type Outside, type Problem, type StockCounters, type StockPort } from "../contract/index.ts";
import type { ShopeeClient } from "./client.ts";
import { countersFromShopee } from "./counters-from-shopee.ts";
import type { ShopeeItems } from "./items.ts";
import { shopeeLimits } from "./policy.ts";
import { pushModels } from "./push-models.ts";
import { shopeeTexts } from "./texts.ts";

/** An absolute number of what is left to sell; assumed net-set, which exposes too little if it is wrong (sync-protocol §2). */
export function shopeeStock(
  client: ShopeeClient,
  shop: ShopeeItems,
  locationId: string | undefined,
  outside: Outside,
): StockPort {
  async function readSome(asked: readonly ListedSku[]): Promise<{ items: StockCounters[]; problems: Problem[] }> {
    const items: StockCounters[] = [];
    const problems: Problem[] = [];
    const readBeganAt = instant(outside.now());
    const read = await shop.items([...new Set(asked.map(({ productId }) => productId))], "stock");
    problems.push(...read.problems);
    for (const item of read.items) {
      const here = asked.filter(({ productId }) => productId === item.item_id);
      const lost = (listed: ListedSku) => problems.push({ ...shopeeTexts.say("variations"), row: listed.sku });
      if (!item.has_model) {
        for (const listed of here) {
          const counters =
            listed.variantId === undefined ? countersFromShopee(listed.sku, item.stock_info_v2, readBeganAt) : undefined;
          if (counters) items.push(counters);
          else lost(listed);
        }
        continue;
      }
      const modelsBeganAt = instant(outside.now());
      const models = await shop.models(item.item_id, "stock");
      problems.push(...models.problems);
      for (const listed of here) {
        const model = models.items.find(({ model_id }) => model_id === listed.variantId);
        const counters = model && countersFromShopee(listed.sku, model.stock_info_v2, modelsBeganAt);
        if (counters) items.push(counters);
        else lost(listed);
      }
    }
    return { items, problems };
  }

  return {
    kind: "net-set",
    batchSize: shopeeLimits.modelsPerWrite,
    push: (levels) =>
      pushModels(client, levels, {
        path: "product/update_stock",
        list: "stock_list",
        urgency: "stock",
        entry: ({ quantity }) => ({
          seller_stock: [{ ...(locationId === undefined ? {} : { location_id: locationId }), stock: quantity }],
        }),
        holds: ({ quantity }, { stock }) => stock == null || stock === quantity,
      }),
    /** `readBeganAt` is never later than the call that a number came with. */
    async read(listed) {
      const items: StockCounters[] = [];
      const problems: Problem[] = [];
      for (let at = 0; at < listed.length; at += shopeeLimits.itemsPerDetail) {
        const read = await readSome(listed.slice(at, at + shopeeLimits.itemsPerDetail));
        items.push(...read.items);
        problems.push(...read.problems);
      }
      return { items, problems };
    },
  };
}
