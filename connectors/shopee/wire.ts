import { z } from "zod";

/** What Shopee answers, only what we use; lenient, since its pages disagree on types (shopee §5.3, §7). */
export const idSchema = z
  .union([z.number(), z.string()])
  .transform((id) => String(id).trim())
  .pipe(z.string().min(1));
/** What the documents call an int64. Anything else in its place is a row that was spoilt, and would be somebody else tomorrow. */
export const numberedSchema = idSchema.pipe(z.string().regex(/^\d+$/));
/** `5`, `"5"` and `189000.0` alike; nothing else is taken for a number. */
export const numberSchema = z
  .union([
    z.number(),
    z
      .string()
      .regex(/^\s*-?\d+(\.\d+)?\s*$/)
      .transform(Number),
  ])
  .pipe(z.number());
export const wholeSchema = numberSchema.transform(Math.round).pipe(z.int());
/** Unix seconds; beyond the year 9999 it is no date. */
export const secondsSchema = numberSchema.pipe(z.int().nonnegative().max(253_402_300_799));

export const shopeeEnvelopeSchema = z.looseObject({
  error: z.string().nullish(),
  message: z.string().nullish(),
  response: z.unknown(),
});
export const nothingSchema = z.unknown();

/** Whatever a row is, its id when it tells one: to name what could not be read. */
export function idOf(key: string): (row: unknown) => string | undefined {
  const schema = z.looseObject({ [key]: idSchema });
  return (row) => schema.safeParse(row).data?.[key] as string | undefined;
}

export const shopeeTokenSchema = z.object({
  access_token: z.string().min(1),
  refresh_token: z.string().min(1),
  expire_in: numberSchema.pipe(z.number().positive()),
  shop_id: idSchema.nullish(),
  shop_id_list: z.array(idSchema).nullish(),
});

export const shopeeShopSchema = z.object({
  region: z.string().nullish(),
  status: z.string().nullish(),
});
