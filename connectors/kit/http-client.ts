import axios, { type AxiosResponse, isAxiosError } from "axios";
import { ConnectorError, type Outside } from "../contract/index.ts";
import { kitTexts } from "./texts.ts";

export interface Call {
  readonly method: "GET" | "POST" | "PUT" | "PATCH" | "DELETE";
  readonly path: string;
  readonly query: URLSearchParams;
  readonly headers?: Readonly<Record<string, string>>;
  readonly json?: unknown;
  readonly form?: FormData | URLSearchParams;
  readonly urgency?: "stock" | "offers" | "listings";
}

export interface Answer {
  readonly status: number;
  readonly body: string;
  readonly retryAfterMs: number | undefined;
}

export interface HttpClient {
  /** The answer whatever its status; a ConnectorError (retryable) when there was none. Never repeats a call. */
  send(call: Call): Promise<Answer>;
}

/** What surely left nothing there. Any other silence may hide an effect. */
const neverLeft = new Set(["ECONNREFUSED", "ENOTFOUND", "EAI_AGAIN", "ERR_INVALID_URL", "EHOSTUNREACH", "ENETUNREACH"]);

export function createHttpClient(base: string, timeoutMs: number, outside: Outside): HttpClient {
  const client = axios.create({
    baseURL: base.replace(/\/+$/, ""),
    timeout: timeoutMs,
    // A redirect would replay a signed call, perhaps a write, somewhere else.
    maxRedirects: 0,
    proxy: false,
    allowAbsoluteUrls: false,
    maxContentLength: 32 * 1024 * 1024,
    maxBodyLength: 32 * 1024 * 1024,
    responseType: "text",
    transformResponse: (body: unknown) => body,
    validateStatus: () => true,
    ...(outside.http ? { adapter: outside.http } : {}),
  });
  return {
    async send(call) {
      await outside.gate.pass(call.urgency);
      try {
        const answer: AxiosResponse<unknown> = await client.request({
          method: call.method,
          url: `${call.path}?${call.query.toString()}`,
          headers: { ...call.headers, ...(call.json === undefined ? {} : { "Content-Type": "application/json" }) },
          ...(call.json === undefined ? {} : { data: JSON.stringify(call.json) }),
          ...(call.form ? { data: call.form } : {}),
        });
        return {
          status: answer.status,
          body: typeof answer.data === "string" ? answer.data : JSON.stringify(answer.data ?? ""),
          retryAfterMs: retryAfter(answer.headers["retry-after"], outside.now()),
        };
      } catch (error) {
        const code = isAxiosError(error) ? (error.code ?? "no-answer") : "no-answer";
        // The address and the headers carry the token and the signature: they stay out of the message, and so does the cause.
        throw new ConnectorError("retryable", code, `No answer from ${call.path} (${code})`, {
          sent: !neverLeft.has(code),
          says: kitTexts.say("no-answer"),
        });
      } finally {
        outside.gate.answered?.();
      }
    },
  };
}

function retryAfter(header: unknown, now: Date): number | undefined {
  if (typeof header !== "string" || !header) return undefined;
  const seconds = Number(header);
  const ms = Number.isFinite(seconds) ? seconds * 1000 : Date.parse(header) - now.getTime();
  return Number.isFinite(ms) && ms >= 0 ? ms : undefined;
}
