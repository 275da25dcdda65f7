import type { Bounds, Play } from "./bounds";
import type { Durations } from "./house";
import { play } from "./play";
import { sums } from "./rules";
import { shortest } from "./searches";

const plain: Bounds = {
  kinds: ["net-set"],
  onHand: 2,
  allowance: 0,
  writes: 9,
  orders: 9,
  cancels: 9,
  faults: 9,
  leaving: false,
  atomic: false,
  hidden: false,
  adopted: false,
  unplanned: false,
  shop: true,
  others: false,
  assumed: shortest,
  holds: shortest,
};

const wordsOf = (does: string): string => does.replace(/ as write \d+/, "");

/** One history of the search, told in its own words. What the product does not do has no words there. */
export function history({ durations, ...change }: Partial<Bounds> & { readonly durations?: Partial<Durations> } = {}) {
  const kept = { ...shortest, ...durations };
  const bounds = { ...plain, assumed: kept, holds: kept, ...change };
  const rules = play(bounds);
  let state: Play = rules.start;
  return {
    /** Throws where a promise is not kept, and where that cannot happen next. */
    tell(...happens: readonly string[]): void {
      for (const words of happens) {
        const steps = rules.next(state);
        const step = steps.find(({ does }) => wordsOf(does) === words);
        if (!step) throw new Error(`"${words}" is none of:\n${steps.map(({ does }) => wordsOf(does)).join("\n")}`);
        const broken = step.breaks ?? rules.breaks(step.state, state);
        if (broken) throw new Error(`${words}: ${broken}`);
        state = step.state;
      }
    },
    may: (words: string): boolean => rules.next(state).some(({ does }) => wordsOf(does) === words),
    /** A, U, L and X of a channel. */
    sums(channel = 0): ReturnType<typeof sums> {
      const market = state.markets[channel];
      const book = state.books[channel];
      if (!market || !book) throw new Error("no such channel");
      return sums(market, book);
    },
    shelf: () => state.shelf,
  };
}
