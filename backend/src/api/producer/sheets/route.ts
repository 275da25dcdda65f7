import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http";
import { channelsOf } from "../../../channels-of";
import { memberOf, ownAccount } from "../../../desk/member";
import { orRefuse, ownSheets, sheetDesk } from "../../../desk/own-sheets";
import { ringFor } from "../../../ring";
import { languageOf } from "../../../text";
import { parsed } from "../../parsed";
import { askSheetSchema } from "../schemas";

export async function GET(request: AuthenticatedMedusaRequest, response: MedusaResponse): Promise<void> {
  const { producerId } = await memberOf(request);
  const [sheets, accounts] = await Promise.all([
    ownSheets(request.scope, producerId, languageOf(request)),
    sheetDesk(request.scope, producerId),
  ]);
  response.json({ sheets, accounts });
}

/** Asks for a sheet; a worker writes it within seconds. */
export async function POST(request: AuthenticatedMedusaRequest, response: MedusaResponse): Promise<void> {
  const member = await memberOf(request);
  const { account_id, kind } = parsed(askSheetSchema, request.body);
  const account = await ownAccount(request, member, account_id);
  const { id } = orRefuse(await channelsOf(request.scope).askSheet({ accountId: account.id, kind }));
  await ringFor("write-sheets", account.id);
  response.json({ id });
}
