import { z } from "@medusajs/framework/zod";
import { type Language, textSchema } from "connectors/contract";
import { textIn } from "../text";

/** What a sheet's reading or writing left; reports from before there were texts hold sentences. */
const reportSchema = z.object({
  orders: z.array(z.string()).optional(),
  /** What each order or number of a file that was handed in did here. */
  rows: z
    .array(
      z.object({
        order: z.string().optional(),
        sku: z.string().optional(),
        sellable: z.number().optional(),
        is: z.string(),
        unmapped: z.boolean().optional(),
        short: z.boolean().optional(),
      }),
    )
    .optional(),
  /** How many rows a written file holds. */
  count: z.number().optional(),
  problems: z
    .array(
      z.object({
        row: z.union([z.number(), z.string()]).optional(),
        field: z.string().optional(),
        says: textSchema.optional(),
        message: z.string().optional(),
      }),
    )
    .optional(),
  says: textSchema.optional(),
  vietnamese: z.string().optional(),
});

/** `sentence` is why the whole sheet failed, where that is known. */
export function sheetReport(report: unknown, language: Language) {
  const read = reportSchema.safeParse(report);
  if (!read.success) return null;
  const { orders, rows, count, problems, says, vietnamese } = read.data;
  const sentence = says ? textIn(says, language) : vietnamese;
  return {
    ...(orders ? { orders } : {}),
    ...(rows ? { rows } : {}),
    ...(count === undefined ? {} : { count }),
    ...(problems
      ? {
          problems: problems.map(({ row, field, says: what, message = "" }) => ({
            row,
            field,
            message: what ? textIn(what, language) : message,
          })),
        }
      : {}),
    ...(sentence ? { sentence } : {}),
  };
}
