import type { Play } from "./bounds";
import { play } from "./play";
import { sums } from "./rules";
import { type Searched, type Step, search } from "./search";
import type { NamedSearch } from "./searches";

/** What is too large to be searched to the end is searched this far. */
const most = Number(process.env.SEARCH_STATES ?? 1_500_000);

/** Searches, and says how far. */
export function look({ name, bounds }: NamedSearch): Searched<Play> {
  const began = Date.now();
  const rules = play(bounds);
  const found = search(rules.start, rules, most);
  const extent = found.whole ? "all of them" : found.broken ? "until a rule broke" : "not all";
  const seconds = ((Date.now() - began) / 1_000).toFixed(1);
  console.info(`${name}: ${found.states} states, ${extent}, ${found.steps} steps, ${seconds} s`);
  return found;
}

/** A history as a person reads it: what happens, then A, U, L and X of each channel and what the shelf says. */
export function lines(history: readonly Step<Play>[]): string {
  const told = history.map(({ does, state }, at) => {
    const channels = state.markets.map((market, index) => {
      const book = state.books[index];
      const { a, u, l, x } = book ? sums(market, book) : { a: 0, u: 0, l: 0, x: 0 };
      return `A ${a} U ${u} L ${l} X ${x}`;
    });
    const { onHand, held } = state.shelf;
    return `${String(at + 1).padStart(3)}. ${does.padEnd(90)} ${channels.join(" | ")} | on hand ${onHand} held ${held}`;
  });
  return told.join("\n");
}

export const brokenIn = ({ broken }: Searched<Play>): string =>
  broken ? `${broken.rule}, after ${broken.history.length} steps:\n${lines(broken.history)}` : "";
