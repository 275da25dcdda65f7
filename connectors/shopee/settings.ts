import { z } from "zod";
import { secretSchema } from "../contract/index.ts";

/** One seller's account. Hosts are settings: the documents name several for the sandbox that contradict each other. */
export const shopeeSettingsSchema = z.strictObject({
  partnerId: z.coerce.number().int().positive(),
  partnerKey: secretSchema,
  /** Console makes a push key of its own; where none is set, the partner key signs pushes too (guide 18). */
  pushKey: secretSchema.optional(),
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
  /** Needed where a main account consents for many shops. */
  shopId: z.coerce.number().int().positive().optional(),
  language: z.string().default("vi"),
  /** get_attribute_tree spells Vietnamese `vn` where get_category spells it `vi` (API pages). */
  attributeLanguage: z.string().default("vn"),
  /** Which warehouse stock is written to, for a shop that has several. */
  locationId: z.string().min(1).optional(),
  /** Tried first where Shopee leaves the choice. */
  handOver: z.enum(["dropoff", "pickup"]).default("dropoff"),
  /** Else the address that Shopee marks for pick-up, else its first. */
  pickupAddressId: z.coerce.number().int().positive().optional(),
  dropoffBranchId: z.coerce.number().int().positive().optional(),
  /** The page of upload_image calls it an application's call, clients sign it as the shop's; UNCONFIRMED (shopee §3). */
  uploadSignedAs: z.enum(["shop", "app"]).default("shop"),
  /** Shopee publishes no rate (shopee §4). */
  requestsPerSecond: z.coerce.number().positive().max(100).optional(),
});
export type ShopeeSettings = z.infer<typeof shopeeSettingsSchema>;
