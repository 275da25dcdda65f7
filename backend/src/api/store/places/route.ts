import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http";
import { z } from "@medusajs/framework/zod";
import { findCommunes } from "../../../shop/places";
import { inMessage } from "../../../text/in-message";
import { shopTexts } from "../../../text/shop";
import { parsed } from "../../parsed";

const querySchema = z.object({
  q: z
    .string()
    .trim()
    .min(2, inMessage(shopTexts.say("two-letters")))
    .max(100),
});

/** Finds today's commune by its name or by a name from before July 2025. */
export function GET(request: MedusaRequest, response: MedusaResponse): void {
  response.json({ communes: findCommunes(parsed(querySchema, request.query).q) });
}
