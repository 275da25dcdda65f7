import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http";
import { handTask } from "../../../../../desk/hand-tasks";
import { languageOf } from "../../../../../text";

export async function GET(request: MedusaRequest, response: MedusaResponse): Promise<void> {
  response.json(await handTask(request.scope, "all", String(request.params.id), languageOf(request)));
}
