import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http";
import { MedusaError } from "@medusajs/framework/utils";
import { channelsOf } from "../../../../../channels-of";
import { memberOf } from "../../../../../desk/member";
import { mirrorShelves } from "../../../../../listings/mirror-shelves";
import { ringFor } from "../../../../../ring";
import { deskTexts } from "../../../../../text/desk";
import { Refusal } from "../../../../../text/refusal";
import { parsed } from "../../../../parsed";
import { receiveSchema } from "../../../schemas";

/** What may be sold again is on the shelf again, once for each line; said again it changes nothing. */
export async function POST(request: AuthenticatedMedusaRequest, response: MedusaResponse): Promise<void> {
  const { id, producerId } = await memberOf(request);
  const { line_id, quantity, resaleable } = parsed(receiveSchema, request.body);
  const channels = channelsOf(request.scope);
  const accounts = await channels.listChannelAccounts({ producer_id: producerId }, { select: ["id"] });
  const [told] = accounts.length
    ? await channels.listChannelReturns({ id: String(request.params.id), account_id: accounts.map((each) => each.id) })
    : [];
  if (!told) throw new Refusal(MedusaError.Types.NOT_FOUND, deskTexts.say("no-return"));
  const received = await channels.receiveReturn({ returnId: told.id, lineId: line_id, quantity, resaleable, by: id });
  if ("refused" in received) throw new Refusal(MedusaError.Types.INVALID_DATA, received.refused);
  await mirrorShelves(request.scope, received.inventoryItemIds);
  for (const accountId of await channels.accountsSelling(received.inventoryItemIds)) await ringFor("push-stock", accountId);
  response.json({ return_id: told.id, received: !received.again });
}
