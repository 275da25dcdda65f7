import { type Access, ConnectorError, instant, type RawAccess } from "../contract/index.ts";
import { answerError, readAnswer } from "./answer.ts";
import { lazadaTexts } from "./texts.ts";
import { tokenSchema } from "./wire.ts";

const country = "vn";

/** Fields stand at the top, not under `data`; the shops are a list in the table, by country in the sample (lazada §2). */
export function accessFromLazada(raw: RawAccess): Access {
  const path = "/auth/token";
  const answer = readAnswer(path, raw.body);
  if (!answer)
    throw new ConnectorError(
      raw.status >= 500 ? "retryable" : "unexpected",
      "not-json",
      `The token call answered HTTP ${raw.status} without an envelope`,
      { says: lazadaTexts.say("garbled") },
    );
  if (answer.code !== "0") throw answerError(answer);
  const read = tokenSchema.safeParse(answer.outer);
  if (!read.success)
    throw new ConnectorError(
      "unexpected",
      "shape",
      `The token answer lacks ${read.error.issues.map((issue) => issue.path.join(".")).join(", ")}`,
      { says: lazadaTexts.say("shape") },
    );
  const { access_token, refresh_token, expires_in, refresh_expires_in, country_user_info, country_user_info_list } = read.data;
  const shops = Object.entries(country_user_info ?? country_user_info_list ?? {}).map(([key, shop]) => ({
    country: (shop.country ?? key).toLowerCase(),
    sellerId: shop.seller_id ?? undefined,
  }));
  const shopId = (shops.find((shop) => shop.country === country) ?? (shops.length === 1 ? shops[0] : undefined))?.sellerId;
  return {
    accessToken: access_token,
    // 0: this access cannot be renewed.
    ...(refresh_token && refresh_expires_in !== 0 ? { refreshToken: refresh_token } : {}),
    expiresAt: instant(Date.parse(raw.receivedAt) + expires_in * 1_000),
    ...(shopId ? { shopId } : {}),
  };
}
