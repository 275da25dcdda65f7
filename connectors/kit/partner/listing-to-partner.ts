import type { Listing } from "../../contract/index.ts";
import type { PartnerPlan } from "./settings.ts";
import { theirNames } from "./wire.ts";

/** Drawings say that they are none of the goods. */
export const renderForPartner = ({ title, description, pictures }: Listing) => ({
  title: title.trim(),
  description: pictures.some(({ illustration }) => illustration)
    ? `${description.trim()}\n\nẢnh minh hoạ.`
    : description.trim(),
});

/**
 * The canonical listing (connector contract, "Canonical listing"), without price, stock and status. A certificate of a
 * demonstration stays at home: a number of stars cannot say that it is simulated.
 */
export function contentForPartner(
  listing: Listing,
  names: PartnerPlan["names"],
  withPictures: boolean,
): Record<string, unknown> {
  const { title, description } = renderForPartner(listing);
  const { sizeMillimetres: size, onChannel } = listing;
  const certificate = listing.certificate?.simulated ? undefined : listing.certificate;
  const pictures = withPictures
    ? Object.fromEntries(listing.pictures.slice(0, 9).map(({ url }, index) => [`image_${index + 1}_url`, url]))
    : {};
  return theirNames(
    {
      seller_sku: listing.sku,
      barcode_gtin: listing.gtin,
      name_vi: title,
      short_desc_vi: listing.shortDescription || undefined,
      long_desc_vi: description,
      ocop_set_slug: listing.productSet,
      channel_category: onChannel.categoryId,
      brand: listing.brand,
      ocop_stars: certificate?.stars,
      ocop_decision_no: certificate?.decisionNumber,
      ocop_decision_date: certificate?.decisionDate,
      ocop_valid_to: certificate?.validTo,
      producer_name: listing.producerName,
      origin: listing.origin,
      unit: listing.unit,
      pack_note: listing.packNote,
      weight_g: listing.weightGrams,
      length_mm: size?.length,
      width_mm: size?.width,
      height_mm: size?.height,
      shelf_life_days: listing.shelfLifeDays,
      self_declaration_no: listing.selfDeclarationNumber,
      ...pictures,
    },
    names.listing,
  );
}
