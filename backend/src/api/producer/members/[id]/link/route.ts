import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http";
import { makeLink } from "../../../../../sign-in/make-link";
import { ownerOf, ownMember } from "../../../../../sign-in/own-members";

export async function POST(request: AuthenticatedMedusaRequest, response: MedusaResponse): Promise<void> {
  const owner = await ownerOf(request);
  const person = await ownMember(request.scope, owner, String(request.params.id));
  response.json({ link: await makeLink(request.scope, person, owner.id) });
}
