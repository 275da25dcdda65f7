import { createHmac, timingSafeEqual } from "node:crypto";

export interface App {
  readonly key: string;
  readonly secret: string;
}

/**
 * Lazada document §3, upper case: the path, then name and value of every parameter in ASCII order, then the raw body if one
 * is sent. `sign`, files and empty values are left out; values are as they were before percent-encoding.
 */
export function lazadaSign(secret: string, path: string, parameters: Readonly<Record<string, string>>, body = ""): string {
  const pairs = Object.keys(parameters)
    .filter((name) => name !== "sign" && parameters[name] !== "")
    .sort()
    .map((name) => `${name}${parameters[name]}`);
  const base = `${path}${pairs.join("")}${body}`;
  return createHmac("sha256", secret).update(base, "utf8").digest("hex").toUpperCase();
}

/** §8, lower case: the app key and the raw body run together. */
export const pushSign = ({ key, secret }: App, body: string): string =>
  createHmac("sha256", secret).update(`${key}${body}`, "utf8").digest("hex");

export function sameText(one: string, other: string): boolean {
  const [left, right] = [Buffer.from(one), Buffer.from(other)];
  return left.length === right.length && timingSafeEqual(left, right);
}
