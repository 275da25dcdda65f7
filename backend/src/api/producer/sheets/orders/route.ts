import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http";
import { channelsOf } from "../../../../channels-of";
import { memberOf, ownAccount } from "../../../../desk/member";
import { ringFor } from "../../../../ring";
import { parsed } from "../../../parsed";
import { handInSchema } from "../../schemas";

/** An order sheet taken from the channel by hand. Handed in twice its orders are here once. */
export async function POST(request: AuthenticatedMedusaRequest, response: MedusaResponse): Promise<void> {
  const member = await memberOf(request);
  const { account_id, name, base64 } = parsed(handInSchema, request.body);
  const account = await ownAccount(request, member, account_id);
  const mediaType = /\.csv$/i.test(name) ? "text/csv" : "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
  const { id } = await channelsOf(request.scope).handInSheet({ accountId: account.id, name, mediaType, base64 });
  await ringFor("read-sheet", account.id);
  response.json({ id });
}
