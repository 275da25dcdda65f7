import type { z } from "zod";
import { ConnectorError, type Outside } from "../../contract/index.ts";
import { type Call, createHttpClient } from "../http-client.ts";
import { partnerFailure } from "./failures.ts";
import type { PartnerAccount } from "./settings.ts";
import { signPartner } from "./sign.ts";
import { partnerTexts } from "./texts.ts";

type Urgency = NonNullable<Call["urgency"]>;
export interface PartnerCall {
  readonly query?: Readonly<Record<string, string | undefined>>;
  readonly json?: unknown;
  readonly urgency?: Urgency;
  /** The same work asked for twice under one key is done once. */
  readonly idempotencyKey?: string;
}
export interface PartnerClient {
  /** Never repeats a call. What is no success is a ConnectorError; "rejected" alone says that nothing was changed. */
  call<Schema extends z.ZodType>(
    method: "GET" | "POST" | "PATCH",
    path: string,
    call: PartnerCall,
    schema: Schema,
  ): Promise<z.infer<Schema>>;
}

export function createPartnerClient({ plan, secret }: PartnerAccount, outside: Outside): PartnerClient {
  const http = createHttpClient(plan.baseUrl, plan.timeoutMs, outside);
  const basePath = new URL(plan.baseUrl).pathname.replace(/\/+$/, "");
  const withoutSecrets = (text: string) => text.replaceAll(secret, "…").slice(0, 500);

  /** What proves who calls, by the scheme. */
  function proof(method: string, path: string, query: URLSearchParams, body: string): Record<string, string> {
    const { auth } = plan;
    switch (auth.scheme) {
      case "bearer":
        return { Authorization: `Bearer ${secret}` };
      case "api_key_header":
        return { [auth.header]: secret };
      case "hmac_sha256": {
        const timestamp = String(Math.floor(outside.now().getTime() / 1_000));
        return {
          "X-Timestamp": timestamp,
          "X-Signature": signPartner({ method, path: `${basePath}${path}`, query, body, timestamp }, secret),
          ...(auth.keyId ? { "X-Key-Id": auth.keyId } : {}),
        };
      }
    }
  }

  return {
    async call(method, path, { query = {}, json, urgency, idempotencyKey }, schema) {
      const asked = new URLSearchParams();
      for (const [name, value] of Object.entries(query)) if (value !== undefined) asked.set(name, value);
      const answer = await http.send({
        method,
        path,
        query: asked,
        headers: {
          Accept: "application/json",
          ...proof(method, path, asked, json === undefined ? "" : JSON.stringify(json)),
          ...(idempotencyKey ? { "Idempotency-Key": idempotencyKey } : {}),
        },
        ...(json === undefined ? {} : { json }),
        ...(urgency ? { urgency } : {}),
      });
      const body = parse(answer.body);
      const failure = partnerFailure({ ...answer, body }, path, withoutSecrets);
      if (failure?.kind === "rate-limited") outside.gate.closeFor(failure.retryAfterMs ?? 1_000);
      if (failure) throw failure;
      if (body === undefined)
        throw new ConnectorError("unexpected", "garbled", `${path} answered HTTP ${answer.status} with no JSON`, {
          says: partnerTexts.say("garbled"),
        });
      const read = schema.safeParse(body);
      if (read.success) return read.data;
      throw new ConnectorError(
        "unexpected",
        "shape",
        `${path}: ${read.error.issues.map((issue) => `${issue.path.join(".")} ${issue.message}`).join("; ")}`,
        { says: partnerTexts.say("shape") },
      );
    },
  };
}

/** An empty answer to a write is an answer; anything else must be JSON. */
function parse(text: string): unknown {
  if (!text.trim()) return null;
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
