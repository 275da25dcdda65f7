import { ConnectorError } from "connectors/contract";
import { z } from "zod";
import { toyTexts } from "./texts.ts";

/** What Chợ quê answers, only what we use. Ids are numbers or texts (§3), times are seconds since 1970 (§4). */
const id = z.union([z.string().min(1), z.int()]).transform(String);

export const toyGoodSchema = z.object({
  id,
  sku: z.string().nullish(),
  name: z.string().nullish(),
  words: z.string().nullish(),
  price: z.int().nonnegative().nullish(),
  units: z.int().nullish(),
  shown: z.boolean(),
  photos: z.array(z.string()).nullish(),
});
export type ToyGood = z.infer<typeof toyGoodSchema>;

export const toyOrderSchema = z.object({
  id,
  state: z.string(),
  placed: z.int(),
  changed: z.int(),
  buyer: z.object({ name: z.string().nullish(), phone: z.string().nullish() }).nullish(),
  lines: z.array(z.object({ line: id, good: id, sku: z.string(), name: z.string(), count: z.int(), price: z.int() })).min(1),
});
export type ToyOrder = z.infer<typeof toyOrderSchema>;

export const toyPageSchema = z.object({ rows: z.array(z.unknown()), next: z.string().nullish() });
export const toyDoneSchema = z.object({});
export const toyNamedSchema = z.object({ id });
export const rowName = (row: unknown): string | undefined => toyNamedSchema.safeParse(row).data?.id;

/** A page that names itself as the next would never end. */
export function nextOf({ next }: { next?: string | null | undefined }, after: string | undefined): { nextCursor?: string } {
  if (next && next === after)
    throw new ConnectorError("unexpected", "paging", "A page is its own next", { says: toyTexts.say("shape") });
  return next ? { nextCursor: next } : {};
}
