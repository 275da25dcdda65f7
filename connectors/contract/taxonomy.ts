import { z } from "zod";
import type { Reading } from "./problem.ts";

export const channelCategorySchema = z.object({
  id: z.string(),
  parentId: z.string().optional(),
  name: z.string(),
  leaf: z.boolean(),
});
export type ChannelCategory = Readonly<z.infer<typeof channelCategorySchema>>;

export const channelAttributeSchema = z.object({
  id: z.string(),
  name: z.string(),
  /** Where `onlyWith` is given, required only beside that value. */
  required: z.boolean(),
  values: z.array(z.object({ id: z.string(), name: z.string() }).readonly()).readonly(),
  /** Takes words of one's own, not only the values above. */
  freeText: z.boolean().optional(),
  mostValues: z.int().optional(),
  /** Asked for only when this value of another attribute is chosen. */
  onlyWith: z.object({ attributeId: z.string(), valueId: z.string() }).readonly().optional(),
});
export type ChannelAttribute = Readonly<z.infer<typeof channelAttributeSchema>>;

export interface ChannelBrand {
  readonly id: string;
  readonly name: string;
}
const bandSchema = z.object({ least: z.number().optional(), most: z.number().optional() }).readonly();
export type Band = z.infer<typeof bandSchema>;

export const channelCarrierSchema = z.object({
  id: z.string(),
  name: z.string(),
  enabled: z.boolean(),
  /** Its fee goes by the parcel's size, so a listing must give one. */
  needsSize: z.boolean().optional(),
  grams: bandSchema.optional(),
});
export type ChannelCarrier = Readonly<z.infer<typeof channelCarrierSchema>>;

/** What a channel takes in one category, where it says so. Lengths in characters, prices in đồng. */
export const channelLimitsSchema = z.object({
  title: bandSchema.optional(),
  description: bandSchema.optional(),
  pictures: bandSchema.optional(),
  price: bandSchema.optional(),
  stock: bandSchema.optional(),
  sizeRequired: z.boolean().optional(),
  brandRequired: z.boolean().optional(),
});
export type ChannelLimits = Readonly<z.infer<typeof channelLimitsSchema>>;

/** What the backend has cached of a channel's tree; empty when nothing was read yet. Attributes and limits by category. */
export const taxonomySchema = z.object({
  categories: z.array(channelCategorySchema.readonly()).readonly(),
  attributes: z.record(z.string(), z.array(channelAttributeSchema.readonly()).readonly()),
  carriers: z.array(channelCarrierSchema.readonly()).readonly(),
  limits: z.record(z.string(), channelLimitsSchema.readonly()).optional(),
});
export type ChannelTaxonomy = Readonly<z.infer<typeof taxonomySchema>>;

export interface TaxonomyPort {
  categories(): Promise<Reading<ChannelCategory>>;
  attributes(categoryId: string): Promise<Reading<ChannelAttribute>>;
  brands?(categoryId: string): Promise<Reading<ChannelBrand>>;
  carriers?(): Promise<Reading<ChannelCarrier>>;
  limits?(categoryId: string): Promise<ChannelLimits>;
}
