import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http";
import { memberOf } from "../../../../desk/member";
import { finishConsent } from "../../../../workflows/connect-account/finish-consent";
import { consentReturnSchema } from "../../../consent/schemas";
import { parsed } from "../../../parsed";

export async function POST(request: AuthenticatedMedusaRequest, response: MedusaResponse): Promise<void> {
  const { id } = await memberOf(request);
  const { query } = parsed(consentReturnSchema, request.body);
  await finishConsent(request.scope, { channel: String(request.params.channel), session: `producer_member:${id}`, query });
  response.json({});
}
