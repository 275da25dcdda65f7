import { describe, expect, it } from "vitest";
import { shopeeEdge } from "./edge.ts";
import { settings } from "./fixtures/scripted-shopee.ts";
import { signShopeePush } from "./sign.ts";

const ring = (
  body: unknown,
  { key = settings.partnerKey, url = settings.pushUrl, more = {} as Record<string, unknown>, authorization = "" } = {},
) => {
  const bytes = new TextEncoder().encode(typeof body === "string" ? body : JSON.stringify(body));
  const headers = { authorization: authorization || signShopeePush(url, key, bytes) };
  return shopeeEdge.readDoorbell?.(
    { ...settings, ...more },
    { method: "POST", url: "http://behind-a-proxy/", headers, body: bytes },
  );
};
const push = (code: number) => ({ code, shop_id: 226_100_001, timestamp: 1_767_226_000, data: {} });

describe("a push of Shopee", () => {
  it.each([
    [1, "access"],
    [2, "access"],
    [3, "orders"],
    [4, "orders"],
    [5, "other"],
    [6, "listings"],
    [7, "listings"],
    [8, "stock"],
    [9, "listings"],
    [10, "other"],
    [11, "other"],
    [12, "access"],
    [13, "listings"],
    [15, "orders"],
    [22, "listings"],
    [29, "orders"],
    [30, "orders"],
    [16, "other"],
    [99, "other"],
  ])("of code %i rings for %s", (code, about) => {
    expect(ring(push(code))).toEqual({ about, shopId: "226100001", at: "2026-01-01T00:06:40.000Z" });
  });

  it("is signed with Console's own key where there is one, else with the partner's, and with no other", () => {
    const own = { pushKey: "push-key" };
    expect(ring(push(3), { key: "push-key", more: own })).toBeDefined();
    expect(ring(push(3), { more: own })).toBeUndefined();
    expect(ring(push(3), { key: "push-key" })).toBeUndefined();
    expect(ring(push(3))).toBeDefined();
  });

  it("is signed over the address as Console has it, whatever address it came to", () => {
    expect(ring(push(3), { url: `${settings.pushUrl}/` })).toBeUndefined();
    expect(ring(push(3), { authorization: "00".repeat(32) })).toBeUndefined();
    expect(ring(push(3), { authorization: "x" })).toBeUndefined();
  });

  it("tells the shop inside where it is the application's, and no shop where it is of many", () => {
    expect(ring({ code: 2, data: { shop_id: 7, success: 1 }, timestamp: 1 })).toMatchObject({ about: "access", shopId: "7" });
    expect(ring({ code: 12, data: { shop_expire_soon: [1, 2], page_no: 1, total_page: 1 } })).toEqual({ about: "access" });
  });

  it("is a bell even when its body cannot be read, once its signature holds", () => {
    for (const body of ["", "not json", "[]", JSON.stringify({ code: "three" })])
      expect(ring(body)).toEqual({ about: "other" });
    expect(ring({ code: 3, shop_id: {}, timestamp: "later" })).toEqual({ about: "orders" });
  });

  it("unsigned is answered only where Console verifies the address, and says nothing then", () => {
    const data = { verify_info: "This is a Verification message.Please respond in the certain format." };
    expect(ring({ code: 0, data, shop_id: 1 }, { authorization: "none" })).toEqual({ about: "other" });
    expect(ring({ code: 3, data, shop_id: 1 }, { authorization: "none" })).toBeUndefined();
    expect(ring({ code: 0, data: {} }, { authorization: "none" })).toBeUndefined();
  });

  it("is not heard by an account whose settings do not hold", () => {
    expect(ring(push(3), { more: { partnerKey: "" } })).toBeUndefined();
  });
});

describe("the consent page of Shopee", () => {
  it("is asked for in the present form, unsigned", () => {
    const address = new URL(
      shopeeEdge.consentUrl?.(
        { ...settings, consentHost: "https://open.shopee.com/" },
        { redirectUrl: "https://a.vn/b?c=1", state: "s" },
      ) ?? "",
    );
    expect(address.origin + address.pathname).toBe("https://open.shopee.com/auth");
    expect(Object.fromEntries(address.searchParams)).toEqual({
      partner_id: "2000123",
      auth_type: "seller",
      redirect_uri: "https://a.vn/b?c=1",
      response_type: "code",
      state: "s",
    });
  });
});
