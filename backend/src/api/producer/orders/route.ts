import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http";
import { memberOf } from "../../../desk/member";
import { orderViews, ownOrderIds, readDeskOrders } from "../../../desk/own-orders";
import { languageOf } from "../../../text";

/** Own shop and channels together, short ones first. */
export async function GET(request: AuthenticatedMedusaRequest, response: MedusaResponse): Promise<void> {
  const seller = await memberOf(request);
  const orders = await readDeskOrders(request.scope, await ownOrderIds(request.scope, seller));
  response.json({ orders: await orderViews(request.scope, seller, orders, languageOf(request)) });
}
