import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http";
import { OCOP_MODULE } from "../../../modules/ocop";
import type OcopModuleService from "../../../modules/ocop/service";
import { PEOPLE_MODULE } from "../../../modules/people";
import type PeopleModuleService from "../../../modules/people/service";
import { peopleViews } from "../../../sign-in/people-view";

const all = { take: 10_000, order: { name: "ASC" } } as const;

/** Everybody who may sign in at desk or board, and the producers somebody may be made a member of. */
export async function GET(request: MedusaRequest, response: MedusaResponse): Promise<void> {
  const people = request.scope.resolve<PeopleModuleService>(PEOPLE_MODULE);
  const [members, officers, producers] = await Promise.all([
    people.listProducerMembers({}, all),
    people.listOfficers({}, all),
    request.scope.resolve<OcopModuleService>(OCOP_MODULE).listProducers({}, { ...all, select: ["id", "name"] }),
  ]);
  const nameOf = new Map(producers.map(({ id, name }) => [id, name]));
  const [memberViews, officerViews] = await Promise.all([
    peopleViews(
      request.scope,
      members.map((row) => ({ actor: "producer_member", row })),
    ),
    peopleViews(
      request.scope,
      officers.map((row) => ({ actor: "officer", row })),
    ),
  ]);
  response.json({
    members: memberViews.map((view, index) => {
      const producerId = members[index]?.producer_id ?? "";
      return { ...view, producer_id: producerId, producer_name: nameOf.get(producerId) ?? null };
    }),
    officers: officerViews.map((view, index) => ({ ...view, organisation: officers[index]?.organisation ?? "" })),
    producers: producers.map(({ id, name }) => ({ id, name })),
  });
}
