import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http";
import { channelsOf } from "../../../channels-of";
import { ringFor } from "../../../ring";
import { readSettings } from "../../../settings";

const page = (sentence: string) =>
  `<!doctype html><html lang="vi"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Kết nối gian hàng</title><main style="font:18px/1.5 sans-serif;max-width:36rem;margin:3rem auto;padding:0 1rem"><h1>Kết nối gian hàng</h1><p>${sentence}</p></main></html>`;

/**
 * Where a channel's consent page sends its person back. Proven by the state alone: random, one use, fifteen minutes,
 * bound in our rows to who began it and to the account; the marketplace's redirect carries no cookie of ours.
 */
export async function GET(request: MedusaRequest, response: MedusaResponse): Promise<void> {
  const query: Record<string, string> = {};
  for (const [name, value] of Object.entries(request.query)) if (typeof value === "string") query[name] = value;
  const channels = channelsOf(request.scope);
  const { state = "", ...brought } = query;
  const taken = state ? await channels.takeConsent({ state, query: brought }) : null;
  const account = taken ? await channels.retrieveChannelAccount(taken.accountId) : undefined;
  if (!account || account.channel !== request.params.channel) {
    response
      .status(400)
      .type("html")
      .send(page("Liên kết này đã dùng rồi hoặc đã hết hạn. Hãy quay lại trang gian hàng và bấm “Kết nối” lần nữa."));
    return;
  }
  await ringFor("refresh-access", account.id);
  const { STOREFRONT_URL, PUBLIC_URL } = readSettings();
  const back =
    account.owner_kind === "producer"
      ? new URL("/ban-hang/gian-hang?ket-noi=xong", STOREFRONT_URL)
      : new URL("/app/channels", PUBLIC_URL);
  response.redirect(303, back.href);
}
