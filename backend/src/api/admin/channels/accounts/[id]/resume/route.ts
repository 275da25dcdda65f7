import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http";
import { channelsOf } from "../../../../../../channels-of";
import { accountView } from "../../../../../../listings/account-view";
import { ringFor } from "../../../../../../ring";

export async function POST(request: MedusaRequest, response: MedusaResponse): Promise<void> {
  const channels = channelsOf(request.scope);
  const id = String(request.params.id);
  await channels.retrieveChannelAccount(id);
  await channels.pauseAccount(id, false);
  for (const purpose of ["pull-orders", "push-listings", "push-stock"] as const) await ringFor(purpose, id);
  response.json({ account: accountView(await channels.retrieveChannelAccount(id)) });
}
