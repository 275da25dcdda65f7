import { describe, expect, it } from "vitest";
import { readRules, typedOf } from "./stock-rules-form.ts";

const typed = { allowance: "2", strictBelow: "", units: "1", percent: "12,5", atLeast: "", turnover: true };
const rules = {
  allowance: 2,
  strict_below: null,
  buffer: { units: 1, basis_points: 1_250, at_least: 0, turnover: true },
};

describe("the stock rules of the desk", () => {
  it("are read as people write numbers", () => {
    expect(readRules(typed)).toEqual({ rules });
    expect(readRules({ ...typed, allowance: " 1.234 ", percent: "12.05 %", strictBelow: "0" })).toEqual({
      rules: { allowance: 1_234, strict_below: 0, buffer: { ...rules.buffer, basis_points: 1_205 } },
    });
  });

  it("are shown as they are read", () => {
    for (const decimal of [",", "."] as const)
      expect(readRules(typedOf({ ...rules, bound: 0, mode: "pooled", refused: [] }, decimal))).toEqual({ rules });
  });

  it("say of each field that it cannot be read, and guess none", () => {
    for (const half of ["1,5", "1.5", "12.34", "1.2345"])
      expect(readRules({ ...typed, allowance: half })).toEqual({ wrong: { allowance: "whole" } });
    expect(readRules({ ...typed, allowance: "hai", strictBelow: "-1", percent: "101", atLeast: "1000000" })).toEqual({
      wrong: { allowance: "whole", strictBelow: "whole", percent: "percent", atLeast: "whole" },
    });
  });
});
