import { z } from "zod";
import { secretSchema } from "../contract/index.ts";

/** One seller's account. What the documents leave open is a setting with the safer choice as its default. */
export const tikiSettingsSchema = z.strictObject({
  clientId: z.string().min(1),
  clientSecret: secretSchema,
  /** As the app was registered; Tiki refuses the other, and that looks like a wrong secret (tiki §2). */
  clientAuth: z.enum(["basic", "post"]),
  /** `public` signs a seller in; `in-house` is linked to one seller and asks for itself. */
  app: z.enum(["public", "in-house"]).default("public"),
  /** Byte for byte as registered with the app: the exchange repeats it. */
  redirectUrl: z.url(),
  /** Without a path: API and sign-in are below it. */
  apiHost: z.url(),
  scope: z.string().min(1).default("offline product order inventory"),
  /** The one warehouse this account sells from (sync-protocol §5). */
  warehouseId: z.coerce.number().int().positive(),
  /** For confirming orders, where it is another number than the warehouse's. */
  sellerInventoryId: z.coerce.number().int().positive().optional(),
  /** From the seller's contract with Tiki (tiki §6). */
  inventoryType: z.enum(["dropship", "backorder", "seller_backorder"]).default("dropship"),
  /** Where buyers see a product; the API names no such address. */
  productPage: z
    .string()
    .regex(/^https?:\/\/.*\{master\}.*\{product\}/, "needs {master} and {product}")
    .default("https://tiki.vn/san-pham-p{master}.html?spid={product}"),
  /** Tiki fetches pictures itself. Needed where our own address is not one it can reach. */
  pictureOrigin: z.url().optional(),
  /** This account's own event queue, made once and subscribed (tiki §8). Absent: no bells. */
  eventQueue: z.string().min(1).optional(),
  requestsPerSecond: z.coerce.number().positive().max(200).optional(),
  /** A request older than this holds no look up; Tiki refuses a repeated seller SKU in any case. */
  requestLookbackDays: z.coerce.number().int().positive().default(90),
  /** A request still queued after this no longer holds a look up (tiki §9.6). */
  queueLookbackHours: z.coerce.number().int().positive().default(72),
});
export type TikiSettings = z.infer<typeof tikiSettingsSchema>;
