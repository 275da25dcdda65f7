import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http";
import { channelsOf } from "../../../../channels-of";

/** The dead letters that are still open, newest first. */
export async function GET(request: MedusaRequest, response: MedusaResponse): Promise<void> {
  const [problems, count] = await channelsOf(request.scope).listAndCountChannelProblems(
    { resolved_at: null },
    { order: { created_at: "DESC" }, take: 200 },
  );
  response.json({ problems, count });
}
