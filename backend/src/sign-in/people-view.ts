import type { MedusaContainer } from "@medusajs/framework/types";
import type { Person } from "../modules/people/service";
import { isSignedUp, signInsOf } from "./sign-ins";

/** Persons as they are listed: never a link, which is told once, when it is made. */
export async function peopleViews(container: MedusaContainer, people: readonly Person[]) {
  const signIns = await signInsOf(
    container,
    people.map(({ row }) => row.phone),
  );
  return people.map((person) => ({ ...personView(person), signed_up: isSignedUp(signIns.get(person.row.phone), person) }));
}

export const personView = ({ row }: Person) => ({ id: row.id, name: row.name, phone: row.phone, role: row.role });
