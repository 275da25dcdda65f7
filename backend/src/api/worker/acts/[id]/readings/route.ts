import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http";
import { readingPageSchema } from "jobs/ring";
import { channelsOf } from "../../../../../channels-of";
import { parsed } from "../../../../parsed";

export async function POST(request: MedusaRequest, response: MedusaResponse): Promise<void> {
  response.json(
    await channelsOf(request.scope).recordReading(String(request.params.id), parsed(readingPageSchema, request.body)),
  );
}
