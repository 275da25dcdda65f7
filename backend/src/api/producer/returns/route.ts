import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http";
import { channelsOf } from "../../../channels-of";
import { memberOf } from "../../../desk/member";

/** Goods on their way back to this producer's shops, and what of them somebody has received. */
export async function GET(request: AuthenticatedMedusaRequest, response: MedusaResponse): Promise<void> {
  const { producerId } = await memberOf(request);
  const channels = channelsOf(request.scope);
  const accounts = await channels.listChannelAccounts({ producer_id: producerId }, { select: ["id", "title"] });
  const returns = await channels.returnsOf(accounts.map(({ id }) => id));
  response.json({
    returns: returns.map(({ account_id, ...told }) => ({
      ...told,
      account_title: accounts.find(({ id }) => id === account_id)?.title ?? "",
    })),
  });
}
