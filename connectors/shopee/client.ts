import type { z } from "zod";
import { type Access, ConnectorError, type Outside } from "../contract/index.ts";
import { failureError } from "../kit/failure-table.ts";
import { createHttpClient } from "../kit/http-client.ts";
import { shopeeFailures } from "./failures.ts";
import { shopeePolicy } from "./policy.ts";
import type { ShopeeSettings } from "./settings.ts";
import { signShopee } from "./sign.ts";
import { shopeeTexts } from "./texts.ts";
import { shopeeEnvelopeSchema } from "./wire.ts";

interface ShopeeCall {
  readonly query?: Record<string, string | number | boolean | readonly string[] | undefined>;
  readonly json?: unknown;
  readonly form?: FormData;
  readonly urgency?: "stock" | "offers" | "listings";
}

/** Calls as the account's shop; every answer is checked for Shopee's own error before its fields are read. */
export interface ShopeeClient {
  get<Schema extends z.ZodType>(path: string, call: ShopeeCall, schema: Schema): Promise<z.infer<Schema>>;
  post<Schema extends z.ZodType>(path: string, call: ShopeeCall, schema: Schema): Promise<z.infer<Schema>>;
  /** Signed as the app alone; the answer as it came. */
  raw(path: string, json: unknown): Promise<{ status: number; body: string }>;
}

export function createShopeeClient(settings: ShopeeSettings, access: Access | undefined, outside: Outside): ShopeeClient {
  const http = createHttpClient(settings.apiHost, shopeePolicy.timeoutMs, outside);
  const shopId = settings.shopId ?? (access?.shopId ? Number(access.shopId) : undefined);

  async function call<Schema extends z.ZodType>(
    method: "GET" | "POST",
    name: string,
    call: ShopeeCall,
    schema: Schema,
  ): Promise<z.infer<Schema>> {
    if (!access || shopId === undefined)
      throw new ConnectorError("auth", "not-signed-in", "The account has no access token yet", {
        sent: false,
        says: shopeeTexts.say("not-signed-in"),
      });
    const path = `/api/v2/${name}`;
    const timestamp = Math.floor(outside.now().getTime() / 1000);
    const sign = signShopee({ ...settings, path, timestamp, accessToken: access.accessToken, shopId });
    const query = new URLSearchParams({
      partner_id: String(settings.partnerId),
      timestamp: String(timestamp),
      access_token: access.accessToken,
      shop_id: String(shopId),
      sign,
    });
    for (const [key, value] of Object.entries(call.query ?? {})) {
      if (Array.isArray(value)) for (const each of value as readonly string[]) query.append(key, each);
      else if (value !== undefined) query.append(key, String(value));
    }
    const answer = await http.send({
      method,
      path,
      query,
      ...(call.json === undefined ? {} : { json: call.json }),
      ...(call.form ? { form: call.form } : {}),
      ...(call.urgency ? { urgency: call.urgency } : {}),
    });
    if (answer.status === 429) {
      outside.gate.closeFor(answer.retryAfterMs ?? 1_000);
      throw failureError(shopeeFailures, "error_rate_limit", "HTTP 429", answer.retryAfterMs ?? 1_000);
    }
    if (answer.status >= 500)
      throw new ConnectorError("retryable", `http-${answer.status}`, `${path} answered HTTP ${answer.status}`);

    const envelope = shopeeEnvelopeSchema.safeParse(json(answer.body));
    if (!envelope.success)
      throw new ConnectorError(
        "unexpected",
        "not-json",
        `${path} answered HTTP ${answer.status} with something that is no envelope`,
        {
          says: shopeeTexts.say("garbled"),
        },
      );
    // The prefix of the module comes and goes: order.error_param and error_param are one.
    const code = (envelope.data.error ?? "").replace(/^.*\./, "");
    if (code) {
      const error = failureError(shopeeFailures, code, envelope.data.message ?? "");
      if (error.kind === "rate-limited") outside.gate.closeFor(1_000);
      throw error;
    }
    const read = schema.safeParse(envelope.data.response ?? envelope.data);
    if (read.success) return read.data;
    throw new ConnectorError(
      "unexpected",
      "shape",
      `${path}: ${read.error.issues.map((issue) => `${issue.path.join(".")} ${issue.message}`).join("; ")}`,
      {
        says: shopeeTexts.say("shape"),
      },
    );
  }

  return {
    get: (path, more, schema) => call("GET", path, more, schema),
    post: (path, more, schema) => call("POST", path, more, schema),
    async raw(name, body) {
      const path = `/api/v2/${name}`;
      const timestamp = Math.floor(outside.now().getTime() / 1000);
      const sign = signShopee({ partnerId: settings.partnerId, partnerKey: settings.partnerKey, path, timestamp });
      const query = new URLSearchParams({ partner_id: String(settings.partnerId), timestamp: String(timestamp), sign });
      return http.send({ method: "POST", path, query, json: body });
    },
  };
}

function json(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
