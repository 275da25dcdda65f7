import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http";
import { ContainerRegistrationKeys } from "@medusajs/framework/utils";
import { openTurnSchema } from "jobs/ring";
import { channelsOf } from "../../../../../channels-of";
import { parsed } from "../../../../parsed";

/** The only way by which decrypted credentials leave the backend: one account a call, logged here. */
export async function POST(request: MedusaRequest, response: MedusaResponse): Promise<void> {
  const { purpose, worker } = parsed(openTurnSchema, request.body);
  const accountId = String(request.params.id);
  const answer = await channelsOf(request.scope).openTurn({ accountId, purpose, worker });
  if (answer.turn)
    request.scope
      .resolve(ContainerRegistrationKeys.LOGGER)
      .info(`turn ${answer.turn.id} opened: ${purpose} of ${accountId} by ${worker}, ${answer.turn.acts.length} acts`);
  response.json(answer);
}
