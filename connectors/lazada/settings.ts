import { z } from "zod";
import { secretSchema } from "../contract/index.ts";

/** One seller's account. Where the documents leave something open it is a setting, with the choice that harms least. */
export const lazadaSettingsSchema = z.strictObject({
  appKey: z.coerce.string().regex(/^\d+$/, "is a number"),
  appSecret: secretSchema,
  /** Ends before `/rest`. */
  apiHost: z.url(),
  /** The consent page is at `/oauth/authorize` below it, the token calls at `/rest/auth/token`. */
  authHost: z.url(),
  language: z.string().default("vi_VN"),
  /** Lazada publishes none for each call; 50 is its own for the stock of one seller (DOC:121234). */
  requestsPerSecond: z.coerce.number().positive().max(50).default(5),
  /** `Status` is documented for an update alone (DOC:121228); an empty stock keeps a create hidden either way. */
  createInactive: z.boolean().default(true),
  /** The id of "No Brand" differs by country (DOC:121320); without it the name is sent. */
  noBrandId: z.coerce.string().regex(/^\d+$/, "is a number").optional(),
  /** Where buyers see a SKU, for products that come without their own address. */
  productPage: z
    .string()
    .regex(/^https?:\/\/.*\{item\}.*\{sku\}/, "needs {item} and {sku}")
    .default("https://www.lazada.vn/products/-i{item}-s{sku}.html"),
});
export type LazadaSettings = z.infer<typeof lazadaSettingsSchema>;
