import { skuSchema } from "../contract/index.ts";

/**
 * Tiki gives a product its number only when a person there has approved it, and takes the seller SKU wherever it takes the
 * number; a SKU is unique in a shop (reason 420). So a SKU of ours names its listing from the first request on; what is not
 * ours is named by Tiki's number.
 */
export function listingIdOf(sellerSku: string | null | undefined, number: string): string {
  const ours = skuSchema.safeParse(sellerSku?.trim().toUpperCase());
  return ours.success ? ours.data : number;
}

/** How a call names it: by number where that is all there is. */
export const identify = (listed: { readonly sku: string; readonly productId: string }) =>
  /^\d+$/.test(listed.productId) ? { product_id: Number(listed.productId) } : { original_sku: listed.sku };
