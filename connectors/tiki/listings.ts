import { z } from "zod";
import {
  ConnectorError,
  type ListedSku,
  type ListingPort,
  type Outside,
  type Page,
  type SeenListing,
  skuSchema,
} from "../contract/index.ts";
import { readEach } from "../kit/read-each.ts";
import type { TikiClient } from "./client.ts";
import { isTikiRefusal } from "./failures.ts";
import { attributeText, listingFromTiki } from "./listing-from-tiki.ts";
import { isUpdate, listingFromTikiRequest } from "./listing-from-tiki-request.ts";
import { identify, listingIdOf } from "./listing-id.ts";
import { attributesForTiki, listingToTiki, picturesForTiki, renderForTiki, wordsOf } from "./listing-to-tiki.ts";
import { readPage } from "./pages.ts";
import { offerPicture, pictureAddress } from "./pictures.ts";
import { tikiLimits } from "./policy.ts";
import { productByNumber, productOf, productsBySku, updateSku } from "./products.ts";
import { isPending, requestError } from "./reason-from-tiki.ts";
import { skusOf, type TikiRequests } from "./requests.ts";
import type { TikiSettings } from "./settings.ts";
import { tikiTexts } from "./texts.ts";
import { instantFromTikiIfAny } from "./tiki-time.ts";
import { type TikiProduct, type TikiRequest, tikiProductSchema, tikiQueuedSchema } from "./wire.ts";

/** `cursor` of ours: which page of which stretch of time, and the products whose change Tiki is reviewing. */
const placeSchema = z.object({ page: z.int().positive(), until: z.string().optional(), reviewed: z.array(z.string()) });

const anyProduct = "*";

function withoutText(seen: SeenListing): SeenListing {
  const { title: _title, description: _description, ...rest } = seen;
  return rest;
}

export function tikiListings(
  client: TikiClient,
  requests: TikiRequests,
  settings: TikiSettings,
  outside: Outside,
): ListingPort {
  const pageOf = (master: string, product: string) =>
    settings.productPage.replace("{master}", encodeURIComponent(master)).replace("{product}", encodeURIComponent(product));
  const seenFrom = (product: TikiProduct) => listingFromTiki(product, pageOf);

  /** The newest request for this SKU, for a listing whose own track is not known. */
  async function newestRequest(sku: string): Promise<TikiRequest | undefined> {
    const { items } = await requests.all();
    return items.find((request) => !isUpdate(request) && skusOf(request).includes(sku));
  }

  /** Why there is no product yet, or none any more. */
  async function absence(listed: ListedSku): Promise<ConnectorError> {
    const track = listed.variantId ? await requests.track(listed.variantId) : undefined;
    if (track && isPending(track.state)) return requestError(track.state, track.reason);
    // A refused one may have been followed by another.
    const request = await newestRequest(listed.sku);
    if (track && !(request && isPending(request.state))) return requestError(track.state, track.reason);
    if (request) return requestError(request.state, request.reasons);
    return new ConnectorError("rejected", "request-gone", `Neither a product nor a request has the SKU ${listed.sku}`, {
      says: tikiTexts.say("request-gone"),
    });
  }

  async function existing(listed: ListedSku): Promise<TikiProduct> {
    const product = await productOf(client, listed, "listings");
    if (product) return product;
    throw await absence(listed);
  }

  return {
    async look(sku) {
      const products = await productsBySku(client, sku, "listings");
      const { found, unknown } = await requests.making(sku);
      const seen = products.map(seenFrom);
      let unsure = unknown;
      for (const { request, trackId } of found) {
        if (isPending(request.state)) seen.push(listingFromTikiRequest(request, sku, trackId));
        else if (!products.length) {
          // Approved, and the search does not know it yet; or it was given another SKU there since.
          const number = request.products?.find(({ product_id }) => product_id)?.product_id;
          const product = number ? await productByNumber(client, number, "listings") : undefined;
          if (product && listingIdOf(product.original_sku, product.id) === sku) seen.push(seenFrom(product));
          else if (!number) unsure += 1;
        }
      }
      if (!seen.length && unsure)
        throw new ConnectorError("retryable", "queue-unsure", `${unsure} requests do not tell what they make yet`, {
          sent: false,
          says: tikiTexts.say("queue-unsure"),
        });
      return seen;
    },
    async createHidden(listing, pictures) {
      const shown = pictures.length
        ? pictures
        : listing.pictures.map(({ url }) => ({ id: url, url: pictureAddress(url, settings) }));
      const queued = await client.post("/v2.1/requests", { json: listingToTiki(listing, shown, settings) }, tikiQueuedSchema);
      // The track is what tells, later, why a person at Tiki said no.
      return { sku: listing.sku, productId: listing.sku, variantId: queued.track_id };
    },
    /** Each change is reviewed by a person at Tiki, so what is the same already is not sent again. */
    async update(listed, listing, pictures) {
      const product = await existing(listed);
      const { title, description } = renderForTiki(listing);
      const held = attributeText(product, "description");
      const changes = {
        ...(wordsOf(product.name ?? "") === wordsOf(title) ? {} : { name: title }),
        ...(held !== undefined && wordsOf(held) === wordsOf(description) ? {} : { description }),
        ...(pictures ? picturesForTiki(pictures) : {}),
      };
      if (!Object.keys(changes).length) return;
      await client.post(
        "/v2.1/requests/updateProductInfo",
        { json: { product_id: Number(product.id), ...changes, attributes: attributesForTiki(listing) } },
        tikiQueuedSchema,
      );
    },
    async activate(listed) {
      const product = await existing(listed);
      await updateSku(client, { product_id: Number(product.id) }, { active: 1 }, "listings");
    },
    async hide(listed) {
      try {
        await updateSku(client, identify(listed), { active: 0 }, "stock");
      } catch (error) {
        // A request that is still reviewed, or was refused, has nothing that buyers could see.
        const refused = error instanceof ConnectorError && isTikiRefusal(error);
        if (!refused || (await productOf(client, listed, "stock"))) throw error;
      }
    },
    /** Only what Tiki has not approved yet can be taken back. */
    async remove(listed) {
      if (await productOf(client, listed, "listings"))
        throw new ConnectorError("rejected", "no-removal", "Tiki deletes no product", { says: tikiTexts.say("no-removal") });
      const track = listed.variantId ? await requests.track(listed.variantId) : undefined;
      const ids = track?.request_id
        ? [track.request_id]
        : (await requests.making(listed.sku)).found.map(({ request }) => request.request_id);
      const [id] = ids;
      if (ids.length > 1)
        throw new ConnectorError("rejected", "several-requests", `${ids.length} requests have the SKU ${listed.sku}`, {
          says: tikiTexts.say("several-requests"),
        });
      if (id) await client.delete(`/v2/requests/${encodeURIComponent(id)}`, {}, z.unknown());
      else if (track && isPending(track.state)) throw requestError(track.state, track.reason);
    },
    uploadPicture: (picture, bytes) => offerPicture(picture, bytes, settings),
    async list({ cursor }) {
      const items: SeenListing[] = [];
      const problems: Page<SeenListing>["problems"][number][] = [];
      let place: z.infer<typeof placeSchema>;
      if (cursor) place = placeSchema.parse(JSON.parse(cursor));
      else {
        const read = await requests.all();
        problems.push(...read.problems);
        const pending = read.items.filter(({ state }) => isPending(state));
        for (const request of pending.filter((each) => !isUpdate(each)))
          for (const sku of skusOf(request)) {
            const ours = skuSchema.safeParse(sku);
            if (ours.success) items.push(listingFromTikiRequest(request, ours.data, undefined));
          }
        const updates = pending.filter(isUpdate).map(({ products, created_at }) => ({
          numbers: products?.flatMap(({ product_id }) => product_id ?? []) ?? [],
          at: Date.parse(instantFromTikiIfAny(created_at) ?? ""),
        }));
        const reviewed = updates.flatMap(({ numbers }) => numbers);
        // One that does not tell its product may be about any; one that hangs is not waited for (tiki §9.6).
        const since = outside.now().getTime() - settings.queueLookbackHours * 3_600_000;
        if (updates.some(({ numbers, at }) => !numbers.length && !(at < since))) reviewed.push(anyProduct);
        place = { page: 1, reviewed: [...new Set(reviewed)] };
      }
      const query = { include: "inventory,images,categories", ...(place.until ? { created_to_date: place.until } : {}) };
      const { data, paging } = await readPage(client, "/v2.1/products", query, place.page);
      const reviewed = new Set(place.reviewed);
      const read = readEach(
        data,
        tikiProductSchema,
        // What a review has not let through yet is shown as it was: that is nobody's change.
        (product) =>
          reviewed.has(product.id) || reviewed.has(anyProduct) ? withoutText(seenFrom(product)) : seenFrom(product),
        (row) => z.object({ product_id: z.coerce.string() }).safeParse(row).data?.product_id,
      );
      const page = { items: [...items, ...read.items], problems: [...problems, ...read.problems] };
      if (!paging || place.page >= paging.last_page) return page;
      const next = nextPlace(place, data);
      return { ...page, nextCursor: JSON.stringify(next) };
    },
  };
}

/** Tiki ends a list at 10,000 rows, newest first, so a longer one goes on from the oldest that was seen. */
function nextPlace(place: z.infer<typeof placeSchema>, rows: readonly unknown[]): z.infer<typeof placeSchema> {
  if ((place.page + 1) * tikiLimits.rowsPerPage <= tikiLimits.rowsPerList) return { ...place, page: place.page + 1 };
  const until = z.object({ created_at: z.string().min(1) }).safeParse(rows.at(-1)).data?.created_at;
  if (!until || until === place.until)
    throw new ConnectorError("unexpected", "paging", "The products' list does not go on", { says: tikiTexts.say("shape") });
  return { ...place, page: 1, until };
}
