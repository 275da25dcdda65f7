import { describe, expect, it } from "vitest";
import { type Connector, instant } from "../contract/index.ts";
import { failed, none, port, type Told, tikiThat } from "./fixtures/scripted-tiki.ts";

describe("a call", () => {
  const list = (connector: Connector) => port(connector, "orders").list({ changedSince: instant("2026-01-02T00:00:00Z") });

  it("carries the token in its header alone", async () => {
    const { connector, asked } = tikiThat(() => ({ body: none }));
    await list(connector);
    expect(asked).toHaveLength(1);
    expect(asked[0]).toMatchObject({ method: "GET", path: "/integration/v2/orders" });
    expect(asked[0]?.headers).toMatchObject({ Authorization: "Bearer at-secret-1" });
    expect(asked[0]?.query.toString()).toBe("updated_from_date=2026-01-02+07%3A00%3A00&page=1&limit=50");
  });

  it.each<[string, Told, string, string]>([
    ["a 401", { status: 401, text: "Unauthorized" }, "auth", "401"],
    ["a 429", { status: 429, text: "slow" }, "rate-limited", "429"],
    ["a 500", { status: 500, body: { errors: ["Category not found id: 1"] } }, "retryable", "500"],
    ["a 502 of a gateway", { status: 502, text: "<html>" }, "retryable", "502"],
    ["a 403 of Tiki", { status: 403, body: { errors: ["Forbidden"] } }, "rejected", "403"],
    ["a 403 of a gateway", { status: 403, text: "<html>Forbidden</html>" }, "unexpected", "http-403"],
    ["a redirect", { status: 302, text: "" }, "unexpected", "http-302"],
    ["a page", { text: "<!doctype html>" }, "unexpected", "http-200"],
    ["errors under a 200", { body: { errors: ["?"] } }, "unexpected", "http-200"],
    ["another shape", { body: { data: 7 } }, "unexpected", "paging"],
    ["silence", { lost: "ECONNABORTED" }, "retryable", "ECONNABORTED"],
  ])("answered with %s is told so once", async (_, told, kind, code) => {
    const { connector, asked, closed } = tikiThat(() => told);
    expect(await failed(list(connector))).toMatchObject({ kind, code });
    expect(asked).toHaveLength(1);
    expect(closed.length).toBe(kind === "rate-limited" ? 1 : 0);
  });

  it("tells no secret in an error, even when Tiki repeats it", async () => {
    for (const status of [400, 403, 422, 500]) {
      const { connector } = tikiThat(() => ({ status, body: { errors: ["at-secret-1 rt-secret-2", { s: "cs-secret-3" }] } }));
      const { message, says, stack } = await failed(list(connector));
      expect(JSON.stringify([message, says, stack])).not.toMatch(/secret-\d/);
    }
  });
});
