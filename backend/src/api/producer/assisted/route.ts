import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http";
import { handTasks } from "../../../desk/hand-tasks";
import { memberOf } from "../../../desk/member";
import { languageOf } from "../../../text";

export async function GET(request: AuthenticatedMedusaRequest, response: MedusaResponse): Promise<void> {
  response.json({ tasks: await handTasks(request.scope, await memberOf(request), languageOf(request)) });
}
