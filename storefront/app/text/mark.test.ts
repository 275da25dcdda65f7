import { describe, expect, it } from "vitest";
import { mark, piecesOf } from "./mark.ts";

describe("a sentence with marks", () => {
  it("comes apart into what stands out and what stands around it", () => {
    expect(piecesOf(`Trong kho ${mark("12")}, đang giữ ${mark("3")}`)).toEqual([
      { text: "Trong kho ", marked: false },
      { text: "12", marked: true },
      { text: ", đang giữ ", marked: false },
      { text: "3", marked: true },
    ]);
  });

  it("is one piece without them, whatever people write in it", () => {
    const typed = "*long nhãn* <b>{0}</b> [x](y)";
    expect(piecesOf(typed)).toEqual([{ text: typed, marked: false }]);
  });
});
