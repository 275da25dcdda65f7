import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http";
import { MedusaError } from "@medusajs/framework/utils";
import { channelsOf } from "../../../../../channels-of";
import { memberOf } from "../../../../../desk/member";
import { deskTexts } from "../../../../../text/desk";
import { Refusal } from "../../../../../text/refusal";
import { parsed } from "../../../../parsed";
import { shareSchema } from "../../../schemas";

/** How many are kept for a channel that sells by stock files; a file carries them there. */
export async function POST(request: AuthenticatedMedusaRequest, response: MedusaResponse): Promise<void> {
  const { producerId } = await memberOf(request);
  const { units } = parsed(shareSchema, request.body);
  const channels = channelsOf(request.scope);
  const [listing] = await channels.listChannelListings({ id: String(request.params.id) });
  const [account] = listing ? await channels.listChannelAccounts({ id: listing.account_id, producer_id: producerId }) : [];
  if (!listing || !account) throw new Refusal(MedusaError.Types.NOT_FOUND, deskTexts.say("no-listing"));
  if (!channels.sheetKindsOf(account).written.includes("stock"))
    throw new Refusal(MedusaError.Types.NOT_ALLOWED, deskTexts.say("not-by-file"));
  await channels.setShare({ listingId: listing.id, units });
  response.json({ listing_id: listing.id });
}
