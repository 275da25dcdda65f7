import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { VirtualClock } from "../kit/clock.ts";
import { ConnectionLost, throughConnection } from "../kit/connection.ts";
import { createTiki } from "./marketplace.ts";
import { inHouseApp, opened, publicApp } from "./opened.ts";

describe("a fault", () => {
  it.each([
    ["rate-limited", 429, '{"errors":["Your rate limit is exceed"]}'],
    ["http-429", 429, "Too Many Requests"],
    ["server-error", 500, '{"errors":["Internal API went wrong, please try again later"]}'],
    ["auth", 401, '{"errors":["Unauthorized"]}'],
    ["forbidden", 403, '{"errors":["Forbidden"]}'],
    ["html", 200, "<!doctype html>"],
  ] as const)("%s is told in the marketplace's own words", async (kind, status, text) => {
    const { api, tiki } = opened();
    await api("GET", "/v2/sellers/me");
    tiki.faults.failNext(kind);
    const told = await api("GET", "/v2/sellers/me");
    expect(told.status).toBe(status);
    expect(told.text).toContain(text);
    expect((await api("GET", "/v2/sellers/me")).status).toBe(200);
  });

  it("cuts the connection before the work, after it, or does it long after", async () => {
    const { onSale, ownToken, inventory, clock, tiki } = opened();
    const id = await onSale("HY00000001", 5);
    const authorization = `Bearer ${await ownToken()}`;
    const put = async (units: number) => {
      const request = new Request("http://tiki.test/tiki/integration/v2.1/products/updateSku", {
        method: "PUT",
        headers: { authorization, "content-type": "application/json" },
        body: JSON.stringify({ product_id: id, warehouse_quantities: [{ warehouse_id: 1034, qty_available: units }] }),
      });
      await expect(throughConnection(tiki.app.fetch, request)).rejects.toBeInstanceOf(ConnectionLost);
    };
    tiki.faults.failNext("cut");
    await put(1);
    expect(await inventory(id)).toMatchObject({ available: 5 });
    tiki.faults.failNext("lost-answer");
    await put(2);
    expect(await inventory(id)).toMatchObject({ available: 2 });
    tiki.faults.failNext("late-effect");
    await put(3);
    expect(await inventory(id)).toMatchObject({ available: 2 });
    clock.advance(60_000);
    await new Promise(setImmediate);
    expect(await inventory(id)).toMatchObject({ available: 3 });
  });

  it("ends a token early, spends its refresh token, or takes the whole consent away", async () => {
    const { consent, exchange, send, clock, tiki } = opened();
    const grant = async () => {
      const code = (await consent()).get("code") ?? "";
      return (await exchange({ grant_type: "authorization_code", code })).body;
    };
    const me = async (token: unknown) =>
      (await send("GET", "/integration/v2/sellers/me", { headers: { authorization: `Bearer ${String(token)}` } })).status;
    const refresh = (token: unknown) => exchange({ grant_type: "refresh_token", refresh_token: String(token) });
    const first = await grant();
    tiki.faults.failNext("token-expired");
    expect([await me(first.access_token), await me(first.access_token)]).toEqual([401, 401]);
    tiki.faults.failNext("token-rotated");
    expect((await refresh(first.refresh_token)).body.error).toBe("invalid_grant");
    expect((await refresh(first.refresh_token)).status).toBe(200);
    const second = await grant();
    tiki.faults.failNext("token-revoked");
    expect(await me(second.access_token)).toBe(401);
    expect((await refresh(second.refresh_token)).body.error).toBe("invalid_grant");
    tiki.faults.failNext("clock-skew");
    const third = await grant();
    expect(third.expires_in).toBe(3_600);
    clock.advance(3_300_000);
    expect(await me(third.access_token)).toBe(401);
  });

  it("by plan makes the same history from the same seed", async () => {
    const history = async () => {
      const { api, tiki } = opened();
      await api("GET", "/v2/sellers/me");
      tiki.faults.follow({ seed: 5, rate: 0.4, kinds: ["server-error", "rate-limited", "html"] });
      const told: number[] = [];
      for (let count = 0; count < 30; count += 1) told.push((await api("GET", "/v2/sellers/me")).status);
      return told.join();
    };
    expect(await history()).toBe(await history());
  });
});

describe("the marketplace", () => {
  it("lets so many calls a second pass for each seller", async () => {
    const { api, clock } = opened({ rate: { requests: 3, perMs: 1_000 } });
    const statuses: number[] = [];
    for (let count = 0; count < 5; count += 1) statuses.push((await api("GET", "/v2/sellers/me")).status);
    expect(statuses).toEqual([200, 200, 200, 429, 429]);
    clock.advance(1_000);
    expect((await api("GET", "/v2/sellers/me")).status).toBe(200);
  });

  it("answers what it cannot read or give with 400, 404, 405 and 406", async () => {
    const { api, ownToken, send } = opened();
    const authorization = `Bearer ${await ownToken()}`;
    const garbled = await send("PUT", "/integration/v2.1/products/updateSku", { headers: { authorization }, body: "{" });
    expect(garbled).toMatchObject({ status: 400, body: { errors: ["Request body is not JSON"] } });
    expect(await api("GET", "/v3/orders")).toMatchObject({
      status: 404,
      body: { errors: [expect.stringContaining("Not found")] },
    });
    expect((await api("DELETE", "/v2/orders")).status).toBe(405);
    const image = await send("GET", "/integration/v2/orders", { headers: { authorization, accept: "image/png" } });
    expect(image.status).toBe(406);
  });

  it("keeps a seller out whose shop is not active", async () => {
    const { api, control, onSale, buy } = opened();
    const id = await onSale("HY00000001", 5);
    await control("POST", "/sellers/310001", { active: false });
    expect((await api("GET", "/v2/orders")).status).toBe(403);
    expect((await buy(id, 1)).status).toBe(409);
  });

  it("keeps everything over a restart, what it had still to do too", async () => {
    const folder = mkdtempSync(path.join(tmpdir(), "tiki-"));
    try {
      const { onSale, buy, clock, tiki } = opened({ acceptMs: 60_000 }, folder);
      await buy(await onSale("HY00000001", 5), 1);
      tiki.save();
      const later = new VirtualClock(clock.now() + 60_000);
      const again = createTiki({ base: "/tiki", clock: later, folder, apps: [publicApp, inHouseApp] });
      await again.app.request("/tiki/control/state");
      expect(again.state().orders[0]?.history.at(-1)?.status).toBe("queueing");
      expect(again.dials().acceptMs).toBe(60_000);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  it("is the same again after a reset, and takes no dial it does not have", async () => {
    const { control, onSale } = opened();
    await onSale("HY00000001", 5);
    expect((await control("POST", "/dials", { reviewMs: 9 })).body.reviewMs).toBe(9);
    expect((await control("POST", "/dials", { weather: 9 })).status).toBe(400);
    await control("POST", "/reset", {});
    const { body } = await control("GET", "/state");
    expect(body.products).toEqual([]);
    expect(body.dials).toMatchObject({ reviewMs: 400 });
  });
});
