import { type Access, type AccessPort, ConnectorError, instant, type RawAccess } from "../contract/index.ts";
import { failureError } from "../kit/failure-table.ts";
import type { TikiClient } from "./client.ts";
import { tikiFailures } from "./failures.ts";
import type { TikiSettings } from "./settings.ts";
import { tikiTexts } from "./texts.ts";
import { tikiTokenErrorSchema, tikiTokenSchema } from "./wire.ts";

/** Stands where a refresh token would: an in-house app has none and simply asks again (tiki §2). */
const askAgain = "client_credentials";

/** Answers as they came: the backend stores them encrypted before anything reads them (sync-protocol §12). */
export function tikiAccess(client: TikiClient, settings: TikiSettings): AccessPort {
  const own = () => client.token({ grant_type: "client_credentials" });
  return {
    async exchange({ query }) {
      if (settings.app === "in-house") return own();
      const { code, error, error_hint, error_description } = query;
      if (error) throw failureError(tikiFailures, error, error_hint ?? error_description ?? "");
      if (!code)
        throw new ConnectorError("validation", "grant", "The consent page sent no code", {
          sent: false,
          says: tikiTexts.say("consent-incomplete"),
        });
      return client.token({ grant_type: "authorization_code", code, redirect_uri: settings.redirectUrl });
    },
    refresh: (refreshToken) =>
      settings.app === "in-house"
        ? own()
        : client.token({
            grant_type: "refresh_token",
            refresh_token: refreshToken,
            redirect_uri: settings.redirectUrl,
          }),
  };
}

/** Pure. An answer without a refresh token is an in-house app's, or a seller's who left `offline` out and must sign in again. */
export function readTikiAccess(raw: RawAccess): Access {
  const body = json(raw.body);
  const token = tikiTokenSchema.safeParse(body);
  if (raw.status < 300 && token.success)
    return {
      accessToken: token.data.access_token,
      refreshToken: token.data.refresh_token ?? askAgain,
      expiresAt: instant(Date.parse(raw.receivedAt) + token.data.expires_in * 1000),
    };
  if (raw.status === 429 || raw.status >= 500)
    throw new ConnectorError("retryable", `http-${raw.status}`, `The token call answered HTTP ${raw.status}`, {
      says: tikiTexts.say("busy"),
    });
  const refused = tikiTokenErrorSchema.safeParse(body);
  if (refused.success) throw failureError(tikiFailures, refused.data.error, refused.data.error_description ?? "");
  if (raw.status === 401) throw failureError(tikiFailures, "invalid_client", `HTTP ${raw.status}`);
  throw new ConnectorError("unexpected", "shape", `The token call answered HTTP ${raw.status} without a token`, {
    says: tikiTexts.say(body === undefined ? "garbled" : "shape"),
  });
}

function json(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
