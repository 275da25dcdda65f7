import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http";
import { changeAccount } from "../../../../../../listings/change-account";

export async function POST(request: MedusaRequest, response: MedusaResponse): Promise<void> {
  response.json({ account: await changeAccount(request.scope, String(request.params.id), "pause") });
}
