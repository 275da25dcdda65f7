import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http";
import { memberOf } from "../../../desk/member";
import { ownTasks } from "../../../desk/own-tasks";
import { languageOf } from "../../../text";

export async function GET(request: AuthenticatedMedusaRequest, response: MedusaResponse): Promise<void> {
  const { producerId } = await memberOf(request);
  const tasks = await ownTasks(request.scope, producerId, languageOf(request));
  response.json({ tasks, count: tasks.length });
}
