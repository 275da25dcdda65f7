import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http";
import { askedOrder } from "../../../shop/asked-order";
import { orderView } from "../../../shop/order-view";

export async function POST(request: MedusaRequest, response: MedusaResponse): Promise<void> {
  const order = await askedOrder(request, response);
  if (order) response.json({ order: orderView(order) });
}
