import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http";
import { channelsOf } from "../../../channels-of";
import { memberOf, ownAccount } from "../../../desk/member";
import { ownSheets } from "../../../desk/own-sheets";
import { ringFor } from "../../../ring";
import { languageOf } from "../../../text";
import { parsed } from "../../parsed";
import { askSheetSchema } from "../schemas";

export async function GET(request: AuthenticatedMedusaRequest, response: MedusaResponse): Promise<void> {
  const { producerId } = await memberOf(request);
  response.json({ sheets: await ownSheets(request.scope, producerId, languageOf(request)) });
}

/** Asks for a listing sheet; a worker writes it within seconds. */
export async function POST(request: AuthenticatedMedusaRequest, response: MedusaResponse): Promise<void> {
  const member = await memberOf(request);
  const account = await ownAccount(request, member, parsed(askSheetSchema, request.body).account_id);
  const { id } = await channelsOf(request.scope).askSheet({ accountId: account.id, kind: "listings" });
  await ringFor("write-sheets", account.id);
  response.json({ id });
}
