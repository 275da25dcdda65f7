import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http";
import { handInProof } from "../../../../../desk/hand-tasks";
import { memberOf } from "../../../../../desk/member";
import { parsed } from "../../../../parsed";
import { proofSchema } from "../../../schemas";

export async function POST(request: AuthenticatedMedusaRequest, response: MedusaResponse): Promise<void> {
  const member = await memberOf(request);
  const proof = parsed(proofSchema, request.body);
  const person = { kind: "producer_member" as const, id: member.id, name: member.name };
  response.json(await handInProof(request.scope, member, { ...proof, listingId: String(request.params.id), person }));
}
