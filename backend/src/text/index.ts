import type { MedusaRequest } from "@medusajs/framework/http";
import { type Catalogue, type Language, languages, renderText, type Text } from "connectors/contract";
import { connectorTexts } from "connectors/edges";
import { jobsTexts } from "jobs/ring";
import { replayTexts } from "../modules/channels/replay/texts";
import { channelsTexts } from "../modules/channels/texts";
import { ocopTexts } from "../modules/ocop/texts";
import { peopleTexts } from "../modules/people/texts";
import { accountTexts } from "./accounts";
import { boardTexts } from "./board";
import { deskTexts } from "./desk";
import { generalTexts } from "./general";
import { listingTexts } from "./listings";
import type { Said } from "./refusal";
import { shopTexts } from "./shop";

/** Everything the backend can say to people. */
export const catalogues: readonly Catalogue[] = [
  ...connectorTexts,
  ...[
    jobsTexts,
    generalTexts,
    accountTexts,
    channelsTexts,
    replayTexts,
    ocopTexts,
    peopleTexts,
    listingTexts,
    shopTexts,
    deskTexts,
    boardTexts,
  ].map(({ catalogue }) => catalogue),
];

export function textIn(text: Text, language: Language): string {
  return (
    renderText(catalogues, text, language) ??
    renderText(catalogues, generalTexts.say("unknown-code", { code: text.code }), language) ??
    text.code
  );
}

/** Several in one line: those of a form's fields begin with the field. */
export function textsIn(says: readonly Said[], language: Language): string {
  const sentences = says.map((each) => (each.field ? `${each.field}: ${textIn(each, language)}` : textIn(each, language)));
  return sentences.join(says.some(({ field }) => field) ? "; " : " ");
}

/** What the caller would rather read; Vietnamese for those who do not say. What is answered then differs by it, for caches too. */
export function languageOf(request: Pick<MedusaRequest, "acceptsLanguages" | "res">): Language {
  request.res?.vary("accept-language");
  const asked = request.acceptsLanguages([...languages]);
  return languages.find((each) => each === asked) ?? "vi";
}
