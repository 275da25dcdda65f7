import { createHmac, timingSafeEqual } from "node:crypto";

export interface LazadaSigned {
  readonly appSecret: string;
  /** `/order/get`, without host and `/rest`. */
  readonly path: string;
  /** Decoded; without files. */
  readonly params: Readonly<Record<string, string>>;
  /** Only where a raw body is sent beside the parameters. */
  readonly body?: string | undefined;
}

/**
 * DOC:108068, DOC:108069:
 * 1. take every parameter but `sign` and files
 * 2. drop those without a value: samples disagree on them, and none is ever sent
 * 3. sort by name in the order of their bytes
 * 4. join path, then each name and value; then the raw body, if there is one; no separator
 * 5. HMAC-SHA256 with the secret; upper-case hex
 */
export function signLazada({ appSecret, path, params, body }: LazadaSigned): string {
  const named = Object.entries(params)
    .filter(([name, value]) => name !== "sign" && value !== "")
    .sort(([one], [other]) => Buffer.compare(Buffer.from(one), Buffer.from(other)));
  const base = [path, ...named.flat(), body ?? ""].join("");
  return createHmac("sha256", appSecret).update(base).digest("hex").toUpperCase();
}

/** DOC:120164: the app's key, then the raw body. */
export function signLazadaPush(appKey: string, appSecret: string, body: Uint8Array): string {
  return createHmac("sha256", appSecret).update(appKey).update(body).digest("hex");
}

/** In constant time for any text of the right length. */
export function isLazadaPush(appKey: string, appSecret: string, body: Uint8Array, authorization: string | undefined): boolean {
  if (!authorization || !/^[0-9a-f]{64}$/.test(authorization)) return false;
  return timingSafeEqual(Buffer.from(signLazadaPush(appKey, appSecret, body), "hex"), Buffer.from(authorization, "hex"));
}
