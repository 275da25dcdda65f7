import { z } from "zod";
import { daySchema, instantSchema } from "./instant.ts";
import { skuSchema } from "./sku.ts";
import { textSchema } from "./text.ts";
import { vndSchema } from "./vnd.ts";

export const pictureSchema = z.object({
  /** Identity of the bytes; a channel's copy is remembered under it. */
  sha256: z.string(),
  mediaType: z.enum(["image/jpeg", "image/png"]),
  /** Where a worker fetches the bytes: an address of ours. */
  url: z.string(),
  /** A drawing, not a photo of the goods. */
  illustration: z.boolean().default(false),
});
export type Picture = z.infer<typeof pictureSchema>;

export const channelPictureSchema = z.object({ id: z.string(), url: z.string().optional() });
export type ChannelPicture = z.infer<typeof channelPictureSchema>;

/** The stars that may be shown today; absent when no certificate is valid (ocop §8.1). */
export const listingCertificateSchema = z.object({
  stars: z.union([z.literal(3), z.literal(4), z.literal(5)]),
  decisionNumber: z.string(),
  decisionDate: daySchema,
  validTo: daySchema,
  simulated: z.boolean(),
});
export type ListingCertificate = z.infer<typeof listingCertificateSchema>;

/** What we want a channel to show for one SKU. Stock is not here: it has rules of its own. */
export const listingSchema = z.strictObject({
  sku: skuSchema,
  title: z.string().min(1),
  shortDescription: z.string().default(""),
  /** Plain text, paragraphs separated by a blank line. */
  description: z.string(),
  productSet: z.string().optional(),
  brand: z.string().optional(),
  unit: z.string(),
  packNote: z.string().optional(),
  price: vndSchema,
  weightGrams: z.int().positive(),
  sizeMillimetres: z.object({ length: z.int().positive(), width: z.int().positive(), height: z.int().positive() }).optional(),
  pictures: z.array(pictureSchema),
  certificate: listingCertificateSchema.optional(),
  producerName: z.string(),
  origin: z.string(),
  gtin: z.string().optional(),
  selfDeclarationNumber: z.string().optional(),
  shelfLifeDays: z.int().positive().optional(),
  simulated: z.boolean().default(false),
  /** What only this channel knows: its own ids, chosen by a person or by the data file. */
  onChannel: z
    .object({
      categoryId: z.string().optional(),
      brandId: z.string().optional(),
      carrierIds: z.array(z.string()).default([]),
      attributes: z.record(z.string(), z.array(z.string())).default({}),
    })
    .default({ carrierIds: [], attributes: {} }),
});
export type Listing = z.infer<typeof listingSchema>;

/** A SKU as the channel knows it; `variantId` is absent where an item has no variants. */
export const listedSkuSchema = z.object({ sku: skuSchema, productId: z.string(), variantId: z.string().optional() });
export type ListedSku = z.infer<typeof listedSkuSchema>;

export const listingStates = ["none", "drafted", "sent", "in-review", "live", "hidden", "refused", "gone", "unknown"] as const;
export const listingStateSchema = z.enum(listingStates);
export type ListingState = z.infer<typeof listingStateSchema>;

export const seenListingSchema = z.object({
  /** The seller SKU as the channel writes it; may be none of ours. */
  sellerSku: z.string(),
  productId: z.string(),
  variantId: z.string().optional(),
  state: listingStateSchema,
  channelState: z.string(),
  title: z.string().optional(),
  description: z.string().optional(),
  price: vndSchema.optional(),
  stock: z.int().optional(),
  categoryId: z.string().optional(),
  pictureIds: z.array(z.string()).default([]),
  url: z.string().optional(),
  reason: z.string().optional(),
  changedAt: instantSchema.optional(),
});
export type SeenListing = z.infer<typeof seenListingSchema>;

export const seenPageSchema = z.object({
  state: z.enum(["live", "gone", "changed", "unreadable"]),
  httpStatus: z.int().optional(),
  sha256: z.string().optional(),
  title: z.string().optional(),
  price: vndSchema.optional(),
  /** Where the page was in the end, and when it was asked for. */
  url: z.string().optional(),
  fetchedAt: instantSchema.optional(),
  /** Why it is unreadable or changed: a word for software, a sentence for people. */
  reason: z.string().optional(),
  says: textSchema.optional(),
});
export type SeenPage = z.infer<typeof seenPageSchema>;
