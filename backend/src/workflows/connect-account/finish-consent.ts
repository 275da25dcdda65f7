import type { MedusaContainer } from "@medusajs/framework/types";
import { MedusaError } from "@medusajs/framework/utils";
import { channelsOf } from "../../channels-of";
import { ringFor } from "../../ring";
import { listingTexts } from "../../text/listings";
import { Refusal } from "../../text/refusal";

/** Takes what a consent page sent back, once, for the person who began it and nobody else; a worker exchanges it. */
export async function finishConsent(
  container: MedusaContainer,
  asked: { channel: string; session: string; query: Readonly<Record<string, string>> },
): Promise<void> {
  const { state = "", ...brought } = asked.query;
  const taken = await channelsOf(container).takeConsent({ ...asked, state, query: brought });
  if (!taken) throw new Refusal(MedusaError.Types.INVALID_DATA, listingTexts.say("consent-spent"));
  await ringFor("refresh-access", taken.accountId);
}
