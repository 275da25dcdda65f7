import { createHash, createHmac, timingSafeEqual } from "node:crypto";

export interface PartnerMessage {
  readonly method: string;
  readonly path: string;
  readonly query: URLSearchParams;
  /** Empty where there is none. */
  readonly body: string | Uint8Array;
  /** Seconds since 1970, as text. */
  readonly timestamp: string;
}

/** How far the signer's clock and ours may differ. */
export const partnerWindowSeconds = 300;

/**
 * 1. Method in capitals; path as it is sent, that of the base address included.
 * 2. Query: pairs percent-encoded (RFC 3986), sorted by name and then value, joined by `&`.
 * 3. SHA-256 of the body in small hexadecimal; 4. the timestamp.
 * 5. These five, joined by line feeds, under HMAC-SHA256 with the secret, in small hexadecimal.
 */
export function signPartner({ method, path, query, body, timestamp }: PartnerMessage, secret: string): string {
  const pairs = [...query]
    .map(([name, value]) => [encode(name), encode(value)] as const)
    .sort(([oneName, oneValue], [name, value]) => compare(oneName, name) || compare(oneValue, value))
    .map(([name, value]) => `${name}=${value}`);
  const text = [method.toUpperCase(), path, pairs.join("&"), sha256(body), timestamp].join("\n");
  return createHmac("sha256", secret).update(text).digest("hex");
}

export function isSignedByPartner(message: PartnerMessage, secret: string, signature: string): boolean {
  const given = Buffer.from(signature.toLowerCase());
  const right = Buffer.from(signPartner(message, secret));
  return given.length === right.length && timingSafeEqual(given, right);
}

const sha256 = (body: string | Uint8Array) => createHash("sha256").update(body).digest("hex");
const compare = (one: string, other: string) => (one < other ? -1 : one > other ? 1 : 0);
const encode = (text: string) =>
  encodeURIComponent(text).replace(/[!'()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`);
