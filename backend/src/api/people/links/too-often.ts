import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http";
import { linkIdOf } from "../../../modules/people/link";
import { peopleTexts } from "../../../modules/people/texts";
import type { createRateLimit } from "../../../shop/rate-limit";
import { languageOf, textIn } from "../../../text";

export function isTooOften(
  passes: ReturnType<typeof createRateLimit>,
  token: string,
  request: MedusaRequest,
  response: MedusaResponse,
): boolean {
  if (passes(linkIdOf(token))) return false;
  response.status(429).json({ type: "too_many", message: textIn(peopleTexts.say("link-tries"), languageOf(request)) });
  return true;
}
