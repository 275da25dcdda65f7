import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http";
import { handTask } from "../../../../desk/hand-tasks";
import { memberOf } from "../../../../desk/member";
import { languageOf } from "../../../../text";

export async function GET(request: AuthenticatedMedusaRequest, response: MedusaResponse): Promise<void> {
  const member = await memberOf(request);
  response.json(await handTask(request.scope, member, String(request.params.id), languageOf(request)));
}
