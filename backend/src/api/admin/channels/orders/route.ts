import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http";
import { orderViews, ownOrderIds, readDeskOrders } from "../../../../desk/own-orders";
import { languageOf } from "../../../../text";

/** What the programme sells and packs itself, in the shop and on its channel accounts; short ones first. */
export async function GET(request: MedusaRequest, response: MedusaResponse): Promise<void> {
  const orders = await readDeskOrders(request.scope, await ownOrderIds(request.scope, "programme"));
  response.json({ orders: await orderViews(request.scope, "programme", orders, languageOf(request)) });
}
