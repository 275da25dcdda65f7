import type { Reading } from "./problem.ts";

export interface ChannelCategory {
  readonly id: string;
  readonly parentId?: string;
  readonly name: string;
  readonly leaf: boolean;
}
export interface ChannelAttribute {
  readonly id: string;
  readonly name: string;
  /** Where `onlyWith` is given, required only beside that value. */
  readonly required: boolean;
  readonly values: readonly { readonly id: string; readonly name: string }[];
  /** Takes words of one's own, not only the values above. */
  readonly freeText?: boolean;
  readonly mostValues?: number;
  /** Asked for only when this value of another attribute is chosen. */
  readonly onlyWith?: { readonly attributeId: string; readonly valueId: string };
}
export interface ChannelBrand {
  readonly id: string;
  readonly name: string;
}
export interface ChannelCarrier {
  readonly id: string;
  readonly name: string;
  readonly enabled: boolean;
  /** Its fee goes by the parcel's size, so a listing must give one. */
  readonly needsSize?: boolean;
  readonly grams?: Band;
}
export interface Band {
  readonly least?: number;
  readonly most?: number;
}
/** What a channel takes in one category, where it says so. Lengths in characters, prices in đồng. */
export interface ChannelLimits {
  readonly title?: Band;
  readonly description?: Band;
  readonly pictures?: Band;
  readonly price?: Band;
  readonly stock?: Band;
  readonly sizeRequired?: boolean;
  readonly brandRequired?: boolean;
}
/** What the backend has cached of a channel's tree; empty when nothing was read yet. */
export interface ChannelTaxonomy {
  readonly categories: readonly ChannelCategory[];
  readonly attributes: Readonly<Record<string, readonly ChannelAttribute[]>>;
  readonly carriers: readonly ChannelCarrier[];
  /** By category. */
  readonly limits?: Readonly<Record<string, ChannelLimits>>;
}
export interface TaxonomyPort {
  categories(): Promise<Reading<ChannelCategory>>;
  attributes(categoryId: string): Promise<Reading<ChannelAttribute>>;
  brands?(categoryId: string): Promise<Reading<ChannelBrand>>;
  carriers?(): Promise<Reading<ChannelCarrier>>;
  limits?(categoryId: string): Promise<ChannelLimits>;
}
