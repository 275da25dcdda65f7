import { describe, expect, it } from "vitest";
import { boardAddress, isDay, readBoardQuery, readListQuery } from "./board-query.ts";

const read = (text: string) => readListQuery(new URLSearchParams(text));

describe("what is asked of the board", () => {
  it("comes back from the address it was written to", () => {
    const query = {
      day: "2026-11-24",
      reading: "pair",
      simulated: true,
      view: "corrected",
      column: "reported",
      part: "services",
      met: "no",
      channel: "shopee",
      retired: "left-out",
    } as const;
    const address = boardAddress("/so/danh-sach", query);
    expect(read(address.slice(address.indexOf("?")))).toEqual({ ...query, wrongDay: undefined });
  });

  it("writes nothing that is usual", () => {
    expect(boardAddress("/so/danh-sach", read(""))).toBe("/so/danh-sach");
    expect(boardAddress("/so/tai", read("met=all&part=goods"), { format: "csv" })).toBe("/so/tai?part=goods&format=csv");
  });

  it("leaves out what it does not know", () => {
    expect(read("column=x&part=y&met=z&view=w&reading=%22&channel=../a&simulated=true&retired=1")).toEqual(read(""));
  });

  it("tells a day that is not in the calendar", () => {
    expect(readBoardQuery(new URLSearchParams("day=2026-02-30"))).toMatchObject({ day: undefined, wrongDay: "2026-02-30" });
    expect([isDay("2028-02-29"), isDay("2026-02-29"), isDay("29/02/2028")]).toEqual([true, false, false]);
  });
});
