import { describe, expect, it } from "vitest";
import { xmlRequest } from "./xml-request.ts";

describe("a request in XML", () => {
  it("repeats a list's tag and escapes what would end it", () => {
    expect(xmlRequest({ Product: { Skus: { Sku: [{ ItemId: "1", SellableQuantity: -2 }, { ItemId: "A&B<C>" }] } } })).toBe(
      "<Request><Product><Skus><Sku><ItemId>1</ItemId><SellableQuantity>-2</SellableQuantity></Sku><Sku><ItemId>A&amp;B&lt;C&gt;</ItemId></Sku></Skus></Product></Request>",
    );
  });
});
