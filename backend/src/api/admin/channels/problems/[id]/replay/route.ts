import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http";
import { replayLetters } from "../../../../../../listings/replay-letters";
import { languageOf } from "../../../../../../text";

/** Back through the planner: its account's next turn decides anew what is sent. */
export async function POST(request: MedusaRequest, response: MedusaResponse): Promise<void> {
  const [result] = await replayLetters(request.scope, [String(request.params.id)], languageOf(request));
  response.json({ result });
}
