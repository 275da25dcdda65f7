import type { Seller } from "./state.ts";

/** "1034, 1015", with or without a space (§5.1, §5.3). Undefined where one is no warehouse of this seller. */
export function readWarehouses(text: string, seller: Seller): number[] | undefined {
  const ids = text
    .split(",")
    .map((id) => id.trim())
    .filter(Boolean)
    .map(Number);
  return ids.every((id) => seller.warehouses.some((warehouse) => warehouse.id === id)) ? ids : undefined;
}
