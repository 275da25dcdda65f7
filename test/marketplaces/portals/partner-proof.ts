import { createHash, createHmac, timingSafeEqual } from "node:crypto";
import type { Context } from "hono";
import type { PortalDials } from "./dials.ts";

export interface PartnerKeys {
  readonly secret: string;
  readonly bellSecret?: string | undefined;
  /** Where bells go; part of what they are signed with. */
  readonly pushUrl?: string | undefined;
}

const rfc3986 = (text: string) =>
  encodeURIComponent(text).replace(/[!'()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16)}`.toUpperCase());

/** Connector contract, "Partner REST adapter": method, path, sorted query, SHA-256 of the body, timestamp, a line each. */
export function partnerSignature(
  secret: string,
  method: string,
  address: URL,
  body: string | Uint8Array,
  timestamp: string,
): string {
  const pairs = [...address.searchParams.entries()].map(([name, value]) => [rfc3986(name), rfc3986(value)] as const);
  pairs.sort((one, other) => (one[0] === other[0] ? order(one[1], other[1]) : order(one[0], other[0])));
  const query = pairs.map((pair) => pair.join("="));
  const lines = [method, address.pathname, query.join("&"), createHash("sha256").update(body).digest("hex"), timestamp];
  return createHmac("sha256", secret).update(lines.join("\n")).digest("hex");
}

/** Why the caller is not believed; undefined when it is. */
export async function doubtOf(
  context: Context,
  scheme: PortalDials["partnerScheme"],
  keys: PartnerKeys,
  now: number,
): Promise<string | undefined> {
  const header = (name: string) => context.req.header(name) ?? "";
  switch (scheme) {
    case "bearer":
      return same(header("authorization"), `Bearer ${keys.secret}`) ? undefined : "bad_token";
    case "api_key_header":
      return same(header("x-api-key"), keys.secret) ? undefined : "bad_key";
    case "hmac_sha256": {
      const timestamp = header("x-timestamp");
      if (!/^\d+$/.test(timestamp) || Math.abs(now / 1_000 - Number(timestamp)) > 300) return "bad_timestamp";
      const body = new Uint8Array(await context.req.raw.clone().arrayBuffer());
      const right = partnerSignature(keys.secret, context.req.method, new URL(context.req.url), body, timestamp);
      return same(header("x-signature"), right) ? undefined : "bad_signature";
    }
  }
}

const order = (one: string, other: string) => (one < other ? -1 : Number(one > other));
const same = (given: string, right: string) =>
  given.length === right.length && timingSafeEqual(Buffer.from(given), Buffer.from(right));
