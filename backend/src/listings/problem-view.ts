import { type Language, textSchema } from "connectors/contract";
import type { RefusedListing } from "../modules/channels/replay/dead-letters";
import { channelsTexts } from "../modules/channels/texts";
import { textIn } from "../text";

/** `message` is for whoever asks; a row without a text holds only what was written then. */
export function problemView<Problem extends { says: unknown; message: string }>(
  { says, ...problem }: Problem,
  language: Language,
) {
  const text = textSchema.safeParse(says);
  return text.success ? { ...problem, message: textIn(text.data, language) } : problem;
}

/** A listing as its channel refused it, shown among the problems under the listing's id. */
export function refusedListingView({ id, account_id, sku, problem, refused_at }: RefusedListing, language: Language) {
  const text = textSchema.safeParse(problem.says);
  const said = textIn(text.success ? text.data : channelsTexts.say("refused"), language);
  return {
    id,
    account_id,
    listing_id: id,
    code: typeof problem.code === "string" ? problem.code : "",
    message: `${sku}: ${said}`,
    created_at: refused_at,
  };
}
