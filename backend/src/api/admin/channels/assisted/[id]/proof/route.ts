import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http";
import { Modules } from "@medusajs/framework/utils";
import { handInProof } from "../../../../../../desk/hand-tasks";
import { parsed } from "../../../../../parsed";
import { proofSchema } from "../../../../../producer/schemas";

export async function POST(request: AuthenticatedMedusaRequest, response: MedusaResponse): Promise<void> {
  const proof = parsed(proofSchema, request.body);
  const id = request.auth_context.actor_id;
  const [user] = await request.scope.resolve(Modules.USER).listUsers({ id });
  const person = { kind: "user" as const, id, name: user?.email ?? id };
  response.json(await handInProof(request.scope, "all", { ...proof, listingId: String(request.params.id), person }));
}
