import { z } from "zod";
import { type ChannelEdge, type Doorbell, instant } from "../contract/index.ts";
import { accessFromLazada } from "./access-from-lazada.ts";
import { checkLazadaListing } from "./check-listing.ts";
import { renderForLazada } from "./listing-to-lazada.ts";
import { lazadaSettingsSchema } from "./settings.ts";
import { isLazadaPush } from "./sign.ts";

/** DOC:120196 and the pages beside it (lazada §8). */
const aboutType: Readonly<Record<number, Doorbell["about"]>> = {
  0: "orders",
  1: "listings",
  3: "listings",
  4: "listings",
  5: "listings",
  6: "stock",
  8: "access",
  13: "access",
  14: "orders",
};

const pushSchema = z.object({
  message_type: z.coerce.number().int(),
  seller_id: z.union([z.string(), z.number()]).nullish().catch(undefined),
  timestamp: z.coerce.number().positive().nullish().catch(undefined),
  data: z
    .looseObject({ seller_id: z.union([z.string(), z.number()]).nullish() })
    .nullish()
    .catch(undefined),
});

export const lazadaEdge: ChannelEdge = {
  channel: "lazada",
  title: "Lazada",
  settings: lazadaSettingsSchema,
  ways: { listings: "api", stock: "api", orders: "api" },
  commands: ["pack", "ship", "cancel"],
  stockKind: "net-set",
  adjustsStock: true,
  returns: true,
  taxonomy: true,
  checkListing: checkLazadaListing,
  renderListing: renderForLazada,
  consentUrl(settings, { redirectUrl, state }) {
    const { authHost, appKey } = lazadaSettingsSchema.parse(settings);
    const query = new URLSearchParams({
      response_type: "code",
      force_auth: "true",
      redirect_uri: redirectUrl,
      client_id: appKey,
      country: "vn",
      state,
    });
    return `${authHost.replace(/\/+$/, "")}/oauth/authorize?${query.toString()}`;
  },
  readAccess: accessFromLazada,
  readDoorbell(settings, { headers, body }) {
    const { appKey, appSecret } = lazadaSettingsSchema.parse(settings);
    if (!isLazadaPush(appKey, appSecret, body, headers.authorization)) return undefined;
    const push = pushSchema.safeParse(json(body));
    if (!push.success) return { about: "other" };
    const { message_type, seller_id, timestamp, data } = push.data;
    // The warning that a token ends writes its shop inside, and the text "null" outside.
    const shop = [seller_id, data?.seller_id].find((each) => each && each !== "null");
    // Milliseconds in order messages, seconds in most others.
    const at = timestamp == null ? undefined : timestamp > 1e11 ? timestamp : timestamp * 1_000;
    return {
      about: aboutType[message_type] ?? "other",
      ...(shop ? { shopId: String(shop) } : {}),
      ...(at !== undefined && at < 4e12 ? { at: instant(at) } : {}),
    };
  },
};

function json(body: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder().decode(body));
  } catch {
    return undefined;
  }
}
