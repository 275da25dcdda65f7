import type { Play } from "./bounds";
import { play } from "./play";
import { sums } from "./rules";
import { type Searched, type Step, search } from "./search";
import { longSearches, type NamedSearch, searches, shortest } from "./searches";

const long = process.env.SEARCH === "long";
/** What is too large to be searched to the end is searched this far. */
const most = Number(process.env.SEARCH_STATES ?? 1_500_000);

function look({ name, bounds }: NamedSearch): Searched<Play> {
  const began = Date.now();
  const rules = play(bounds);
  const found = search(rules.start, rules, most);
  const extent = found.whole ? "all of them" : found.broken ? "until a rule broke" : "not all";
  const seconds = ((Date.now() - began) / 1_000).toFixed(1);
  console.info(`${name}: ${found.states} states, ${extent}, ${found.steps} steps, ${seconds} s`);
  return found;
}

/** A history as a person reads it: what happens, then A, U, L and X of each channel and what the shelf says. */
function lines(history: readonly Step<Play>[]): string {
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

const brokenIn = ({ broken }: Searched<Play>): string =>
  broken ? `${broken.rule}, after ${broken.history.length} steps:\n${lines(broken.history)}` : "";

describe("every history", () => {
  it.each((long ? longSearches : searches).map((given) => [given.name, given] as const))(
    "of %s keeps A + U within L + X and promises no more than is there",
    (_, given) => {
      const found = look(given);
      expect(brokenIn(found)).toBe("");
      expect(found.whole || long).toBe(true);
    },
    3_600_000,
  );
});

describe("where an assumption does not hold, the search finds the harm", () => {
  const plain = searches.find(({ name }) => name === "a number, a fault");
  it.each([
    ["orders are listed later than they should be", { visible: 2 }, {}],
    ["a request lives longer than it should", { dies: 3 }, {}],
    ["cancelled units come back later than they should", { restock: 3 }, { faults: 0, cancels: 1 }],
    ["an acknowledged write takes effect later than it should", { effect: 3 }, {}],
  ] as const)("when %s", (name, holds, change) => {
    if (!plain) throw new Error("no such search");
    const found = look({ name, bounds: { ...plain.bounds, ...change, holds: { ...shortest, ...holds } } });
    expect(found.broken?.rule).toMatch(/A \+ U|promised/);
    expect(lines(found.broken?.history ?? [])).toContain("A 1 U 0");
  });
});
