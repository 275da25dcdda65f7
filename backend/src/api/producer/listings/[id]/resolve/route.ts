import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http";
import { MedusaError } from "@medusajs/framework/utils";
import { channelsOf } from "../../../../../channels-of";
import { memberOf } from "../../../../../desk/member";
import { resolveListing } from "../../../../../desk/resolve-listing";
import { deskTexts } from "../../../../../text/desk";
import { Refusal } from "../../../../../text/refusal";
import { parsed } from "../../../../parsed";
import { resolveSchema } from "../../../schemas";

export async function POST(request: AuthenticatedMedusaRequest, response: MedusaResponse): Promise<void> {
  const { producerId } = await memberOf(request);
  const { field, take } = parsed(resolveSchema, request.body);
  const channels = channelsOf(request.scope);
  const accounts = await channels.listChannelAccounts({ producer_id: producerId });
  const [listing] = accounts.length
    ? await channels.listChannelListings({ id: String(request.params.id), account_id: accounts.map(({ id }) => id) })
    : [];
  if (!listing) throw new Refusal(MedusaError.Types.NOT_FOUND, deskTexts.say("no-listing"));
  await resolveListing(request.scope, listing, field, take);
  response.json({ listing_id: listing.id });
}
