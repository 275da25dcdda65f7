import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http";
import { channelsOf } from "../../../channels-of";

/** Who has work to look at: ids and channels only. */
export async function GET(request: MedusaRequest, response: MedusaResponse): Promise<void> {
  response.json({ accounts: await channelsOf(request.scope).listWorkAccounts() });
}
