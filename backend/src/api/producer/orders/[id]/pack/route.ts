import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http";
import { MedusaError } from "@medusajs/framework/utils";
import { packOrder } from "../../../../../desk/fulfil";
import { memberOf } from "../../../../../desk/member";
import { orderViews, ownOrder, shipsItself } from "../../../../../desk/own-orders";

export async function POST(request: AuthenticatedMedusaRequest, response: MedusaResponse): Promise<void> {
  const seller = await memberOf(request);
  const id = String(request.params.id);
  const order = await ownOrder(request.scope, seller, id);
  if (!shipsItself(order, seller))
    throw new MedusaError(MedusaError.Types.NOT_ALLOWED, "Đơn này do chương trình gói và gửi, không phải chủ thể.");
  await packOrder(request.scope, order);
  const [view] = await orderViews(request.scope, seller, [await ownOrder(request.scope, seller, id)]);
  response.json({ order: view });
}
