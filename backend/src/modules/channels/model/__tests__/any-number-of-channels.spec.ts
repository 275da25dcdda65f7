import { brokenIn, look } from "./look";
import { longSearches, searchesAmongOthers } from "./searches";

const long = process.env.SEARCH === "long";

describe("every history on one of any number of channels", () => {
  it.each((long ? longSearches : searchesAmongOthers).map((given) => [given.name, given] as const))(
    "of %s keeps A + U within L + X and takes no more than is free",
    (_, given) => {
      const found = look(given);
      expect(brokenIn(found)).toBe("");
      expect(found.whole || long).toBe(true);
    },
    3_600_000,
  );
});
