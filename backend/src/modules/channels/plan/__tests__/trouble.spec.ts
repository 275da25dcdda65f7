import { describe, expect, it } from "vitest";
import { troublesOf } from "../trouble";

const now = 1_000_000;

describe("What stands in the way of an account", () => {
  it("is nothing while turns come and end", () => {
    expect(troublesOf([{ purpose: "pull-orders" }], { now, lastTurnAt: now - 60_000 })).toEqual([]);
  });

  it("is told from its first failure on, the oldest first", () => {
    const failed = (purpose: string, at: number) => ({ purpose, failed: { at, code: "http-503" } });
    const found = troublesOf([failed("push-stock", 900_000), failed("pull-orders", 800_000)], { now });
    expect(found.map(({ purpose, since }) => [purpose, since])).toEqual([
      ["pull-orders", 800_000],
      ["push-stock", 900_000],
    ]);
  });

  it("is told of work that was cut off within a minute of its plan, and not while its answer may still come", () => {
    const plannedAt = now - 60_001;
    const cut = { purpose: "push-stock", unansweredSince: plannedAt + 30_000 };
    expect(troublesOf([cut], { now: plannedAt + 60_000 })).toEqual([]);
    expect(troublesOf([cut], { now })).toMatchObject([{ is: "cut-off", since: plannedAt + 30_000 }]);
  });

  it("is silence where turns are due and none has come for five minutes", () => {
    expect(troublesOf([], { now, lastTurnAt: now - 300_001 })).toMatchObject([{ is: "silent" }]);
    expect(troublesOf([], { now })).toEqual([]);
  });
});
