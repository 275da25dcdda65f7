import { z } from "@medusajs/framework/zod";

export const changeSchema = z
  .strictObject({
    price: z.int("Giá là số đồng nguyên.").min(1_000, "Giá ít nhất 1.000 ₫.").max(1_000_000_000, "Giá quá lớn.").optional(),
    stock: z.int("Tồn kho là số nguyên.").min(0, "Tồn kho không âm.").max(1_000_000, "Tồn kho quá lớn.").optional(),
  })
  .refine(({ price, stock }) => price !== undefined || stock !== undefined, "Hãy nhập giá hoặc tồn kho.");
export const publishSchema = z.strictObject({ account_id: z.string(), live: z.boolean().default(true) });
export const askSheetSchema = z.strictObject({ account_id: z.string() });
export const handInSchema = z.strictObject({
  account_id: z.string(),
  name: z.string().trim().min(1).max(200),
  base64: z.base64("Tệp không đọc được. Hãy chọn lại tệp.").max(28_000_000, "Tệp lớn quá 20 MB."),
});
export const resolveSchema = z.strictObject({ field: z.enum(["title", "price"]), take: z.enum(["ours", "theirs"]) });
