import { z } from "zod";
import { type Access, type AccessPort, ConnectorError, instant, type Outside, type RawAccess } from "../contract/index.ts";
import type { ShopeeClient } from "./client.ts";
import { shopeeError } from "./failures.ts";
import type { ShopeeSettings } from "./settings.ts";
import { shopeeTexts } from "./texts.ts";
import { shopeeEnvelopeSchema, shopeeTokenSchema } from "./wire.ts";

/** Answers as they came: the backend stores them encrypted before anything reads them (sync-protocol §12). */
export function shopeeAccess(
  client: ShopeeClient,
  settings: ShopeeSettings,
  shopId: number | undefined,
  outside: Outside,
): AccessPort {
  async function ask(path: string, body: Record<string, unknown>, asked: number | undefined): Promise<RawAccess> {
    const { status, body: text } = await client.raw(path, body);
    return {
      status,
      body: text,
      receivedAt: instant(outside.now()),
      ...(asked === undefined ? {} : { shopId: String(asked) }),
    };
  }
  const { partnerId: partner_id } = settings;
  return {
    /** Also takes the code that a seller has Shopee send again after tokens were lost; it looks like `resend…` (shopee §2). */
    async exchange({ query }) {
      const { code = query.resend_code, shop_id, main_account_id } = query;
      if (code?.startsWith("resend")) return ask("public/get_token_by_resend_code", { resend_code: code }, settings.shopId);
      if (code && shop_id) return ask("auth/token/get", { code, partner_id, shop_id: Number(shop_id) }, Number(shop_id));
      if (!code || !main_account_id) throw unusable("consent-incomplete", "The consent page sent no code or no shop");
      // Before the code is spent: which of its shops this account is cannot be guessed.
      if (settings.shopId === undefined) throw unusable("consent-main-account", "A main account needs the setting shopId");
      return ask("auth/token/get", { code, partner_id, main_account_id: Number(main_account_id) }, settings.shopId);
    },
    async refresh(refreshToken) {
      if (shopId === undefined) throw unusable("consent-main-account", "It is not known whose token this is");
      return ask("auth/access_token/get", { refresh_token: refreshToken, partner_id, shop_id: shopId }, shopId);
    },
  };
}

const unusable = (code: "consent-incomplete" | "consent-main-account", message: string) =>
  new ConnectorError("validation", code, message, { sent: false, says: shopeeTexts.say(code) });

/** Pure. The token endpoints put their fields at the top, not under `response`; `expire_in` above 10⁹ is a moment (shopee §2). */
export function readShopeeAccess(raw: RawAccess): Access {
  const body = jsonOf(raw.body);
  if (body === undefined)
    throw new ConnectorError(
      raw.status >= 500 ? "retryable" : "unexpected",
      "not-json",
      `The token call answered HTTP ${raw.status} without JSON`,
      { says: shopeeTexts.say(raw.status >= 500 ? "busy" : "garbled") },
    );
  const { error, message } = shopeeEnvelopeSchema.safeParse(body).data ?? {};
  if (error) throw shopeeError(error, message ?? "");
  const read = shopeeTokenSchema.safeParse(body);
  if (!read.success)
    throw new ConnectorError(
      "unexpected",
      "shape",
      `The token answer lacks ${read.error.issues.map((issue) => issue.path.join(".")).join(", ")}`,
      { says: shopeeTexts.say("shape") },
    );
  const { access_token, refresh_token, expire_in, shop_id, shop_id_list } = read.data;
  const granted = shop_id ? [shop_id] : (shop_id_list ?? []);
  if (raw.shopId && granted.length && !granted.includes(raw.shopId))
    throw new ConnectorError("auth", "other-shop", `The consent does not hold for shop ${raw.shopId}`, {
      says: shopeeTexts.say("consent-other-shop", { shop: raw.shopId }),
    });
  const shopId = raw.shopId ?? (granted.length === 1 ? granted[0] : undefined);
  const endsMs = expire_in > 1e9 ? expire_in * 1000 : Date.parse(raw.receivedAt) + expire_in * 1000;
  return {
    accessToken: access_token,
    refreshToken: refresh_token,
    expiresAt: instant(Math.min(endsMs, Date.parse(raw.receivedAt) + longestLifeMs)),
    ...(shopId ? { shopId } : {}),
  };
}

/** No access token lives longer than a day; a larger number is a misprint and would only put its renewal off. */
const longestLifeMs = 86_400_000;

function jsonOf(text: string): unknown {
  try {
    return z.looseObject({}).safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
}
