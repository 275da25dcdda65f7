import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http";
import { channelsOf } from "../../../channels-of";
import { memberOf } from "../../../desk/member";
import { accountView } from "../../../listings/account-view";

export async function GET(request: AuthenticatedMedusaRequest, response: MedusaResponse): Promise<void> {
  const { producerId } = await memberOf(request);
  const channels = channelsOf(request.scope);
  const accounts = await channels.listChannelAccounts({ producer_id: producerId }, { order: { title: "ASC" } });
  response.json({ accounts: accounts.map((account) => accountView(channels, account)) });
}
