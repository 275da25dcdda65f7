import { type AccessPort, ConnectorError, instant, type Outside, type RawAccess } from "../contract/index.ts";
import { createHttpClient } from "../kit/http-client.ts";
import { signedParams } from "./client.ts";
import { lazadaPolicy } from "./policy.ts";
import type { LazadaSettings } from "./settings.ts";
import { lazadaTexts } from "./texts.ts";

/**
 * Answers as they came: the backend stores them encrypted before anything reads them (sync-protocol §12). A refresh does not
 * lengthen the refresh token's own life, so asking twice is harmless (lazada §2).
 */
export function lazadaAccess(settings: LazadaSettings, outside: Outside): AccessPort {
  const http = createHttpClient(settings.authHost, lazadaPolicy.timeoutMs, outside);
  const ask = async (path: string, params: Record<string, string>): Promise<RawAccess> => {
    // In the body, so that neither code nor token is in an address.
    const form = signedParams(settings, path, params, outside.now());
    const { status, body } = await http.send({ method: "POST", path: `/rest${path}`, query: new URLSearchParams(), form });
    return { status, body, receivedAt: instant(outside.now()) };
  };
  return {
    async exchange({ query: { code } }) {
      if (!code)
        throw new ConnectorError("validation", "grant", "The consent page sent no code", {
          sent: false,
          says: lazadaTexts.say("consent-incomplete"),
        });
      return ask("/auth/token/create", { code });
    },
    refresh: (refreshToken) => ask("/auth/token/refresh", { refresh_token: refreshToken }),
  };
}
