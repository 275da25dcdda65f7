import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http";
import { recorderOf } from "../../../../../sign-in/officer";
import { revokeCertificateWorkflow } from "../../../../../workflows/revoke-certificate";
import { parsed } from "../../../../parsed";
import { revokeSchema } from "../../../schemas";

export async function POST(request: MedusaRequest, response: MedusaResponse): Promise<void> {
  const { id: recorded_by } = await recorderOf(request);
  const { day, reason } = parsed(revokeSchema, request.body);
  const input = { certificate_id: request.params.id ?? "", day, reason, recorded_by };
  const { result } = await revokeCertificateWorkflow(request.scope).run({ input });
  response.json(result);
}
