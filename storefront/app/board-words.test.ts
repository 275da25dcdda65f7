import { describe, expect, it } from "vitest";
import { formatShare, shareText, sightingText } from "./board-words.ts";

describe("what the board says", () => {
  it("says shares with a comma and never rounds them up", () => {
    expect(formatShare(2926)).toBe("29,26\u00a0%");
    expect(formatShare(10_000)).toBe("100\u00a0%");
    expect(shareText({ numerator: 1234, denominator: 1235, basisPoints: 9991 }, "reported")).toBe("1.234/1.235 (99,91\u00a0%)");
  });

  it("calls 0 of 0 by its name and keeps 0 of some a figure", () => {
    expect(shareText({ numerator: 0, denominator: 0 }, "official")).toBe("chưa có chứng nhận mức A");
    expect(shareText({ numerator: 0, denominator: 4, basisPoints: 0 }, "official")).toBe("0/4 (0\u00a0%)");
  });

  it("calls a look that has grown old by its name", () => {
    expect(sightingText({ channel: "tiki", live: true }, ["tiki"])).toBe("đang bán");
    expect(sightingText({ channel: "tiki", live: true }, [])).toBe("chưa kiểm tra lại");
    expect(sightingText({ channel: "tiki", live: false }, ["tiki"])).toBe("không thấy bán");
  });
});
