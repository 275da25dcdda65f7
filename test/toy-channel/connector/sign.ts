import { createHmac } from "node:crypto";

/** Chợ quê §2: method, path with query, milliseconds and body, joined by line feeds, under HMAC-SHA256 in hexadecimal. */
export const signToy = (parts: readonly [method: string, target: string, at: string, body: string], key: string): string =>
  createHmac("sha256", key).update(parts.join("\n")).digest("hex");
