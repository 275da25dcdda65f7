import { z } from "zod";
import { type Doorbell, instantFromSeconds, type RawRequest } from "../../contract/index.ts";
import type { PartnerSettings } from "./settings.ts";
import { isSignedByPartner, partnerWindowSeconds } from "./sign.ts";

const eventSchema = z.object({ event: z.string() });
const subjects: readonly (readonly [RegExp, Doorbell["about"]])[] = [
  [/^order/, "orders"],
  [/^(listing|product)/, "listings"],
  [/^stock/, "stock"],
];

/**
 * The same string and headers as our calls. The signature is the bell's id: a bell rung again within a day is a replay, which
 * the caller keeps account of.
 */
export function readPartnerDoorbell(settings: PartnerSettings, request: RawRequest): Doorbell | undefined {
  const { partner, partnerBellSecret: secret } = settings;
  const { "x-signature": signature, "x-timestamp": timestamp } = request.headers;
  if (!partner || !secret || !signature || !timestamp || !request.receivedAt || !/^\d{9,11}$/.test(timestamp)) return undefined;
  const late = Math.abs(Date.parse(request.receivedAt) / 1_000 - Number(timestamp));
  if (late > partnerWindowSeconds) return undefined;
  const url = URL.canParse(request.url, "http://here.invalid") ? new URL(request.url, "http://here.invalid") : undefined;
  if (!url) return undefined;
  const message = { method: request.method, path: url.pathname, query: url.searchParams, body: request.body, timestamp };
  if (!isSignedByPartner(message, secret, signature)) return undefined;
  return {
    id: signature.toLowerCase(),
    about: subjectOf(request.body),
    at: instantFromSeconds(Number(timestamp)),
  };
}

function subjectOf(body: Uint8Array): Doorbell["about"] {
  try {
    const { event } = eventSchema.parse(JSON.parse(new TextDecoder().decode(body)));
    return subjects.find(([pattern]) => pattern.test(event))?.[1] ?? "other";
  } catch {
    return "other";
  }
}
