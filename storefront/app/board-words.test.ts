import { describe, expect, it } from "vitest";
import { readingRule, shareText, sightingText } from "./board-words.ts";
import { en } from "./text/en/index.ts";
import { vi } from "./text/vi/index.ts";

const { board } = vi;

describe("what the board says", () => {
  it("says shares with a comma and never rounds them up", () => {
    expect(board.share({ basisPoints: 2926 })).toBe("29,26\u00a0%");
    expect(board.share({ basisPoints: 10_000 })).toBe("100\u00a0%");
    expect(shareText(board, { numerator: 1234, denominator: 1235, basisPoints: 9991 }, "reported")).toBe(
      "1.234/1.235 (99,91\u00a0%)",
    );
  });

  it("writes numbers as each language does", () => {
    expect(shareText(en.board, { numerator: 1234, denominator: 1235, basisPoints: 9991 }, "reported")).toBe(
      "1,234/1,235 (99.91%)",
    );
  });

  it("calls 0 of 0 by its name and keeps 0 of some a figure", () => {
    expect(shareText(board, { numerator: 0, denominator: 0 }, "official")).toBe("chưa có chứng nhận mức A");
    expect(shareText(en.board, { numerator: 0, denominator: 0 }, "official")).toBe("no level A certificate yet");
    expect(shareText(board, { numerator: 0, denominator: 4, basisPoints: 0 }, "official")).toBe("0/4 (0\u00a0%)");
  });

  it("calls a look that has grown old by its name", () => {
    expect(sightingText(board, { channel: "tiki", live: true }, ["tiki"])).toBe("đang bán");
    expect(sightingText(board, { channel: "tiki", live: true }, [])).toBe("chưa kiểm tra lại");
    expect(sightingText(board, { channel: "tiki", live: false }, ["tiki"])).toBe("không thấy bán");
  });

  it("has words for a rule it does not know", () => {
    expect(readingRule(board, "pair")).toBe("đang bán trên cả Postmart và Voso");
    expect(readingRule(board, "constructor")).toBe("theo quy tắc đã ghi trong hệ thống");
  });
});
