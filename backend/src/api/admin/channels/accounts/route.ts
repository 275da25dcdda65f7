import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http";
import { channelsOf } from "../../../../channels-of";
import { accountView } from "../../../../listings/account-view";

export async function GET(request: MedusaRequest, response: MedusaResponse): Promise<void> {
  const accounts = await channelsOf(request.scope).listChannelAccounts({}, { order: { title: "ASC" } });
  response.json({ accounts: accounts.map(accountView) });
}
