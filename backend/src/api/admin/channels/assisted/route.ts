import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http";
import { handTasks } from "../../../../desk/hand-tasks";
import { languageOf } from "../../../../text";

/** What waits for a person on every account, the programme's too. */
export async function GET(request: MedusaRequest, response: MedusaResponse): Promise<void> {
  response.json({ tasks: await handTasks(request.scope, "all", languageOf(request)) });
}
