import { describe, expect, it } from "vitest";
import { tikiEdge } from "./edge.ts";
import { failed, now, port, settings, tikiThat } from "./fixtures/scripted-tiki.ts";
import { tiki } from "./index.ts";

describe("settings", () => {
  it.each(Object.keys(settings))("are refused without %s, by name", (key) => {
    const { [key as "clientId"]: _left, ...rest } = settings;
    expect(() =>
      tiki.connect(rest, undefined, { gate: { pass: () => Promise.resolve(), closeFor() {} }, now: () => now }),
    ).toThrow(key);
  });

  it("are refused with a name nobody knows, and give the rate they ask for", () => {
    expect(tikiEdge.settings.safeParse({ ...settings, warehouse: 1 }).success).toBe(false);
    expect(tiki.rateOf(settings)).toEqual({ requests: 8, perMs: 1_000 });
    expect(tiki.rateOf({ ...settings, requestsPerSecond: 50 })).toEqual({ requests: 50, perMs: 1_000 });
  });

  it("of an in-house app need no page to agree on", async () => {
    const { connector, asked } = tikiThat(() => ({ body: { access_token: "a", expires_in: 3600 } }), { app: "in-house" });
    const redirectUrl = "https://erp.example.vn/consent/tiki?own=1";
    expect(tikiEdge.consentUrl?.({ ...settings, app: "in-house" }, { redirectUrl, state: "RJvROw5f" })).toBe(
      "https://erp.example.vn/consent/tiki?own=1&state=RJvROw5f",
    );
    const read = tikiEdge.readAccess?.(await port(connector, "access").exchange({ query: {} }));
    await port(connector, "access").refresh(read?.refreshToken ?? "");
    for (const { body } of asked) expect(String(body)).toBe("grant_type=client_credentials&client_id=7590139168389961");
  });
});

describe("an account", () => {
  const seller = { id: 1, active: 1, can_update_product: 1 };
  const checked = (me: object, warehouses: unknown[] = [{ warehouse_id: 1034 }]) =>
    tikiThat(({ path }) => ({ body: path.endsWith("/warehouses") ? { data: warehouses } : me })).connector.checkAccount();

  it("is in order when it sells, may be changed, and has the warehouse", async () => {
    await checked(seller);
  });

  it.each([
    ["seller-inactive", { ...seller, active: 0 }, undefined],
    ["updates-off", { ...seller, can_update_product: "0" }, undefined],
    ["warehouse", seller, [{ warehouse_id: 7 }]],
  ])("is not: %s", async (code, me, warehouses) => {
    expect(await failed(checked(me, warehouses))).toMatchObject({ code });
  });
});
