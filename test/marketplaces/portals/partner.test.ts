import { describe, expect, it } from "vitest";
import { throughConnection } from "../kit/connection.ts";
import { keys, opened } from "./opened.ts";
import { partnerSignature } from "./partner-proof.ts";
import { portalPlans } from "./plans.ts";
import { createPortal } from "./portal.ts";

const listing = {
  seller_sku: "HYAAAAAAA1",
  name_vi: "Long nhãn",
  long_desc_vi: "Nhãn lồng.",
  price_vnd: 180_000,
  weight_g: 550,
  stock: 0,
  status: "draft",
  image_1_url: "https://hy.example.vn/a.jpg",
};
const on = (more = {}) => opened("postmart", { partner: true, ...more });

describe("the partner REST", () => {
  it("does not exist before its dial is on", async () => {
    expect((await opened().call("GET", "/stock")).status).toBe(404);
  });

  it.each(["bearer", "api_key_header", "hmac_sha256"] as const)(
    "knows its partner by %s and nobody else",
    async (partnerScheme) => {
      const { call } = on({ partnerScheme });
      expect((await call("GET", "/stock?sku=A%20B&b=1")).status).toBe(200);
      expect(await call("GET", "/stock", { secret: "khoa-mo-phong-2" })).toMatchObject({ status: 401 });
    },
  );
  it("takes a signature for 300 seconds", async () => {
    const { call, clock } = on();
    expect((await call("GET", "/stock", { at: clock.now() - 300_000 })).status).toBe(200);
    expect(await call("GET", "/stock", { at: clock.now() - 301_000 })).toMatchObject({
      status: 401,
      body: { error: { code: "bad_timestamp" } },
    });
  });
  it("signs method, path, sorted query, digest of the body and time, a line each", () => {
    const address = new URL("https://api.example.vn/v1/orders?page_token=x%2F1&a-b=2&a=1&a=0");
    expect(partnerSignature("bi-mat", "GET", address, "", "1764000000")).toBe(
      "4e264cda931c2a8e6da51da7d77cffa966d1795eee20b2e8f91b39a9d650e37c",
    );
  });

  it("makes one listing for one key, however often it is asked", async () => {
    const { call, portal } = on();
    const first = await call("POST", "/listings", { json: listing, key: "k1" });
    expect(first).toMatchObject({ status: 201, body: { seller_sku: "HYAAAAAAA1", status: "draft" } });
    expect(await call("POST", "/listings", { json: listing, key: "k1" })).toEqual(first);
    expect(await call("POST", "/listings", { json: { ...listing, price_vnd: 1 }, key: "k1" })).toMatchObject({ status: 422 });
    expect(await call("POST", "/listings", { json: listing, key: "k2" })).toMatchObject({ status: 409 });
    expect(await call("POST", "/listings", { json: listing })).toMatchObject({ status: 400 });
    expect(portal.shop.state().products).toHaveLength(1);
  });

  it("changes the part it is told, and refuses a row with its reason", async () => {
    const { call, portal } = on();
    await call("POST", "/listings", { json: listing, key: "k1" });
    await call("PATCH", "/listings/HYAAAAAAA1", { json: { stock: 4, status: "live" } });
    const product = portal.shop.bySku(1, "HYAAAAAAA1");
    expect(product).toMatchObject({ status: "live", price: 180_000 });
    expect(await call("PATCH", "/listings/HYAAAAAAA1", { json: { price_vnd: 0 } })).toMatchObject({ status: 422 });
    expect(await call("PATCH", "/listings/KHONG", { json: { stock: 1 } })).toMatchObject({
      status: 404,
      body: { error: { code: "unknown_sku" } },
    });
    expect((await call("GET", "/stock?sku=HYAAAAAAA1")).body).toMatchObject({
      items: [{ stock: 4, status: "live" }],
      total: 1,
    });
  });

  it("pages orders by change, and carries out each command once", async () => {
    const { call, onSale, buy, clock } = on({ pageSize: 2 });
    const product = onSale("HYAAAAAAA1", 9);
    const orders = [buy(product.id), buy(product.id), buy(product.id)];
    const first = await call("GET", "/orders?updated_since=2026-11-24T00:00:00.000Z");
    expect(first.body).toMatchObject({ total: 3, items: [{ order_no: orders[0]?.no }, { order_no: orders[1]?.no }] });
    const token = encodeURIComponent(String(first.body.next_page_token));
    expect((await call("GET", `/orders?updated_since=2026-11-24T00:00:00.000Z&page_token=${token}`)).body).toMatchObject({
      items: [{ order_no: orders[2]?.no }],
      next_page_token: null,
    });
    const at = `/orders/${orders[0]?.no ?? ""}`;
    expect((await call("POST", `${at}/ship`, { json: {}, key: "s0" })).status).toBe(409);
    for (let times = 0; times < 2; times += 1)
      expect((await call("POST", `${at}/ack`, { json: {}, key: "a1" })).status).toBe(200);
    expect((await call("POST", `${at}/ship`, { json: { carrier: "EMS", tracking_no: "E1" }, key: "s1" })).status).toBe(200);
    expect(orders[0]).toMatchObject({ status: "shipping", carrier: "EMS", trackingNo: "E1" });
    expect(
      (await call("POST", `/orders/${orders[1]?.no ?? ""}/cancel`, { json: { reason: "hết hàng" }, key: "c1" })).status,
    ).toBe(200);
    clock.advance(1_000);
    expect((await call("GET", `/orders?updated_since=${new Date(clock.now()).toISOString()}`)).body).toMatchObject({
      items: [],
    });
  });

  it("meets the faults it is asked for", async () => {
    const { call, portal } = on();
    for (const [kind, status] of [
      ["rate-limited", 429],
      ["server-error", 503],
      ["auth", 401],
    ] as const) {
      portal.faults.failNext(kind);
      expect((await call("GET", "/stock")).status).toBe(status);
    }
    portal.dials().partnerScheme = "bearer";
    portal.faults.failNext("lost-answer");
    const lost = new Request("http://portal.test/postmart/partner/v1/stock", {
      headers: { authorization: `Bearer ${keys.secret}` },
    });
    await expect(throughConnection((request) => portal.app.fetch(request), lost)).rejects.toThrow("cut");
    portal.dials().rate = { requests: 1, perMs: 1_000 };
    expect([(await call("GET", "/stock")).status, (await call("GET", "/stock")).status]).toContain(429);
  });

  it("rings for a change with a signature that holds", async () => {
    const rings: Request[] = [];
    const portal = createPortal({
      base: "/postmart",
      plan: portalPlans.postmart,
      partner: keys,
      send: (request) => {
        rings.push(request);
        return Promise.resolve(new Response(null, { status: 200 }));
      },
    });
    portal.dials().partner = true;
    const product = portal.shop.create(
      1,
      "HYAAAAAAA1",
      { name: "A", description: "", price: 1, weight: 1, pictures: ["a"] },
      "live",
      2,
    );
    portal.shop.place([{ productId: product.id, quantity: 1 }], { name: "", phone: "", address: "" });
    await portal.pushes.settled();
    const [listed, ordered] = rings;
    expect(rings).toHaveLength(2);
    expect(await listed?.clone().json()).toMatchObject({ event: "listing.updated" });
    const body = (await ordered?.text()) ?? "";
    expect(JSON.parse(body)).toMatchObject({ event: "order.updated" });
    const timestamp = ordered?.headers.get("x-timestamp") ?? "";
    expect(ordered?.headers.get("x-signature")).toBe(
      partnerSignature(keys.bellSecret, "POST", new URL(keys.pushUrl), body, timestamp),
    );
  });
});
