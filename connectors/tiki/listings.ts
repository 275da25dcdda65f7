import { z } from "zod";
import { ConnectorError, type ListedSku, type ListingPort, type Outside } from "../contract/index.ts";
import type { TikiClient } from "./client.ts";
import { isTikiRefusal } from "./failures.ts";
import { listedOnTiki } from "./listed.ts";
import { attributeText, listingFromTiki } from "./listing-from-tiki.ts";
import { isUpdate, listingFromTikiRequest } from "./listing-from-tiki-request.ts";
import { identify, listingIdOf } from "./listing-id.ts";
import { attributesForTiki, listingToTiki, picturesForTiki, renderForTiki, wordsOf } from "./listing-to-tiki.ts";
import { offerPicture, pictureAddress } from "./pictures.ts";
import { productByNumber, productOf, productsBySku, updateSku } from "./products.ts";
import { isPending, requestError } from "./reason-from-tiki.ts";
import { skusOf, type TikiRequests } from "./requests.ts";
import type { TikiSettings } from "./settings.ts";
import { tikiTexts } from "./texts.ts";
import { type TikiProduct, type TikiRequest, tikiQueuedSchema } from "./wire.ts";

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

  const everything = listedOnTiki(client, requests, settings, outside, seenFrom);

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
        if (!listed.variantId && !(await requests.making(listed.sku)).found.length) throw error;
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
    list: ({ cursor }) => everything(cursor),
  };
}
