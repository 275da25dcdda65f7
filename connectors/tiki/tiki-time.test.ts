import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { instantFromTiki, instantFromTikiIfAny, instantToTiki } from "./tiki-time.ts";

describe("Tiki's times", () => {
  it("are local without an offset, or an epoch", () => {
    expect(instantFromTiki("2026-01-01 08:00:00")).toBe("2026-01-01T01:00:00.000Z");
    expect(instantFromTiki("2026-01-01 00:30:00")).toBe("2025-12-31T17:30:00.000Z");
    expect(instantFromTiki("1582283329")).toBe("2020-02-21T11:08:49.000Z");
    expect(instantFromTiki(1767225600300)).toBe("2026-01-01T00:00:00.300Z");
  });

  it("are read back as they were written", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1_000_000_000, max: 4_000_000_000 }), (seconds) => {
        expect(Date.parse(instantFromTiki(instantToTiki(seconds * 1000)))).toBe(seconds * 1000);
      }),
    );
  });

  it("that cannot be read are said to be so, never guessed", () => {
    for (const bad of ["", "hôm qua", "2026-13-45 00:00:00", "2026-01-01", "17", "2026-01-01T00:00:00Z"]) {
      expect(() => instantFromTiki(bad)).toThrow(RangeError);
      expect(instantFromTikiIfAny(bad)).toBeUndefined();
    }
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.double(), fc.constant(null)), (any) => {
        instantFromTikiIfAny(any);
      }),
    );
  });
});
