import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http";
import { shipOrder } from "../../../../../../desk/fulfil";
import { orderViews, ownOrder } from "../../../../../../desk/own-orders";

export async function POST(request: MedusaRequest, response: MedusaResponse): Promise<void> {
  const id = String(request.params.id);
  await shipOrder(request.scope, await ownOrder(request.scope, "programme", id));
  const [order] = await orderViews(request.scope, "programme", [await ownOrder(request.scope, "programme", id)]);
  response.json({ order });
}
