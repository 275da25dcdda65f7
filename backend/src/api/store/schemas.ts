import { z } from "@medusajs/framework/zod";
import { inMessage } from "../../text/in-message";
import { shopTexts } from "../../text/shop";

const short = z.string().trim().max(120).optional();
export const catalogueQuerySchema = z.object({
  set: short,
  stars: z.string().max(2).optional(),
  commune: short,
  producer: short,
  q: short,
  page: z.coerce.number().int().min(1).max(1_000).default(1),
});

const words = (most: number) =>
  z
    .string()
    .trim()
    .max(most, inMessage(shopTexts.say("too-long", { most })))
    .normalize("NFC");

export const checkoutSchema = z.strictObject({
  cart_id: z.string().min(1).max(80),
  idempotency_key: z.string().min(8).max(120),
  name: words(100).min(2, inMessage(shopTexts.say("name"))),
  phone: z.string().max(30),
  province_code: z.string().max(10),
  commune_code: z.string().max(10),
  street: words(200).min(3, inMessage(shopTexts.say("street"))),
  note: words(500).default(""),
});

export const orderLookupSchema = z.strictObject({ code: z.string().max(40), phone: z.string().max(30) });
