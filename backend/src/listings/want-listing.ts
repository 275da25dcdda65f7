import type { MedusaContainer } from "@medusajs/framework/types";
import { MedusaError } from "@medusajs/framework/utils";
import { type ChannelCode, channelCodeSchema, type Listing } from "connectors/contract";
import { OCOP_MODULE } from "../modules/ocop";
import { dayAt } from "../modules/ocop/day";
import type OcopModuleService from "../modules/ocop/service";
import type { ProductStanding } from "../modules/ocop/standing";
import { readSettings } from "../settings";
import { listingTexts } from "../text/listings";
import { Refusal } from "../text/refusal";
import { illustrationPicture } from "./illustration";
import type { VariantFacts } from "./read-variants";
import { wantedListing } from "./wanted-listing";

/** What may be said of these products today, by registered product. Simulated certificates say so in the text. */
export function standingsOf(
  container: MedusaContainer,
  variants: readonly VariantFacts[],
): Promise<Map<string, ProductStanding>> {
  const ids = variants.flatMap(({ metadata }) => metadata.registered_product_id ?? []);
  const ocop = container.resolve<OcopModuleService>(OCOP_MODULE);
  return ocop.statusOf([...new Set(ids)], dayAt(new Date()), { simulated: true });
}

/** Refuses where the product itself is not complete. */
export function wantOne(
  channel: string,
  variant: VariantFacts,
  standings: ReadonlyMap<string, ProductStanding>,
): { channel: ChannelCode; listing: Listing } {
  const code = channelCodeSchema.parse(channel);
  const { metadata, price } = variant;
  if (price === undefined)
    throw new Refusal(MedusaError.Types.INVALID_DATA, listingTexts.say("no-price", { product: variant.title }));
  if (variant.weightGrams <= 0)
    throw new Refusal(MedusaError.Types.INVALID_DATA, listingTexts.say("no-weight", { product: variant.title }));
  const standing = metadata.registered_product_id ? standings.get(metadata.registered_product_id) : undefined;
  const picture = illustrationPicture(metadata.picture || metadata.product_set, readSettings().PUBLIC_URL);
  return { channel: code, listing: wantedListing({ ...variant, price }, code, standing, [picture]) };
}
