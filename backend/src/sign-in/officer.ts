import type { AuthenticatedMedusaRequest, MedusaNextFunction, MedusaRequest, MedusaResponse } from "@medusajs/framework/http";
import { MedusaError } from "@medusajs/framework/utils";
import { PEOPLE_MODULE } from "../modules/people";
import type PeopleModuleService from "../modules/people/service";
import type { OfficerRow } from "../modules/people/service";
import { peopleTexts } from "../modules/people/texts";
import { Refusal } from "../text/refusal";

/** Looked up on each call: whoever was removed is out at once, whatever bearer they hold. */
export async function officerOf(request: MedusaRequest): Promise<OfficerRow> {
  const { actor_id: id } = (request as AuthenticatedMedusaRequest).auth_context;
  const [officer] = await request.scope.resolve<PeopleModuleService>(PEOPLE_MODULE).listOfficers({ id });
  if (!officer) throw new Refusal(MedusaError.Types.UNAUTHORIZED, peopleTexts.say("not-an-officer"));
  return officer;
}

/** Whoever may do more than read. */
export async function recorderOf(request: MedusaRequest): Promise<OfficerRow> {
  const officer = await officerOf(request);
  if (officer.role !== "recorder") throw new Refusal(MedusaError.Types.FORBIDDEN, peopleTexts.say("recorder-only"));
  return officer;
}

export function askOfficer(request: MedusaRequest, _response: MedusaResponse, next: MedusaNextFunction): void {
  officerOf(request).then(() => next(), next);
}
