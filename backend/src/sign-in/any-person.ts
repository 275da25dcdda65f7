import type { MedusaContainer } from "@medusajs/framework/types";
import { MedusaError } from "@medusajs/framework/utils";
import { PEOPLE_MODULE } from "../modules/people";
import type PeopleModuleService from "../modules/people/service";
import type { Person } from "../modules/people/service";
import { peopleTexts } from "../modules/people/texts";
import { Refusal } from "../text/refusal";

/** For an operator: whoever has this id, member or officer, or 404. */
export async function anyPerson(container: MedusaContainer, id: string): Promise<Person> {
  const people = container.resolve<PeopleModuleService>(PEOPLE_MODULE);
  const person = (await people.findPerson("producer_member", id)) ?? (await people.findPerson("officer", id));
  if (!person) throw new Refusal(MedusaError.Types.NOT_FOUND, peopleTexts.say("no-person"));
  return person;
}
