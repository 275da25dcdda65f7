import type { AuthenticatedMedusaRequest } from "@medusajs/framework/http";
import type { MedusaContainer } from "@medusajs/framework/types";
import { MedusaError, Modules } from "@medusajs/framework/utils";
import { type Member, memberOf } from "../desk/member";
import { PEOPLE_MODULE } from "../modules/people";
import type PeopleModuleService from "../modules/people/service";
import type { Person } from "../modules/people/service";
import { peopleTexts } from "../modules/people/texts";
import { Refusal } from "../text/refusal";
import { removePerson } from "./remove-person";

/** The member at the desk, who must be an owner. */
export async function ownerOf(request: AuthenticatedMedusaRequest): Promise<Member> {
  const member = await memberOf(request);
  if (member.role !== "owner") throw new Refusal(MedusaError.Types.FORBIDDEN, peopleTexts.say("owner-only"));
  return member;
}

/** The member, or 404: another producer's is not there. */
export async function ownMember(container: MedusaContainer, { producerId }: Member, id: string): Promise<Person> {
  const people = container.resolve<PeopleModuleService>(PEOPLE_MODULE);
  const [row] = await people.listProducerMembers({ id, producer_id: producerId });
  if (!row) throw new Refusal(MedusaError.Types.NOT_FOUND, peopleTexts.say("no-person"));
  return { actor: "producer_member", row };
}

/** Under a lock of the producer, or two owners who remove each other would leave none. */
export async function removeOwnMember(request: AuthenticatedMedusaRequest, id: string): Promise<void> {
  const { producerId } = await ownerOf(request);
  await request.scope.resolve(Modules.LOCKING).execute(
    `members:${producerId}`,
    async () => {
      const owner = await ownerOf(request);
      const person = await ownMember(request.scope, owner, id);
      if (person.row.id === owner.id) throw new Refusal(MedusaError.Types.NOT_ALLOWED, peopleTexts.say("not-yourself"));
      await removePerson(request.scope, person);
    },
    { timeout: 30 },
  );
}
