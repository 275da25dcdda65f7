import type { ChannelPicture, Listing } from "../contract/index.ts";
import type { TikiSettings } from "./settings.ts";

/** Name and HTML text. Stars are written from a certificate that is valid today and from nothing else (ocop §8.1). */
export function renderForTiki(listing: Listing): { title: string; description: string } {
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
  const paragraphs = [...listing.description.trim().split(/\n\s*\n/), stars, facts.filter(Boolean).join("\n")];
  const description = paragraphs
    .map((each) => each?.trim())
    .filter(Boolean)
    .map((each) => `<p>${escape(each ?? "").replaceAll("\n", "<br>")}</p>`)
    .join("");
  return { title: listing.title.trim(), description };
}

const entities: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;" };
const escape = (text: string) => text.replace(/[&<>]/g, (sign) => entities[sign] ?? sign);

/** The words of a text without its form: Tiki renders HTML anew. */
export const wordsOf = (html: string): string =>
  html
    .replace(/<[^>]*>/g, " ")
    .replace(/&(amp|lt|gt|nbsp);/g, (_, name: string) => ({ amp: "&", lt: "<", gt: ">" })[name] ?? " ")
    .replace(/\s+/g, " ")
    .normalize("NFC")
    .trim();

/** Codes that are filled from the listing itself; a person's own choice comes over them. */
export function attributesForTiki(listing: Listing): Record<string, string> {
  const { brandId, attributes } = listing.onChannel;
  return {
    brand: brandId ?? "No Brand",
    origin: "vietnam",
    product_weight_kg: String(listing.weightGrams / 1000),
    ...(listing.shortDescription.trim() ? { product_top_features: listing.shortDescription.trim() } : {}),
    ...Object.fromEntries(Object.entries(attributes).map(([code, values]) => [code, values.join("\n")])),
  };
}

/**
 * The body of a product request (tiki §5.1) for one variant without options: no units, and not switched on when it is
 * approved. The market price is the price: it cannot be changed later without a review.
 */
export function listingToTiki(
  listing: Listing,
  pictures: readonly ChannelPicture[],
  settings: Pick<TikiSettings, "warehouseId" | "inventoryType">,
): Record<string, unknown> {
  const { title, description } = renderForTiki(listing);
  return {
    category_id: Number(listing.onChannel.categoryId),
    name: title,
    description,
    market_price: listing.price,
    attributes: attributesForTiki(listing),
    ...picturesForTiki(pictures),
    option_attributes: [],
    variants: [
      {
        sku: listing.sku,
        ...(listing.gtin ? { min_code: listing.gtin } : {}),
        price: listing.price,
        market_price: listing.price,
        inventory_type: settings.inventoryType,
        seller_warehouse: String(settings.warehouseId),
        warehouse_stocks: [{ warehouseId: settings.warehouseId, qtyAvailable: 0 }],
        brand_origin: "viet nam",
      },
    ],
    meta_data: { is_auto_turn_on: false },
  };
}

export function picturesForTiki(pictures: readonly ChannelPicture[]): { image?: string; images?: string[] } {
  const [image, ...images] = pictures.map(({ id, url }) => url ?? id);
  return image === undefined ? {} : { image, images };
}
