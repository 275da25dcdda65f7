import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http";
import { replayLetters } from "../../../../../listings/replay-letters";
import { languageOf } from "../../../../../text";
import { parsed } from "../../../../parsed";
import { replaySchema } from "../../schemas";

/** All that were shown to who asks; what came of each is told row by row, and a bad one holds up no other. */
export async function POST(request: MedusaRequest, response: MedusaResponse): Promise<void> {
  const { ids } = parsed(replaySchema, request.body);
  response.json({ results: await replayLetters(request.scope, ids, languageOf(request)) });
}
