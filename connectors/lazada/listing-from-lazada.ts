import type { ListingState, Problem, Reading, SeenListing } from "../contract/index.ts";
import { readEach } from "../kit/read-each.ts";
import { sellableFromLazada } from "./counters-from-lazada.ts";
import { textFromHtml } from "./html-text.ts";
import { instantFromLazada } from "./instant-from-lazada.ts";
import { vndFromLazada } from "./vnd-from-lazada.ts";
import { idSchema, type LazadaProduct, type LazadaSku, productSchema, skuSchema } from "./wire.ts";

/**
 * A product is as many listings as it has SKUs. One that cannot be read, or one SKU of it, is a problem beside the others.
 * `pageOf` gives a SKU's address for buyers where Lazada gives none.
 */
export function listingsFromLazada(
  rows: readonly unknown[],
  pageOf: (itemId: string, skuId: string) => string,
): Reading<SeenListing> {
  const items: SeenListing[] = [];
  const problems: Problem[] = [];
  const products = readEach(rows, productSchema, (product) => product, nameOf);
  problems.push(...products.problems);
  for (const product of products.items)
    for (const [skus, suspended] of [
      [product.skus, false],
      [product.suspendedSkus, true],
    ] as const) {
      const read = readEach(
        skus ?? [],
        skuSchema,
        (sku) => listingFromLazada(product, sku, suspended, pageOf),
        () => product.itemId,
      );
      items.push(...read.items);
      problems.push(...read.problems);
    }
  return { items, problems };
}

function nameOf(row: unknown): string | undefined {
  if (typeof row !== "object" || row === null) return undefined;
  const { item_id, itemId } = row as { item_id?: unknown; itemId?: unknown };
  return idSchema.safeParse(item_id ?? itemId).data;
}

function listingFromLazada(
  product: LazadaProduct,
  sku: LazadaSku,
  suspended: boolean,
  pageOf: (itemId: string, skuId: string) => string,
): SeenListing {
  const { name, description } = product.attributes ?? {};
  const stock = sellableFromLazada(sku);
  const reason = wordsOf([product.rejectReason, product.hiddenReason]).join("; ");
  const state = stateOf(product, sku, suspended);
  return {
    sellerSku: sku.SellerSku ?? "",
    productId: product.itemId,
    variantId: sku.SkuId,
    state,
    channelState: [product.status, product.subStatus, sku.Status, suspended && "suspended"].filter(Boolean).join("/"),
    pictureIds: picturesOf(product.images),
    url: sku.Url ?? pageOf(product.itemId, sku.SkuId),
    ...(name == null ? {} : { title: name }),
    ...(description == null ? {} : { description: textFromHtml(description) }),
    // The price while a promotion runs is `special_price`; this one is ours to set.
    ...(sku.price == null ? {} : { price: vndFromLazada(sku.price) }),
    ...(stock === undefined ? {} : { stock }),
    ...(product.categoryId === undefined ? {} : { categoryId: product.categoryId }),
    ...(product.updatedAt === undefined ? {} : { changedAt: instantFromLazada(product.updatedAt) }),
    ...(reason && state !== "live" ? { reason } : {}),
  };
}

/** Filters of /products/get and `item_status` of a create name the states (lazada §5); no table of them is published. */
function stateOf({ status, subStatus, rejectReason }: LazadaProduct, sku: LazadaSku, suspended: boolean): ListingState {
  const product = `${status ?? ""} ${subStatus ?? ""}`.toLowerCase();
  const own = sku.Status?.toLowerCase() ?? "";
  if (own === "deleted" || /\bdeleted\b/.test(product)) return "gone";
  if (/pending|in ?review/.test(product)) return "in-review";
  if (suspended || /reject|suspend|lock/.test(product)) return "refused";
  if (/\binactive\b/.test(product)) return wordsOf(rejectReason).length ? "refused" : "hidden";
  if (own === "inactive") return "hidden";
  if (/\b(active|live|sold[ -]?out)\b/.test(product) || (status == null && own === "active")) return "live";
  return "unknown";
}

/** A list, or the same list as text. */
function picturesOf(images: LazadaProduct["images"]): string[] {
  if (Array.isArray(images)) return images.filter(Boolean);
  return images?.match(/https?:\/\/[^\s"',\]]+/g) ?? [];
}

/** The shape of a reason is not documented: the words in it, in their order. */
function wordsOf(reason: unknown, depth = 0): string[] {
  if (typeof reason === "string") return reason.trim() ? [reason.trim()] : [];
  if (typeof reason !== "object" || reason === null || depth > 5) return [];
  return Object.values(reason).flatMap((each) => wordsOf(each, depth + 1));
}
