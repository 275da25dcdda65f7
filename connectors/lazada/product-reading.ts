import type { z } from "zod";
import type { LazadaClient } from "./client.ts";
import { type LazadaProduct, type LazadaSku, productSchema, skuSchema } from "./wire.ts";

/** One product as it is now: the list may lag, this does not go through its index. */
export async function readProduct(
  client: LazadaClient,
  itemId: string,
  urgency?: "stock" | "listings",
): Promise<{ readonly product: LazadaProduct; readonly skus: readonly LazadaSku[] }> {
  const product: z.infer<typeof productSchema> = await client.get(
    "/product/item/get",
    { params: { item_id: itemId }, ...(urgency ? { urgency } : {}) },
    productSchema,
  );
  return { product, skus: (product.skus ?? []).flatMap((sku) => skuSchema.safeParse(sku).data ?? []) };
}

/** By Lazada's own id first, the seller's text second. */
export const skuOf = (
  skus: readonly LazadaSku[],
  { sku, variantId }: { readonly sku: string; readonly variantId?: string | undefined },
): LazadaSku | undefined =>
  variantId === undefined
    ? skus.find(({ SellerSku }) => SellerSku?.toUpperCase() === sku)
    : skus.find(({ SkuId }) => SkuId === variantId);
