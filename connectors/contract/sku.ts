import { z } from "zod";

/** `HY` and 8 characters of base32 without I, L, O, U; upper case. The marker of publish-once (decisions: SKU). */
export const skuSchema = z
  .string()
  .regex(/^HY[0-9A-HJKMNP-TV-Z]{8}$/)
  .brand<"Sku">();
export type Sku = z.infer<typeof skuSchema>;

const alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/** Eight bytes in, one SKU out; the caller draws the randomness and meets the unique index. */
export const skuFromBytes = (bytes: Uint8Array): Sku =>
  skuSchema.parse(`HY${Array.from(bytes.subarray(0, 8), (byte) => alphabet[byte & 31]).join("")}`);
