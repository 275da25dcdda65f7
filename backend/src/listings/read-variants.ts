import type { MedusaContainer } from "@medusajs/framework/types";
import { ContainerRegistrationKeys } from "@medusajs/framework/utils";
import { z } from "@medusajs/framework/zod";
import { type ProductMetadata, productMetadataSchema } from "./product-metadata";

/** One variant with all that a listing is made of. */
export interface VariantFacts {
  readonly variantId: string;
  readonly productId: string;
  readonly sku: string;
  readonly title: string;
  readonly handle: string;
  readonly description: string;
  readonly weightGrams: number;
  /** Of the parcel, where Medusa's three fields are filled in; ours are millimetres. */
  readonly sizeMillimetres: { readonly length: number; readonly width: number; readonly height: number } | undefined;
  /** Whole đồng; undefined when nobody has set one. */
  readonly price: number | undefined;
  readonly metadata: ProductMetadata;
  /** What one sale takes from the shelf: one item, or a basket's several. */
  readonly recipe: readonly { readonly inventoryItemId: string; readonly quantity: number }[];
}

const rowSchema = z.object({
  id: z.string(),
  sku: z.string().nullish(),
  product: z.object({
    id: z.string(),
    title: z.string(),
    handle: z.string(),
    description: z.string().nullish(),
    weight: z.coerce.number().nullish(),
    length: z.coerce.number().nullish(),
    width: z.coerce.number().nullish(),
    height: z.coerce.number().nullish(),
    status: z.string(),
    metadata: z.unknown(),
  }),
  inventory_items: z.array(z.object({ inventory_item_id: z.string(), required_quantity: z.number() })).nullish(),
  price_set: z
    .object({ prices: z.array(z.object({ amount: z.coerce.number(), currency_code: z.string() })).nullish() })
    .nullish(),
});

function sizeOf(product: z.infer<typeof rowSchema>["product"]): VariantFacts["sizeMillimetres"] {
  const [length, width, height] = [product.length, product.width, product.height].map((each) => Math.round(each ?? 0));
  return length && width && height ? { length, width, height } : undefined;
}

const fields = [
  "id",
  "sku",
  ...["id", "title", "handle", "description", "weight", "length", "width", "height", "status", "metadata"].map(
    (name) => `product.${name}`,
  ),
  "inventory_items.inventory_item_id",
  "inventory_items.required_quantity",
  "price_set.prices.amount",
  "price_set.prices.currency_code",
];

/** Variants without our metadata (a product somebody made by hand in the admin) are left out: nobody answers for them. */
export async function readVariants(
  container: MedusaContainer,
  filters: { id?: string[]; product_id?: string[] },
): Promise<VariantFacts[]> {
  const query = container.resolve(ContainerRegistrationKeys.QUERY);
  const { data } = await query.graph({ entity: "variant", fields, filters });
  return z
    .array(rowSchema)
    .parse(data)
    .flatMap((row): VariantFacts[] => {
      const metadata = productMetadataSchema.safeParse(row.product.metadata);
      if (!row.sku || !metadata.success) return [];
      const price = row.price_set?.prices?.find((each) => each.currency_code === "vnd")?.amount;
      return [
        {
          variantId: row.id,
          productId: row.product.id,
          sku: row.sku,
          title: row.product.title,
          handle: row.product.handle,
          description: row.product.description ?? "",
          weightGrams: Math.round(row.product.weight ?? 0),
          sizeMillimetres: sizeOf(row.product),
          price,
          metadata: metadata.data,
          recipe: (row.inventory_items ?? []).map((part) => ({
            inventoryItemId: part.inventory_item_id,
            quantity: part.required_quantity,
          })),
        },
      ];
    });
}
