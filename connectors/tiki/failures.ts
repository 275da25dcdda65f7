import { ConnectorError, type ConnectorErrorKind, type Text } from "../contract/index.ts";
import { type Failure, type FailureTable, failureError, findFailure } from "../kit/failure-table.ts";
import { tikiTexts } from "./texts.ts";

const failure =
  (kind: ConnectorErrorKind, owner: Failure["owner"], refusal?: true) =>
  (says: Text): Failure => ({ kind, owner, says, ...(refusal ? { refusal } : {}) });

const signIn = failure("auth", "seller");
const ours = failure("validation", "operator", true);
const no = failure("rejected", "seller", true);
const busy = failure("retryable", "nobody");

/**
 * Tiki has no codes: an error is its HTTP status and a text, so a status stands as the code and known texts say more. A
 * refusal is Tiki's own `{"errors": […]}` under a 4xx of this list; the same status without it may be a gateway's and is no
 * answer for a write (sync-protocol, result 6). 420 comes later, inside a rejected request's reason.
 */
export const tikiFailures: FailureTable = {
  broad: [
    { match: /less than ten percent/i, failure: no(tikiTexts.say("price-too-low")) },
    { match: /category not found|attributes not found for category/i, failure: no(tikiTexts.say("category")) },
    { match: /variants? (should|don't|do not)/i, failure: ours(tikiTexts.say("variants")) },
    { match: /not unique|không duy nhất/i, failure: no(tikiTexts.say("sku-taken")) },
    { match: /permission to update this product/i, failure: no(tikiTexts.say("product-foreign")) },
    { match: /(không|ko) cho phép đồng bộ/i, failure: no(tikiTexts.say("updates-off")) },
    { match: /redis content not found/i, failure: no(tikiTexts.say("payload-expired")) },
    { match: /haven't created any request/i, failure: no(tikiTexts.say("not-found")) },
    {
      match: /limit must not be greater|can't read http message|content type .* not supported/i,
      failure: ours(tikiTexts.say("data")),
    },
    { match: /^403 .*\bscopes?\b/i, failure: signIn(tikiTexts.say("scope")) },
  ],
  exact: {
    "400": ours(tikiTexts.say("data")),
    "401": signIn(tikiTexts.say("sign-in")),
    "403": no(tikiTexts.say("permission")),
    "404": no(tikiTexts.say("not-found")),
    "405": ours(tikiTexts.say("method")),
    "406": ours(tikiTexts.say("data")),
    "420": no(tikiTexts.say("sku-taken")),
    "422": no(tikiTexts.say("refused")),
    "429": failure("rate-limited", "nobody")(tikiTexts.say("too-fast")),
    "500": busy(tikiTexts.say("busy")),
    "503": busy(tikiTexts.say("busy")),
    access_denied: signIn(tikiTexts.say("consent-denied")),
    invalid_grant: signIn(tikiTexts.say("code-spent")),
    invalid_scope: ours(tikiTexts.say("scope")),
    invalid_request: ours(tikiTexts.say("data")),
    invalid_client: ours(tikiTexts.say("client")),
    unauthorized_client: ours(tikiTexts.say("grant")),
    unsupported_grant_type: ours(tikiTexts.say("grant")),
  },
};

/** For an answer that is Tiki's own. The texts of a 429 or a 5xx say nothing about the change that was sent. */
export function tikiError(status: number, texts: readonly string[], retryAfterMs?: number): ConnectorError {
  const code = String(status);
  const message = texts.join("; ").slice(0, 300);
  if (status === 429) return failureError(tikiFailures, code, "", retryAfterMs);
  if (status >= 500) return new ConnectorError("retryable", code, `${code}: ${message}`, { says: tikiTexts.say("busy") });
  const error = failureError(tikiFailures, code, message);
  if (status !== 422 || !message || findFailure(tikiFailures, code, message) !== tikiFailures.exact[code]) return error;
  return new ConnectorError(error.kind, code, error.message, { says: tikiTexts.say("invalid", { reason: message }) });
}

/** Tiki itself said one of its noes, so nothing was done there. */
export const isTikiRefusal = (error: ConnectorError): boolean =>
  (error.kind === "rejected" || error.kind === "validation") &&
  findFailure(tikiFailures, error.code, error.message)?.refusal === true;
