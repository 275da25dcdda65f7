import { describe, expect, it } from "vitest";
import { checkCheckout, readCheckoutValues } from "./checkout-form.server.ts";
import { shop } from "./text/vi/shop.ts";

const provinces = [{ code: "33" }];
const communes = [{ code: "12" }];
const says = shop.checkout.errors;

function typed(change: Record<string, string> = {}) {
  const form = new FormData();
  const right = { name: "Nguyễn Thị Hoa", phone: "0912 345 678", province: "33", commune: "12", street: "Thôn 3", note: "" };
  for (const [name, value] of Object.entries({ ...right, ...change })) form.set(name, value);
  return readCheckoutValues(form);
}

describe("the checkout form", () => {
  it("finds nothing wrong with a whole address", () => {
    expect(checkCheckout(typed(), provinces, communes, says)).toEqual({});
  });

  it.each([
    ["name", " "],
    ["phone", "123"],
    ["province", "99"],
    ["commune", "91"],
    ["street", ""],
    ["note", "x".repeat(501)],
  ])("says what is wrong beside %s, and nowhere else", (field, value) => {
    expect(Object.keys(checkCheckout(typed({ [field]: value }), provinces, communes, says))).toEqual([field]);
  });

  it("keeps what was typed in one form of Unicode", () => {
    expect(typed({ name: "  Nguyễn Thị Hoa ".normalize("NFD") }).name).toBe("Nguyễn Thị Hoa".normalize("NFC"));
  });
});
