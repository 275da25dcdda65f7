import fc from "fast-check";
import type { Play } from "./bounds";
import { play } from "./play";
import { longSearches, type NamedSearch, searches, searchesAmongOthers } from "./searches";

/** How often a walk goes on, and how many walks of one search are compared. */
const steps = 60;
const walks = 25;

type Rules = ReturnType<typeof play>;

/** Where one step leads to, as far as it leads anywhere. */
function futureOf(rules: Rules, state: Play, key: string): Map<string, string> {
  const future = new Map<string, string>();
  for (const { does, state: next, breaks = "" } of rules.next(state)) {
    const nextKey = rules.key(next);
    if (nextKey !== key || breaks) future.set(`${nextKey} ${breaks}`, does);
  }
  return future;
}

/** A few different states for each key that walks came to. */
function grouped(rules: Rules, choices: readonly (readonly number[])[]): Map<string, Map<string, Play>> {
  const groups = new Map<string, Map<string, Play>>();
  for (const chosen of choices) {
    let state: Play = rules.start;
    for (const choice of chosen) {
      const next = rules.next(state);
      state = next[choice % next.length]?.state ?? state;
      const key = rules.key(state);
      const group = groups.get(key) ?? new Map<string, Play>();
      if (group.size < 4) groups.set(key, group.set(JSON.stringify(state), state));
    }
  }
  return groups;
}

describe("states that the search takes for one", () => {
  it.each([...searches, ...searchesAmongOthers, ...longSearches].map((given): [string, NamedSearch] => [given.name, given]))(
    "have one future: %s",
    (_, { bounds }) => {
      const rules = play(bounds);
      const choice = fc.array(fc.nat(2_520), { minLength: steps, maxLength: steps });
      let compared = 0;
      fc.assert(
        fc.property(fc.array(choice, { minLength: walks, maxLength: walks }), (choices) => {
          for (const [key, group] of grouped(rules, choices)) {
            const [first, ...others] = group.values();
            if (!first || !others.length) continue;
            const future = futureOf(rules, first, key);
            for (const other of others) {
              compared += 1;
              expect(new Set(futureOf(rules, other, key).keys()), JSON.stringify([first, other])).toEqual(
                new Set(future.keys()),
              );
            }
          }
        }),
        { numRuns: 1, endOnFailure: true },
      );
      expect(compared).toBeGreaterThan(20);
    },
  );
});
