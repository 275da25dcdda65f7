import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http";
import type { Language } from "connectors/contract";
import { channelsOf } from "../../../channels-of";
import { readSettings } from "../../../settings";
import { languageOf, textIn } from "../../../text";
import { listingTexts } from "../../../text/listings";

const page = (language: Language, title: string, sentence: string) =>
  `<!doctype html><html lang="${language}"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${title}</title><main style="font:18px/1.5 sans-serif;max-width:36rem;margin:3rem auto;padding:0 1rem"><h1>${title}</h1><p>${sentence}</p></main></html>`;

/**
 * The one address that a channel's consent page sends its person back to. It takes nothing: it hands what came on to the
 * area where the consent was begun, and there only the signed-in person who began it may finish it. Otherwise a stranger
 * could have a shop's owner consent to the stranger's account.
 */
export async function GET(request: MedusaRequest, response: MedusaResponse): Promise<void> {
  const { state } = request.query;
  const session = typeof state === "string" ? await channelsOf(request.scope).sessionOfConsent(state) : undefined;
  if (!session) {
    const language = languageOf(request);
    response
      .status(400)
      .type("html")
      .send(
        page(
          language,
          textIn(listingTexts.say("consent-title"), language),
          textIn(listingTexts.say("consent-spent"), language),
        ),
      );
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
