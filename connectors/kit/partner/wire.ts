import { z } from "zod";
import { ConnectorError } from "../../contract/index.ts";
import { partnerTexts } from "./texts.ts";

const idSchema = z.union([z.string(), z.number()]).transform(String);
const wholeSchema = z.union([
  z.number(),
  z
    .string()
    .regex(/^-?\d+$/)
    .transform(Number),
]);

/** A list of rows, each read for itself; `total` where the owner counts. */
export const partnerPageSchema = z.object({
  items: z.array(z.unknown()),
  next_page_token: z.string().nullish(),
  total: z.int().nullish(),
});

/** A page that names itself as the next would be read for ever. */
export function nextToken(page: z.infer<typeof partnerPageSchema>, token: string | undefined): string | undefined {
  const next = page.next_page_token || undefined;
  if (next === undefined || next !== token) return next;
  throw new ConnectorError("unexpected", "pages", "A page names itself as the next", {
    says: partnerTexts.say("too-many-pages"),
  });
}

export const partnerListedSchema = z.object({ seller_sku: z.string(), channel_product_id: idSchema.nullish() });
export type PartnerListed = z.infer<typeof partnerListedSchema>;

/** A row of `/stock`: every listing has one, in whatever state it is. */
export const partnerStockSchema = z.object({
  seller_sku: z.string(),
  channel_product_id: idSchema.nullish(),
  stock: wholeSchema.nullish(),
  total: wholeSchema.nullish(),
  held: wholeSchema.nullish(),
  status: z.string().nullish(),
  name_vi: z.string().nullish(),
  long_desc_vi: z.string().nullish(),
  price_vnd: wholeSchema.nullish(),
  channel_url: z.string().nullish(),
  last_error: z.string().nullish(),
  updated_at: z.string().nullish(),
  version: idSchema.nullish(),
});
export type PartnerStock = z.infer<typeof partnerStockSchema>;

export const partnerLineSchema = z.object({
  line_no: idSchema,
  seller_sku: z.string(),
  channel_product_id: idSchema.nullish(),
  name: z.string().nullish(),
  quantity: wholeSchema,
  cancelled_quantity: wholeSchema.nullish(),
  returned_quantity: wholeSchema.nullish(),
  unit_price_vnd: wholeSchema,
});
export const partnerOrderSchema = z.object({
  order_no: idSchema,
  status: z.string(),
  created_at: z.string(),
  updated_at: z.string().nullish(),
  paid_at: z.string().nullish(),
  ship_by: z.string().nullish(),
  total_vnd: wholeSchema.nullish(),
  shipping_fee_vnd: wholeSchema.nullish(),
  cod: z.boolean().nullish(),
  buyer_name: z.string().nullish(),
  buyer_phone: z.string().nullish(),
  buyer_address: z.string().nullish(),
  note: z.string().nullish(),
  lines: z.array(z.unknown()),
});
export type PartnerOrder = z.infer<typeof partnerOrderSchema>;

export const doneSchema = z.unknown();

/** Names by which a row is told where its owner has other ones. */
export const theirNames = (row: Readonly<Record<string, unknown>>, names: Readonly<Record<string, string>>) =>
  Object.fromEntries(Object.entries(row).map(([name, value]) => [names[name] ?? name, value]));

/** A row with our names; what is no object stays as it is, for its schema to refuse. */
export function ourNames(row: unknown, names: Readonly<Record<string, string>>): unknown {
  if (typeof row !== "object" || row === null || Array.isArray(row)) return row;
  const theirs = row as Readonly<Record<string, unknown>>;
  const renamed = Object.entries(names).flatMap(([ours, their]) => (their in theirs ? [[ours, theirs[their]] as const] : []));
  return { ...theirs, ...Object.fromEntries(renamed) };
}
