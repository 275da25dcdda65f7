import { z } from "zod";
import { listingStateSchema, orderStateSchema, secretSchema } from "../../contract/index.ts";
import { editedAsJson } from "../edited-as-json.ts";

/** Below the base address; `{sku}` and `{order}` stand for one. */
const pathSchema = z.string().startsWith("/", "phải bắt đầu bằng /");
const pathOf = (place: string) => pathSchema.includes(place, { error: `cần có ${place}` });
const pathsSchema = z.strictObject({
  listings: pathSchema.default("/listings"),
  listing: pathOf("{sku}").default("/listings/{sku}"),
  orders: pathSchema.default("/orders"),
  order: pathOf("{order}").default("/orders/{order}"),
  ack: pathOf("{order}").default("/orders/{order}/ack"),
  ship: pathOf("{order}").default("/orders/{order}/ship"),
  cancel: pathOf("{order}").default("/orders/{order}/cancel"),
  stock: pathSchema.default("/stock"),
});

/** Our canonical name → theirs; a name that is not here is the same there. */
const namesSchema = z.record(z.string(), z.string().min(1)).default({});

const listingStates = {
  draft: "drafted",
  ready: "drafted",
  submitted: "in-review",
  live: "live",
  rejected: "refused",
  paused: "hidden",
  ended: "gone",
} as const;
const orderStates = {
  unpaid: "unpaid",
  new: "new",
  confirmed: "confirmed",
  packed: "packed",
  handed_over: "handed-over",
  delivered: "delivered",
  completed: "completed",
  cancel_requested: "cancel-requested",
  cancelled: "cancelled",
  returning: "returning",
  returned: "returned",
} as const;

const secure = (address: string) =>
  URL.canParse(address) && (address.startsWith("https:") || /^http:\/\/(127\.0\.0\.1|localhost|\[::1\])(:|\/|$)/.test(address));

export const partnerSchema = z.strictObject({
  baseUrl: z.url().refine(secure, "phải bắt đầu bằng https://"),
  auth: z.discriminatedUnion(
    "scheme",
    [
      z.strictObject({ scheme: z.literal("bearer") }),
      z.strictObject({
        scheme: z.literal("api_key_header"),
        header: z
          .string()
          .regex(/^[A-Za-z0-9-]+$/)
          .default("X-Api-Key"),
      }),
      /** `keyId` goes along as X-Key-Id, where the owner tells its partners apart by it. */
      z.strictObject({ scheme: z.literal("hmac_sha256"), keyId: z.string().min(1).optional() }),
    ],
    { error: "phải là “bearer”, “api_key_header” hoặc “hmac_sha256”" },
  ),
  /** So many calls in any so many milliseconds, evenly spread. */
  rate: z.strictObject({ requests: z.int().positive(), perMs: z.int().positive() }).default({ requests: 5, perMs: 1_000 }),
  timeoutMs: z.int().positive().max(120_000).default(20_000),
  paths: pathsSchema.prefault({}),
  names: z.strictObject({ listing: namesSchema, order: namesSchema, line: namesSchema, stock: namesSchema }).prefault({}),
  /** Their word → ours. */
  listingStates: z.record(z.string(), listingStateSchema).default(listingStates),
  orderStates: z.record(z.string(), orderStateSchema).default(orderStates),
  /** The words we send for a listing's state. */
  words: z
    .strictObject({
      draft: z.string().default("draft"),
      live: z.string().default("live"),
      paused: z.string().default("paused"),
      ended: z.string().default("ended"),
    })
    .prefault({}),
  /** What a stock number means there; the cautious answer where the owner has not said (sync-protocol §2). */
  stockKind: z.enum(["net-set", "gross-set"]).default("net-set"),
  /** Named when an order is handed over. */
  carrier: z.string().min(1).optional(),
});
export type PartnerPlan = z.infer<typeof partnerSchema>;

/** The settings of a channel that an owner may give a key to; the ports are there only with `partner`. */
export const partnerSettings = {
  partner: editedAsJson(partnerSchema).optional(),
  /** The token, the key, or the secret that signs, by the scheme. */
  partnerSecret: secretSchema.optional(),
  /** What the owner's webhooks are signed with; absent: none is believed. */
  partnerBellSecret: secretSchema.optional(),
  /** Our webhook's address as the owner was told it: its path is signed. */
  pushUrl: z.url().optional(),
};
export interface PartnerSettings {
  readonly partner?: PartnerPlan | undefined;
  readonly partnerSecret?: string | undefined;
  readonly partnerBellSecret?: string | undefined;
  readonly pushUrl?: string | undefined;
}
export interface PartnerAccount {
  readonly plan: PartnerPlan;
  readonly secret: string;
}

export const withPartnerSecret = <Schema extends z.ZodType<PartnerSettings>>(schema: Schema): Schema =>
  schema.refine(({ partner, partnerSecret }) => !partner || partnerSecret !== undefined, {
    path: ["partnerSecret"],
    error: "cần có khi đã điền “partner”",
  });

export const partnerAccountOf = ({ partner, partnerSecret }: PartnerSettings): PartnerAccount | undefined =>
  partner && partnerSecret !== undefined ? { plan: partner, secret: partnerSecret } : undefined;
