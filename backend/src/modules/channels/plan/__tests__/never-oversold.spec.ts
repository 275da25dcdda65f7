import { sell } from "./sell";

const mixes = [
  ["shopee"],
  ["lazada"],
  ["tiki"],
  ["shopee", "lazada"],
  ["shopee", "tiki"],
  ["lazada", "tiki"],
  ["shopee", "lazada", "tiki"],
] as const;

describe.each(mixes.map((channels) => ({ name: channels.join(", "), channels })))(
  "the plan for $name and our shop",
  ({ channels }) => {
    it("never promises more than is there, whatever is late, lost, refused, hidden or cancelled", () => {
      const broken: number[] = [];
      let sales = 0;
      let raises = 0;
      for (let seed = 1; seed <= 80; seed += 1) {
        const history = sell(seed, { channels, onHand: 1 + (seed % 7), steps: 250 });
        if (history.oversoldBy > 0) broken.push(seed);
        sales += history.sales;
        raises += history.raises;
      }
      expect(broken).toEqual([]);
      expect(sales).toBeGreaterThan(80);
      expect(raises).toBeGreaterThan(80);
    });

    it("goes no further than the allowance", () => {
      for (let seed = 1; seed <= 40; seed += 1)
        expect(sell(seed, { channels, onHand: 4 + (seed % 7), allowance: 3, steps: 200 }).oversoldBy).toBeLessThanOrEqual(3);
    });

    it("comes to rest when faults stop, with something to sell wherever there is enough", () => {
      for (let seed = 1; seed <= 12; seed += 1) {
        const { end, writesAtTheEnd } = sell(seed, { channels, onHand: 60, steps: 120, calm: 900 });
        expect({ seed, writesAtTheEnd }).toEqual({ seed, writesAtTheEnd: 0 });
        for (const channel of end) expect({ seed, ...channel, sells: channel.shown > 0 }).toMatchObject({ sells: true });
      }
    });
  },
);

describe("the search can fail", () => {
  it.each([
    ["hidden units are not counted", ["tiki"]],
    ["orders leave at once", ["shopee", "lazada", "tiki"]],
  ] as const)("when %s", (broken, channels) => {
    const found = Array.from({ length: 1_500 }, (_, at) => at + 1).some(
      (seed) => sell(seed, { channels, onHand: 1 + (seed % 5), steps: 250, broken }).oversoldBy > 0,
    );
    expect(found).toBe(true);
  });
});
