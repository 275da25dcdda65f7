import { z } from "zod";
import { type Doorbell, instantFromSeconds, type RawRequest } from "../contract/index.ts";
import type { ShopeeSettings } from "./settings.ts";
import { isShopeePush } from "./sign.ts";
import { idSchema, secondsSchema } from "./wire.ts";

/** By `code` (shopee §8). 5 news, 10 chat, 11 video and what is not listed there ring for nothing we read. */
const abouts: Readonly<Record<number, Doorbell["about"]>> = {
  1: "access",
  2: "access",
  3: "orders",
  4: "orders",
  6: "listings",
  7: "listings",
  8: "stock",
  9: "listings",
  12: "access",
  13: "listings",
  15: "orders",
  22: "listings",
  29: "orders",
  30: "orders",
};

const pushSchema = z.object({
  code: z.int(),
  shop_id: idSchema.nullish().catch(undefined),
  timestamp: secondsSchema.nullish().catch(undefined),
  data: z
    .looseObject({ shop_id: idSchema.nullish().catch(undefined), verify_info: z.string().nullish().catch(undefined) })
    .nullish()
    .catch(undefined),
});

/** Console's own key where there is one; else the partner key signs (guide 18). No other variant is believed. */
export function readShopeeDoorbell(settings: ShopeeSettings, { headers, body }: RawRequest): Doorbell | undefined {
  const push = pushSchema.safeParse(jsonOf(body)).data;
  if (!isShopeePush(settings.pushUrl, settings.pushKey ?? settings.partnerKey, body, headers.authorization))
    // Console saves an address only after it answered this message, which it does not sign with the new key (shopee §9).
    return push?.code === 0 && push.data?.verify_info ? { about: "other" } : undefined;
  if (!push) return { about: "other" };
  // Authorisation is told of the application; the shop is inside (shopee §8). Several shops at once: every account looks.
  const shopId = push.shop_id ?? push.data?.shop_id;
  return {
    about: abouts[push.code] ?? "other",
    ...(shopId && shopId !== "0" ? { shopId } : {}),
    ...(push.timestamp ? { at: instantFromSeconds(push.timestamp) } : {}),
  };
}

function jsonOf(body: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder().decode(body));
  } catch {
    return undefined;
  }
}
