import type { ChannelPicture, Listing } from "../contract/index.ts";
import { attributesToShopee } from "./attributes-to-shopee.ts";
import type { ShopeeAttribute } from "./wire-taxonomy.ts";

/** Stars are written from a certificate that is valid today and from nothing else (ocop §8.1). */
export function renderForShopee(listing: Listing): { title: string; description: string } {
  const { certificate } = listing;
  const [year, month, day] = certificate?.decisionDate.split("-") ?? [];
  const stars = certificate
    ? `OCOP ${certificate.stars} sao, Quyết định ${certificate.decisionNumber} ngày ${day}/${month}/${year}${certificate.simulated ? " (mô phỏng)" : ""}.`
    : undefined;
  const facts = [
    `Cơ sở sản xuất: ${listing.producerName}.`,
    `Xuất xứ: ${listing.origin}.`,
    `Quy cách: ${[listing.unit, listing.packNote].filter(Boolean).join(", ")}.`,
    listing.selfDeclarationNumber && `Số tự công bố: ${listing.selfDeclarationNumber}.`,
    listing.pictures.some(({ illustration }) => illustration) && "Ảnh minh hoạ.",
  ];
  const text = [listing.description.trim(), stars, facts.filter(Boolean).join("\n")].filter(Boolean).join("\n\n");
  return { title: listing.title.trim(), description: text };
}

/** The body of add_item (shopee §5.1): weight in kilograms, size in whole centimetres, price in whole đồng, no stock, unlisted. */
export function listingToShopee(
  listing: Listing,
  pictures: readonly ChannelPicture[],
  known: readonly ShopeeAttribute[],
  locationId?: string,
): Record<string, unknown> {
  return {
    brand: { brand_id: 0, original_brand_name: "No Brand" },
    ...editableFields(listing, pictures, known),
    original_price: listing.price,
    item_status: "UNLIST",
    condition: "NEW",
    item_sku: listing.sku,
    seller_stock: [{ ...(locationId === undefined ? {} : { location_id: locationId }), stock: 0 }],
  };
}

/** The body of update_item: neither price nor stock, and nothing that this listing does not say, as with an adopted one. */
export function updateToShopee(
  itemId: string,
  listing: Listing,
  pictures: readonly ChannelPicture[] | undefined,
  known: readonly ShopeeAttribute[],
): Record<string, unknown> {
  return { item_id: Number(itemId), ...editableFields(listing, pictures, known) };
}

function editableFields(
  listing: Listing,
  pictures: readonly ChannelPicture[] | undefined,
  known: readonly ShopeeAttribute[],
): Record<string, unknown> {
  const { title, description } = renderForShopee(listing);
  const { categoryId, brandId, carrierIds, attributes } = listing.onChannel;
  const sent = attributesToShopee(attributes, known);
  const centimetres = (millimetres: number) => Math.max(1, Math.ceil(millimetres / 10));
  const size = listing.sizeMillimetres;
  return {
    item_name: title,
    description,
    weight: listing.weightGrams / 1000,
    ...(categoryId ? { category_id: Number(categoryId) } : {}),
    ...(pictures ? { image: { image_id_list: pictures.map(({ id }) => id) } } : {}),
    ...(carrierIds.length ? { logistic_info: carrierIds.map((id) => ({ logistic_id: Number(id), enabled: true })) } : {}),
    ...(brandId && brandId !== "0" ? { brand: { brand_id: Number(brandId), original_brand_name: listing.brand ?? "" } } : {}),
    ...(sent.length ? { attribute_list: sent } : {}),
    ...(size
      ? {
          dimension: {
            package_length: centimetres(size.length),
            package_width: centimetres(size.width),
            package_height: centimetres(size.height),
          },
        }
      : {}),
  };
}
