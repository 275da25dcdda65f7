import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http";
import { finishConsent } from "../../../../../workflows/connect-account/finish-consent";
import { consentReturnSchema } from "../../../../consent/schemas";
import { parsed } from "../../../../parsed";

export async function POST(request: AuthenticatedMedusaRequest, response: MedusaResponse): Promise<void> {
  const { query } = parsed(consentReturnSchema, request.body);
  const session = `user:${request.auth_context.actor_id}`;
  await finishConsent(request.scope, { channel: String(request.params.channel), session, query });
  response.json({});
}
