import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http";
import { createRateLimit } from "../../../../shop/rate-limit";
import { openLink } from "../../../../sign-in/set-password";
import { areaOf } from "../../../../sign-in/sign-ins";
import { parsed } from "../../../parsed";
import { tokenSchema } from "../../schemas";
import { isTooOften } from "../too-often";

const looks = createRateLimit(60);

/** Whom a link is for. The token comes in the body: what stands in an address stands in logs. */
export async function POST(request: MedusaRequest, response: MedusaResponse): Promise<void> {
  const { token } = parsed(tokenSchema, request.body);
  if (isTooOften(looks, token, request, response)) return;
  const { link, person } = await openLink(request.scope, token);
  response.json({ name: person.row.name, area: areaOf(link.actor), kind: link.kind });
}
