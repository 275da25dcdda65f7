import { brokenIn, lines, look } from "./look";
import { searches, shortest } from "./searches";

describe("every history", () => {
  it.each(searches.map((given) => [given.name, given] as const))(
    "of %s keeps A + U within L + X and promises no more than is there",
    (_, given) => {
      const found = look(given);
      expect(brokenIn(found)).toBe("");
      expect(found.whole).toBe(true);
    },
    600_000,
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
