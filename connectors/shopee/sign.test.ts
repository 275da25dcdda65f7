import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { isShopeePush, signShopee, signShopeePush } from "./sign.ts";

const inputSchema = z.object({
  op: z.string(),
  partner_id: z.number().default(0),
  partner_key: z.string().default(""),
  path: z.string().default(""),
  timestamp: z.number().default(0),
  access_token: z.string().optional(),
  shop_id: z.number().optional(),
  merchant_id: z.number().optional(),
  url: z.string().default(""),
  push_key: z.string().default(""),
  body: z.string().default(""),
  authorization: z.string().default(""),
});
const vectors = z
  .array(z.object({ case: z.string(), input: inputSchema, expected: z.unknown() }))
  .parse(JSON.parse(readFileSync(new URL("./fixtures/signing-vectors.json", import.meta.url), "utf8")));
const of = (op: string) => vectors.filter(({ input }) => input.op === op).map((vector) => [vector.case, vector] as const);

describe("the signature of Shopee", () => {
  it.each(of("sign"))("agrees with the vector: %s", (_, { input, expected }) => {
    expect(
      signShopee({
        partnerId: input.partner_id,
        partnerKey: input.partner_key,
        path: input.path,
        timestamp: input.timestamp,
        accessToken: input.access_token,
        shopId: input.shop_id,
        merchantId: input.merchant_id,
      }),
    ).toBe(expected);
  });

  it.each(of("push_sign"))("agrees with the vector: %s", (_, { input, expected }) => {
    expect(signShopeePush(input.url, input.push_key, new TextEncoder().encode(input.body))).toBe(expected);
  });

  it.each(of("push_verify"))("judges as the vector does: %s", (_, { input, expected }) => {
    const holds = isShopeePush(input.url, input.push_key, new TextEncoder().encode(input.body), input.authorization);
    expect(holds ? "valid" : "invalid").toBe(expected);
  });

  it("takes no push without a signature, or with one in another form", () => {
    const body = new TextEncoder().encode("{}");
    const good = signShopeePush("https://a.vn", "key", body);
    expect(isShopeePush("https://a.vn", "key", body, good)).toBe(true);
    for (const bad of [undefined, "", good.toUpperCase(), `${good}0`, good.slice(2), `Bearer ${good}`])
      expect(isShopeePush("https://a.vn", "key", body, bad)).toBe(false);
  });
});
