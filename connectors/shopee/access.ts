import { type Access, type AccessPort, ConnectorError, instant, type Outside, type RawAccess } from "../contract/index.ts";
import { failureError } from "../kit/failure-table.ts";
import type { ShopeeClient } from "./client.ts";
import { shopeeFailures } from "./failures.ts";
import type { ShopeeSettings } from "./settings.ts";
import { shopeeTexts } from "./texts.ts";
import { shopeeTokenSchema } from "./wire.ts";

/** Answers as they came: the backend stores them encrypted before anything reads them (sync-protocol §12). */
export function shopeeAccess(
  client: ShopeeClient,
  settings: ShopeeSettings,
  shopId: number | undefined,
  outside: Outside,
): AccessPort {
  const ask = async (path: string, body: Record<string, unknown>): Promise<RawAccess> => {
    const { status, body: text } = await client.raw(path, { ...body, partner_id: settings.partnerId });
    return { status, body: text, receivedAt: instant(outside.now()) };
  };
  return {
    exchange({ query }) {
      const { code, shop_id, main_account_id } = query;
      if (!code || (!shop_id && !main_account_id))
        throw new ConnectorError("validation", "grant", "The consent page sent no code or no shop", {
          sent: false,
          says: shopeeTexts.say("consent-incomplete"),
        });
      return ask(
        "auth/token/get",
        shop_id ? { code, shop_id: Number(shop_id) } : { code, main_account_id: Number(main_account_id) },
      );
    },
    refresh: (refreshToken) => ask("auth/access_token/get", { refresh_token: refreshToken, shop_id: shopId }),
  };
}

/** Pure. The token endpoints put their fields at the top, not under `response`; `expire_in` above 10⁹ is a moment (shopee §2). */
export function readShopeeAccess(raw: RawAccess): Access {
  let body: unknown;
  try {
    body = JSON.parse(raw.body);
  } catch {
    throw new ConnectorError(
      raw.status >= 500 ? "retryable" : "unexpected",
      "not-json",
      `The token call answered HTTP ${raw.status} without JSON`,
    );
  }
  const { error = "", message = "" } = body as { error?: string; message?: string };
  if (error) throw failureError(shopeeFailures, error.replace(/^.*\./, ""), message);
  const read = shopeeTokenSchema.safeParse(body);
  if (!read.success)
    throw new ConnectorError(
      "unexpected",
      "shape",
      `The token answer lacks ${read.error.issues.map((issue) => issue.path.join(".")).join(", ")}`,
    );
  const { data } = read;
  const expiresAt = data.expire_in > 1e9 ? data.expire_in * 1000 : Date.parse(raw.receivedAt) + data.expire_in * 1000;
  const shopId = data.shop_id ?? data.shop_id_list?.[0];
  return {
    accessToken: data.access_token,
    refreshToken: data.refresh_token,
    expiresAt: instant(expiresAt),
    ...(shopId ? { shopId } : {}),
  };
}
