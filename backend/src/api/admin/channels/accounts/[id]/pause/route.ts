import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http";
import { channelsOf } from "../../../../../../channels-of";
import { accountView } from "../../../../../../listings/account-view";

export async function POST(request: MedusaRequest, response: MedusaResponse): Promise<void> {
  const channels = channelsOf(request.scope);
  const id = String(request.params.id);
  await channels.retrieveChannelAccount(id);
  await channels.pauseAccount(id, true);
  response.json({ account: accountView(await channels.retrieveChannelAccount(id)) });
}
