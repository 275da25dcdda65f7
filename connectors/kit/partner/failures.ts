import { z } from "zod";
import { ConnectorError } from "../../contract/index.ts";
import { partnerTexts } from "./texts.ts";

const { say } = partnerTexts;

const envelopeSchema = z.object({
  error: z.object({ code: z.union([z.string(), z.number()]).transform(String), message: z.string().nullish() }),
});

/** Answers that surely left nothing there, when they come in the agreed envelope (sync-protocol, result 6). */
const refusals = new Set([400, 404, 409, 410, 422]);

/** undefined for an answer that is no failure. `withoutSecrets` goes over what the channel says before anybody reads it. */
export function partnerFailure(
  {
    status,
    body,
    retryAfterMs,
  }: { readonly status: number; readonly body: unknown; readonly retryAfterMs: number | undefined },
  place: string,
  withoutSecrets: (text: string) => string,
): ConnectorError | undefined {
  if (status >= 200 && status < 300) return undefined;
  const told = envelopeSchema.safeParse(body).data?.error;
  const code = told ? withoutSecrets(told.code) : `http-${status}`;
  const reason = told ? withoutSecrets(told.message || told.code) : "";
  const message = `${place}: HTTP ${status} ${code} ${reason}`.trim();
  if (status === 429)
    return new ConnectorError("rate-limited", code, message, { retryAfterMs: retryAfterMs ?? 1_000, says: say("too-fast") });
  if (status >= 500 || status === 408 || status === 425)
    return new ConnectorError("retryable", code, message, { retryAfterMs, says: say("busy") });
  // The first of two equal calls is still under way, so its outcome is not known.
  if (told?.code === "in_progress") return new ConnectorError("retryable", code, message, { says: say("busy") });
  if (status === 401 || status === 403) return new ConnectorError("auth", code, message, { says: say("sign-in") });
  if (told && refusals.has(status)) return new ConnectorError("rejected", code, message, { says: say("refused", { reason }) });
  return new ConnectorError("unexpected", code, message, { says: say("garbled") });
}
