import type { AuthenticatedMedusaRequest } from "@medusajs/framework/http";
import { MedusaError } from "@medusajs/framework/utils";
import { channelsOf } from "../channels-of";
import type PeopleModuleService from "../modules/people/service";
import { deskTexts } from "../text/desk";
import { Refusal } from "../text/refusal";

export interface Member {
  readonly id: string;
  readonly name: string;
  readonly producerId: string;
  readonly role: "owner" | "staff";
}

/** Who is at the desk; every question after it carries the producer's id. */
export async function memberOf(request: AuthenticatedMedusaRequest): Promise<Member> {
  const people = request.scope.resolve<PeopleModuleService>("people");
  const [member] = await people.listProducerMembers({ id: request.auth_context.actor_id });
  if (!member) throw new Refusal(MedusaError.Types.UNAUTHORIZED, deskTexts.say("no-producer"));
  return { id: member.id, name: member.name, producerId: member.producer_id, role: member.role };
}

/** The account, or 404: another producer's is not there. */
export async function ownAccount(request: AuthenticatedMedusaRequest, { producerId }: Member, id: string) {
  const [account] = await channelsOf(request.scope).listChannelAccounts({ id, producer_id: producerId });
  if (!account) throw new Refusal(MedusaError.Types.NOT_FOUND, deskTexts.say("no-account"));
  return account;
}
