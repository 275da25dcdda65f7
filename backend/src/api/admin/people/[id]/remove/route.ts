import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http";
import { anyPerson } from "../../../../../sign-in/any-person";
import { removePerson } from "../../../../../sign-in/remove-person";

export async function POST(request: AuthenticatedMedusaRequest, response: MedusaResponse): Promise<void> {
  const person = await anyPerson(request.scope, String(request.params.id));
  await removePerson(request.scope, person);
  response.json({ removed: person.row.id });
}
