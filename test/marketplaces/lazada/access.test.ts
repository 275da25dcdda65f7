import { describe, expect, it } from "vitest";
import { keys, openedLazada, sellerId } from "./opened.ts";
import { lazadaSign, pushSign, sameText } from "./sign.ts";
import vectors from "./signing-vectors.json" with { type: "json" };

describe("signatures", () => {
  const signs = vectors.filter(({ input }) => input.op === "sign");
  it.each(signs)("of a request: $case", ({ input, expected }) => {
    const { params = {}, byte_params = [] } = input as { params?: Record<string, string>; byte_params?: string[] };
    const texts = Object.fromEntries(Object.entries(params).filter(([name]) => !byte_params.includes(name)));
    expect(lazadaSign(input.app_secret, input.path ?? "", texts, input.body)).toBe(expected);
  });
  it.each(vectors.filter(({ input }) => input.op === "lpm_sign"))("of a push: $case", ({ input, expected }) => {
    expect(pushSign({ key: input.app_key ?? "", secret: input.app_secret }, input.body ?? "")).toBe(expected);
  });
  it.each(vectors.filter(({ input }) => input.op === "lpm_verify"))("not of a push: $case", ({ input }) => {
    const sign = pushSign({ key: input.app_key ?? "", secret: input.app_secret }, input.body ?? "");
    expect(sameText(sign, input.authorization ?? "")).toBe(false);
  });
});

describe("a request", () => {
  it("is let in with a right signature, clock and key, and with parameters in query or form", async () => {
    const { signIn, get, post } = openedLazada();
    await signIn();
    expect(await get("/seller/get")).toMatchObject({ code: "0", data: { seller_id: sellerId, status: "ACTIVE" } });
    expect(await post("/rc/warehouse/get")).toMatchObject({ code: "0", result: { success: true } });
  });

  it("takes a time in words, and a body that was signed behind the parameters", async () => {
    const { lazada, clock, signIn } = openedLazada();
    const { access_token } = await signIn();
    const parameters = {
      app_key: keys.key,
      access_token,
      sign_method: "sha256",
      timestamp: new Date(clock.now()).toISOString().replace(".000", ""),
    };
    const body = '{"k":"v"}';
    const sign = lazadaSign(keys.secret, "/rc/warehouse/get", parameters, body);
    const answer = await lazada.app.request(
      `http://lazada.invalid/lazada/rest/rc/warehouse/get?${new URLSearchParams({ ...parameters, sign })}`,
      { method: "POST", body, headers: { "content-type": "application/json" } },
    );
    expect(await answer.json()).toMatchObject({ code: "0" });
  });

  it.each([
    ["a wrong secret", { secret: "other" }, "IncompleteSignature"],
    ["a clock more than 7200 s off", { at: Date.parse("2026-01-01T02:00:01Z") }, "InvalidParameter"],
    ["a token nobody gave out", { token: "50000other" }, "IllegalAccessToken"],
  ])("is refused for %s", async (_why, more, code) => {
    const { call, signIn } = openedLazada();
    await signIn();
    expect(await call("GET", "/seller/get", {}, more)).toMatchObject({ code, type: "ISV" });
  });

  it("is still let in 7200 s off", async () => {
    const { call, clock, signIn } = openedLazada();
    await signIn();
    expect(await call("GET", "/seller/get", {}, { at: clock.now() - 7_200_000 })).toMatchObject({ code: "0" });
  });

  it("is refused on a path that is closed, by another method, and without a token", async () => {
    const { get, post, signIn } = openedLazada();
    expect(await get("/seller/get")).toMatchObject({ code: "MissingParameter" });
    await signIn();
    expect(await get("/order/pack")).toMatchObject({ code: "InvalidApiPath", type: "SYSTEM" });
    expect(await post("/seller/get")).toMatchObject({ code: "InvalidParameter" });
  });
});

describe("authorisation", () => {
  it("goes by the page: the code and the state come back, once and for half an hour", async () => {
    const { page, consent, call, clock } = openedLazada();
    const query = `?response_type=code&force_auth=true&redirect_uri=https%3A%2F%2Ferp.example.vn%2Fback&client_id=${keys.key}`;
    const shown = await page(`/oauth/authorize${query}`);
    expect(await shown.text()).toContain("mô phỏng");
    expect((await page(`/oauth/authorize${query}9`)).status).toBe(400);
    const answer = await page("/oauth/authorize", {
      redirect_uri: "https://erp.example.vn/back?own=1",
      state: "once",
      seller_id: String(sellerId),
    });
    expect(answer.headers.get("location")).toMatch(/^https:\/\/erp\.example\.vn\/back\?own=1&code=0_500123_\w+&state=once$/);

    const code = await consent();
    expect(await call("GET", "/auth/token/create", { code })).toMatchObject({
      code: "0",
      country: "vn",
      expires_in: 2_592_000,
      refresh_expires_in: 15_552_000,
      country_user_info: [{ seller_id: String(sellerId), short_code: "VN1OCOPHY" }],
    });
    expect(await call("POST", "/auth/token/create", { code })).toMatchObject({ code: "InvalidCode" });
    const late = await consent();
    clock.advance(30 * 60_000);
    expect(await call("POST", "/auth/token/create", { code: late })).toMatchObject({ code: "InvalidCode" });
  });

  it("tells the country by its key where the dial says so", async () => {
    const { signIn } = openedLazada({ countryInfoByCountry: true });
    expect((await signIn()).country_user_info).toEqual({
      vn: { seller_id: "1000001", user_id: 10_101, short_code: "VN1OCOPHY" },
    });
  });

  it("is refreshed as often as wanted, and its period grows no longer by it", async () => {
    const { call, signIn, clock, get } = openedLazada({ accessTokenSeconds: 100, refreshTokenSeconds: 1_000 });
    const { refresh_token } = await signIn();
    clock.advance(150_000);
    expect(await get("/seller/get")).toMatchObject({ code: "IllegalAccessToken" });
    const refreshed = await call("POST", "/auth/token/refresh", { refresh_token });
    expect(refreshed).toMatchObject({ refresh_token, expires_in: 100, refresh_expires_in: 850 });
    expect(refreshed).toHaveProperty("country_user_info_list");
    expect(await call("GET", "/seller/get", {}, { token: String(refreshed.access_token) })).toMatchObject({ code: "0" });
    expect(await call("POST", "/auth/token/refresh", { refresh_token })).toMatchObject({ code: "0" });
    clock.advance(800_000);
    expect(await call("POST", "/auth/token/refresh", { refresh_token })).toMatchObject({ expires_in: 50 });
    clock.advance(50_000);
    expect(await call("POST", "/auth/token/refresh", { refresh_token })).toMatchObject({ code: "IllegalRefreshToken" });
  });

  it("spends a refresh token that rotates, and refreshes nothing for an app of the Service Market", async () => {
    const { call, signIn, lazada } = openedLazada({ refreshRotates: true });
    const { refresh_token } = await signIn();
    const next = await call("POST", "/auth/token/refresh", { refresh_token });
    expect(next.refresh_token).not.toBe(refresh_token);
    expect(await call("POST", "/auth/token/refresh", { refresh_token })).toMatchObject({ code: "IllegalRefreshToken" });
    lazada.store.dials.refreshUnsupported = true;
    expect(await call("POST", "/auth/token/refresh", { refresh_token: String(next.refresh_token) })).toMatchObject({
      code: "AUTH_TYPE_UNSUPPORTED",
    });
  });

  it("ends when the seller takes it back, or a fault says so", async () => {
    const { call, signIn, page, get, lazada } = openedLazada();
    await signIn();
    lazada.faults.failNext("token-expired");
    expect(await get("/seller/get")).toMatchObject({ code: "IllegalAccessToken" });
    expect(await get("/seller/get")).toMatchObject({ code: "IllegalAccessToken" });
    const { refresh_token } = await signIn();
    lazada.faults.failNext("token-rotated");
    const next = await call("POST", "/auth/token/refresh", { refresh_token });
    expect(await call("POST", "/auth/token/refresh", { refresh_token })).toMatchObject({ code: "IllegalRefreshToken" });
    await page(`/shops/${sellerId}/revoke`, {});
    expect(await get("/seller/get")).toMatchObject({ code: "IllegalAccessToken" });
    expect(await call("POST", "/auth/token/refresh", { refresh_token: String(next.refresh_token) })).toMatchObject({
      code: "IllegalRefreshToken",
    });
  });
});
