import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http";
import { MedusaError } from "@medusajs/framework/utils";
import { coverageBoard } from "../../../modules/ocop/coverage-board";
import { parsed } from "../../parsed";
import { coverageQuerySchema } from "../schemas";
import { factsFor } from "./facts";

export async function GET(request: AuthenticatedMedusaRequest, response: MedusaResponse): Promise<void> {
  const query = parsed(coverageQuerySchema, request.query);
  const board = coverageBoard(await factsFor(request.scope, query));
  const chosen = board.readings.find(({ key, inUse }) => (query.reading ? key === query.reading : inUse));
  if (query.reading && !chosen)
    throw new MedusaError(MedusaError.Types.NOT_FOUND, `Không có cách đọc “${query.reading}” vào ngày này.`);
  response.json({ ...board, view: query.view, reading: chosen ?? null });
}
