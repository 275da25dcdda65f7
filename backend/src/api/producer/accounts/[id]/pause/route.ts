import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http";
import { channelsOf } from "../../../../../channels-of";
import { memberOf, ownAccount } from "../../../../../desk/member";
import { accountView } from "../../../../../listings/account-view";

export async function POST(request: AuthenticatedMedusaRequest, response: MedusaResponse): Promise<void> {
  const account = await ownAccount(request, await memberOf(request), String(request.params.id));
  const channels = channelsOf(request.scope);
  await channels.pauseAccount(account.id, true);
  response.json({ account: accountView(await channels.retrieveChannelAccount(account.id)) });
}
