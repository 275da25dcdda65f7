import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http";
import { channelsOf } from "../../../../channels-of";
import { standingView } from "../../../../listings/standing-view";
import { languageOf, textsIn } from "../../../../text";
import { listingTexts } from "../../../../text/listings";
import { saidBy } from "../../../../text/refusal";
import publishListingWorkflow from "../../../../workflows/publish-listing";
import { parsed } from "../../../parsed";
import { publishSchema } from "../schemas";

export async function GET(request: MedusaRequest, response: MedusaResponse): Promise<void> {
  const channels = channelsOf(request.scope);
  const listings = await channels.listChannelListings({}, { order: { sku: "ASC" }, take: 2_000 });
  const rows = await Promise.all(
    listings.map(async ({ id, account_id, sku, variant_id, wanted_live, url, conflict }) => ({
      id,
      account_id,
      sku,
      variant_id,
      wanted_live,
      url,
      conflict,
      standing: standingView(await channels.standingOf(id), languageOf(request)),
    })),
  );
  response.json({ listings: rows });
}

/** Row by row: what one product is refused for never stops the others. */
export async function POST(request: MedusaRequest, response: MedusaResponse): Promise<void> {
  const { account_id, variant_ids, live } = parsed(publishSchema, request.body);
  const results: { variant_id: string; listing_id?: string; refused?: string }[] = [];
  for (const variant_id of variant_ids) {
    const { result, errors } = await publishListingWorkflow(request.scope).run({
      input: { account_id, variant_id, live },
      throwOnError: false,
    });
    const refused = saidBy(errors[0]?.error) ?? [listingTexts.say("not-published")];
    results.push(
      errors.length
        ? { variant_id, refused: textsIn(refused, languageOf(request)) }
        : { variant_id, listing_id: result.listing_id },
    );
  }
  response.json({ results });
}
