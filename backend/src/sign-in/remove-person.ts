import type { MedusaContainer } from "@medusajs/framework/types";
import { Modules } from "@medusajs/framework/utils";
import { PEOPLE_MODULE } from "../modules/people";
import { actorKey } from "../modules/people/password-move";
import type PeopleModuleService from "../modules/people/service";
import type { Person } from "../modules/people/service";
import { isSignedUp, signInsOf } from "./sign-ins";

/**
 * The person first: every call looks them up, so from then on no bearer of theirs opens anything, whatever fails after.
 * What else the phone opens stays.
 */
export async function removePerson(container: MedusaContainer, person: Person): Promise<void> {
  const people = container.resolve<PeopleModuleService>(PEOPLE_MODULE);
  const { actor, row } = person;
  if (actor === "officer") await people.softDeleteOfficers(row.id);
  else await people.softDeleteProducerMembers(row.id);
  const signIn = (await signInsOf(container, [row.phone])).get(row.phone);
  if (!signIn || !isSignedUp(signIn, person)) return;
  const auth = container.resolve(Modules.AUTH);
  const { [actorKey(actor)]: _removed, ...left } = signIn.actors;
  if (Object.keys(left).some((key) => key.endsWith("_id")))
    await auth.updateAuthIdentities({ id: signIn.id, app_metadata: left });
  else await auth.deleteAuthIdentities([signIn.id]);
}
