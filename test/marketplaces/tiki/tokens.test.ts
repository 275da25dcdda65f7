import { describe, expect, it } from "vitest";
import { authenticate, readBearer } from "./credentials.ts";
import { basic, inHouseApp, opened, publicApp } from "./opened.ts";

describe("credentials, by the published vectors", () => {
  const published = { ...publicApp, clientId: "e5edc0e43g3zb6c3", clientSecret: "xNTZVvEn5WwA_esLe_laIWlXyISGjTfO" };

  it.each([
    [published, "Basic ZTVlZGMwZTQzZzN6YjZjMzp4TlRaVnZFbjVXd0FfZXNMZV9sYUlXbFh5SVNHalRmTw=="],
    [publicApp, "Basic NzU5MDEzOTE2ODM4OTk2MTpaay05X2RlbW9TZWNyZXRfMDEyMzQ1Njc4OWFiY2RFRg=="],
  ])("are known in the header of client_secret_basic", (app, header) => {
    expect(basic(app)).toBe(header);
    expect(authenticate([app], header, {})).toBe(app);
    expect(authenticate([app], header, { client_id: app.clientId })).toBe(app);
  });

  it("are known form-encoded too, as RFC 6749 has it", () => {
    const encoded = Buffer.from(`${published.clientId}:${published.clientSecret.replaceAll("_", "%5F")}`).toString("base64");
    expect(authenticate([published], `Basic ${encoded}`, {})).toBe(published);
  });

  it("are refused by the other method, by two at once, with a wrong secret and for another client", () => {
    const form = { client_id: publicApp.clientId, client_secret: publicApp.clientSecret };
    expect(authenticate([publicApp], undefined, form)).toBeUndefined();
    expect(authenticate([inHouseApp], basic(inHouseApp), {})).toBeUndefined();
    expect(authenticate([publicApp], basic(publicApp), form)).toBeUndefined();
    expect(authenticate([publicApp], basic({ ...publicApp, clientSecret: "wrong" }), {})).toBeUndefined();
    expect(authenticate([publicApp], basic(publicApp), { client_id: "another" })).toBeUndefined();
    expect(authenticate([publicApp], "Basic ??", {})).toBeUndefined();
  });

  it("give the token of an API call", () => {
    expect(readBearer("Bearer demo.Access-Token_01")).toBe("demo.Access-Token_01");
    expect(readBearer("Basic demo")).toBeUndefined();
  });

  it("make the token request and the consent address of the vectors", async () => {
    const { form, send, consent } = opened();
    const code = (await consent()).get("code") ?? "";
    const body =
      "grant_type=authorization_code&code=CODE&redirect_uri=https%3A%2F%2Ferp.example.vn%2Ftiki%2Fcallback&client_id=7590139168389961";
    const fields = Object.fromEntries(new URLSearchParams(body.replace("CODE", code)));
    expect((await form("/sc/oauth2/token", fields, { authorization: basic(publicApp) })).status).toBe(200);
    const query =
      "response_type=code&client_id=7590139168389961&redirect_uri=https%3A%2F%2Ferp.example.vn%2Ftiki%2Fcallback&scope=offline%20product%20order%20inventory&state=RJvROw5fLpM2OaTs";
    const page = await send("GET", `/sc/oauth2/auth?${query}`);
    expect(page.status).toBe(200);
    expect(page.text).toContain("Gian hàng OCOP Hưng Yên");
    expect(page.text).toContain("mô phỏng");
  });
});

describe("consent", () => {
  it("leads back with code, scope and state", async () => {
    const { consent } = opened();
    const query = await consent();
    expect(query.get("scope")).toBe("offline product order inventory");
    expect(query.get("state")).toBe("RJvROw5fLpM2OaTs");
    expect(query.get("code")).toMatch(/\S{8,}/);
  });

  it("says that a person refused", async () => {
    const { consent } = opened();
    const query = await consent({ decision: "deny" });
    expect(Object.fromEntries(query)).toMatchObject({ error: "access_denied", error_code: "403" });
    expect(query.has("code")).toBe(false);
  });

  it("refuses a short state and unknown scopes to the application, and a foreign address to the person", async () => {
    const { consent, form } = opened();
    expect((await consent({ state: "short" })).get("error")).toBe("invalid_state");
    expect((await consent({ scope: "everything" })).get("error")).toBe("invalid_scope");
    const told = await form("/sc/oauth2/auth", { client_id: publicApp.clientId, redirect_uri: "https://evil.example/" });
    expect(told.status).toBe(400);
    expect(told.headers.get("location")).toBeNull();
  });
});

describe("tokens", () => {
  it("come once for a code, to the address it was asked for, and not after its time", async () => {
    const { consent, exchange, clock, tiki } = opened();
    const code = (await consent()).get("code") ?? "";
    const away = await exchange({ grant_type: "authorization_code", code, redirect_uri: "https://other.example/" });
    expect(away.body).toMatchObject({ error: "invalid_grant" });
    const told = await exchange({ grant_type: "authorization_code", code });
    expect(told.body).toMatchObject({ expires_in: 3_600, token_type: "bearer", scope: "offline product order inventory" });
    const again = await exchange({ grant_type: "authorization_code", code });
    expect(again).toMatchObject({ status: 400, body: { error: "invalid_grant" } });
    expect(tiki.state().tokens[String(told.body.access_token)]).toBeUndefined();

    const late = (await consent()).get("code") ?? "";
    clock.advance(600_000);
    expect((await exchange({ grant_type: "authorization_code", code: late })).body.error).toBe("invalid_grant");
  });

  it("are renewed only where offline was granted, and a refresh token is good once", async () => {
    const { consent, exchange } = opened();
    const without = (await consent({ scope: "product" })).get("code") ?? "";
    expect((await exchange({ grant_type: "authorization_code", code: without })).body).not.toHaveProperty("refresh_token");
    const code = (await consent()).get("code") ?? "";
    const first = (await exchange({ grant_type: "authorization_code", code })).body;
    const refresh = { grant_type: "refresh_token", refresh_token: String(first.refresh_token) };
    const second = await exchange(refresh);
    expect(second.status).toBe(200);
    expect(second.body.refresh_token).not.toBe(first.refresh_token);
    expect(await exchange(refresh)).toMatchObject({ status: 400, body: { error: "invalid_grant" } });
  });

  it("open the API until they end", async () => {
    const { ownToken, send, clock } = opened();
    const authorization = `Bearer ${await ownToken()}`;
    const me = () => send("GET", "/integration/v2/sellers/me", { headers: { authorization } });
    expect((await me()).body).toMatchObject({ id: 310_001, active: 1, can_update_product: 1 });
    clock.advance(3_600_000);
    expect(await me()).toMatchObject({ status: 401, body: { errors: [expect.stringContaining("Unauthorized")] } });
    expect((await send("GET", "/integration/v2/sellers/me")).status).toBe(401);
  });

  it("of an application for itself speak for its seller when it is in-house, for nobody when it is public", async () => {
    const { ownToken, send, form } = opened();
    const told = await send("GET", "/integration/v2/sellers/me", {
      headers: { authorization: `Bearer ${await ownToken(publicApp)}` },
    });
    expect(told.status).toBe(401);
    const fields = { grant_type: "client_credentials", client_id: inHouseApp.clientId, client_secret: inHouseApp.clientSecret };
    expect((await form("/sc/oauth2/token", fields)).body).not.toHaveProperty("refresh_token");
    expect((await form("/sc/oauth2/token", { ...fields, client_secret: "wrong" })).status).toBe(401);
    expect((await form("/sc/oauth2/token", { ...fields, grant_type: "password" })).body.error).toBe("unsupported_grant_type");
  });

  it("reach no further than their scope and their seller", async () => {
    const { consent, exchange, send, onSale, buy } = opened();
    const { code } = await buy(await onSale("HY00000001", 5), 1);
    const grant = (await consent({ scope: "order", seller: "310002" })).get("code") ?? "";
    const { access_token } = (await exchange({ grant_type: "authorization_code", code: grant })).body;
    const get = (path: string) =>
      send("GET", `/integration${path}`, { headers: { authorization: `Bearer ${String(access_token)}` } });
    expect((await get("/v2/products")).status).toBe(403);
    expect((await get("/v2/orders")).body.paging.total).toBe(0);
    expect((await get(`/v2/orders/${code}`)).status).toBe(403);
  });

  it("end when their seller takes the consent back on the page", async () => {
    const { consent, exchange, send, form, tiki } = opened();
    const code = (await consent()).get("code") ?? "";
    const { access_token, refresh_token } = (await exchange({ grant_type: "authorization_code", code })).body;
    const given = tiki.state().tokens[String(access_token)]?.consent ?? "";
    expect((await send("GET", "/shops/310001")).text).toContain("Thu hồi uỷ quyền");
    await form(`/shops/310001/consents/${given}/revoke`, {});
    const headers = { authorization: `Bearer ${String(access_token)}` };
    expect((await send("GET", "/integration/v2/sellers/me", { headers })).status).toBe(401);
    const told = await exchange({ grant_type: "refresh_token", refresh_token: String(refresh_token) });
    expect(told.body.error).toBe("invalid_grant");
  });
});
