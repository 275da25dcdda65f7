import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http";
import { MedusaError } from "@medusajs/framework/utils";
import { channelsOf } from "../../../../../channels-of";
import { memberOf } from "../../../../../desk/member";
import { comparedFields } from "../../../../../modules/channels/plan/drift";
import { ringFor } from "../../../../../ring";
import { deskTexts } from "../../../../../text/desk";
import { Refusal } from "../../../../../text/refusal";
import { parsed } from "../../../../parsed";
import { ownersSchema } from "../../../schemas";

/** Who decides each field of a listing from now on; a field that is left out stays as it is. */
export async function POST(request: AuthenticatedMedusaRequest, response: MedusaResponse): Promise<void> {
  const { producerId } = await memberOf(request);
  const owners = parsed(ownersSchema, request.body);
  const channels = channelsOf(request.scope);
  const accounts = await channels.listChannelAccounts({ producer_id: producerId }, { select: ["id"] });
  const [listing] = accounts.length
    ? await channels.listChannelListings({ id: String(request.params.id), account_id: accounts.map(({ id }) => id) })
    : [];
  if (!listing) throw new Refusal(MedusaError.Types.NOT_FOUND, deskTexts.say("no-listing"));
  for (const field of comparedFields) {
    const owner = owners[field];
    if (owner) await channels.setFieldOwner(listing.id, field, owner);
  }
  for (const purpose of ["push-listings", "push-offers", "look-at-listings"] as const)
    await ringFor(purpose, listing.account_id);
  response.json({ listing_id: listing.id });
}
