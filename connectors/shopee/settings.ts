import { z } from "zod";

/** One seller's account. Hosts are settings: the documents name several for the sandbox that contradict each other. */
export const shopeeSettingsSchema = z.strictObject({
  partnerId: z.coerce.number().int().positive(),
  partnerKey: z.string().min(1),
  /** Console makes a push key of its own; where none is set, the partner key signs pushes too (guide 18). */
  pushKey: z.string().min(1).optional(),
  /** Byte for byte as set in Console: it is part of what is signed. */
  pushUrl: z.url(),
  /** Ends before `/api/v2`. */
  apiHost: z.url(),
  /** The consent page is at `/auth` below it. */
  consentHost: z.url(),
  /** Where buyers see an item; the API names no such address. */
  productPage: z
    .string()
    .regex(/^https?:\/\/.*\{shop\}.*\{item\}/, "needs {shop} and {item}")
    .default("https://shopee.vn/product/{shop}/{item}"),
  shopId: z.coerce.number().int().positive().optional(),
  language: z.string().default("vi"),
});
export type ShopeeSettings = z.infer<typeof shopeeSettingsSchema>;
