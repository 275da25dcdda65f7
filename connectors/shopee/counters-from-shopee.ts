import type { Instant, Sku, StockCounters } from "../contract/index.ts";
import type { ShopeeStock } from "./wire-items.ts";

/** What can be sold now over every warehouse; where no total is told, the sum of the places that sell. */
export function sellableOf(stock: ShopeeStock): number | undefined {
  const total = stock?.summary_info?.total_available_stock;
  if (total != null) return total;
  return stock?.seller_stock
    ?.filter(({ if_saleable }) => if_saleable !== false)
    .reduce<number>((sum, { stock: quantity }) => sum + quantity, 0);
}

/** What is reserved is reserved for promotions, not for orders: it is the least that may be written (shopee §6). */
export function countersFromShopee(sku: Sku, stock: ShopeeStock, readBeganAt: Instant): StockCounters | undefined {
  const sellable = sellableOf(stock);
  if (sellable === undefined) return undefined;
  const reserved = stock?.summary_info?.total_reserved_stock;
  return { sku, sellable, ...(reserved == null ? {} : { floor: reserved }), readBeganAt };
}
