import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { authorizeUrl, basicAuthorization, bearerAuthorization, tokenRequest } from "./sign.ts";

const inputSchema = z.object({
  op: z.string(),
  client_id: z.string().default(""),
  client_secret: z.string().default(""),
  access_token: z.string().default(""),
  grant_type: z.string().default(""),
  code: z.string().default(""),
  redirect_uri: z.string().default(""),
  scope: z.string().default(""),
  state: z.string().default(""),
});
const vectors = z
  .array(z.object({ case: z.string(), input: inputSchema, expected: z.string() }))
  .parse(JSON.parse(readFileSync(new URL("./fixtures/signing-vectors.json", import.meta.url), "utf8")));
const of = (op: string) => vectors.filter(({ input }) => input.op === op).map((vector) => [vector.case, vector] as const);

const asSet = (query: string) => Object.fromEntries(new URLSearchParams(query));

describe("how the app names itself to Tiki", () => {
  it.each(of("basic_auth"))("agrees with the vector: %s", (_, { input, expected }) => {
    expect(basicAuthorization(input.client_id, input.client_secret)).toBe(expected);
  });

  it.each(of("bearer"))("agrees with the vector: %s", (_, { input, expected }) => {
    expect(bearerAuthorization(input.access_token)).toBe(expected);
  });

  it.each(of("token_form"))("agrees with the vector: %s", (_, { input, expected }) => {
    const { client_id: clientId, grant_type, code, redirect_uri } = input;
    const client = { clientId, clientSecret: "secret", clientAuth: "basic" } as const;
    const { form } = tokenRequest(client, { grant_type, code, redirect_uri });
    expect(asSet(form.toString())).toEqual(asSet(expected));
  });

  it.each(of("authorize_url"))("agrees with the vector: %s", (_, { input, expected }) => {
    const { client_id: clientId, redirect_uri: redirectUrl, scope, state } = input;
    expect(authorizeUrl("https://api.tiki.vn/", { clientId, redirectUrl, scope, state })).toBe(expected);
  });

  it("tells the secret in one place alone", () => {
    const client = { clientId: "7590139168389961", clientSecret: "Zk-9_demoSecret" };
    const basic = tokenRequest({ ...client, clientAuth: "basic" }, { grant_type: "client_credentials" });
    expect(basic.form.has("client_secret")).toBe(false);
    expect(basic.headers.Authorization).toMatch(/^Basic /);
    const post = tokenRequest({ ...client, clientAuth: "post" }, { grant_type: "client_credentials" });
    expect(post.form.get("client_secret")).toBe("Zk-9_demoSecret");
    expect(post.headers).toEqual({});
  });
});
