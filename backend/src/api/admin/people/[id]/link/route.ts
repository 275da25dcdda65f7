import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http";
import { anyPerson } from "../../../../../sign-in/any-person";
import { makeLink } from "../../../../../sign-in/make-link";

export async function POST(request: AuthenticatedMedusaRequest, response: MedusaResponse): Promise<void> {
  const person = await anyPerson(request.scope, String(request.params.id));
  response.json({ link: await makeLink(request.scope, person, request.auth_context.actor_id) });
}
