import { MedusaError } from "@medusajs/framework/utils";
import type { z } from "@medusajs/framework/zod";

/** What a request says, or the answer 400 with every field that is wrong. */
export function parsed<Schema extends z.ZodType>(schema: Schema, value: unknown): z.infer<Schema> {
  const read = schema.safeParse(value);
  if (read.success) return read.data;
  const wrong = read.error.issues.map(({ path, message }) => (path.length ? `${path.join(".")}: ${message}` : message));
  throw new MedusaError(MedusaError.Types.INVALID_DATA, wrong.join("; "));
}
