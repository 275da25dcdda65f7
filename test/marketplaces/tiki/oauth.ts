import { Hono } from "hono";
import { authenticate } from "./credentials.ts";
import type { Parts } from "./parts.ts";
import { ownScopes, readScope } from "./tokens.ts";

/** RFC 6749 §5.2, with the hint and the number beside the words as Tiki's server adds them. */
class OAuthError extends Error {
  readonly status: 400 | 401;
  readonly code: string;
  constructor(code: string, hint: string) {
    super(hint);
    this.code = code;
    this.status = code === "invalid_client" ? 401 : 400;
  }
}

/** `POST /sc/oauth2/token` (§2). */
export function tokenEndpoint({ apps, tokens, faults, world }: Parts): Hono {
  const app = new Hono();
  app.onError((error, context) => {
    if (!(error instanceof OAuthError)) throw error;
    context.header("cache-control", "no-store");
    if (error.status === 401) context.header("www-authenticate", 'Basic realm="tiki"');
    return context.json(
      { error: error.code, error_description: error.message, error_hint: error.message, status_code: error.status },
      error.status,
    );
  });
  app.post("/", async (context) => {
    const type = context.req.header("content-type") ?? "";
    if (!type.startsWith("application/x-www-form-urlencoded"))
      throw new OAuthError("invalid_request", "The body must be application/x-www-form-urlencoded");
    const form = Object.fromEntries(new URLSearchParams(await context.req.text()));
    const by = authenticate(apps, context.req.header("authorization"), form);
    if (!by) throw new OAuthError("invalid_client", "Client authentication failed");
    context.header("cache-control", "no-store");
    context.header("pragma", "no-cache");
    const shortBy = faults.met(context, "clock-skew") ? 300 : 0;

    switch (form.grant_type) {
      case "authorization_code": {
        const code = tokens.live(form.code ?? "", "code");
        if (!code || code.clientId !== by.clientId) throw new OAuthError("invalid_grant", "The code is unknown or expired");
        if (code.spent) {
          tokens.revoke(code.consent);
          throw new OAuthError("invalid_grant", "The code has been used already");
        }
        if (form.redirect_uri !== code.redirectUri)
          throw new OAuthError("invalid_grant", "redirect_uri is not the one the code was asked for with");
        tokens.spend(code);
        return context.json(tokens.answer(code, true, shortBy));
      }
      case "refresh_token": {
        const refresh = tokens.live(form.refresh_token ?? "", "refresh");
        if (!refresh || refresh.clientId !== by.clientId || refresh.spent || faults.met(context, "token-rotated"))
          throw new OAuthError("invalid_grant", "The refresh token is unknown, expired or has been used already");
        if (world.dials().refreshRotates) tokens.spend(refresh);
        return context.json(tokens.answer(refresh, true, shortBy));
      }
      case "client_credentials": {
        const may = ownScopes(by);
        const scope = form.scope === undefined || form.scope === "" ? may : readScope(form.scope);
        if (scope === undefined || !scope.split(" ").every((each) => may.split(" ").includes(each)))
          throw new OAuthError("invalid_scope", "The scope is not one this client may ask for");
        const of = { clientId: by.clientId, sellerId: by.sellerId ?? null, redirectUri: "", consent: tokens.newConsent() };
        return context.json(tokens.answer({ ...of, scope }, false, shortBy));
      }
      default:
        throw new OAuthError("unsupported_grant_type", "grant_type is not supported");
    }
  });
  return app;
}
