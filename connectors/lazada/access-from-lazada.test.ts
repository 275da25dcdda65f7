import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { ConnectorError, instant } from "../contract/index.ts";
import { accessFromLazada } from "./access-from-lazada.ts";

const receivedAt = instant("2026-01-01T00:00:00Z");
const token = {
  access_token: "50000601c30at",
  refresh_token: "50001600030",
  expires_in: 864_000,
  refresh_expires_in: 4_320_000,
  account: "seller@example.vn",
  account_id: null,
  account_platform: "seller_center",
  country: "vn",
  code: "0",
  request_id: "0ba2",
};
const vn = { country: "vn", seller_id: "1000001", user_id: "10101", short_code: "VN1ABCDE" };
const read = (body: object) => accessFromLazada({ status: 200, body: JSON.stringify(body), receivedAt });

describe("access to a Lazada shop", () => {
  it.each([
    { country_user_info: [vn] },
    { country_user_info: { vn: { seller_id: 1_000_001 } } },
    { country_user_info_list: [{ country: "sg", seller_id: "9" }, vn] },
  ])("is read whichever way the shops are written", (shops) => {
    expect(read({ ...token, ...shops })).toEqual({
      accessToken: "50000601c30at",
      refreshToken: "50001600030",
      expiresAt: "2026-01-11T00:00:00.000Z",
      shopId: "1000001",
    });
  });

  it("has no shop where several are written and none is Viet Nam's", () => {
    expect(
      read({
        ...token,
        country_user_info: [
          { country: "sg", seller_id: "1" },
          { country: "my", seller_id: "2" },
        ],
      }).shopId,
    ).toBeUndefined();
  });

  it("cannot be renewed where its refresh token has no life", () => {
    expect(read({ ...token, refresh_expires_in: 0 }).refreshToken).toBeUndefined();
    expect(read({ ...token, expires_in: "864000", refresh_expires_in: "0" }).refreshToken).toBeUndefined();
  });

  it.each([
    [{ code: "InvalidCode", type: "ISV", message: "Invalid authorization code" }, "auth"],
    [{ code: "IllegalRefreshToken", message: "…" }, "auth"],
    [{ code: "AUTH_TYPE_UNSUPPORTED", message: "…" }, "auth"],
    [{ code: "ServiceTimeout", message: "…" }, "retryable"],
    [{ code: "0" }, "unexpected"],
  ])("is refused by its kind: %j", (body, kind) => {
    expect(() => read(body)).toThrow(expect.objectContaining({ kind }));
  });

  it("is not taken from what is no answer", () => {
    expect(() => accessFromLazada({ status: 502, body: "<html>", receivedAt })).toThrow(
      expect.objectContaining({ kind: "retryable" }),
    );
    expect(() => accessFromLazada({ status: 200, body: "", receivedAt })).toThrow(
      expect.objectContaining({ kind: "unexpected" }),
    );
  });

  it("throws nothing but a ConnectorError, and never the tokens", () => {
    fc.assert(
      fc.property(fc.json(), fc.json(), fc.json(), (life, shops, other) => {
        const body = `{"code":"0","access_token":"hidden-token","refresh_token":"hidden-token","expires_in":${life},"country_user_info":${shops},"x":${other}}`;
        try {
          accessFromLazada({ status: 200, body, receivedAt });
        } catch (error) {
          expect(error).toBeInstanceOf(ConnectorError);
          expect(String(error)).not.toContain("hidden-token");
        }
      }),
    );
  });
});
