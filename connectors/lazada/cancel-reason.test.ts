import { describe, expect, it } from "vitest";
import { cancelReason } from "./cancel-reason.ts";

/** DOC:121329. */
const options = [
  { reason_name: "Wrong Price or Pricing Error", reason_id: "10000023" },
  { reason_name: "Out of Stock", reason_id: "10000021" },
  { reason_name: "Sourcing Delay", reason_id: "10000019" },
];

describe("the reason to cancel with", () => {
  it("is out of stock only when that is what was said", () => {
    expect(cancelReason(options, "OUT_OF_STOCK")).toBe("10000021");
    expect(cancelReason(options, "Khách đổi ý")).toBe("10000019");
  });
  it("is told by its words where a country has other ids", () => {
    const vietnamese = [
      { reason_name: "Sai giá", reason_id: "1" },
      { reason_name: "Hết hàng", reason_id: "2" },
      { reason_name: "Chậm nguồn hàng", reason_id: "3" },
    ];
    expect(cancelReason(vietnamese, "OUT_OF_STOCK")).toBe("2");
    expect(cancelReason(vietnamese, "")).toBe("3");
  });
  it("is what Lazada offers, or none", () => {
    expect(cancelReason([{ reason_id: "10000021" }], "Khách đổi ý")).toBe("10000021");
    expect(cancelReason([], "OUT_OF_STOCK")).toBeUndefined();
  });
});
