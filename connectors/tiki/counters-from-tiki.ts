import type { Instant, Sku, StockCounters } from "../contract/index.ts";
import type { TikiProduct } from "./wire.ts";

/** Throws where Tiki does not tell what may be sold: unknown is not zero. */
export function countersFromTiki(product: TikiProduct, sku: Sku, readBeganAt: Instant): StockCounters {
  const { quantity_available: total, quantity_reserved: held, ...inventory } = product.inventory ?? {};
  // v1 and the events spell it both ways.
  const told = inventory.quantity_saleable ?? inventory.quantity_sellable;
  const sellable = told ?? (total == null || held == null ? undefined : Math.max(0, total - held));
  if (sellable === undefined) throw new Error("no stock in the answer");
  return {
    sku,
    sellable,
    readBeganAt,
    ...(total == null ? {} : { total }),
    ...(held == null ? {} : { held }),
    ...(product.version == null ? {} : { version: product.version }),
  };
}
