import { z } from "@medusajs/framework/zod";

const short = z.string().trim().max(120).optional();
export const catalogueQuerySchema = z.object({
  set: short,
  stars: z.string().max(2).optional(),
  commune: short,
  producer: short,
  q: short,
  page: z.coerce.number().int().min(1).max(1_000).default(1),
});

const words = (most: number) => z.string().trim().max(most, `Dài quá ${most} ký tự.`).normalize("NFC");

export const checkoutSchema = z.strictObject({
  cart_id: z.string().min(1).max(80),
  idempotency_key: z.string().min(8).max(120),
  name: words(100).min(2, "Vui lòng ghi họ và tên người nhận."),
  phone: z.string().max(30),
  province_code: z.string().max(10),
  commune_code: z.string().max(10),
  street: words(200).min(3, "Vui lòng ghi số nhà, đường hoặc thôn để người giao tìm được."),
  note: words(500).default(""),
});

export const orderLookupSchema = z.strictObject({ code: z.string().max(40), phone: z.string().max(30) });
