import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http";
import { jobProblemSchema } from "jobs/ring";
import { channelsOf } from "../../../channels-of";
import { parsed } from "../../parsed";

/** A job that gave up: written here before the queue forgets it. */
export async function POST(request: MedusaRequest, response: MedusaResponse): Promise<void> {
  const { accountId, purpose, code, message } = parsed(jobProblemSchema, request.body);
  const id = await channelsOf(request.scope).writeProblem({
    ...(accountId ? { accountId } : {}),
    purpose,
    code,
    message,
  });
  response.json({ id });
}
