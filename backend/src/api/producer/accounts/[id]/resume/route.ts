import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http";
import { channelsOf } from "../../../../../channels-of";
import { memberOf, ownAccount } from "../../../../../desk/member";
import { accountView } from "../../../../../listings/account-view";
import { ringFor } from "../../../../../ring";

export async function POST(request: AuthenticatedMedusaRequest, response: MedusaResponse): Promise<void> {
  const account = await ownAccount(request, await memberOf(request), String(request.params.id));
  const channels = channelsOf(request.scope);
  await channels.pauseAccount(account.id, false);
  for (const purpose of ["pull-orders", "push-listings", "push-stock"] as const) await ringFor(purpose, account.id);
  response.json({ account: accountView(await channels.retrieveChannelAccount(account.id)) });
}
