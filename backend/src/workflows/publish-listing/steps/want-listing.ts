import { MedusaError } from "@medusajs/framework/utils";
import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk";
import type { ChannelCode, Text } from "connectors/contract";
import { edges } from "connectors/edges";
import { channelsOf } from "../../../channels-of";
import { readVariants } from "../../../listings/read-variants";
import { standingsOf, wantOne } from "../../../listings/want-listing";
import { listingTexts } from "../../../text/listings";
import { Refusal } from "../../../text/refusal";

export interface PublishListingInput {
  account_id: string;
  variant_id: string;
  /** False: taken off sale there; the listing stays. */
  live: boolean;
}

/** What is wanted is a row; the turn that follows does the rest, so there is nothing to take back but the wish itself. */
export const wantListingStep = createStep(
  "want-listing",
  async ({ account_id, variant_id, live }: PublishListingInput, { container }) => {
    const channels = channelsOf(container);
    const account = await channels.retrieveChannelAccount(account_id);
    const [variant] = await readVariants(container, { id: [variant_id] });
    if (!variant) throw new Refusal(MedusaError.Types.NOT_FOUND, listingTexts.say("no-product"));
    const { metadata } = variant;
    const refuse = (says: Text) => new Refusal(MedusaError.Types.NOT_ALLOWED, says);
    const owns =
      account.owner_kind === "programme" ? metadata.seller_kind === "programme" : account.producer_id === metadata.producer_id;
    if (!owns) throw refuse(listingTexts.say("foreign"));
    if (live && metadata.alcohol) throw refuse(listingTexts.say("alcohol"));
    const { retired } = edges[account.channel as ChannelCode] ?? {};
    if (live && retired) throw refuse(retired);
    const [before] = await channels.listChannelListings({ account_id, sku: variant.sku });
    const wanted = wantOne(account.channel, variant, await standingsOf(container, [variant]));
    const taxonomy = await channels.taxonomyOf(account_id, wanted.listing.onChannel.categoryId);
    const problems = live ? (edges[wanted.channel]?.checkListing(wanted.listing, taxonomy) ?? []) : [];
    if (problems.length)
      throw new Refusal(
        MedusaError.Types.INVALID_DATA,
        problems.map(({ code, params }) => ({ code, params })),
      );
    const saved = await channels.upsertListing({
      accountId: account_id,
      sku: variant.sku,
      variantId: variant_id,
      recipe: variant.recipe,
      wanted: wanted.listing,
      wantedLive: live,
      ...(before?.stock_cap == null ? {} : { wantedStockCap: before.stock_cap }),
    });
    return new StepResponse(
      { listing_id: saved.id, changed: saved.changed },
      { listingId: saved.id, live: before?.wanted_live ?? false },
    );
  },
  async (done, { container }) => {
    if (done) await channelsOf(container).updateChannelListings({ id: done.listingId, wanted_live: done.live });
  },
);
