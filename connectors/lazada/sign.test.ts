import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { isLazadaPush, signLazada, signLazadaPush } from "./sign.ts";

const inputSchema = z.object({
  op: z.string(),
  app_key: z.string().default(""),
  app_secret: z.string(),
  path: z.string().default(""),
  params: z.record(z.string(), z.string()).default({}),
  byte_params: z.array(z.string()).default([]),
  body: z.string().optional(),
  authorization: z.string().default(""),
});
const vectors = z
  .array(z.object({ case: z.string(), input: inputSchema, expected: z.string() }))
  .parse(JSON.parse(readFileSync(new URL("./fixtures/signing-vectors.json", import.meta.url), "utf8")));
const of = (op: string) => vectors.filter(({ input }) => input.op === op).map((vector) => [vector.case, vector] as const);
const bytes = (text: string | undefined) => new TextEncoder().encode(text);

describe("the signature of Lazada", () => {
  it.each(of("sign"))("agrees with the vector: %s", (_, { input, expected }) => {
    const { app_secret, path, body, byte_params } = input;
    const params = Object.fromEntries(Object.entries(input.params).filter(([name]) => !byte_params.includes(name)));
    expect(signLazada({ appSecret: app_secret, path, params, body })).toBe(expected);
    expect(signLazada({ appSecret: app_secret, path, params: { ...params, sign: "x" }, body })).toBe(expected);
  });

  it.each(of("lpm_sign"))("agrees with the vector: %s", (_, { input, expected }) => {
    expect(signLazadaPush(input.app_key, input.app_secret, bytes(input.body))).toBe(expected);
    expect(isLazadaPush(input.app_key, input.app_secret, bytes(input.body), expected)).toBe(true);
  });

  it.each(of("lpm_verify"))("judges as the vector does: %s", (_, { input, expected }) => {
    const holds = isLazadaPush(input.app_key, input.app_secret, bytes(input.body), input.authorization);
    expect(holds ? "valid" : "invalid").toBe(expected);
  });

  it("takes no push without a signature, in another form, or for a body that was written anew", () => {
    const good = signLazadaPush("1", "secret", bytes('{"a": 1}'));
    for (const bad of [undefined, "", good.toUpperCase(), `${good}0`, good.slice(2), `Bearer ${good}`])
      expect(isLazadaPush("1", "secret", bytes('{"a": 1}'), bad)).toBe(false);
    expect(isLazadaPush("1", "secret", bytes('{"a":1}'), good)).toBe(false);
    expect(isLazadaPush("2", "secret", bytes('{"a": 1}'), good)).toBe(false);
  });
});
