import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http";
import { places } from "../../../shop/places";

export function GET(_request: MedusaRequest, response: MedusaResponse): void {
  response.json({ provinces: places().provinces });
}
