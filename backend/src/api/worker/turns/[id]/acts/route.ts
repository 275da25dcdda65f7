import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http";
import { channelsOf } from "../../../../../channels-of";

export async function POST(request: MedusaRequest, response: MedusaResponse): Promise<void> {
  response.json(await channelsOf(request.scope).nextActs(String(request.params.id)));
}
