import { describe, expect, it } from "vitest";
import { readMobile } from "../phone.ts";
import { formatDay, formatMoment, readVietnamMoment, today } from "./date.ts";
import { numbersIn } from "./numbers.ts";

const vi = numbersIn("vi-VN");
const en = numbersIn("en-GB");

describe("what people read", () => {
  it("writes money as the language separates thousands, with a hard space and the sign of the đồng", () => {
    expect(vi.formatVnd(1_234_567)).toBe("1.234.567\u00a0₫");
    expect(en.formatVnd(1_234_567)).toBe("1,234,567\u00a0₫");
    expect(vi.formatVnd(0)).toBe("0\u00a0₫");
  });

  it("writes weights as a label does", () => {
    expect(vi.formatWeight(500)).toBe("500 g");
    expect(vi.formatWeight(1500)).toBe("1,5 kg");
    expect(en.formatWeight(1500)).toBe("1.5 kg");
  });

  it.each([
    ["2026-01-31T09:30", "2026-01-31T02:30:00.000Z"],
    ["2026-01-31T00:00:05", "2026-01-30T17:00:05.000Z"],
    ["2026-13-31T09:30", undefined],
    ["hôm qua", undefined],
    ["", undefined],
  ])("reads the hour %s as one in Việt Nam", (text, at) => {
    expect(readVietnamMoment(text)).toBe(at);
  });

  it("writes a day as it is called in Việt Nam", () => {
    expect(formatDay("2026-01-31")).toBe("31/01/2026");
    expect(formatDay("2026-01-31T18:00:00.000Z")).toBe("01/02/2026");
    expect(formatMoment("2026-11-24T05:07:00.000Z")).toBe("12:07 24/11/2026");
    expect(today(new Date("2026-12-31T17:00:00.000Z"))).toBe("2027-01-01");
  });

  it("leaves alone what is not a day", () => {
    expect(formatDay("tháng 6 năm 2020")).toBe("tháng 6 năm 2020");
  });
});

describe("a mobile number", () => {
  it.each(["0912345678", "+84912345678", "84912345678", "0084 912 345 678", "091.234.5678", "+84 (0)912-345-678"])(
    "is read from %s",
    (text) => expect(readMobile(text)).toBe("0912345678"),
  );

  it.each(["", "0212345678", "091234567", "09123456789", "abc", "02213862222"])("is not read from '%s'", (text) =>
    expect(readMobile(text)).toBeUndefined(),
  );
});
