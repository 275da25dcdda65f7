import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http";
import { fulfilOwnOrder } from "../../../../../desk/fulfil";
import { memberOf } from "../../../../../desk/member";
import { languageOf } from "../../../../../text";

export async function POST(request: AuthenticatedMedusaRequest, response: MedusaResponse): Promise<void> {
  const seller = await memberOf(request);
  response.json({
    order: await fulfilOwnOrder(request.scope, seller, String(request.params.id), "accept", languageOf(request)),
  });
}
