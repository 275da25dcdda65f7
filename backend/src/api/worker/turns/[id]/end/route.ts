import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http";
import { channelsOf } from "../../../../../channels-of";

export async function POST(request: MedusaRequest, response: MedusaResponse): Promise<void> {
  await channelsOf(request.scope).endTurn(String(request.params.id));
  response.json({});
}
