import { describe, expect, it } from "vitest";
import { isNotEnough, sentence } from "./sentence.server.ts";

describe("a refusal", () => {
  it("is shown in the backend's words where they are for people", () => {
    expect(sentence({ message: "Hết hàng." })).toBe("Hết hàng.");
    expect(sentence({ code: "people.link-dead", message: "This link cannot be used." })).toBe("This link cannot be used.");
  });

  it.each([
    { code: "insufficient_inventory", message: "Some variant does not have the required inventory" },
    { code: "general.as-written", message: "code: Too big" },
    { message: "Not Found" },
    undefined,
    "gone",
  ])("is not shown in words for programmers: %j", (body) => expect(sentence(body)).toBeUndefined());

  it("is about stock only where Medusa says so", () => {
    expect(isNotEnough({ code: "insufficient_inventory", message: "no" })).toBe(true);
    expect(isNotEnough({ code: "invalid_data", message: "no" })).toBe(false);
  });
});
