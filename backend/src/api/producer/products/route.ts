import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http";
import { memberOf } from "../../../desk/member";
import { productViews } from "../../../desk/own-products";
import { languageOf } from "../../../text";

export async function GET(request: AuthenticatedMedusaRequest, response: MedusaResponse): Promise<void> {
  const { producerId } = await memberOf(request);
  response.json({ products: await productViews(request.scope, producerId, languageOf(request)) });
}
