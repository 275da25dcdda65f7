import { ShopeeError } from "./gateway.ts";
import type { Shop, Token } from "./state.ts";
import type { Store } from "./store.ts";

const day = 86_400_000;
export interface Pair {
  readonly access_token: string;
  readonly refresh_token: string;
  readonly expire_in: number;
}

/** §2: authorisations, codes and tokens, each with its own clock. */
export function createAccess(store: Store) {
  const now = () => store.clock.now();
  const good = (token: Token | undefined, kind: Token["kind"]): token is Token => token?.kind === kind && token.expires > now();

  function add(text: string, token: Pick<Token, "kind" | "shops" | "expires" | "mainAccount">): string {
    store.state.tokens[text] = { ...token, spentBy: [], pairs: {} };
    store.changed();
    return text;
  }
  function givePair(shops: readonly number[], mainAccount?: number): Pair {
    const { accessTokenSeconds } = store.state.dials;
    // The access before it stays good for five minutes, unless it ends sooner.
    for (const token of Object.values(store.state.tokens))
      if (token.kind === "access" && token.shops.every((shop) => shops.includes(shop)))
        Object.assign(token, { expires: Math.min(token.expires, now() + 300_000) });
    return {
      access_token: add(store.random.hex(16), {
        kind: "access",
        shops,
        mainAccount,
        expires: now() + accessTokenSeconds * 1_000,
      }),
      refresh_token: add(store.random.hex(16), { kind: "refresh", shops, mainAccount, expires: now() + 30 * day }),
      expire_in: accessTokenSeconds,
    };
  }
  function linked(shopId: number): Shop {
    const shop = store.shop(shopId);
    if (!shop?.authorised) throw new ShopeeError("shop_no_linked", "Partner and shop has no linked.");
    if (shop.status !== "NORMAL") throw new ShopeeError("shop_banned", "The shop account has been banned.");
    if (shop.authorised.until <= now()) throw new ShopeeError("shop_access_expired", "Your access to shop has expired.");
    return shop;
  }

  return {
    /** The owner agreed, for so many days: what the consent page sends back. */
    grant(shops: readonly number[], days: number, mainAccount?: number): string {
      const until = now() + days * day;
      for (const shopId of shops) {
        const shop = store.shop(shopId);
        if (!shop) continue;
        shop.authorised = { at: now(), until };
        store.tell({ about: "authorised", shop });
        store.later({ kind: "authorisation-ends-soon", shop_id: shopId, until, at: Math.max(now(), until - 7 * day) });
        store.later({ kind: "authorisation-ends", shop_id: shopId, until, at: until });
      }
      return add(store.random.hex(16), { kind: "code", shops, mainAccount, expires: now() + 600_000 });
    },
    /** A code the seller sends again from the shop's own page. */
    resend: (shopId: number): string =>
      add(`resend${store.random.hex(13)}`, { kind: "resend", shops: [shopId], expires: now() + 600_000 }),
    revoke(shopId: number): void {
      const shop = store.shop(shopId);
      if (!shop) return;
      shop.authorised = undefined;
      for (const [text, token] of Object.entries(store.state.tokens))
        if (token.shops.length === 1 && token.shops[0] === shopId) delete store.state.tokens[text];
      store.tell({ about: "unauthorised", shop });
    },

    /** The shop a business call is for. */
    check(accessToken: string, shopId: number): Shop {
      const token = store.state.tokens[accessToken];
      if (!good(token, "access") || !token.shops.includes(shopId) || !store.shop(shopId)?.authorised)
        throw new ShopeeError("invalid_acceess_token", "Invalid access_token, please have a check.");
      return linked(shopId);
    },
    exchange(
      code: string,
      by: { shop?: number | undefined; mainAccount?: number | undefined },
    ): Pair & { shops: readonly number[] } {
      const token = store.state.tokens[code];
      if (!good(token, "code") || token.spentBy.length)
        throw new ShopeeError("invalid_code", "The code is expired or used or invalid, please check the code.");
      if (
        by.mainAccount === undefined
          ? token.mainAccount !== undefined || token.shops[0] !== by.shop
          : token.mainAccount !== by.mainAccount
      )
        throw by.mainAccount === undefined
          ? new ShopeeError("invalid_shop_id", "The code or shop_id is wrong, please check the code or the shop_id.")
          : new ShopeeError("invalid_main_acount_id", "The code or main_account_id is wrong, please check them.");
      token.spentBy = [...token.shops];
      return { ...givePair(token.shops, token.mainAccount), shops: token.shops };
    },
    exchangeResent(code: string): Pair & { shops: readonly number[] } {
      const token = store.state.tokens[code];
      if (!good(token, "resend") || token.spentBy.length)
        throw new ShopeeError("error_param", "The resend_code is expired, used or invalid.");
      token.spentBy = [...token.shops];
      return { ...givePair(token.shops), shops: token.shops };
    },
    /** Once for each shop the token is for; a second time the same pair by FAQ 144, or nothing. */
    refresh(refreshToken: string, shopId: number): Pair {
      const token = store.state.tokens[refreshToken];
      if (token?.kind !== "refresh" || !token.shops.includes(shopId))
        throw new ShopeeError("error_auth", "Invalid refresh_token.");
      if (token.expires <= now()) throw new ShopeeError("refresh_token_expired", "Your refresh_token expired.");
      linked(shopId);
      const given = token.pairs[shopId];
      if (given && store.state.dials.spentRefreshRepeats && now() < given.at + 4 * 3_600_000) {
        const left = store.state.tokens[given.access_token]?.expires ?? 0;
        const { access_token, refresh_token } = given;
        return { access_token, refresh_token, expire_in: Math.max(0, Math.floor((left - now()) / 1_000)) };
      }
      if (token.spentBy.includes(shopId)) throw new ShopeeError("error_auth", "Invalid refresh_token.");
      const pair = givePair([shopId]);
      token.spentBy.push(shopId);
      token.pairs[shopId] = { access_token: pair.access_token, refresh_token: pair.refresh_token, at: now() };
      store.changed();
      return pair;
    },

    /** What a fault does to the token of the call that meets it. */
    spoil(kind: "token-expired" | "token-rotated" | "token-revoked", accessToken: string, shopId: number): void {
      const token = store.state.tokens[accessToken];
      if (kind === "token-revoked") this.revoke(shopId);
      else if (token) Object.assign(token, { expires: 0 });
      if (kind === "token-rotated")
        for (const each of Object.values(store.state.tokens))
          if (each.kind === "refresh" && each.shops.includes(shopId)) each.spentBy.push(shopId);
    },
  };
}
export type Access = ReturnType<typeof createAccess>;
