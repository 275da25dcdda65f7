import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http";
import { communesOf } from "../../../../../shop/places";
import { languageOf, textIn } from "../../../../../text";
import { shopTexts } from "../../../../../text/shop";

export function GET(request: MedusaRequest, response: MedusaResponse): void {
  const communes = communesOf(String(request.params.code));
  if (communes) response.json({ communes });
  else response.status(404).json({ type: "not_found", message: textIn(shopTexts.say("no-province"), languageOf(request)) });
}
