import { type SeenListing, vnd } from "../contract/index.ts";
import { listingIdOf } from "./listing-id.ts";
import { instantFromTikiIfAny } from "./tiki-time.ts";
import type { TikiProduct } from "./wire.ts";

/** `pageOf` is the address for buyers. Throws where a price is no whole amount; the caller makes a problem of that row. */
export function listingFromTiki(product: TikiProduct, pageOf: (master: string, product: string) => string): SeenListing {
  const { inventory } = product;
  const state = product.active === true && product.is_hidden !== true ? "live" : product.active == null ? "unknown" : "hidden";
  const stock = inventory?.quantity_saleable ?? inventory?.quantity_sellable;
  const description = attributeText(product, "description");
  const changedAt = instantFromTikiIfAny(product.updated_at);
  const category = product.categories?.find(({ is_primary }) => is_primary) ?? product.categories?.at(-1);
  return {
    sellerSku: product.original_sku?.trim() ?? "",
    productId: listingIdOf(product.original_sku, product.id),
    state,
    channelState: product.is_hidden ? "hidden" : product.active ? "active" : "inactive",
    // The first picture is told apart, as the product's thumbnail (tiki §5.4); whether the others repeat it is not said.
    pictureIds: [
      ...new Set([...(product.thumbnail ? [product.thumbnail] : []), ...(product.images ?? []).map(({ url }) => url)]),
    ],
    ...(product.name == null ? {} : { title: product.name }),
    ...(description === undefined ? {} : { description }),
    ...(product.price == null ? {} : { price: vnd(product.price) }),
    ...(stock == null ? {} : { stock }),
    ...(category ? { categoryId: category.id } : {}),
    ...(product.master_id && product.master_id !== "0" ? { url: pageOf(product.master_id, product.id) } : {}),
    ...(changedAt ? { changedAt } : {}),
  };
}

/** An attribute is a plain value, or an object that holds one as `value` (tiki §5.4, product samples). */
export function attributeText(product: TikiProduct, code: string): string | undefined {
  const held = product.attributes?.[code];
  const value = typeof held === "object" && held !== null && "value" in held ? held.value : held;
  return typeof value === "string" || typeof value === "number" ? String(value) : undefined;
}
