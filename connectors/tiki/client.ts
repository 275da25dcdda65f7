import type { z } from "zod";
import { type Access, ConnectorError, instant, type Outside, type RawAccess } from "../contract/index.ts";
import { createHttpClient } from "../kit/http-client.ts";
import { tikiError } from "./failures.ts";
import { tikiPolicy } from "./policy.ts";
import type { TikiSettings } from "./settings.ts";
import { bearerAuthorization, tikiTokenPath, tokenRequest } from "./sign.ts";
import { tikiTexts } from "./texts.ts";
import { tikiErrorsSchema } from "./wire.ts";

type Method = "GET" | "POST" | "PUT" | "DELETE";
type Urgency = "stock" | "offers" | "listings";

export interface TikiCall {
  readonly query?: Readonly<Record<string, string | number | undefined>>;
  readonly json?: unknown;
  readonly urgency?: Urgency;
  /** Another token than the seller's: the event queue belongs to the app. */
  readonly accessToken?: string;
}

/** Calls as the account's seller, paths below `/integration`; Tiki's own error becomes a ConnectorError before fields are read. */
export interface TikiClient {
  get<Schema extends z.ZodType>(path: string, call: TikiCall, schema: Schema): Promise<z.infer<Schema>>;
  post<Schema extends z.ZodType>(path: string, call: TikiCall, schema: Schema): Promise<z.infer<Schema>>;
  put<Schema extends z.ZodType>(path: string, call: TikiCall, schema: Schema): Promise<z.infer<Schema>>;
  delete<Schema extends z.ZodType>(path: string, call: TikiCall, schema: Schema): Promise<z.infer<Schema>>;
  /** The token endpoint's answer as it came. */
  token(grant: Readonly<Record<string, string>>): Promise<RawAccess>;
}

export function createTikiClient(settings: TikiSettings, access: Access | undefined, outside: Outside): TikiClient {
  const http = createHttpClient(settings.apiHost, tikiPolicy.timeoutMs, outside);
  const secrets = [settings.clientSecret, access?.accessToken, access?.refreshToken].filter((each) => each !== undefined);
  /** Tiki's texts go into messages and sentences; what it may repeat of us does not. */
  const withoutSecrets = (text: string, more: string | undefined) =>
    [...secrets, ...(more ? [more] : [])].reduce((shown, secret) => shown.replaceAll(secret, "…"), text);

  async function call<Schema extends z.ZodType>(
    method: Method,
    name: string,
    { query = {}, json, urgency, accessToken }: TikiCall,
    schema: Schema,
  ): Promise<z.infer<Schema>> {
    const token = accessToken ?? access?.accessToken;
    if (!token)
      throw new ConnectorError("auth", "not-signed-in", "The account has no access token yet", {
        sent: false,
        says: tikiTexts.say("not-signed-in"),
      });
    const path = `/integration${name}`;
    const asked = new URLSearchParams();
    for (const [key, value] of Object.entries(query)) if (value !== undefined) asked.set(key, String(value));
    const answer = await http.send({
      method,
      path,
      query: asked,
      headers: { Accept: "application/json", Authorization: bearerAuthorization(token) },
      ...(json === undefined ? {} : { json }),
      ...(urgency ? { urgency } : {}),
    });
    const { status } = answer;
    if (status === 429) {
      const retryAfterMs = answer.retryAfterMs ?? 1_000;
      outside.gate.closeFor(retryAfterMs);
      throw tikiError(status, [], retryAfterMs);
    }
    const body = parse(answer.body);
    const errors = errorsOf(body);
    if (status >= 500 || status === 401 || (errors && status >= 400)) {
      const texts = errors ?? [`HTTP ${status} from ${path}`];
      throw tikiError(
        status,
        texts.map((each) => withoutSecrets(typeof each === "string" ? each : JSON.stringify(each), accessToken)),
      );
    }
    // No envelope under a 4xx: a gateway may have answered instead of Tiki, so it is neither yes nor no.
    if (status >= 300 || errors || body === undefined)
      throw new ConnectorError("unexpected", `http-${status}`, `${path} answered HTTP ${status} in no form of Tiki's`, {
        says: tikiTexts.say("garbled"),
      });
    const read = schema.safeParse(body);
    if (read.success) return read.data;
    throw new ConnectorError(
      "unexpected",
      "shape",
      `${path}: ${read.error.issues.map((issue) => `${issue.path.join(".")} ${issue.message}`).join("; ")}`,
      { says: tikiTexts.say("shape") },
    );
  }

  return {
    get: (path, more, schema) => call("GET", path, more, schema),
    post: (path, more, schema) => call("POST", path, more, schema),
    put: (path, more, schema) => call("PUT", path, more, schema),
    delete: (path, more, schema) => call("DELETE", path, more, schema),
    async token(grant) {
      const { headers, form } = tokenRequest(settings, grant);
      const { status, body } = await http.send({
        method: "POST",
        path: tikiTokenPath,
        query: new URLSearchParams(),
        headers: { ...headers, Accept: "application/json" },
        form,
      });
      return { status, body, receivedAt: instant(outside.now()) };
    },
  };
}

/** Undefined where none are told. A schema that is not met is costly, and nearly every answer would not meet this one. */
const errorsOf = (body: unknown): readonly unknown[] | undefined =>
  typeof body === "object" && body !== null && "errors" in body ? tikiErrorsSchema.safeParse(body).data?.errors : undefined;

/** An empty answer to a write is an answer; anything else must be JSON. */
function parse(text: string): unknown {
  if (!text.trim()) return null;
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
