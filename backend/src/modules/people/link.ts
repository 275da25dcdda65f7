import { createHash, randomBytes } from "node:crypto";

export type Actor = "producer_member" | "officer";
export type LinkKind = "invitation" | "reset";

const hour = 60 * 60 * 1_000;
const lives: Readonly<Record<LinkKind, number>> = { invitation: 7 * 24 * hour, reset: 24 * hour };

/** Whoever holds the token may set the password; the id alone says nothing about it. */
export function newToken(): { readonly token: string; readonly id: string } {
  const token = randomBytes(32).toString("base64url");
  return { token, id: linkIdOf(token) };
}

export const linkIdOf = (token: string): string => createHash("sha256").update(token).digest("hex");

export const expiryOf = (kind: LinkKind, now: Date): Date => new Date(now.getTime() + lives[kind]);

/** Whether a link still opens: unused, not expired, and the person was given no newer one. */
export function isOpen(
  link: { readonly id: string; readonly expires_at: Date; readonly used_at: Date | null },
  newestId: string,
  now: Date,
): boolean {
  return link.id === newestId && link.used_at === null && now < link.expires_at;
}
