import { createHash, createHmac } from "node:crypto";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { instant, type RawRequest } from "../../contract/index.ts";
import { readPartnerDoorbell } from "./doorbell.ts";
import vectors from "./fixtures/signing-vectors.json" with { type: "json" };
import { partnerSchema } from "./settings.ts";
import { isSignedByPartner, signPartner } from "./sign.ts";

const asUrlQuery = (query: string) => new URLSearchParams(query);

describe("a partner's signature", () => {
  it.each(vectors)("is the one of the vector: $name", ({ secret, method, path, query, body, timestamp, lines, signature }) => {
    // The lines are written out by hand in the fixture; these two calls are all there is to the algorithm.
    const text = [...lines.slice(0, 3), createHash("sha256").update(body).digest("hex"), timestamp].join("\n");
    expect(createHmac("sha256", secret).update(text).digest("hex")).toBe(signature);
    expect(signPartner({ method, path, query: asUrlQuery(query), body, timestamp }, secret)).toBe(signature);
  });

  it("holds whatever order the query is in, and for no other message", () => {
    const pair = fc.tuple(fc.string({ maxLength: 6 }), fc.string({ maxLength: 6 }));
    fc.assert(
      fc.property(fc.array(pair, { maxLength: 5 }), fc.string(), fc.string({ minLength: 1 }), (pairs, body, secret) => {
        const message = {
          method: "POST",
          path: "/v1/orders",
          query: new URLSearchParams(pairs),
          body,
          timestamp: "1764000000",
        };
        const signature = signPartner(message, secret);
        expect(signPartner({ ...message, query: new URLSearchParams(pairs.toReversed()) }, secret)).toBe(signature);
        expect(isSignedByPartner(message, secret, signature.toUpperCase())).toBe(true);
        for (const other of [
          { ...message, method: "GET" },
          { ...message, path: "/v1/orders/" },
          { ...message, body: `${body} ` },
          { ...message, timestamp: "1764000001" },
          { ...message, query: new URLSearchParams([...pairs, ["x", "1"]]) },
        ])
          expect(isSignedByPartner(other, secret, signature)).toBe(false);
        expect(isSignedByPartner(message, `${secret}x`, signature)).toBe(false);
      }),
      { numRuns: 100 },
    );
  });
});

describe("a partner's bell", () => {
  const secret = "khoa-chuong";
  const settings = {
    partner: partnerSchema.parse({ baseUrl: "https://api.example.vn/v1", auth: { scheme: "bearer" } }),
    partnerBellSecret: secret,
  };
  const body = new TextEncoder().encode('{"event":"order.updated"}');
  const at = 1_764_000_000;
  const timestamp = String(at);
  const url = "https://shop.example.vn/webhooks/postmart?b=2&a=1";
  const signature = signPartner(
    { method: "POST", path: "/webhooks/postmart", query: new URLSearchParams("b=2&a=1"), body, timestamp },
    secret,
  );
  const ring = (more: Partial<RawRequest> = {}): RawRequest => ({
    method: "POST",
    url,
    headers: { "x-signature": signature, "x-timestamp": timestamp },
    body,
    receivedAt: instant(at * 1_000),
    ...more,
  });

  it("is heard with its subject, its time and an id that a repeat has too", () => {
    const heard = readPartnerDoorbell(settings, ring());
    expect(heard).toEqual({ id: signature, about: "orders", at: "2025-11-24T16:00:00.000Z" });
    const capitals = { headers: { "x-signature": signature.toUpperCase(), "x-timestamp": timestamp } };
    expect(readPartnerDoorbell(settings, ring(capitals))).toEqual(heard);
  });

  it.each<[string, Partial<RawRequest>]>([
    ["its body was changed", { body: new TextEncoder().encode('{"event":"order.created"}') }],
    ["it went elsewhere", { url: "https://shop.example.vn/webhooks/voso?b=2&a=1" }],
    ["its time was changed", { headers: { "x-signature": signature, "x-timestamp": String(at + 1) } }],
    ["its time is none", { headers: { "x-signature": signature, "x-timestamp": "hôm nay" } }],
    ["it is not signed", { headers: { "x-timestamp": timestamp } }],
    ["its signature is of another length", { headers: { "x-signature": `${signature}0`, "x-timestamp": timestamp } }],
    ["it is 301 seconds old", { receivedAt: instant((at + 301) * 1_000) }],
    ["it is 301 seconds early", { receivedAt: instant((at - 301) * 1_000) }],
  ])("is not believed when %s", (_why, more) => {
    expect(readPartnerDoorbell(settings, ring(more))).toBeUndefined();
  });
  it("is believed for 300 seconds, and never without knowing when it came", () => {
    expect(readPartnerDoorbell(settings, ring({ receivedAt: instant((at + 300) * 1_000) }))).toBeDefined();
    const { receivedAt: _, ...timeless } = ring();
    expect(readPartnerDoorbell(settings, timeless)).toBeUndefined();
  });
  it("is not believed by an account without its secret or without a partner", () => {
    expect(readPartnerDoorbell({ partner: settings.partner }, ring())).toBeUndefined();
    expect(readPartnerDoorbell({ partnerBellSecret: secret }, ring())).toBeUndefined();
  });
});
