import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http";
import { PEOPLE_MODULE } from "../../../modules/people";
import type PeopleModuleService from "../../../modules/people/service";
import { makeLink } from "../../../sign-in/make-link";
import { newMember } from "../../../sign-in/new-person";
import { ownerOf } from "../../../sign-in/own-members";
import { peopleViews, personView } from "../../../sign-in/people-view";
import { parsed } from "../../parsed";
import { inviteSchema } from "./schemas";

export async function GET(request: AuthenticatedMedusaRequest, response: MedusaResponse): Promise<void> {
  const owner = await ownerOf(request);
  const rows = await request.scope
    .resolve<PeopleModuleService>(PEOPLE_MODULE)
    .listProducerMembers({ producer_id: owner.producerId }, { take: 1_000, order: { role: "ASC", name: "ASC" } });
  const views = await peopleViews(
    request.scope,
    rows.map((row) => ({ actor: "producer_member", row })),
  );
  response.json({ members: views.map((view) => ({ ...view, you: view.id === owner.id })) });
}

export async function POST(request: AuthenticatedMedusaRequest, response: MedusaResponse): Promise<void> {
  const owner = await ownerOf(request);
  const typed = parsed(inviteSchema, request.body);
  const person = await newMember(request.scope, { ...typed, producer_id: owner.producerId, role: "staff" });
  response.status(201).json({ member: personView(person), link: await makeLink(request.scope, person, owner.id) });
}
