import { describe, expect, it } from "vitest";
import { failureError, findFailure } from "../kit/failure-table.ts";
import { isTikiRefusal, tikiError, tikiFailures } from "./failures.ts";

/** Tiki Open API, common exceptions and the product API's exception tables; 420 from the tracking page's sample. */
const statuses = ["400", "401", "403", "404", "405", "406", "422", "429", "500", "503"];
/** The redirect's own error and those of RFC 6749 §5.2. */
const signInCodes = [
  "access_denied",
  "invalid_request",
  "invalid_client",
  "invalid_grant",
  "unauthorized_client",
  "unsupported_grant_type",
  "invalid_scope",
];

describe("what Tiki answers when it does not do it", () => {
  it.each([...statuses, "420", ...signInCodes])("knows %s: kind, owner, cause and next move", (code) => {
    expect(Object.hasOwn(tikiFailures.exact, code)).toBe(true);
  });

  it("has no row that no document names", () => {
    expect(Object.keys(tikiFailures.exact).sort()).toEqual([...statuses, "420", ...signInCodes].sort());
  });

  it.each(["429", "500", "503", "401"])("does not take %s for a no", (code) => {
    expect(tikiFailures.exact[code]?.refusal).toBeUndefined();
  });

  it.each([
    ["Price is not valid because less than ten percent listing price", "tiki.price-too-low"],
    ["Category not found id: 1", "tiki.category"],
    ["Attributes not found for category_id", "tiki.category"],
    ["limit must not be greater than 100", "tiki.data"],
    ["variants don't match with option_attributes => variants option2 missing", "tiki.variants"],
    ["variants should have price > 0", "tiki.variants"],
    ["Seller product code is not unique", "tiki.sku-taken"],
    ["Mã seller product không duy nhất", "tiki.sku-taken"],
    ["you do not have permission to update this product", "tiki.product-foreign"],
    ["Seller ko cho phép đồng bộ sản phẩm", "tiki.updates-off"],
    ["Redis content not found", "tiki.payload-expired"],
    ["Can't read http message, please check your request", "tiki.data"],
  ])("reads the text “%s”", (text, code) => {
    expect(findFailure(tikiFailures, "422", text)?.says.code).toBe(code);
  });

  it("asks for a new consent only where Tiki speaks of scopes and forbids", () => {
    expect(tikiError(403, ["the client has no scope inventory"])).toMatchObject({ kind: "auth" });
    expect(tikiError(422, ["size is out of scope"])).toMatchObject({ kind: "rejected" });
  });

  it("hands a refusal's own text on, and believes no text of a busy Tiki", () => {
    expect(tikiError(422, ["tên quá dài"]).says).toEqual({ code: "tiki.invalid", params: { reason: "tên quá dài" } });
    for (const status of [429, 500, 502, 503]) {
      const error = tikiError(status, ["Category not found id: 1"]);
      expect(isTikiRefusal(error)).toBe(false);
      expect(error.kind).toBe(status === 429 ? "rate-limited" : "retryable");
    }
    expect(isTikiRefusal(tikiError(422, ["Category not found id: 1"]))).toBe(true);
    expect(isTikiRefusal(tikiError(409, ["conflict"]))).toBe(false);
  });

  it("answers what is in no table with unexpected, and a sentence", () => {
    const error = failureError(tikiFailures, "418", "teapot");
    expect(error).toMatchObject({ kind: "unexpected", says: { code: "kit.unknown-code" } });
    expect(findFailure(tikiFailures, "418", "teapot")).toBeUndefined();
  });
});
