import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http";
import { channelsOf } from "../../../../../../channels-of";

/** A person has seen to it. What is still wrong is met again by the next turn and told again. */
export async function POST(request: AuthenticatedMedusaRequest, response: MedusaResponse): Promise<void> {
  const channels = channelsOf(request.scope);
  const { id } = await channels.retrieveChannelProblem(String(request.params.id));
  await channels.settleByPerson(id, request.auth_context.actor_id);
  response.json({});
}
