import type { InferTypeOf } from "@medusajs/framework/types";
import { MedusaService } from "@medusajs/framework/utils";
import { type Actor, expiryOf, isOpen, type LinkKind, linkIdOf, newToken } from "./link";
import { Officer, ProducerMember } from "./models/person";
import { PersonLink } from "./models/person-link";

export type MemberRow = InferTypeOf<typeof ProducerMember>;
export type OfficerRow = InferTypeOf<typeof Officer>;
export type LinkRow = InferTypeOf<typeof PersonLink>;

export type Person =
  | { readonly actor: "producer_member"; readonly row: MemberRow }
  | { readonly actor: "officer"; readonly row: OfficerRow };

/** Persons with an organisation and a role (decisions: callers), and the links that let them set a password. */
export default class PeopleModuleService extends MedusaService({ Officer, PersonLink, ProducerMember }) {
  async findPerson(actor: Actor, id: string): Promise<Person | undefined> {
    if (actor === "officer") {
      const [row] = await this.listOfficers({ id });
      return row && { actor, row };
    }
    const [row] = await this.listProducerMembers({ id });
    return row && { actor, row };
  }

  /** The token is given here and never again. Older links of the person are void from now on. */
  async makeLink(
    link: { actor: Actor; person_id: string; kind: LinkKind; made_by: string },
    now: Date,
  ): Promise<{ token: string; kind: LinkKind; expires_at: Date }> {
    const { token, id } = newToken();
    const expires_at = expiryOf(link.kind, now);
    await this.createPersonLinks({ id, ...link, expires_at });
    return { token, kind: link.kind, expires_at };
  }

  /** Undefined for a token that is unknown, used, expired, void, or of somebody who was removed: which is not told. */
  async openLink(token: string, now: Date): Promise<{ link: LinkRow; person: Person } | undefined> {
    const [link] = await this.listPersonLinks({ id: linkIdOf(token) });
    if (!link) return undefined;
    const [newest] = await this.listPersonLinks({ person_id: link.person_id }, { order: { created_at: "DESC" }, take: 1 });
    if (!newest || !isOpen(link, newest.id, now)) return undefined;
    const person = await this.findPerson(link.actor, link.person_id);
    return person && { link, person };
  }

  async closeLink(id: string, now: Date): Promise<void> {
    await this.updatePersonLinks({ id, used_at: now });
  }
}
