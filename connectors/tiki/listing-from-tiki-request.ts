import { type SeenListing, type Sku, vnd } from "../contract/index.ts";
import { reasonFromTiki, requestState } from "./reason-from-tiki.ts";
import type { TikiRequest } from "./wire.ts";

/** Kinds that change a product rather than ask for one; without a kind it may ask for one. */
export const isUpdate = (request: TikiRequest): boolean => /update/i.test(`${request.kind ?? ""} ${request.state}`);

/** The SKU of ours that a request would make, where it is told. `trackId` lets a later act ask why it was refused. */
export function listingFromTikiRequest(request: TikiRequest, sku: Sku, trackId: string | undefined): SeenListing {
  const state = requestState(request.state);
  const product = request.products?.find(({ original_sku }) => original_sku?.trim().toUpperCase() === sku);
  return {
    sellerSku: sku,
    productId: sku,
    state,
    channelState: request.state,
    pictureIds: [],
    ...(trackId ? { variantId: trackId } : {}),
    ...(product?.name == null ? {} : { title: product.name }),
    ...(product?.price == null ? {} : { price: vnd(product.price) }),
    ...(state === "refused" ? { reason: reasonFromTiki(request.reasons).text } : {}),
  };
}
