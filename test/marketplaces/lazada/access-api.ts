import { LazadaError } from "./error.ts";
import { type Api, type Call, type Marketplace, needed } from "./gateway.ts";
import type { Store } from "./store.ts";

const codeLivesMs = 30 * 60_000;
const warnsBeforeMs = 48 * 3_600_000;
const secondsLeft = (expires: number, now: number) => Math.floor((expires - now) / 1000);

/** §2: one use, half an hour. */
export function giveCode({ store, app }: Pick<Marketplace, "store" | "app">, sellerId: number): string {
  const code = `0_${app.key}_${store.random.hex(12)}`;
  store.state.tokens[code] = { kind: "code", seller_id: sellerId, expires: store.now() + codeLivesMs, spent: false };
  store.changed();
  return code;
}

/** The seller takes the authorisation back. */
export function revoke(store: Store, sellerId: number): void {
  for (const token of Object.values(store.state.tokens)) if (token.seller_id === sellerId) token.spent = true;
  store.changed();
}

/** §2. The period of refreshing ends when it was first said to, however often it is made use of. */
export function accessApi({ store, faults }: Marketplace): readonly Api[] {
  function token(kind: "access" | "refresh", sellerId: number, expires: number): string {
    const { tokens } = store.state;
    for (const [text, each] of Object.entries(tokens)) if (each.expires <= store.now()) delete tokens[text];
    const text = `${kind === "access" ? "50000" : "50001"}${store.random.hex(24)}`;
    tokens[text] = { kind, seller_id: sellerId, expires, spent: false };
    if (kind === "access")
      for (const beforeMs of [warnsBeforeMs, warnsBeforeMs / 2])
        if (expires - beforeMs > store.now()) store.later({ at: expires - beforeMs, act: "warn", token: text });
    store.changed();
    return text;
  }

  function answer(sellerId: number, refreshToken: string, list: "country_user_info" | "country_user_info_list") {
    const seller = store.seller(sellerId);
    if (!seller) throw new LazadaError("SellerNotActive", "Seller not active,please check seller status");
    const now = store.now();
    const { accessTokenSeconds, countryInfoByCountry } = store.dials;
    const ends = store.state.tokens[refreshToken]?.expires ?? now;
    const expires = Math.min(now + accessTokenSeconds * 1000, ends);
    const { seller_id, user_id, short_code } = seller;
    return {
      access_token: token("access", sellerId, expires),
      refresh_token: refreshToken,
      expires_in: secondsLeft(expires, now),
      refresh_expires_in: secondsLeft(ends, now),
      account: seller.account,
      account_id: null,
      account_platform: "seller_center",
      country: "vn",
      [list]: countryInfoByCountry
        ? { vn: { seller_id: String(seller_id), user_id, short_code } }
        : [{ country: "vn", seller_id: String(seller_id), user_id: String(user_id), short_code }],
    };
  }

  function create({ parameters }: Call) {
    const code = store.state.tokens[needed(parameters, "code")];
    if (code?.kind !== "code" || code.spent || code.expires <= store.now())
      throw new LazadaError("InvalidCode", "Invalid authorization code");
    code.spent = true;
    const ends = store.now() + store.dials.refreshTokenSeconds * 1000;
    return answer(code.seller_id, token("refresh", code.seller_id, ends), "country_user_info");
  }

  function refresh({ context, parameters }: Call) {
    if (store.dials.refreshUnsupported)
      throw new LazadaError("AUTH_TYPE_UNSUPPORTED", "the app can only be authorized by market, not support refresh");
    const text = needed(parameters, "refresh_token");
    const given = store.state.tokens[text];
    if (given?.kind !== "refresh" || given.spent || given.expires <= store.now())
      throw new LazadaError("IllegalRefreshToken", "The specified refresh token is invalid or expired");
    const rotates = store.dials.refreshRotates || faults.met(context, "token-rotated");
    if (rotates) given.spent = true;
    const next = rotates ? token("refresh", given.seller_id, given.expires) : text;
    return answer(given.seller_id, next, "country_user_info_list");
  }

  return [
    { path: "/auth/token/create", methods: ["GET", "POST"], access: "nobody", call: create },
    { path: "/auth/token/refresh", methods: ["GET", "POST"], access: "nobody", call: refresh },
  ];
}
