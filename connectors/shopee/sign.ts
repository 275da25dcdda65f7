import { createHmac, timingSafeEqual } from "node:crypto";

/** What is signed besides the app's own key; at most one of shop and merchant, each with its token. */
export interface ShopeeSigned {
  readonly partnerId: number;
  readonly partnerKey: string;
  /** `/api/v2/…`, without host and query. */
  readonly path: string;
  /** Unix seconds. */
  readonly timestamp: number;
  readonly accessToken?: string | undefined;
  readonly shopId?: number | undefined;
  readonly merchantId?: number | undefined;
}

/**
 * Developer guide 16 and 20:
 * 1. join partner id, path and timestamp; for a shop or merchant call the access token and its id too; no separator
 * 2. HMAC-SHA256 with the partner key as text (it looks like hex and is not decoded)
 * 3. lower-case hex
 * Method, other query parameters and body are not signed.
 */
export function signShopee(call: ShopeeSigned): string {
  const base = [call.partnerId, call.path, call.timestamp, call.accessToken ?? "", call.shopId ?? call.merchantId ?? ""].join(
    "",
  );
  return createHmac("sha256", call.partnerKey).update(base).digest("hex");
}

/** Guide 18: the configured address byte for byte, `|`, the raw body. */
export function signShopeePush(pushUrl: string, pushKey: string, body: Uint8Array): string {
  return createHmac("sha256", pushKey).update(`${pushUrl}|`).update(body).digest("hex");
}

/** In constant time for any text of the right length. */
export function isShopeePush(pushUrl: string, pushKey: string, body: Uint8Array, authorization: string | undefined): boolean {
  if (!authorization || !/^[0-9a-f]{64}$/.test(authorization)) return false;
  return timingSafeEqual(Buffer.from(signShopeePush(pushUrl, pushKey, body), "hex"), Buffer.from(authorization, "hex"));
}
