import { z } from "zod";
import {
  type ChannelPicture,
  ConnectorError,
  type ListedSku,
  type ListingPort,
  type Outside,
  type Page,
  type SeenListing,
} from "../contract/index.ts";
import { fitPicture } from "../kit/fit-picture.ts";
import type { LazadaClient } from "./client.ts";
import { productTime } from "./instant-from-lazada.ts";
import { listingsFromLazada } from "./listing-from-lazada.ts";
import { activationToLazada, listingToLazada, updateToLazada } from "./listing-to-lazada.ts";
import { lazadaLimits, lazadaPictures } from "./policy.ts";
import { readProduct, skuOf } from "./product-reading.ts";
import { firstWindow, nextWindow, type ProductWindow, readWindow, writeWindow } from "./product-window.ts";
import type { LazadaSettings } from "./settings.ts";
import { lazadaTexts } from "./texts.ts";
import { createdSchema, imageSchema, productPageSchema } from "./wire.ts";
import { xmlRequest } from "./xml-request.ts";

/** "all" should hold each of these; what waits for review or was refused is asked for by its own name too. */
const looks = ["all", "pending", "rejected", "inactive"] as const;

export function lazadaListings(client: LazadaClient, settings: LazadaSettings, outside: Outside): ListingPort {
  const pageOf = (itemId: string, skuId: string) =>
    settings.productPage.replace("{item}", encodeURIComponent(itemId)).replace("{sku}", encodeURIComponent(skuId));

  async function products(
    params: Record<string, string | number>,
  ): Promise<Page<SeenListing> & { total: number; rows: number }> {
    const { total_products, products: rows } = await client.get(
      "/products/get",
      { params: { limit: lazadaLimits.productsPerPage, offset: 0, ...params } },
      productPageSchema,
    );
    return { ...listingsFromLazada(rows ?? [], pageOf), total: total_products, rows: rows?.length ?? 0 };
  }

  /** One page of everything ever created, by windows of creation time: the offset ends at 10,000 (API:/products/get). */
  async function page(window: ProductWindow): Promise<Page<SeenListing> & { next: ProductWindow | undefined; short: boolean }> {
    const { total, rows, items, problems } = await products({
      filter: "all",
      create_after: productTime(window.from),
      create_before: productTime(window.to),
      offset: window.offset,
    });
    const next = nextWindow(window, total);
    if (next === "too-many")
      throw new ConnectorError("unexpected", "paging", "More products in one second than /products/get can page through");
    // Split: what was read of a window too large is read again in its halves.
    return { items, problems, next, short: rows === 0 && window.offset < total };
  }

  const now = () => Math.floor(outside.now().getTime() / 1_000);
  const skuIdOf = async (listed: ListedSku) => {
    if (listed.variantId) return listed.variantId;
    const sku = skuOf((await readProduct(client, listed.productId)).skus, listed);
    if (sku) return sku.SkuId;
    throw gone(listed);
  };
  const deactivate = (itemId: string, skuId: string) =>
    client.post(
      "/product/deactivate",
      { params: { apiRequestBody: xmlRequest({ Product: { ItemId: itemId, Skus: { SkuId: skuId } } }) } },
      z.unknown(),
    );

  return {
    async look(sku) {
      const found: SeenListing[] = [];
      const keep = ({ items, problems }: Page<SeenListing>) => {
        // Sure of "none" only when every row could be read.
        if (problems.length) throw new ConnectorError("unexpected", "look", `${problems.length} products could not be read`);
        found.push(...items.filter(({ sellerSku, state }) => sellerSku.toUpperCase() === sku && state !== "gone"));
      };
      for (const filter of looks) keep(await products({ filter, sku_seller_list: JSON.stringify([sku]) }));
      // The search by SKU goes through an index of its own, so everything is read too (sync-protocol §9).
      for (let window: ProductWindow | undefined = firstWindow(now()); window; ) {
        const read = await page(window);
        if (read.short) throw shortAnswer();
        keep(read);
        window = read.next;
      }
      return [...new Map(found.map((each) => [`${each.productId}/${each.variantId}`, each])).values()];
    },
    async createHidden(listing, pictures) {
      const created = await client.post(
        "/product/create",
        { params: { payload: listingToLazada(listing, pictures, settings) } },
        createdSchema,
      );
      const own = created.sku_list ?? [];
      const skuId = (
        own.find(({ seller_sku }) => seller_sku?.toUpperCase() === listing.sku) ?? (own.length === 1 ? own[0] : undefined)
      )?.sku_id;
      const listed = { sku: listing.sku, productId: created.item_id, ...(skuId ? { variantId: skuId } : {}) };
      // With no stock nothing can be sold, so what was created must not be lost for a hiding that fails.
      if (created.item_status?.toLowerCase() === "active" && skuId) await deactivate(created.item_id, skuId).catch(ours);
      return listed;
    },
    async update(listed, listing, pictures) {
      const { product, skus } = await readProduct(client, listed.productId);
      const sku = skuOf(skus, listed);
      if (!sku || sku.Status?.toLowerCase() === "deleted") throw gone(listed);
      const hidden = [sku.Status, product.status].some((status) => status?.toLowerCase() === "inactive");
      const there = { itemId: product.itemId, skuId: sku.SkuId, status: hidden ? "inactive" : "active" };
      await client.post(
        "/product/update",
        { params: { payload: updateToLazada(there, listing, pictures, settings) } },
        z.unknown(),
      );
    },
    async activate(listed) {
      const there = { itemId: listed.productId, skuId: await skuIdOf(listed) };
      await client.post("/product/update", { params: { payload: activationToLazada(there) } }, z.unknown());
    },
    async hide(listed) {
      try {
        await deactivate(listed.productId, await skuIdOf(listed));
      } catch (error) {
        // Off sale already.
        if (!(error instanceof ConnectorError && error.code === "E0004")) throw error;
      }
    },
    async remove(listed) {
      const id = `SkuId_${listed.productId}_${await skuIdOf(listed)}`;
      await client.post("/product/remove", { params: { sku_id_list: JSON.stringify([id]) } }, z.unknown());
    },
    async uploadPicture(picture, bytes): Promise<ChannelPicture> {
      const fitted = await fitPicture(bytes, lazadaPictures);
      const name = `${picture.sha256.slice(0, 16)}.${fitted.mediaType === "image/png" ? "png" : "jpg"}`;
      const blob = new Blob([Uint8Array.from(fitted.bytes)], { type: fitted.mediaType });
      const { image } = await client.upload("/image/upload", { field: "image", name, blob }, imageSchema);
      // A product names its pictures by their address.
      return { id: image.url, url: image.url };
    },
    async list({ cursor }) {
      const { items, problems, next, short } = await page(cursor ? readWindow(cursor) : firstWindow(now()));
      if (short) throw shortAnswer();
      return { items, problems, ...(next ? { nextCursor: writeWindow(next) } : {}) };
    },
  };
}

const gone = ({ productId, sku }: ListedSku) =>
  new ConnectorError("rejected", "item-gone", `Item ${productId} has no SKU ${sku}`, { says: lazadaTexts.say("item-gone") });

const shortAnswer = () =>
  new ConnectorError("retryable", "short-answer", "/products/get gives fewer products than it counts", {
    says: lazadaTexts.say("short-answer"),
  });

function ours(error: unknown): void {
  if (!(error instanceof ConnectorError)) throw error;
}
