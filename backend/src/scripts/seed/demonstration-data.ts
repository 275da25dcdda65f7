import { readFileSync } from "node:fs";
import path from "node:path";
import { z } from "@medusajs/framework/zod";

const goods = {
  name: z.string().min(1),
  handle: z.string().regex(/^[a-z0-9-]+$/),
  pack: z.string().min(1),
  unit: z.string().min(1),
  weight_grams: z.int().positive(),
  /** Length, width and height of the parcel in millimetres. */
  size_mm: z.tuple([z.int().positive(), z.int().positive(), z.int().positive()]),
  /** Whole đồng, illustrative. */
  price: z.int().positive(),
  short: z.string(),
  description: z.string().min(1),
  set: z.string().min(1),
  on_channel: z.record(
    z.string(),
    z.strictObject({
      categoryId: z.string(),
      brandId: z.string().optional(),
      carrierIds: z.array(z.string()),
      attributes: z.record(z.string(), z.array(z.string())).default({}),
    }),
  ),
};
const stock = z.int().nonnegative();

export const demonstrationSchema = z.strictObject({
  label: z.string(),
  source: z.string(),
  programme: z.strictObject({ name: z.string(), phone: z.string() }),
  products: z.array(z.strictObject({ ...goods, producer: z.string().min(1), stock })),
  demonstration_products: z.array(z.strictObject({ ...goods, stock })),
  baskets: z.array(
    z.strictObject({
      ...goods,
      components: z.array(z.strictObject({ handle: z.string(), quantity: z.int().positive() })).min(2),
    }),
  ),
});
export type Demonstration = z.infer<typeof demonstrationSchema>;
export type DemonstrationGoods = Demonstration["baskets"][number] | Demonstration["products"][number];

export const readDemonstration = (dataFolder: string): Demonstration =>
  demonstrationSchema.parse(JSON.parse(readFileSync(path.join(dataFolder, "demonstration.json"), "utf8")));
