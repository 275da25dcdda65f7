import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http";
import { channelsOf } from "../../../channels-of";
import { readSettings } from "../../../settings";

const page = (sentence: string) =>
  `<!doctype html><html lang="vi"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Kết nối gian hàng</title><main style="font:18px/1.5 sans-serif;max-width:36rem;margin:3rem auto;padding:0 1rem"><h1>Kết nối gian hàng</h1><p>${sentence}</p></main></html>`;

/**
 * The one address that a channel's consent page sends its person back to. It takes nothing: it hands what came on to the
 * area where the consent was begun, and there only the signed-in person who began it may finish it. Otherwise a stranger
 * could have a shop's owner consent to the stranger's account.
 */
export async function GET(request: MedusaRequest, response: MedusaResponse): Promise<void> {
  const { state } = request.query;
  const session = typeof state === "string" ? await channelsOf(request.scope).sessionOfConsent(state) : undefined;
  if (!session) {
    response
      .status(400)
      .type("html")
      .send(page("Liên kết này đã dùng rồi hoặc đã hết hạn. Hãy quay lại trang gian hàng và bấm “Kết nối” lần nữa."));
    return;
  }
  const { STOREFRONT_URL, PUBLIC_URL } = readSettings();
  const { channel } = request.params;
  const back = session.startsWith("producer_member:")
    ? new URL(`/ban-hang/ket-noi/${encodeURIComponent(String(channel))}`, STOREFRONT_URL)
    : new URL(`/app/channels?consent=${encodeURIComponent(String(channel))}`, PUBLIC_URL);
  for (const [name, value] of Object.entries(request.query))
    if (typeof value === "string" && name !== "consent") back.searchParams.set(name, value);
  response.redirect(303, back.href);
}
