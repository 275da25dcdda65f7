import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http";
import { linkIdOf } from "../../../../modules/people/link";
import { peopleTexts } from "../../../../modules/people/texts";
import { createRateLimit } from "../../../../shop/rate-limit";
import { openLink, setPassword } from "../../../../sign-in/set-password";
import { areaOf } from "../../../../sign-in/sign-ins";
import { languageOf, textIn } from "../../../../text";
import { parsed } from "../../../parsed";
import { passwordSchema } from "../../schemas";

// A token cannot be guessed; whoever holds one could still guess the password that its phone has already.
const looks = createRateLimit(60);
const tries = createRateLimit(10);

export async function GET(request: MedusaRequest, response: MedusaResponse): Promise<void> {
  const token = String(request.params.token);
  if (isTooOften(looks, token, request, response)) return;
  const { link, person } = await openLink(request.scope, token);
  response.json({ name: person.row.name, area: areaOf(link.actor), kind: link.kind });
}

export async function POST(request: MedusaRequest, response: MedusaResponse): Promise<void> {
  const token = String(request.params.token);
  if (isTooOften(tries, token, request, response)) return;
  const area = await setPassword(request.scope, token, parsed(passwordSchema, request.body));
  response.json({ area });
}

function isTooOften(
  passes: ReturnType<typeof createRateLimit>,
  token: string,
  request: MedusaRequest,
  response: MedusaResponse,
): boolean {
  if (passes(linkIdOf(token))) return false;
  response.status(429).json({ type: "too_many", message: textIn(peopleTexts.say("link-tries"), languageOf(request)) });
  return true;
}
