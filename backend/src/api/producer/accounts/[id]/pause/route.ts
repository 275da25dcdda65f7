import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http";
import { memberOf, ownAccount } from "../../../../../desk/member";
import { changeAccount } from "../../../../../listings/change-account";

export async function POST(request: AuthenticatedMedusaRequest, response: MedusaResponse): Promise<void> {
  const { id } = await ownAccount(request, await memberOf(request), String(request.params.id));
  response.json({ account: await changeAccount(request.scope, id, "pause") });
}
