import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http";
import { removeOwnMember } from "../../../../../sign-in/own-members";

export async function POST(request: AuthenticatedMedusaRequest, response: MedusaResponse): Promise<void> {
  const id = String(request.params.id);
  await removeOwnMember(request, id);
  response.json({ removed: id });
}
