import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http";
import { memberOf, ownAccount } from "../../../../desk/member";
import { handInSheet } from "../../../../desk/own-sheets";
import { languageOf } from "../../../../text";
import { parsed } from "../../../parsed";
import { handInSchema } from "../../schemas";

/** A stock sheet taken from the channel by hand; with the orders taken after it, it frees what is kept for the channel and not there. */
export async function POST(request: AuthenticatedMedusaRequest, response: MedusaResponse): Promise<void> {
  const member = await memberOf(request);
  const { account_id, taken_at: takenAt, ...file } = parsed(handInSchema, request.body);
  const { id: accountId } = await ownAccount(request, member, account_id);
  response.json(await handInSheet(request.scope, { ...file, accountId, kind: "stock", takenAt }, languageOf(request)));
}
