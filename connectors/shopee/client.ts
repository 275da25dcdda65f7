import type { z } from "zod";
import { type Access, ConnectorError, type Outside } from "../contract/index.ts";
import { type Answer, createHttpClient } from "../kit/http-client.ts";
import { shopeeError } from "./failures.ts";
import { shopeePolicy, untilQuotaMs } from "./policy.ts";
import type { ShopeeSettings } from "./settings.ts";
import { signShopee } from "./sign.ts";
import { shopeeTexts } from "./texts.ts";
import { shopeeEnvelopeSchema } from "./wire.ts";

interface ShopeeCall {
  readonly query?: Readonly<Record<string, string | number | boolean | readonly string[] | undefined>>;
  readonly json?: unknown;
  readonly form?: FormData;
  readonly urgency?: "stock" | "offers" | "listings";
  readonly signedAs?: "shop" | "app";
}

/** Every answer is checked for Shopee's own error before its fields are read. Nothing is sent twice. */
export interface ShopeeClient {
  get<Schema extends z.ZodType>(path: string, call: ShopeeCall, schema: Schema): Promise<z.infer<Schema>>;
  post<Schema extends z.ZodType>(path: string, call: ShopeeCall, schema: Schema): Promise<z.infer<Schema>>;
  /** For writes of many rows: an error that comes with its list of rows is told by the list alone (shopee §1). */
  postRows<Schema extends z.ZodType<RowReply>>(path: string, call: ShopeeCall, schema: Schema): Promise<z.infer<Schema>>;
  /** Signed as the application alone; the answer as it came. */
  raw(path: string, json: unknown): Promise<Answer>;
}
interface RowReply {
  readonly success_list?: readonly unknown[] | null | undefined;
  readonly failure_list?: readonly unknown[] | null | undefined;
}

export function createShopeeClient(
  settings: ShopeeSettings,
  access: Access | undefined,
  shopId: number | undefined,
  outside: Outside,
): ShopeeClient {
  const http = createHttpClient(settings.apiHost, shopeePolicy.timeoutMs, outside);

  function signed(path: string, as: "shop" | "app"): URLSearchParams {
    if (as === "shop" && (!access || shopId === undefined))
      throw new ConnectorError("auth", "not-signed-in", "The account has no access token yet", {
        sent: false,
        says: shopeeTexts.say("not-signed-in"),
      });
    const { partnerId, partnerKey } = settings;
    const timestamp = Math.floor(outside.now().getTime() / 1000);
    const shop = as === "shop" ? { accessToken: access?.accessToken, shopId } : {};
    return new URLSearchParams({
      partner_id: String(partnerId),
      timestamp: String(timestamp),
      ...(as === "shop" ? { access_token: access?.accessToken ?? "", shop_id: String(shopId) } : {}),
      sign: signShopee({ partnerId, partnerKey, path, timestamp, ...shop }),
    });
  }

  async function send(method: "GET" | "POST", name: string, call: ShopeeCall): Promise<Answer> {
    const path = `/api/v2/${name}`;
    const query = signed(path, call.signedAs ?? "shop");
    for (const [key, value] of Object.entries(call.query ?? {})) {
      if (Array.isArray(value)) for (const each of value as readonly string[]) query.append(key, each);
      else if (value !== undefined) query.append(key, String(value));
    }
    return http.send({
      method,
      path,
      query,
      ...(call.json === undefined ? {} : { json: call.json }),
      ...(call.form ? { form: call.form } : {}),
      ...(call.urgency ? { urgency: call.urgency } : {}),
    });
  }

  /** What Shopee answered, or its error; throws where there is no answer of its own. */
  function open(name: string, answer: Answer): { response: unknown; error: ConnectorError | undefined } {
    if (answer.status === 429) throw tooFast("HTTP 429", answer.retryAfterMs ?? 1_000);
    if (answer.status >= 500)
      throw new ConnectorError("retryable", `http-${answer.status}`, `${name} answered HTTP ${answer.status}`, {
        says: shopeeTexts.say("busy"),
      });
    const envelope = shopeeEnvelopeSchema.safeParse(jsonOf(answer.body));
    if (!envelope.success)
      throw new ConnectorError("unexpected", "not-json", `${name} answered HTTP ${answer.status} with no envelope`, {
        says: answer.status >= 400 ? shopeeTexts.say("blocked", { status: answer.status }) : shopeeTexts.say("garbled"),
      });
    const { error: code, message, response, ...rest } = envelope.data;
    return { response: response ?? rest, error: code ? failed(code, message ?? "") : undefined };
  }

  function failed(code: string, message: string): ConnectorError {
    const error = shopeeError(code, message);
    if (error.kind !== "rate-limited") return error;
    if (error.says?.code !== shopeeTexts.say("quota").code) return tooFast(message, 1_000);
    const untilMs = untilQuotaMs(outside.now());
    outside.gate.closeFor(untilMs, "app");
    return shopeeError(code, message, untilMs);
  }

  function tooFast(message: string, ms: number): ConnectorError {
    outside.gate.closeFor(ms);
    return shopeeError("error_rate_limit", message, ms);
  }

  function read<Schema extends z.ZodType>(name: string, response: unknown, schema: Schema): z.infer<Schema> {
    const read = schema.safeParse(response);
    if (read.success) return read.data;
    const where = read.error.issues.map((issue) => `${issue.path.join(".")} ${issue.message}`).join("; ");
    throw new ConnectorError("unexpected", "shape", `${name}: ${where}`, { says: shopeeTexts.say("shape") });
  }

  async function call<Schema extends z.ZodType>(method: "GET" | "POST", name: string, call: ShopeeCall, schema: Schema) {
    const { response, error } = open(name, await send(method, name, call));
    if (error) throw error;
    return read(name, response, schema);
  }

  return {
    get: (name, more, schema) => call("GET", name, more, schema),
    post: (name, more, schema) => call("POST", name, more, schema),
    async postRows(name, more, schema) {
      const { response, error } = open(name, await send("POST", name, more));
      if (!error) return read(name, response, schema);
      const rows = schema.safeParse(response);
      if (rows.success && (rows.data.success_list?.length || rows.data.failure_list?.length)) return rows.data;
      throw error;
    },
    raw(name, json) {
      const path = `/api/v2/${name}`;
      return http.send({ method: "POST", path, query: signed(path, "app"), json });
    },
  };
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
