import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http";
import { memberOf, ownAccount } from "../../../../../desk/member";
import connectAccountWorkflow from "../../../../../workflows/connect-account";

export async function POST(request: AuthenticatedMedusaRequest, response: MedusaResponse): Promise<void> {
  const member = await memberOf(request);
  const { id } = await ownAccount(request, member, String(request.params.id));
  const { result } = await connectAccountWorkflow(request.scope).run({
    input: { account_id: id, session: `producer_member:${member.id}` },
  });
  response.json(result);
}
