import { describe, expect, it } from "vitest";
import { holdBacks } from "./watch.ts";

const looks = (until: number, late: (at: number) => string[], told: (at: number) => string[]) =>
  Array.from({ length: until / 2 + 1 }, (_, index) => {
    const at = index * 2;
    return { at: at * 1_000, late: new Map(late(at).map((name) => [name, "account"])), told: new Set(told(at)) };
  });
const until = (end: number) => (at: number) => (at < end ? ["order 1"] : []);
const never = () => [];

describe("what is held back", () => {
  it("is no matter where it is there within a minute", () => {
    expect(holdBacks(looks(120, until(50), never))).toEqual({ unseen: [], longestMs: 50_000, heldBack: 0 });
  });
  it("is told of by its account or by the product's health within a minute", () => {
    expect(holdBacks(looks(120, until(90), (at) => (at === 40 ? ["account"] : []))).unseen).toEqual([]);
    expect(holdBacks(looks(120, until(90), (at) => (at === 2 ? ["all"] : []))).unseen).toEqual([]);
  });
  it("is found where nobody was told, another was, or too late", () => {
    const said = ["order 1 was held back for 90 s and nobody was told"];
    expect(holdBacks(looks(120, until(90), never)).unseen).toEqual(said);
    expect(holdBacks(looks(120, until(90), () => ["another"])).unseen).toEqual(said);
    expect(holdBacks(looks(120, until(90), (at) => (at > 60 ? ["account"] : []))).unseen).toEqual(said);
  });
  it("is found where it never came", () => {
    expect(holdBacks(looks(120, () => ["order 1"], never)).unseen).toHaveLength(1);
  });
});
