import type { MedusaContainer } from "@medusajs/framework/types";
import { PEOPLE_MODULE } from "../modules/people";
import type PeopleModuleService from "../modules/people/service";
import type { Person } from "../modules/people/service";
import { readSettings } from "../settings";
import { linkKindFor, signInsOf } from "./sign-ins";

/** The address to copy to the person: told in this one answer, kept nowhere. Older ones of the same person are void. */
export async function makeLink(container: MedusaContainer, person: Person, madeBy: string) {
  const people = container.resolve<PeopleModuleService>(PEOPLE_MODULE);
  const { actor, row } = person;
  const signIn = (await signInsOf(container, [row.phone])).get(row.phone);
  const asked = { actor, person_id: row.id, kind: linkKindFor(signIn, person), made_by: madeBy };
  const { token, kind, expires_at } = await people.makeLink(asked, new Date());
  return { url: new URL(`/mat-khau/${token}`, readSettings().STOREFRONT_URL).href, kind, expires_at: expires_at.toISOString() };
}
