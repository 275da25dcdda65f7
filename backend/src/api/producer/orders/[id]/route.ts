import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http";
import { memberOf } from "../../../../desk/member";
import { orderViews, ownOrder } from "../../../../desk/own-orders";
import { languageOf } from "../../../../text";

export async function GET(request: AuthenticatedMedusaRequest, response: MedusaResponse): Promise<void> {
  const seller = await memberOf(request);
  const own = await ownOrder(request.scope, seller, String(request.params.id));
  const [order] = await orderViews(request.scope, seller, [own], languageOf(request));
  response.json({ order });
}
