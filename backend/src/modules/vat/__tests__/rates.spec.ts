import { vatRateOn } from "../rates";

describe("VAT", () => {
  it("is 8 % from 01/07/2025 to 31/12/2026, both days included, and 10 % around it", () => {
    expect(["2025-06-30", "2025-07-01", "2026-12-31", "2027-01-01"].map((day) => vatRateOn(day, "reduced").percent)).toEqual([
      10, 8, 8, 10,
    ]);
  });

  it("stays at 10 % for what the reduction leaves out", () => {
    expect(vatRateOn("2026-01-01", "standard").percent).toBe(10);
  });
});
