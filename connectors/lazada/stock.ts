import { ConnectorError, instant, type Outside, type Problem, type StockCounters, type StockPort } from "../contract/index.ts";
import type { LazadaClient } from "./client.ts";
import { countersFromLazada } from "./counters-from-lazada.ts";
import { lazadaLimits } from "./policy.ts";
import { readProduct, skuOf } from "./product-reading.ts";
import { pushRows } from "./push-rows.ts";
import { lazadaTexts } from "./texts.ts";
import { xmlRequest } from "./xml-request.ts";

/**
 * Sellable units alone: `push` is an absolute number, for 0 or after a fence, and `adjust` moves units (sync-protocol §2). The
 * total of /product/price_quantity/update is never written: it counts what is held. One SKU a call, although 50 are taken: a
 * no to one, as while a campaign locks it, would leave its neighbours neither moved nor refused, and a delta cannot be
 * repeated (sync-protocol §5).
 */
export const lazadaStock = (client: LazadaClient, outside: Outside): StockPort => ({
  kind: "net-set",
  batchSize: lazadaLimits.skusPerWrite,
  push: (levels) =>
    pushRows(levels, 1, (rows) =>
      client.ask("/product/stock/sellable/update", {
        params: { payload: payloadOf(rows.map(({ listed, quantity }) => ({ ...listed, quantity }))) },
        urgency: "stock",
      }),
    ),
  adjust: (changes) =>
    pushRows(changes, 1, (rows) =>
      client.ask("/product/stock/sellable/adjust", {
        params: { payload: payloadOf(rows.map(({ listed, change }) => ({ ...listed, quantity: change }))) },
        urgency: "stock",
      }),
    ),
  async read(listed) {
    const items: StockCounters[] = [];
    const problems: Problem[] = [];
    for (const productId of new Set(listed.map((each) => each.productId))) {
      const asked = listed.filter((each) => each.productId === productId);
      const readBeganAt = instant(outside.now());
      const skus = await readProduct(client, productId, "stock").then(
        (read) => read.skus,
        (error: unknown) => {
          // A product that is gone hides no other.
          if (error instanceof ConnectorError && error.kind === "rejected") return [];
          throw error;
        },
      );
      for (const each of asked) {
        const sku = skuOf(skus, each);
        const counters = sku && countersFromLazada(sku, outside.now());
        if (counters) items.push({ sku: each.sku, ...counters, readBeganAt });
        else problems.push({ ...lazadaTexts.say("stock-missing", { sku: each.sku }), row: each.sku });
      }
    }
    return { items, problems };
  },
});

const payloadOf = (rows: readonly { readonly productId: string; readonly variantId: string; readonly quantity: number }[]) =>
  xmlRequest({
    Product: {
      Skus: {
        Sku: rows.map(({ productId, variantId, quantity }) => ({
          ItemId: productId,
          SkuId: variantId,
          SellableQuantity: quantity,
        })),
      },
    },
  });
