import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http";
import { channelsOf } from "../../../../../channels-of";
import { memberOf } from "../../../../../desk/member";
import { orRefuse, ownSheet } from "../../../../../desk/own-sheets";

/** A file that nobody has downloaded is dropped, and what was kept for it is free again. */
export async function POST(request: AuthenticatedMedusaRequest, response: MedusaResponse): Promise<void> {
  const { producerId } = await memberOf(request);
  const { id } = await ownSheet(request.scope, producerId, String(request.params.id));
  orRefuse((await channelsOf(request.scope).discardSheet(id)) ?? {});
  response.json({ id });
}
