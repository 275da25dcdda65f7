import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Access, ConnectorError, instant } from "../contract/index.ts";
import { tikiEdge } from "./edge.ts";
import { failed, now, port, tikiThat } from "./fixtures/scripted-tiki.ts";

describe("the access", () => {
  const read = (status: number, body: unknown) =>
    Promise.resolve().then(() => tikiEdge.readAccess?.({ status, body: JSON.stringify(body), receivedAt: instant(now) }));

  it("is exchanged and renewed with what the app was registered with", async () => {
    const { connector, asked } = tikiThat(() => ({ body: {} }));
    await port(connector, "access").exchange({ query: { code: "c0de", state: "x" } });
    await port(connector, "access").refresh("rt");
    expect(asked.map(({ method, path, body }) => [method, path, String(body)])).toEqual([
      [
        "POST",
        "/sc/oauth2/token",
        "grant_type=authorization_code&code=c0de&redirect_uri=https%3A%2F%2Ferp.example.vn%2Fconsent%2Ftiki&client_id=7590139168389961",
      ],
      [
        "POST",
        "/sc/oauth2/token",
        "grant_type=refresh_token&refresh_token=rt&redirect_uri=https%3A%2F%2Ferp.example.vn%2Fconsent%2Ftiki&client_id=7590139168389961",
      ],
    ]);
    expect(asked[0]?.headers["Content-Type"]).toMatch(/^application\/x-www-form-urlencoded/);
    expect(await failed(port(connector, "access").exchange({ query: { error: "access_denied" } }))).toMatchObject({
      kind: "auth",
    });
    expect(await failed(port(connector, "access").exchange({ query: {} }))).toMatchObject({ sent: false });
  });

  it("is read with the life the answer gives it", async () => {
    expect(await read(200, { access_token: "a", refresh_token: "r", expires_in: "3600" })).toEqual({
      accessToken: "a",
      refreshToken: "r",
      expiresAt: "2026-01-03T01:00:00.000Z",
    });
  });

  it.each([
    [400, { error: "invalid_grant", error_description: "used" }, "auth"],
    [401, { error: "invalid_client" }, "validation"],
    [401, {}, "validation"],
    [429, {}, "retryable"],
    [503, { error: "server_error" }, "retryable"],
    [200, { access_token: "" }, "unexpected"],
    [200, [], "unexpected"],
    [400, { error: "something_new" }, "unexpected"],
  ])("of HTTP %i %j grants nothing: %s", async (status, body, kind) => {
    expect((await failed(read(status, body))).kind).toBe(kind);
  });

  it("never throws anything but a ConnectorError, and tells no token in it", async () => {
    await fc.assert(
      fc.asyncProperty(fc.jsonValue(), fc.integer({ min: 200, max: 599 }), async (body, status) => {
        const answer = await read(status, body).catch((thrown: unknown) => thrown);
        expect(answer instanceof ConnectorError || (answer as Access).accessToken.length > 0).toBe(true);
      }),
    );
  });
});
