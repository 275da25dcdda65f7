import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http";
import connectAccountWorkflow from "../../../../../../workflows/connect-account";

export async function POST(request: AuthenticatedMedusaRequest, response: MedusaResponse): Promise<void> {
  const { result } = await connectAccountWorkflow(request.scope).run({
    input: { account_id: String(request.params.id), session: `user:${request.auth_context.actor_id}` },
  });
  response.json(result);
}
