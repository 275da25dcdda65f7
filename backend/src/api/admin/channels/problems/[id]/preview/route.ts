import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http";
import { channelsOf } from "../../../../../../channels-of";
import { languageOf, textIn } from "../../../../../../text";

/** What a replay would send as things stand, a sentence an act. Nothing is sent and nothing changes. */
export async function GET(request: MedusaRequest, response: MedusaResponse): Promise<void> {
  const { changes, says } = await channelsOf(request.scope).previewReplay(String(request.params.id));
  const language = languageOf(request);
  response.json({ changes, sentences: says.map((text) => textIn(text, language)) });
}
