import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http";
import { channelsOf } from "../../../channels-of";
import { memberOf } from "../../../desk/member";
import { accountViews } from "../../../listings/account-view";
import { languageOf } from "../../../text";

export async function GET(request: AuthenticatedMedusaRequest, response: MedusaResponse): Promise<void> {
  const { producerId } = await memberOf(request);
  const channels = channelsOf(request.scope);
  const accounts = await channels.listChannelAccounts({ producer_id: producerId }, { order: { title: "ASC" } });
  response.json({ accounts: await accountViews(channels, accounts, languageOf(request)) });
}
