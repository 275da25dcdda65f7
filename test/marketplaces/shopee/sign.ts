import { createHmac, timingSafeEqual } from "node:crypto";

export interface Partner {
  readonly id: number;
  readonly key: string;
}

/** Shopee document §3: hex HMAC-SHA256 of the parts run together, keyed by the partner key as text. */
export const shopeeSign = (key: string, ...parts: readonly (string | number)[]): string =>
  createHmac("sha256", key).update(parts.join("")).digest("hex");

/** §8: the callback address as it was configured, a bar, and the raw body. */
export const pushSign = (key: string, url: string, body: string): string =>
  createHmac("sha256", key).update(`${url}|${body}`).digest("hex");

export function sameText(one: string, other: string): boolean {
  const [left, right] = [Buffer.from(one), Buffer.from(other)];
  return left.length === right.length && timingSafeEqual(left, right);
}
