import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http";
import { makeLink } from "../../../../sign-in/make-link";
import { newOfficer } from "../../../../sign-in/new-person";
import { personView } from "../../../../sign-in/people-view";
import { parsed } from "../../../parsed";
import { officerSchema } from "../schemas";

export async function POST(request: AuthenticatedMedusaRequest, response: MedusaResponse): Promise<void> {
  const person = await newOfficer(request.scope, parsed(officerSchema, request.body));
  const link = await makeLink(request.scope, person, request.auth_context.actor_id);
  response.status(201).json({ officer: personView(person), link });
}
