import type { App } from "./credentials.ts";
import type { Token } from "./state.ts";
import type { World } from "./world.ts";

export const knownScopes = ["offline", "openid", "product", "order", "inventory", "multichannel", "all"] as const;

/** Codes and tokens: random texts that lie in the state with what they are good for and for how long. */
export function createTokens(world: World) {
  const { clock, random, state, dials } = world;

  function give(token: Omit<Token, "spent" | "expires">, seconds: number): string {
    const { tokens } = state();
    for (const [text, each] of Object.entries(tokens)) if (each.expires + 86_400_000 < clock.now()) delete tokens[text];
    const text = `${random.hex(20)}.${random.hex(20)}`;
    tokens[text] = { ...token, expires: clock.now() + seconds * 1_000, spent: false };
    world.changed();
    return text;
  }
  const live = (text: string, kind: Token["kind"]): Token | undefined => {
    const token = state().tokens[text];
    return token?.kind === kind && token.expires > clock.now() ? token : undefined;
  };

  return {
    live,
    give,
    newConsent: () => random.hex(8),
    /** The answer of §2. A refresh token only where `offline` was granted. `shortBy`: it ends sooner than it is said to. */
    answer(of: Pick<Token, "clientId" | "sellerId" | "scope" | "redirectUri" | "consent">, refreshable: boolean, shortBy = 0) {
      const { accessTokenSeconds, refreshTokenSeconds } = dials();
      const renews = refreshable && of.scope.split(" ").includes("offline");
      return {
        access_token: give({ ...of, kind: "access" }, accessTokenSeconds - shortBy),
        expires_in: accessTokenSeconds,
        ...(renews ? { refresh_token: give({ ...of, kind: "refresh" }, refreshTokenSeconds) } : {}),
        scope: of.scope,
        token_type: "bearer",
      };
    },
    spend(token: Token): void {
      token.spent = true;
      world.changed();
    },
    expire(text: string): void {
      const { tokens } = state();
      const token = tokens[text];
      if (token) tokens[text] = { ...token, expires: clock.now() };
      world.changed();
    },
    /** The seller takes a consent back, or a code was shown twice: nothing that came of it is good any more. */
    revoke(consent: string): void {
      const { tokens } = state();
      for (const [text, token] of Object.entries(tokens)) if (token.consent === consent) delete tokens[text];
      world.changed();
    },
    consentsOf(sellerId: number): { readonly consent: string; readonly clientId: string; readonly scope: string }[] {
      const found = new Map<string, { consent: string; clientId: string; scope: string }>();
      for (const { kind, consent, clientId, scope, ...token } of Object.values(state().tokens))
        if (kind !== "code" && token.sellerId === sellerId && token.expires > clock.now())
          found.set(consent, { consent, clientId, scope });
      return [...found.values()];
    },
  };
}
export type Tokens = ReturnType<typeof createTokens>;

/** The scopes asked for; undefined when one is unknown or none is asked for. */
export function readScope(asked: string): string | undefined {
  const scopes = asked.split(/\s+/).filter(Boolean);
  const known = new Set<string>(knownScopes);
  return scopes.length && scopes.every((scope) => known.has(scope)) ? scopes.join(" ") : undefined;
}

/** What an application that speaks for itself may ask for; nothing to renew. */
export const ownScopes = (app: App): string =>
  app.sellerId === undefined ? "multichannel" : "product order inventory multichannel";
