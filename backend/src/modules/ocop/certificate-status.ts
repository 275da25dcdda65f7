import { addDays, addMonths, type Day, daysBetween } from "./day";

/** Where several apply the first named here wins (decisions: certificate status). */
export const certificateStatuses = ["revoked", "superseded", "extended", "expired", "expiring", "active", "not-yet"] as const;
export type CertificateStatus = (typeof certificateStatuses)[number];

export interface Certificate {
  readonly validFrom: Day;
  /** That day included. */
  readonly validTo: Day;
  readonly events: readonly CertificateEvent[];
}

/** Append-only; an event counts from its day, once it was recorded. */
export type CertificateEvent =
  | { readonly kind: "revoked" | "superseded"; readonly day: Day }
  /** The authority has not answered the renewal yet (26/2026 Điều 12.3): at most 180 days past expiry. */
  | { readonly kind: "extended"; readonly day: Day; readonly until: Day };

/** 36 months from the issue date, clamped to the month's end, that day included (26/2026 Điều 4.3; ocop §5). */
export const validToOf = (issued: Day): Day => addMonths(issued, 36);

export const longestExtension = (validTo: Day): Day => addDays(validTo, 180);

const expiringWithinDays = 180;

/** Computed for a day, never stored as truth. */
export function certificateStatus(certificate: Certificate, day: Day): CertificateStatus {
  const happened = certificate.events.filter((event) => event.day <= day);
  if (happened.some((event) => event.kind === "revoked")) return "revoked";
  if (happened.some((event) => event.kind === "superseded")) return "superseded";
  if (day < certificate.validFrom) return "not-yet";
  if (day > certificate.validTo) {
    const limit = longestExtension(certificate.validTo);
    const extended = happened.some((event) => event.kind === "extended" && day <= event.until && day <= limit);
    return extended ? "extended" : "expired";
  }
  return daysBetween(day, certificate.validTo) <= expiringWithinDays ? "expiring" : "active";
}

/** Stars are shown with these and with no other (ocop §8.1). */
export const showsStars = (status: CertificateStatus): boolean =>
  status === "active" || status === "expiring" || status === "extended";

/** Days before expiry on which the holder is warned: the filing window is 180 to 120 days (ocop §8, rule 4). */
export const warningDays = [180, 150, 120] as const;

export function warningsDue(certificate: Certificate, day: Day): readonly number[] {
  const status = certificateStatus(certificate, day);
  if (status !== "active" && status !== "expiring") return [];
  return warningDays.filter((days) => addDays(certificate.validTo, -days) === day);
}
