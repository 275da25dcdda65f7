import { type ChannelCode, type Listing, listingSchema, type Picture } from "connectors/contract";
import type { ProductStanding } from "../modules/ocop/standing";
import type { ProductMetadata } from "./product-metadata";

export interface ListedProduct {
  readonly sku: string;
  readonly title: string;
  readonly description: string;
  readonly weightGrams: number;
  readonly sizeMillimetres?: { readonly length: number; readonly width: number; readonly height: number } | undefined;
  /** Whole đồng. */
  readonly price: number;
  readonly metadata: ProductMetadata;
}

/** Channels refuse names of a few letters (Shopee's get_item_limit gives a least length), and buyers learn little from them. */
const shortestTitle = 5;
function titleOf({ title, metadata }: ListedProduct): string {
  return title.length >= shortestTitle || !metadata.pack ? title : `${title}, ${metadata.pack.toLowerCase()}`;
}

/**
 * What a channel should show for one product today. The word OCOP and the stars come from a certificate that is valid
 * today and from nothing else (ocop §8.1). Throws a ZodError where the product lacks what every channel needs.
 */
export function wantedListing(
  product: ListedProduct,
  channel: ChannelCode,
  standing: ProductStanding | undefined,
  pictures: readonly Picture[],
): Listing {
  const { metadata } = product;
  const certificate = standing?.stars === undefined ? undefined : standing.certificate;
  const onChannel = metadata.on_channel[channel];
  return listingSchema.parse({
    sku: product.sku,
    title: titleOf(product),
    shortDescription: metadata.short_description,
    description: product.description,
    productSet: metadata.product_set,
    unit: metadata.unit,
    ...(metadata.pack ? { packNote: metadata.pack } : {}),
    price: product.price,
    weightGrams: product.weightGrams,
    ...(product.sizeMillimetres ? { sizeMillimetres: product.sizeMillimetres } : {}),
    pictures,
    ...(certificate
      ? {
          certificate: {
            stars: certificate.stars,
            decisionNumber: certificate.decisionNumber,
            decisionDate: certificate.decisionDate,
            validTo: certificate.validTo,
            simulated: certificate.simulated,
          },
        }
      : {}),
    producerName: metadata.producer_name,
    origin: metadata.commune ? `${metadata.commune}, Hưng Yên` : "Hưng Yên",
    simulated: metadata.simulated,
    onChannel: onChannel ?? {},
  });
}
