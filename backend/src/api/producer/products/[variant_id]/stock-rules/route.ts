import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http";
import { memberOf } from "../../../../../desk/member";
import { ownVariant } from "../../../../../desk/own-products";
import { setStockRules } from "../../../../../desk/stock-rules";
import { parsed } from "../../../../parsed";
import { stockRulesSchema } from "../../../schemas";

/** How much may be oversold and how much is kept back of one product. */
export async function POST(request: AuthenticatedMedusaRequest, response: MedusaResponse): Promise<void> {
  const { producerId } = await memberOf(request);
  const rules = parsed(stockRulesSchema, request.body);
  const variant = await ownVariant(request.scope, producerId, String(request.params.variant_id));
  await setStockRules(request.scope, variant, rules);
  response.json({ variant_id: variant.variantId });
}
