import { z } from "zod";
import { ConnectorError, type ListingPort, type Page, type SeenListing } from "../contract/index.ts";
import { readEach } from "../kit/read-each.ts";
import type { ShopeeClient } from "./client.ts";
import { listingFromShopee } from "./listing-from-shopee.ts";
import { listingToShopee, updateToShopee } from "./listing-to-shopee.ts";
import { shopeeLimits } from "./policy.ts";
import { shopeeTexts } from "./texts.ts";
import {
  shopeeCreatedSchema,
  shopeeImageSchema,
  shopeeItemIdsSchema,
  shopeeItemListSchema,
  shopeeItemPageSchema,
  shopeeItemReplySchema,
  shopeeItemSchema,
} from "./wire.ts";

const statuses = ["NORMAL", "UNLIST", "REVIEWING", "BANNED", "SELLER_DELETE", "SHOPEE_DELETE"] as const;

/** `pageOf` gives an item's address for buyers; undefined before the shop is known. */
export function shopeeListings(client: ShopeeClient, pageOf: (itemId: string) => string | undefined): ListingPort {
  function withPage(seen: SeenListing): SeenListing {
    const url = pageOf(seen.productId);
    return url === undefined ? seen : { ...seen, url };
  }

  async function details(ids: readonly string[]): Promise<Page<SeenListing>> {
    const items: SeenListing[] = [];
    const problems: Page<SeenListing>["problems"][number][] = [];
    for (let at = 0; at < ids.length; at += shopeeLimits.itemsPerDetail) {
      const asked = ids.slice(at, at + shopeeLimits.itemsPerDetail);
      const answer = await client.get(
        "product/get_item_base_info",
        { query: { item_id_list: asked.join(",") } },
        shopeeItemListSchema,
      );
      const rows = answer.item_list ?? [];
      const read = readEach(
        rows,
        shopeeItemSchema,
        listingFromShopee,
        (row) => z.object({ item_id: z.coerce.string() }).safeParse(row).data?.item_id,
      );
      items.push(...read.items.map(withPage));
      problems.push(...read.problems);
    }
    return { items, problems };
  }

  async function page(offset: string): Promise<{ ids: string[]; next: string | undefined }> {
    const answer = await client.get(
      "product/get_item_list",
      { query: { offset, page_size: shopeeLimits.itemsPerPage, item_status: statuses } },
      shopeeItemPageSchema,
    );
    return {
      ids: (answer.item ?? []).map(({ item_id }) => item_id),
      next: answer.has_next_page ? String(answer.next_offset ?? 0) : undefined,
    };
  }

  async function unlist(productId: string, hidden: boolean): Promise<void> {
    const answer = await client.post(
      "product/unlist_item",
      { json: { item_list: [{ item_id: Number(productId), unlist: hidden }] } },
      shopeeItemReplySchema,
    );
    const refused = answer.failure_list?.find(({ item_id }) => item_id === productId);
    if (refused)
      throw new ConnectorError("rejected", "unlist_item", refused.failed_reason ?? "no reason", {
        says: shopeeTexts.say(hidden ? "hide-refused" : "activate-refused", { reason: refused.failed_reason ?? "?" }),
      });
    if (!answer.success_list?.some(({ item_id }) => item_id === productId))
      throw new ConnectorError("unexpected", "unlist_item", `Item ${productId} is in neither list`);
  }

  return {
    async look(sku) {
      const found = await client.get(
        "product/search_item",
        { query: { item_sku: sku, page_size: shopeeLimits.itemsPerPage } },
        shopeeItemIdsSchema,
      );
      const ids = new Set(found.item_id_list ?? []);
      // The search index may lag and leaves statuses out, so the whole list is read too (sync-protocol §9).
      for (let offset: string | undefined = "0"; offset !== undefined; ) {
        const { ids: more, next } = await page(offset);
        for (const id of more) ids.add(id);
        if (next === offset) throw new ConnectorError("unexpected", "paging", "get_item_list names its own page as the next");
        offset = next;
      }
      const { items, problems } = await details([...ids]);
      // Sure of "none" only when every row could be read.
      if (problems.length) throw new ConnectorError("unexpected", "look", `${problems.length} items could not be read`);
      return items.filter(({ sellerSku, state }) => sellerSku.toUpperCase() === sku && state !== "gone");
    },
    async createHidden(listing, pictures) {
      const made = await client.post("product/add_item", { json: listingToShopee(listing, pictures) }, shopeeCreatedSchema);
      return { sku: listing.sku, productId: made.item_id };
    },
    async update(listed, listing, pictures) {
      await client.post("product/update_item", { json: updateToShopee(listed.productId, listing, pictures) }, z.unknown());
    },
    activate: (listed) => unlist(listed.productId, false),
    hide: (listed) => unlist(listed.productId, true),
    async remove(listed) {
      await client.post("product/delete_item", { json: { item_id: Number(listed.productId) } }, z.unknown());
    },
    async uploadPicture(picture, bytes) {
      const form = new FormData();
      form.append(
        "image",
        new Blob([Uint8Array.from(bytes)], { type: picture.mediaType }),
        `${picture.sha256.slice(0, 16)}.${picture.mediaType === "image/png" ? "png" : "jpg"}`,
      );
      const { image_info } = await client.post("media_space/upload_image", { form }, shopeeImageSchema);
      const url = image_info.image_url_list?.[0]?.image_url;
      return { id: image_info.image_id, ...(url ? { url } : {}) };
    },
    async list({ cursor }) {
      const { ids, next } = await page(cursor ?? "0");
      const read = await details(ids);
      return { ...read, ...(next === undefined ? {} : { nextCursor: next }) };
    },
  };
}
