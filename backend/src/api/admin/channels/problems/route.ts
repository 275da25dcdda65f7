import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http";
import { channelsOf } from "../../../../channels-of";
import { problemView, refusedListingView } from "../../../../listings/problem-view";
import { languageOf } from "../../../../text";

const most = 200;

/** The dead letters that are still open, what channels refused among them, newest first. */
export async function GET(request: MedusaRequest, response: MedusaResponse): Promise<void> {
  const channels = channelsOf(request.scope);
  const [[problems, count], refused] = await Promise.all([
    channels.listAndCountChannelProblems({ resolved_at: null }, { order: { created_at: "DESC" }, take: most }),
    channels.refusedListings(most),
  ]);
  const language = languageOf(request);
  const letters = [
    ...problems.map((problem) => ({ ...problemView(problem, language), kind: "problem" as const })),
    ...refused.map((listing) => ({ ...refusedListingView(listing, language), kind: "refused-listing" as const })),
  ];
  response.json({
    problems: letters.toSorted((one, other) => Number(new Date(other.created_at)) - Number(new Date(one.created_at))),
    count: count + refused.length,
  });
}
