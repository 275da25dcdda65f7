import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http";
import { memberOf, ownAccount } from "../../../../../desk/member";
import { ownVariant } from "../../../../../desk/own-products";
import publishListingWorkflow from "../../../../../workflows/publish-listing";
import { parsed } from "../../../../parsed";
import { publishSchema } from "../../../schemas";

export async function POST(request: AuthenticatedMedusaRequest, response: MedusaResponse): Promise<void> {
  const member = await memberOf(request);
  const { account_id, live } = parsed(publishSchema, request.body);
  await ownAccount(request, member, account_id);
  const { variantId } = await ownVariant(request.scope, member.producerId, String(request.params.variant_id));
  const { result } = await publishListingWorkflow(request.scope).run({ input: { account_id, variant_id: variantId, live } });
  response.json({ listing_id: result.listing_id });
}
