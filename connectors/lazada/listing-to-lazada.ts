import type { ChannelPicture, Listing } from "../contract/index.ts";
import { escapeMarkup, htmlFromText } from "./html-text.ts";

/**
 * The words buyers read; they go out marked up and come back compared as words. Stars are written from a certificate that is
 * valid today and from nothing else (ocop §8.1).
 */
export function renderForLazada(listing: Listing): { title: string; description: string } {
  const { certificate } = listing;
  const [year, month, day] = certificate?.decisionDate.split("-") ?? [];
  const stars = certificate
    ? `OCOP ${certificate.stars} sao, Quyết định ${certificate.decisionNumber} ngày ${day}/${month}/${year}${certificate.simulated ? " (mô phỏng)" : ""}.`
    : undefined;
  const text = [listing.description.trim(), stars, facts(listing).join("\n")].filter(Boolean).join("\n\n");
  return { title: listing.title.trim(), description: text };
}

const facts = (listing: Listing): string[] =>
  [
    `Cơ sở sản xuất: ${listing.producerName}.`,
    `Xuất xứ: ${listing.origin}.`,
    `Quy cách: ${packOf(listing)}.`,
    listing.selfDeclarationNumber && `Số tự công bố: ${listing.selfDeclarationNumber}.`,
    listing.pictures.some(({ illustration }) => illustration) && "Ảnh minh hoạ.",
  ].filter((fact) => typeof fact === "string" && fact !== "") as string[];
const packOf = ({ unit, packNote }: Listing) => [unit, packNote].filter(Boolean).join(", ");

/** A sale property and a property of the SKU are told from the product's own by these before their names. */
export const saleProperty = "saleProp.";
export const skuProperty = "sku.";

interface Choices {
  readonly createInactive: boolean;
  readonly noBrandId?: string | undefined;
}

/** The payload of /product/create: every value of a SKU is text (code 1001); no stock, and off sale where Lazada listens. */
export function listingToLazada(listing: Listing, pictures: readonly ChannelPicture[], choices: Choices): string {
  const { sale, ofSku, ofProduct } = properties(listing);
  return request({
    PrimaryCategory: listing.onChannel.categoryId ?? "",
    Images: { Image: pictures.map(({ id }) => id) },
    Attributes: { ...ofProduct, ...wordsAndBrand(listing, choices) },
    Skus: {
      Sku: [
        {
          ...ofSku,
          SellerSku: listing.sku,
          ...(Object.keys(sale).length ? { saleProp: sale } : {}),
          quantity: "0",
          price: String(listing.price),
          ...packageOf(listing),
          ...(choices.createInactive ? { Status: "inactive" } : {}),
        },
      ],
    },
  });
}

/** The payload of /product/update: neither price nor stock. Left out, `Status` would mean "active" (DOC:121228), so it is repeated as it is there. */
export function updateToLazada(
  there: { readonly itemId: string; readonly skuId: string; readonly status: string },
  listing: Listing,
  pictures: readonly ChannelPicture[] | undefined,
  choices: Choices,
): string {
  const { ofSku, ofProduct } = properties(listing);
  return request({
    ItemId: there.itemId,
    PrimaryCategory: listing.onChannel.categoryId ?? "",
    ...(pictures ? { Images: { Image: pictures.map(({ id }) => id) } } : {}),
    Attributes: { ...ofProduct, ...wordsAndBrand(listing, choices) },
    Skus: { Sku: [{ ...ofSku, SkuId: there.skuId, ...packageOf(listing), Status: there.status }] },
  });
}

/** The payload of /product/update that opens the sale alone. `Attributes` must be there and may be empty (DOC:121228). */
export const activationToLazada = (there: { readonly itemId: string; readonly skuId: string }): string =>
  request({ ItemId: there.itemId, Attributes: {}, Skus: { Sku: [{ SkuId: there.skuId, Status: "active" }] } });

const request = (product: Record<string, unknown>) =>
  JSON.stringify({ Request: { Product: Object.fromEntries(Object.entries(product).filter(([, value]) => value !== "")) } });

function wordsAndBrand(listing: Listing, { noBrandId }: Choices): Record<string, string> {
  const { title, description } = renderForLazada(listing);
  const lines = listing.shortDescription.trim() ? listing.shortDescription.trim().split(/\n+/) : facts(listing);
  const brandId = listing.onChannel.brandId ?? noBrandId;
  return {
    name: title,
    description: htmlFromText(description),
    // Only lists are kept of its markup (DOC:121228).
    short_description: `<ul>${lines.map((line) => `<li>${escapeMarkup(line.trim())}</li>`).join("")}</ul>`,
    ...(brandId ? { brand_id: brandId } : { brand: "No Brand" }),
  };
}

/** Kilograms and centimetres of at most two decimals, rounded up so that nothing is shipped heavier than it was said to be. */
function packageOf(listing: Listing): Record<string, string> {
  const size = listing.sizeMillimetres;
  return {
    package_weight: String(Math.ceil(listing.weightGrams / 10) / 100),
    package_content: packOf(listing),
    ...(size
      ? {
          package_length: String(size.length / 10),
          package_width: String(size.width / 10),
          package_height: String(size.height / 10),
        }
      : {}),
  };
}

function properties(listing: Listing) {
  const sale: Record<string, string> = {};
  const ofSku: Record<string, string> = {};
  const ofProduct: Record<string, string> = {};
  for (const [name, values] of Object.entries(listing.onChannel.attributes)) {
    const value = values.join(",");
    if (!value) continue;
    if (name.startsWith(saleProperty)) sale[name.slice(saleProperty.length)] = value;
    else if (name.startsWith(skuProperty)) ofSku[name.slice(skuProperty.length)] = value;
    else ofProduct[name] = value;
  }
  return { sale, ofSku, ofProduct };
}
