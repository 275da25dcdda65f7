import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http";
import { changeProduct } from "../../../../desk/change-product";
import { memberOf } from "../../../../desk/member";
import { ownVariant } from "../../../../desk/own-products";
import { parsed } from "../../../parsed";
import { changeSchema } from "../../schemas";

export async function POST(request: AuthenticatedMedusaRequest, response: MedusaResponse): Promise<void> {
  const { producerId } = await memberOf(request);
  const variant = await ownVariant(request.scope, producerId, String(request.params.variant_id));
  await changeProduct(request.scope, variant, parsed(changeSchema, request.body));
  response.json({ variant_id: variant.variantId });
}
