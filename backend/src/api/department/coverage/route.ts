import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http";
import { MedusaError } from "@medusajs/framework/utils";
import { coverageBoard } from "../../../modules/ocop/coverage-board";
import { boardTexts } from "../../../text/board";
import { Refusal } from "../../../text/refusal";
import { parsed } from "../../parsed";
import { coverageQuerySchema } from "../schemas";
import { factsFor } from "./facts";

export async function GET(request: AuthenticatedMedusaRequest, response: MedusaResponse): Promise<void> {
  const query = parsed(coverageQuerySchema, request.query);
  const board = coverageBoard(await factsFor(request.scope, query));
  const chosen = board.readings.find(({ key, inUse }) => (query.reading ? key === query.reading : inUse));
  if (query.reading && !chosen)
    throw new Refusal(MedusaError.Types.NOT_FOUND, boardTexts.say("no-reading", { reading: query.reading }));
  response.json({ ...board, view: query.view, reading: chosen ?? null });
}
