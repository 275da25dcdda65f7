import type { MedusaContainer } from "@medusajs/framework/types";
import { MedusaError, Modules } from "@medusajs/framework/utils";
import { PEOPLE_MODULE } from "../modules/people";
import { actorKey, passwordMove } from "../modules/people/password-move";
import type PeopleModuleService from "../modules/people/service";
import type { LinkRow, Person } from "../modules/people/service";
import { peopleTexts } from "../modules/people/texts";
import { Refusal } from "../text/refusal";
import { areaOf, type KnownSignIn, signInsOf } from "./sign-ins";

const provider = "emailpass";

export interface GivenPassword {
  readonly password?: string | undefined;
  /** The one that the phone has already, where it opens something else. */
  readonly existing_password?: string | undefined;
}

/** Whom a link is for, or 404. */
export async function openLink(container: MedusaContainer, token: string): Promise<{ link: LinkRow; person: Person }> {
  const opened = await container.resolve<PeopleModuleService>(PEOPLE_MODULE).openLink(token, new Date());
  if (!opened) throw new Refusal(MedusaError.Types.NOT_FOUND, peopleTexts.say("link-dead"));
  return opened;
}

/** Uses a link up. Whatever is refused leaves it open, and so does a crash in the middle: the same may be done again. */
export async function setPassword(container: MedusaContainer, token: string, given: GivenPassword): Promise<"desk" | "board"> {
  const { person } = await openLink(container, token);
  return container.resolve(Modules.LOCKING).execute(
    `sign-in:${person.row.phone}`,
    async () => {
      const { link } = await openLink(container, token);
      const signIn = (await signInsOf(container, [person.row.phone])).get(person.row.phone);
      await signUp(container, person, signIn, given);
      await container.resolve<PeopleModuleService>(PEOPLE_MODULE).closeLink(link.id, new Date());
      return areaOf(link.actor);
    },
    { timeout: 30 },
  );
}

async function signUp(
  container: MedusaContainer,
  { actor, row }: Person,
  signIn: KnownSignIn | undefined,
  given: GivenPassword,
): Promise<void> {
  const auth = container.resolve(Modules.AUTH);
  const actors = { [actorKey(actor)]: row.id };
  const move = passwordMove(signIn, actor, row.id);
  if (move === "refuse") throw new Refusal(MedusaError.Types.FORBIDDEN, peopleTexts.say("shared-sign-in"));
  if (move === "ask-existing" && signIn) {
    if (!given.existing_password) throw new Refusal(MedusaError.Types.CONFLICT, peopleTexts.say("existing-password"));
    const { success } = await auth.authenticate(provider, { body: { email: row.phone, password: given.existing_password } });
    if (!success) throw new Refusal(MedusaError.Types.INVALID_DATA, peopleTexts.say("wrong-password"));
    await auth.updateAuthIdentities({ id: signIn.id, app_metadata: { ...signIn.actors, ...actors } });
    return;
  }
  const password = given.password ?? "";
  if (password.length < 8 || password.length > 200)
    throw new Refusal(MedusaError.Types.INVALID_DATA, peopleTexts.say("password"));
  if (move === "overwrite") {
    const { success, error } = await auth.updateProvider(provider, { entity_id: row.phone, password });
    if (!success) throw new Error(`A password could not be changed: ${error ?? "no reason"}`);
    return;
  }
  if (signIn) await auth.deleteAuthIdentities([signIn.id]);
  const { authIdentity, error } = await auth.register(provider, { body: { email: row.phone, password } });
  if (!authIdentity) throw new Error(`A sign-in could not be made: ${error ?? "no reason"}`);
  await auth.updateAuthIdentities({ id: authIdentity.id, app_metadata: actors });
}
