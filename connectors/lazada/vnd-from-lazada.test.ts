import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { vndFromLazada } from "./vnd-from-lazada.ts";

describe("an amount of Lazada's", () => {
  it.each([
    ["378000.00", 378_000],
    ["378,000.00", 378_000],
    ["0.00", 0],
    [189_000, 189_000],
    ["179999.5", 180_000],
  ])("%s is %i đồng", (amount, expected) => {
    expect(vndFromLazada(amount)).toBe(expected);
  });

  it.each(["", "-1", "1.000.000", "12,34", "1e6", "free", Number.NaN, -5])("that is none (%s) is not guessed", (amount) => {
    expect(() => vndFromLazada(amount)).toThrow();
  });

  it("comes back whole, as text and as a number", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 10_000_000_000 }), (amount) => {
        for (const written of [amount, `${amount}.00`, String(amount)]) expect(vndFromLazada(written)).toBe(amount);
      }),
    );
  });
});
