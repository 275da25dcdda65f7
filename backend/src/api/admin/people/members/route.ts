import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http";
import { makeLink } from "../../../../sign-in/make-link";
import { newMember } from "../../../../sign-in/new-person";
import { personView } from "../../../../sign-in/people-view";
import { parsed } from "../../../parsed";
import { memberSchema } from "../schemas";

export async function POST(request: AuthenticatedMedusaRequest, response: MedusaResponse): Promise<void> {
  const person = await newMember(request.scope, parsed(memberSchema, request.body));
  const link = await makeLink(request.scope, person, request.auth_context.actor_id);
  response.status(201).json({ member: personView(person), link });
}
