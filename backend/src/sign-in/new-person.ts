import type { MedusaContainer } from "@medusajs/framework/types";
import { MedusaError } from "@medusajs/framework/utils";
import { OCOP_MODULE } from "../modules/ocop";
import type OcopModuleService from "../modules/ocop/service";
import { PEOPLE_MODULE } from "../modules/people";
import { normalPhone } from "../modules/people/phone";
import type PeopleModuleService from "../modules/people/service";
import type { Person } from "../modules/people/service";
import { peopleTexts } from "../modules/people/texts";
import { Refusal } from "../text/refusal";

const invalid = (says: ConstructorParameters<typeof Refusal>[1]) => new Refusal(MedusaError.Types.INVALID_DATA, says);

/** Somebody who has no password yet: a link lets them set one. */
export async function newMember(
  container: MedusaContainer,
  typed: { name: string; phone: string; producer_id: string; role: "owner" | "staff" },
): Promise<Person> {
  const people = container.resolve<PeopleModuleService>(PEOPLE_MODULE);
  const { name, phone } = checked(typed);
  const [producer] = await container.resolve<OcopModuleService>(OCOP_MODULE).listProducers({ id: typed.producer_id });
  if (!producer) throw invalid(peopleTexts.say("no-producer"));
  const [taken] = await people.listProducerMembers({ phone });
  if (taken) throw invalid(peopleTexts.say("phone-of-member", { phone }));
  const row = await people.createProducerMembers({ name, phone, producer_id: producer.id, role: typed.role });
  return { actor: "producer_member", row };
}

export async function newOfficer(
  container: MedusaContainer,
  typed: { name: string; phone: string; organisation: string; role: "reader" | "recorder" },
): Promise<Person> {
  const people = container.resolve<PeopleModuleService>(PEOPLE_MODULE);
  const { name, phone } = checked(typed);
  const organisation = words(typed.organisation);
  if (!within(organisation, 2, 200)) throw invalid(peopleTexts.say("organisation"));
  const [taken] = await people.listOfficers({ phone });
  if (taken) throw invalid(peopleTexts.say("phone-of-officer", { phone }));
  const row = await people.createOfficers({ name, phone, organisation, role: typed.role });
  return { actor: "officer", row };
}

function checked(typed: { name: string; phone: string }): { name: string; phone: string } {
  const name = words(typed.name);
  const phone = normalPhone(typed.phone);
  if (!within(name, 2, 100)) throw invalid(peopleTexts.say("name"));
  if (!phone) throw invalid(peopleTexts.say("phone", { typed: typed.phone }));
  return { name, phone };
}

const words = (text: string): string => text.normalize("NFC").trim().replace(/\s+/g, " ");
const within = (text: string, least: number, most: number): boolean => text.length >= least && text.length <= most;
