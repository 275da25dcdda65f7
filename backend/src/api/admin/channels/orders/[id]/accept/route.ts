import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http";
import { fulfilOwnOrder } from "../../../../../../desk/fulfil";
import { languageOf } from "../../../../../../text";

export async function POST(request: MedusaRequest, response: MedusaResponse): Promise<void> {
  response.json({
    order: await fulfilOwnOrder(request.scope, "programme", String(request.params.id), "accept", languageOf(request)),
  });
}
