import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http";
import { revokeCertificateWorkflow } from "../../../../../workflows/revoke-certificate";
import { parsed } from "../../../../parsed";
import { revokeSchema } from "../../../schemas";

export async function POST(request: AuthenticatedMedusaRequest, response: MedusaResponse): Promise<void> {
  const { day, reason } = parsed(revokeSchema, request.body);
  const input = { certificate_id: request.params.id ?? "", day, reason, recorded_by: request.auth_context.actor_id };
  const { result } = await revokeCertificateWorkflow(request.scope).run({ input });
  response.json(result);
}
