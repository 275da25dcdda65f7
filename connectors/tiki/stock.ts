import { instant, type Outside, type Problem, type StockCounters, type StockPort } from "../contract/index.ts";
import type { TikiClient } from "./client.ts";
import { countersFromTiki } from "./counters-from-tiki.ts";
import { identify } from "./listing-id.ts";
import { productByNumber, productOf, updateSku } from "./products.ts";
import { pushEach } from "./push-each.ts";
import type { TikiSettings } from "./settings.ts";
import { tikiTexts } from "./texts.ts";

/**
 * The number sent includes the units Tiki holds for orders: `saleable = available − reserved`, clipped at 0 (tiki §6). Only
 * our one warehouse is named; the others stay as they are.
 */
export const tikiStock = (client: TikiClient, settings: TikiSettings, outside: Outside): StockPort => ({
  kind: "gross-set",
  batchSize: 20,
  push: (levels) =>
    pushEach(levels, ({ listed, quantity }) =>
      updateSku(
        client,
        identify(listed),
        { warehouse_quantities: [{ warehouse_id: settings.warehouseId, qty_available: quantity }] },
        "stock",
      ),
    ),
  async read(listed) {
    const items: StockCounters[] = [];
    const problems: Problem[] = [];
    for (const each of listed) {
      const readBeganAt = instant(outside.now());
      const found = await productOf(client, each, "stock");
      // A search is an index: it knows the number, and its stock may be older than a write of ours that was long shown.
      const product = found && found.id !== each.productId ? await productByNumber(client, found.id, "stock") : found;
      try {
        if (!product) throw new Error("no product");
        items.push(countersFromTiki(product, each.sku, readBeganAt));
      } catch {
        problems.push({ ...tikiTexts.say("stock-missing", { sku: each.sku }), row: each.sku });
      }
    }
    return { items, problems };
  },
});
