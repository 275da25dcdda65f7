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
  readonly required: boolean;
  readonly values: readonly { readonly id: string; readonly name: string }[];
}
export interface ChannelBrand {
  readonly id: string;
  readonly name: string;
}
export interface ChannelCarrier {
  readonly id: string;
  readonly name: string;
  readonly enabled: boolean;
}
/** What the backend has cached of a channel's tree; empty when nothing was read yet. */
export interface ChannelTaxonomy {
  readonly categories: readonly ChannelCategory[];
  readonly attributes: Readonly<Record<string, readonly ChannelAttribute[]>>;
  readonly carriers: readonly ChannelCarrier[];
}
export interface TaxonomyPort {
  categories(): Promise<Reading<ChannelCategory>>;
  attributes(categoryId: string): Promise<Reading<ChannelAttribute>>;
  brands?(categoryId: string): Promise<Reading<ChannelBrand>>;
  carriers?(): Promise<Reading<ChannelCarrier>>;
}
