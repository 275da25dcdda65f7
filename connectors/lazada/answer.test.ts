import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { answerError, detailFailure, readAnswer } from "./answer.ts";

const read = (body: unknown) => {
  const answer = readAnswer("/order/get", JSON.stringify(body), ["50000secretToken"]);
  if (!answer) throw new Error("no envelope");
  return answer;
};

describe("an answer of Lazada's", () => {
  it("is a yes by its code, as text or as a number", () => {
    expect(read({ code: "0", data: { order_id: 1 } })).toMatchObject({ code: "0", body: { order_id: 1 } });
    expect(read({ code: 0, data: [] })).toMatchObject({ code: "0", body: [] });
  });

  it.each([
    { code: "0", result: { success: false, errorCode: "700021", errorMsg: "order not found" } },
    { code: "0", result: { success: false, error_code: "700021", error_msg: "order not found" } },
    { code: "0", success: false, error_code: "700021", error_msg: "order not found" },
  ])("is a no by its inner success, in either spelling", (body) => {
    const answer = read(body);
    expect(answer).toMatchObject({ code: "700021", message: "order not found" });
    expect(answerError(answer)).toMatchObject({ kind: "rejected", says: { code: "lazada.order-gone" } });
  });

  it("keeps no token in its words", () => {
    const error = answerError(read({ code: "IllegalAccessToken", message: "50000secretToken is expired" }));
    expect(error).toMatchObject({ kind: "auth", code: "IllegalAccessToken" });
    expect(error.message).not.toContain("50000secretToken");
  });

  it("is none where it has no code", () => {
    for (const text of ["", "<html>", "[]", "null", '{"data":{}}']) expect(readAnswer("/x", text)).toBeUndefined();
  });

  it("is read from any JSON without a throw", () => {
    fc.assert(
      fc.property(fc.json(), fc.json(), fc.json(), (code, detail, result) => {
        for (const text of [code, `{"code":${code},"detail":${detail},"result":${result},"data":${detail}}`])
          expect(() => {
            const answer = readAnswer("/x", text);
            if (answer) answerError(answer);
          }).not.toThrow();
      }),
    );
  });
});

describe("a no under an umbrella code", () => {
  const umbrella = (...detail: object[]) => answerError(read({ code: "500", message: "E500: Create product failed", detail }));

  it("is a refusal when each of its details is one, and says the first", () => {
    expect(umbrella({ field: "brand_id", message: "4142" })).toMatchObject({
      kind: "rejected",
      says: { code: "lazada.brand" },
    });
    expect(
      umbrella({ message: "BIZ_CHECK_MAIN_IMAGE_REQUIRE:Main image is require" }, { message: "E201: 7 Invalid CategoryId" }),
    ).toMatchObject({ kind: "rejected", code: "BIZ_CHECK_MAIN_IMAGE_REQUIRE" });
  });

  it("is no answer without details, or with one that is not known", () => {
    expect(umbrella().kind).toBe("unexpected");
    expect(umbrella({ message: "4142" }, { message: "something new with 5 in it" }).kind).toBe("unexpected");
    expect(umbrella({ message: "IC_EXCEPTION" }, { message: "4142" }).kind).toBe("retryable");
  });

  it("takes no number in the middle of a sentence for a code", () => {
    expect(detailFailure({ message: "SKU 212 of shop 5 failed" })).toBeUndefined();
    expect(detailFailure({ message: "E0004" })?.failure.says.code).toBe("lazada.off-sale");
    expect(detailFailure({ code: "212" })?.failure.says.code).toBe("lazada.sold");
  });
});
