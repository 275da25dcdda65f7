import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http";
import { channelsOf } from "../../../../channels-of";
import { problemView } from "../../../../listings/problem-view";
import { languageOf } from "../../../../text";

/** The dead letters that are still open, newest first. */
export async function GET(request: MedusaRequest, response: MedusaResponse): Promise<void> {
  const [problems, count] = await channelsOf(request.scope).listAndCountChannelProblems(
    { resolved_at: null },
    { order: { created_at: "DESC" }, take: 200 },
  );
  const language = languageOf(request);
  response.json({ problems: problems.map((problem) => problemView(problem, language)), count });
}
