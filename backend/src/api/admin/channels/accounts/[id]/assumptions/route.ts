import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http";
import { channelsOf } from "../../../../../../channels-of";
import { parsed } from "../../../../../parsed";
import { assumptionsSchema } from "../../../schemas";

/** Settings of this account over its channel's; null takes one back. */
export async function POST(request: MedusaRequest, response: MedusaResponse): Promise<void> {
  const id = String(request.params.id);
  await channelsOf(request.scope).setAssumptions(id, parsed(assumptionsSchema, request.body));
  response.json({ account_id: id });
}
