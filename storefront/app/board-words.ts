import type { Choice } from "./components/field.tsx";
import type { Texts } from "./text/texts.ts";

type BoardTexts = Texts["board"];

/** A share as the backend gives it; without basis points there was nothing to share. */
export interface Share {
  readonly numerator: number;
  readonly denominator: number;
  readonly basisPoints?: number | undefined;
}

export type Column = "official" | "reported";

/** Said whole, for those who read only the sentence: `12/41 (29,26 %)`. */
export function shareText(board: BoardTexts, figure: Share, column: Column): string {
  const { basisPoints } = figure;
  return basisPoints === undefined ? board.columns[column].none : `${board.ratio(figure)} (${board.share({ basisPoints })})`;
}

/** What a product must do to count by this reading. */
export function readingRule(board: BoardTexts, key: string): string {
  const rules: Readonly<Record<string, string>> = board.rules;
  return (Object.hasOwn(rules, key) ? rules[key] : undefined) ?? board.otherRule;
}

export const choicesOf = (words: Readonly<Record<string, string>>): Choice[] =>
  Object.entries(words).map(([value, text]) => ({ value, text }));

export interface Sighting {
  readonly channel: string;
  readonly live: boolean;
}

/** What one look says today: `live` names the channels whose newest look still counts. */
export function sightingText({ sightings }: BoardTexts, seen: Sighting, live: readonly string[]): string {
  if (!seen.live) return sightings.notOnSale;
  return live.includes(seen.channel) ? sightings.onSale : sightings.old;
}
