import { z } from "zod";
import { askBackend } from "./backend.server.ts";

/** Only what the pages use; whatever else the backend says is let pass. */
const certificateSchema = z.object({
  stars: z.number().int().min(1).max(5),
  decision_number: z.string().nullish(),
  decision_date: z.string().nullish(),
  issuing_level: z.string().nullish(),
  valid_from: z.string().nullish(),
  valid_to: z.string().nullish(),
  status: z.string().nullish(),
  simulated: z.boolean().nullish(),
  source_url: z.string().nullish(),
});
export type Certificate = z.infer<typeof certificateSchema>;

const reportedSchema = z.object({ text: z.string().nullish(), stars: z.number().nullish(), source_url: z.string().nullish() });
export type Reported = z.infer<typeof reportedSchema>;

const itemSchema = z.object({
  product_id: z.string(),
  variant_id: z.string(),
  handle: z.string(),
  title: z.string(),
  producer: z.object({ id: z.string().nullish(), name: z.string() }).nullish(),
  commune: z.union([z.string(), z.object({ code: z.string().nullish(), name: z.string() })]).nullish(),
  set: z.object({ slug: z.string(), name: z.string() }).nullish(),
  price: z.number().nullish(),
  illustrative_price: z.boolean().nullish(),
  /** How many may be bought; null when the stock is not counted. */
  available: z.number().nullish(),
  stars: z.number().int().min(1).max(5).nullish(),
  certificate: certificateSchema.nullish(),
  reported: reportedSchema.nullish(),
  alcohol: z.boolean().nullish(),
  sellable: z.boolean().nullish(),
  simulated: z.boolean().nullish(),
  basket: z.boolean().nullish(),
  picture: z.object({ kind: z.string(), illustration: z.boolean().nullish() }).nullish(),
});
export type CatalogueItem = z.infer<typeof itemSchema>;

const facetSchema = z
  .array(
    z.object({
      value: z.union([z.string(), z.number()]).transform(String),
      text: z.string().nullish(),
      count: z.number().nullish(),
    }),
  )
  .nullish();

const pageSchema = z.object({
  items: z.array(itemSchema),
  count: z.number(),
  page_size: z.number().nullish(),
  facets: z.object({ set: facetSchema, stars: facetSchema, commune: facetSchema, producer: facetSchema }).nullish(),
});
export type CataloguePage = z.infer<typeof pageSchema>;

const detailSchema = itemSchema.extend({
  description: z.string().nullish(),
  weight: z.number().nullish(),
  pack: z.string().nullish(),
  seller: z.object({ name: z.string(), phone: z.string().nullish() }).nullish(),
  also_sold_on: z
    .array(
      z.object({
        channel: z.string(),
        title: z.string(),
        url: z.string(),
        checked_at: z.string().nullish(),
        simulated: z.boolean().nullish(),
      }),
    )
    .nullish(),
  components: z
    .array(
      z.object({
        title: z.string(),
        quantity: z.number(),
        handle: z.string().nullish(),
        producer: z.union([z.string(), z.object({ name: z.string() })]).nullish(),
        stars: z.number().int().min(1).max(5).nullish(),
        certificate: certificateSchema.nullish(),
        simulated: z.boolean().nullish(),
      }),
    )
    .nullish(),
});
export type ProductDetail = z.infer<typeof detailSchema>;

export interface Filters {
  readonly set?: string;
  readonly stars?: string;
  readonly commune?: string;
  readonly producer?: string;
  readonly q?: string;
  readonly page?: number;
}

/** One page of what may be seen today; a filter nobody knows finds nothing rather than everything. */
export function readCatalogue(filters: Filters): Promise<CataloguePage> {
  return askBackend("/store/catalogue", { answer: pageSchema, query: { ...filters } });
}

export async function readProduct(handle: string): Promise<ProductDetail> {
  const answer = z.union([z.object({ product: detailSchema }), z.object({ item: detailSchema }), detailSchema]);
  const found = await askBackend(`/store/catalogue/${encodeURIComponent(handle)}`, { answer });
  return "product" in found ? found.product : "item" in found ? found.item : found;
}

export async function readBaskets(): Promise<readonly CatalogueItem[]> {
  const answer = z.union([z.object({ baskets: z.array(itemSchema) }), z.object({ items: z.array(itemSchema) })]);
  const found = await askBackend("/store/baskets", { answer });
  return "baskets" in found ? found.baskets : found.items;
}
