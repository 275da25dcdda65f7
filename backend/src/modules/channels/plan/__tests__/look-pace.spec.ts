import { describe, expect, it } from "vitest";
import { looksAgainAt } from "../look-pace";

describe("A look at a whole shop", () => {
  it("is due at once where there was none, and after one that was short", () => {
    expect(looksAgainAt(undefined)).toBe(0);
    expect(looksAgainAt({ beganAt: 1_000, endedAt: 11_000 })).toBe(11_000);
  });

  it("that was long leaves its lane to others three times as long as it took", () => {
    expect(looksAgainAt({ beganAt: 0, endedAt: 200_000 })).toBe(800_000);
  });
});
