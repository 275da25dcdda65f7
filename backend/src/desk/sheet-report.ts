import { z } from "@medusajs/framework/zod";
import { type Language, textSchema } from "connectors/contract";
import { textIn } from "../text";

/** What a sheet's reading or writing left; reports from before there were texts hold sentences. */
const reportSchema = z.object({
  orders: z.array(z.string()).optional(),
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
  const { orders, problems, says, vietnamese } = read.data;
  const sentence = says ? textIn(says, language) : vietnamese;
  return {
    ...(orders ? { orders } : {}),
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
