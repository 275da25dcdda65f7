export interface AccessFacts {
  readonly storedAt: number | undefined;
  readonly expiresAt: number | undefined;
  /** When the newest request to renew this very access can have no effect any more. */
  readonly openUntil: number | undefined;
  /** Requests to renew it whose answer never came; it may have been renewed there. */
  readonly lost: number;
  /** Its refresh token is good once, so that a lost answer may have spent it. */
  readonly singleUse: boolean;
}

/** Without a date of storing, what ends within this time is renewed. */
const aheadMs = 30 * 60_000;

/** At least half of its life is left when an access is renewed: there is time for a second try (sync-protocol §12). */
export function isDue({ storedAt, expiresAt }: Pick<AccessFacts, "storedAt" | "expiresAt">, now: number): boolean {
  if (expiresAt === undefined) return true;
  if (storedAt === undefined || storedAt >= expiresAt) return expiresAt - now < aheadMs;
  return now >= storedAt + (expiresAt - storedAt) / 2;
}

/**
 * Never two requests at once. After an answer that never came the old refresh token is tried once more; then, where it is
 * good only once, its owner must sign in (sync-protocol §12).
 */
export function nextRenewal(access: AccessFacts, now: number): "wait" | "renew" | "ask-owner" | "rest" {
  if (!isDue(access, now)) return "rest";
  if (access.openUntil !== undefined && now <= access.openUntil) return "wait";
  return access.singleUse && access.lost >= 2 ? "ask-owner" : "renew";
}
