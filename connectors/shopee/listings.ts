import { ConnectorError, type ListedSku, type Listing, type ListingPort } from "../contract/index.ts";
import { fitPicture } from "../kit/fit-picture.ts";
import type { ShopeeClient } from "./client.ts";
import { isRefusal, shopeeError, shopeeFailure } from "./failures.ts";
import { cursorOf, everyItem, itemPage, stretchesOf } from "./item-pages.ts";
import type { ShopeeItems } from "./items.ts";
import { listingToShopee, updateToShopee } from "./listing-to-shopee.ts";
import { shopeeLimits } from "./policy.ts";
import type { ShopeeSettings } from "./settings.ts";
import type { ShopeeAttributes } from "./taxonomy.ts";
import { shopeeTexts } from "./texts.ts";
import { nothingSchema } from "./wire.ts";
import { shopeeCreatedSchema, shopeeItemReplySchema, shopeeSearchSchema, shopeeUploadSchema } from "./wire-items.ts";

const there = ["NORMAL", "UNLIST", "REVIEWING", "BANNED"] as const;
/** Deleted items are told for another 90 days (guide 221). */
const all = [...there, "SELLER_DELETE", "SHOPEE_DELETE"] as const;

export function shopeeListings(
  client: ShopeeClient,
  shop: ShopeeItems,
  attributes: ShopeeAttributes,
  settings: ShopeeSettings,
  now: () => Date,
): ListingPort {
  /** Only some lists of calls say how search_item takes a SKU alone: a refusal leaves the whole list to answer. */
  async function search(sku: string): Promise<readonly string[]> {
    const found: string[] = [];
    const asked = new Set<string>();
    for (let offset = ""; !asked.has(offset); ) {
      asked.add(offset);
      try {
        const query = { item_sku: sku, page_size: shopeeLimits.itemsPerPage, offset: offset || undefined, item_status: there };
        const { item_id_list, next_offset } = await client.get("product/search_item", { query }, shopeeSearchSchema);
        found.push(...(item_id_list ?? []));
        if (!next_offset || !item_id_list?.length) break;
        offset = next_offset;
      } catch (error) {
        if (error instanceof ConnectorError && error.sent && isRefusal(error)) break;
        throw error;
      }
    }
    return found;
  }

  async function unlist(listed: ListedSku, hidden: boolean): Promise<void> {
    await refuseShared(listed);
    const { productId } = listed;
    const json = { item_list: [{ item_id: Number(productId), unlist: hidden }] };
    const { success_list, failure_list } = await client.postRows("product/unlist_item", { json }, shopeeItemReplySchema);
    const failed = failure_list?.find(({ item_id }) => item_id === productId);
    if (failed) throw refusedBecause(failed.failed_reason ?? "");
    if (!success_list?.some(({ item_id }) => item_id === productId))
      throw new ConnectorError("unexpected", "unlist_item", `Item ${productId} is in neither list`, {
        says: shopeeTexts.say("shape"),
      });
  }

  /** How many variations share the page of this one; a row that cannot be read is one more. */
  async function othersOf({ productId, variantId }: ListedSku): Promise<{ found: boolean; others: number }> {
    if (variantId === undefined) return { found: true, others: 0 };
    const { items, problems } = await shop.models(productId);
    const others = items.filter(({ model_id }) => model_id !== variantId).length;
    return { found: others < items.length, others: others + problems.length };
  }

  /** A page on Shopee is shown, hidden and worded as one: what belongs to other variations too is not ours to change. */
  async function refuseShared(listed: ListedSku): Promise<void> {
    const { found, others } = await othersOf(listed);
    if (found && !others) return;
    throw new ConnectorError("rejected", "variation", `Item ${listed.productId} has ${others} other variations`, {
      says: found ? shopeeTexts.say("variation-shared", { others }) : shopeeTexts.say("variations"),
    });
  }

  const known = ({ onChannel: { categoryId, attributes: chosen } }: Listing) =>
    categoryId && Object.keys(chosen).length ? attributes(categoryId) : Promise.resolve([]);

  return {
    async look(sku) {
      const ids = await everyItem(client, there, now);
      // The list may lag behind the index, as the index may behind the list (sync-protocol §9).
      for (const id of await search(sku)) ids.add(id);
      const { items, problems } = await shop.listings([...ids]);
      // Sure of "none" only when every row could be read.
      if (problems.length)
        throw new ConnectorError("retryable", "look", `${problems.length} items could not be read`, {
          says: shopeeTexts.say("moving"),
        });
      return items.filter(({ sellerSku, state }) => sellerSku.trim().toUpperCase() === sku && state !== "gone");
    },
    /** One item for one SKU: init_tier_variation, which voids what it finds, is never called. */
    async createHidden(listing, pictures) {
      if (!listing.onChannel.categoryId)
        throw new ConnectorError("validation", "no-category", `${listing.sku} has no category of Shopee`, {
          sent: false,
          says: shopeeTexts.say("no-category"),
        });
      const json = listingToShopee(listing, pictures, await beforeWriting(known(listing)), settings.locationId);
      const made = await client.post("product/add_item", { json }, shopeeCreatedSchema);
      return { sku: listing.sku, productId: made.item_id };
    },
    async update(listed, listing, pictures) {
      await refuseShared(listed);
      const json = updateToShopee(listed.productId, listing, pictures, await beforeWriting(known(listing)));
      await client.post("product/update_item", { json }, nothingSchema);
    },
    activate: (listed) => unlist(listed, false),
    hide: (listed) => unlist(listed, true),
    async remove(listed) {
      const { found, others } = await othersOf(listed);
      // A variation that is gone took nothing else with it.
      if (!found) return;
      const item = { item_id: Number(listed.productId) };
      try {
        if (others > 0) {
          const json = { ...item, model_id: Number(listed.variantId) };
          await client.post("product/delete_model", { json }, nothingSchema);
        } else await client.post("product/delete_item", { json: item }, nothingSchema);
      } catch (error) {
        // Gone already is what was asked for.
        if (!(error instanceof ConnectorError) || error.says?.code !== shopeeTexts.say("item-gone").code) throw error;
      }
    },
    async uploadPicture(picture, bytes) {
      const fitted = await fitPicture(bytes, shopeeLimits.picture);
      const form = new FormData();
      const name = `${picture.sha256.slice(0, 16)}.${fitted.mediaType === "image/png" ? "png" : "jpg"}`;
      form.append("image", new Blob([Uint8Array.from(fitted.bytes)], { type: fitted.mediaType }), name);
      const answer = await client.post(
        "media_space/upload_image",
        { form, signedAs: settings.uploadSignedAs },
        shopeeUploadSchema,
      );
      const [first] = answer.image_info_list ?? [];
      if (first?.error) throw shopeeError(first.error, first.message ?? "");
      const image = answer.image_info ?? first?.image_info;
      if (!image)
        throw new ConnectorError("unexpected", "shape", "upload_image names no picture", { says: shopeeTexts.say("shape") });
      const url = image.image_url_list?.[0]?.image_url;
      return { id: image.image_id, ...(url ? { url } : {}) };
    },
    async list({ cursor }) {
      const { ids, problems, rest } = await itemPage(client, all, stretchesOf(cursor), now());
      const read = await shop.listings(ids);
      return {
        items: read.items,
        problems: [...problems, ...read.problems],
        ...(rest.length ? { nextCursor: cursorOf(rest) } : {}),
      };
    },
  };
}

/** Whatever fails here, the write was not sent. */
async function beforeWriting<Found>(reading: Promise<Found>): Promise<Found> {
  try {
    return await reading;
  } catch (error) {
    if (!(error instanceof ConnectorError)) throw error;
    const { kind, code, message, retryAfterMs, says } = error;
    throw new ConnectorError(kind, code, message, { cause: error, sent: false, retryAfterMs, says });
  }
}

/** A reason that is not on the list is neither yes nor no, but it is told (sync-protocol, result 6). */
function refusedBecause(reason: string): ConnectorError {
  const known = shopeeFailure(reason, reason);
  return known
    ? new ConnectorError(known.kind, "unlist_item", reason, { says: known.says })
    : new ConnectorError("unexpected", "unlist_item", reason, { says: shopeeTexts.say("unclear", { reason: reason || "?" }) });
}
