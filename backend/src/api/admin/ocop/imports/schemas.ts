import { z } from "@medusajs/framework/zod";

export const importSchema = z.strictObject({
  name: z.string().min(1).max(200),
  base64: z.base64().min(1).max(28_000_000),
  /** false only tells what would become of each row. */
  apply: z.boolean(),
});

export const keptReportSchema = z.looseObject({
  problems: z.array(z.unknown()),
  rows: z.array(z.looseObject({ reason: z.unknown() })),
});
