import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { instantFromLazada, orderTime, productTime } from "./instant-from-lazada.ts";

describe("a time of Lazada's", () => {
  it.each([
    ["2024-02-29 14:59:56 +0700", "2024-02-29T07:59:56.000Z"],
    ["2026-01-01 08:00:00 +0700", "2026-01-01T01:00:00.000Z"],
    ["2026-01-01T08:00:00+07:00", "2026-01-01T01:00:00.000Z"],
    ["2026-01-01T01:00:00Z", "2026-01-01T01:00:00.000Z"],
    ["1767225600000", "2026-01-01T00:00:00.000Z"],
    [1_767_225_600_000, "2026-01-01T00:00:00.000Z"],
  ])("%s is the moment %s", (text, at) => {
    expect(instantFromLazada(text)).toBe(at);
  });

  it.each(["2026-01-01 08:00:00", "2026-02-30 08:00:00 +0700", "2026-01-01", "1767225600", "hôm qua", ""])(
    "that cannot be told (%s) is not guessed",
    (text) => {
      expect(() => instantFromLazada(text)).toThrow();
    },
  );

  it("comes back from both ways of writing it, for every second", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1_000_000_000, max: 4_000_000_000 }), (seconds) => {
        for (const write of [orderTime, productTime])
          expect(Date.parse(instantFromLazada(write(seconds)))).toBe(seconds * 1_000);
      }),
    );
  });
});
