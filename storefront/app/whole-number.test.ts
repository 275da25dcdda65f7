import { describe, expect, it } from "vitest";
import { readWhole } from "./whole-number.ts";

describe("a whole number as people write it", () => {
  it("may be grouped by points, commas or spaces, and be in đồng", () => {
    for (const text of ["1234000", "1.234.000", "1,234,000", "1 234 000 ₫", "1.234.000đ", " 1\u00a0234\u00a0000 "])
      expect([text, readWhole(text)]).toEqual([text, 1_234_000]);
    expect(readWhole("0")).toBe(0);
  });

  it("is none where it may mean something else", () => {
    for (const text of ["", "1,5", "1.5", "12.34", "1.2345", "-3", "hai", "1e3", "12.345.6", "12345678901"])
      expect([text, readWhole(text)]).toEqual([text, undefined]);
  });
});
