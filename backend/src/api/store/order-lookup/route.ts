import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http";
import { orderView } from "../../../shop/order-view";
import { languageOf } from "../../../text";
import { askedOrder } from "../asked-order";

export async function POST(request: MedusaRequest, response: MedusaResponse): Promise<void> {
  const order = await askedOrder(request, response);
  if (order) response.json({ order: orderView(order, languageOf(request)) });
}
