import { createCipheriv, createDecipheriv, randomBytes } from "node:crypto";

export interface CredentialKey {
  readonly id: string;
  readonly key: Buffer;
}

/** `id:base64` of 32 bytes, several separated by commas; the first writes, all read. */
export function readCredentialKeys(text: string | undefined): readonly CredentialKey[] {
  const keys = (text ?? "")
    .split(",")
    .map((each) => each.trim())
    .filter(Boolean)
    .map((each) => {
      const at = each.indexOf(":");
      return { id: each.slice(0, at), key: Buffer.from(each.slice(at + 1), "base64") };
    });
  if (!keys.length || keys.some(({ id, key }) => !id || key.length !== 32))
    throw new Error("CREDENTIAL_KEY needs the form id:base64 of 32 bytes");
  return keys;
}

/** AES-256-GCM with a random nonce; `place` (table, row, field) is authenticated, so that a value cannot be moved to another row. */
export function seal(keys: readonly CredentialKey[], place: string, value: unknown): string {
  const [writing] = keys;
  if (!writing) throw new Error("No credential key");
  const nonce = randomBytes(12);
  const cipher = createCipheriv("aes-256-gcm", writing.key, nonce);
  cipher.setAAD(Buffer.from(place));
  const sealed = Buffer.concat([cipher.update(JSON.stringify(value), "utf8"), cipher.final()]);
  return [writing.id, nonce.toString("base64"), cipher.getAuthTag().toString("base64"), sealed.toString("base64")].join(".");
}

export function open(keys: readonly CredentialKey[], place: string, text: string): unknown {
  const [id, nonce, tag, sealed] = text.split(".");
  const found = keys.find((each) => each.id === id);
  if (!found || !nonce || !tag || sealed === undefined) throw new Error(`No credential key ${id ?? ""} for ${place}`);
  const decipher = createDecipheriv("aes-256-gcm", found.key, Buffer.from(nonce, "base64"));
  decipher.setAAD(Buffer.from(place));
  decipher.setAuthTag(Buffer.from(tag, "base64"));
  return JSON.parse(Buffer.concat([decipher.update(Buffer.from(sealed, "base64")), decipher.final()]).toString("utf8"));
}
