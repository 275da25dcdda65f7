import type { TikiSettings } from "./settings.ts";

type Client = Pick<TikiSettings, "clientId" | "clientSecret" | "clientAuth">;

/** The token endpoint's own paths below the host (tiki §1). */
export const tikiTokenPath = "/sc/oauth2/token";
export const tikiConsentPath = "/sc/oauth2/auth";

/** RFC 6749 §2.3.1 as Tiki's guide shows it: base64 of `id:secret`, neither of them encoded further. */
export const basicAuthorization = (clientId: string, clientSecret: string): string =>
  `Basic ${Buffer.from(`${clientId}:${clientSecret}`).toString("base64")}`;

export const bearerAuthorization = (accessToken: string): string => `Bearer ${accessToken}`;

/**
 * Nothing is signed at Tiki; the app names itself to the token endpoint (tiki §2):
 * 1. the grant's own fields, then `client_id`, as a form
 * 2. the secret in the header, or in the form, as the app was registered; never both
 */
export function tokenRequest(
  client: Client,
  grant: Readonly<Record<string, string>>,
): { readonly headers: Readonly<Record<string, string>>; readonly form: URLSearchParams } {
  const form = new URLSearchParams({ ...grant, client_id: client.clientId });
  if (client.clientAuth === "basic")
    return { headers: { Authorization: basicAuthorization(client.clientId, client.clientSecret) }, form };
  form.set("client_secret", client.clientSecret);
  return { headers: {}, form };
}

/** Spaces of the scope as %20: the page is opened by a browser, not posted as a form. */
export function authorizeUrl(
  apiHost: string,
  asked: { readonly clientId: string; readonly redirectUrl: string; readonly scope: string; readonly state: string },
): string {
  const query = Object.entries({
    response_type: "code",
    client_id: asked.clientId,
    redirect_uri: asked.redirectUrl,
    scope: asked.scope,
    state: asked.state,
  });
  return `${apiHost.replace(/\/+$/, "")}${tikiConsentPath}?${query.map(([key, value]) => `${key}=${encodeURIComponent(value)}`).join("&")}`;
}
