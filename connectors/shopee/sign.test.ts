import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { isShopeePush, signShopee, signShopeePush } from "./sign.ts";

interface Vector {
  readonly case: string;
  readonly input: Record<string, never> & { op: string };
  readonly expected: unknown;
}
const vectors = JSON.parse(readFileSync(new URL("./fixtures/signing-vectors.json", import.meta.url), "utf8")) as Vector[];
const of = (op: string) => vectors.filter(({ input }) => input.op === op).map((vector) => [vector.case, vector] as const);

describe("the signature of Shopee", () => {
  it.each(of("sign"))("agrees with the vector: %s", (_, { input, expected }) => {
    expect(
      signShopee({
        partnerId: input.partner_id as number,
        partnerKey: input.partner_key as string,
        path: input.path as string,
        timestamp: input.timestamp as number,
        accessToken: input.access_token as string | undefined,
        shopId: input.shop_id as number | undefined,
        merchantId: input.merchant_id as number | undefined,
      }),
    ).toBe(expected);
  });

  it.each(of("push_sign"))("agrees with the vector: %s", (_, { input, expected }) => {
    expect(signShopeePush(input.url as string, input.push_key as string, new TextEncoder().encode(input.body as string))).toBe(
      expected,
    );
  });

  it.each(of("push_verify"))("judges as the vector does: %s", (_, { input, expected }) => {
    const holds = isShopeePush(
      input.url as string,
      input.push_key as string,
      new TextEncoder().encode(input.body as string),
      input.authorization as string,
    );
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
