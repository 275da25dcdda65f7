import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http";
import { memberOf } from "../../../../desk/member";
import { orderViews, ownOrder } from "../../../../desk/own-orders";

export async function GET(request: AuthenticatedMedusaRequest, response: MedusaResponse): Promise<void> {
  const seller = await memberOf(request);
  const [order] = await orderViews(request.scope, seller, [await ownOrder(request.scope, seller, String(request.params.id))]);
  response.json({ order });
}
