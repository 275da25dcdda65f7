import type { z } from "zod";
import { type Access, ConnectorError, type Outside } from "../contract/index.ts";
import { failureError, findFailure } from "../kit/failure-table.ts";
import { createHttpClient } from "../kit/http-client.ts";
import { answerError, type LazadaAnswer, readAnswer } from "./answer.ts";
import { lazadaFailures } from "./failures.ts";
import { lazadaLimits, lazadaPolicy } from "./policy.ts";
import type { LazadaSettings } from "./settings.ts";
import { signLazada } from "./sign.ts";
import { lazadaTexts } from "./texts.ts";

type Params = Readonly<Record<string, string | number | undefined>>;
interface LazadaCall {
  readonly params?: Params;
  readonly urgency?: "stock" | "offers" | "listings";
}

export interface LazadaClient {
  get<Schema extends z.ZodType>(path: string, call: LazadaCall, schema: Schema): Promise<z.infer<Schema>>;
  post<Schema extends z.ZodType>(path: string, call: LazadaCall, schema: Schema): Promise<z.infer<Schema>>;
  /** One file beside the parameters, which alone are signed. */
  upload<Schema extends z.ZodType>(
    path: string,
    file: { name: string; field: string; blob: Blob },
    schema: Schema,
  ): Promise<z.infer<Schema>>;
  /** For calls of many rows: a no comes back as it was said, with the rows it names; a limit or a token that is over throws. */
  ask(path: string, call: LazadaCall): Promise<LazadaAnswer>;
}

export function createLazadaClient(settings: LazadaSettings, access: Access | undefined, outside: Outside): LazadaClient {
  const http = createHttpClient(settings.apiHost, lazadaPolicy.timeoutMs, outside);

  async function send(
    method: "GET" | "POST",
    path: string,
    { params = {}, urgency }: LazadaCall,
    file?: { name: string; field: string; blob: Blob },
  ): Promise<LazadaAnswer> {
    if (!access)
      throw new ConnectorError("auth", "not-signed-in", "The account has no access token yet", {
        sent: false,
        says: lazadaTexts.say("not-signed-in"),
      });
    const signed = signedParams(settings, path, { ...params, access_token: access.accessToken }, outside.now());
    const form = new FormData();
    if (file) form.append(file.field, file.blob, file.name);
    const inAddress = method === "GET" || file !== undefined;
    const answer = await http.send({
      method,
      path: `/rest${path}`,
      // A long payload in the address fails (DOC:120949); beside a file only the file is in the body.
      query: inAddress ? signed : new URLSearchParams(),
      ...(method === "GET" ? {} : { form: file ? form : signed }),
      ...(urgency ? { urgency } : {}),
    });
    if (answer.status === 429) {
      outside.gate.closeFor(answer.retryAfterMs ?? lazadaLimits.banMs);
      throw failureError(
        lazadaFailures,
        "ApiCallLimit",
        `${path} answered HTTP 429`,
        answer.retryAfterMs ?? lazadaLimits.banMs,
      );
    }
    if (answer.status >= 500)
      throw new ConnectorError("retryable", `http-${answer.status}`, `${path} answered HTTP ${answer.status}`, {
        says: lazadaTexts.say("busy"),
      });
    const read = readAnswer(path, answer.body, [access.accessToken, settings.appSecret]);
    if (!read)
      throw new ConnectorError(
        "unexpected",
        "not-json",
        `${path} answered HTTP ${answer.status} with something that is no envelope`,
        {
          says: lazadaTexts.say("garbled"),
        },
      );
    const kind = findFailure(lazadaFailures, read.code, read.message)?.kind;
    if (kind === "rate-limited") outside.gate.closeFor(lazadaLimits.banMs);
    if (kind === "rate-limited" || kind === "auth") throw answerError(read);
    return read;
  }

  async function checked<Schema extends z.ZodType>(answer: Promise<LazadaAnswer>, schema: Schema): Promise<z.infer<Schema>> {
    const told = await answer;
    if (told.code !== "0") throw answerError(told);
    const read = schema.safeParse(told.body);
    if (read.success) return read.data;
    throw new ConnectorError(
      "unexpected",
      "shape",
      `${told.path}: ${read.error.issues.map((issue) => `${issue.path.join(".")} ${issue.message}`).join("; ")}`,
      { says: lazadaTexts.say("shape") },
    );
  }

  return {
    get: (path, call, schema) => checked(send("GET", path, call), schema),
    post: (path, call, schema) => checked(send("POST", path, call), schema),
    upload: (path, file, schema) => checked(send("POST", path, {}, file), schema),
    ask: (path, call) => send("POST", path, call),
  };
}

/** System parameters and the signature beside the call's own (DOC:108067); what has no value is not sent. */
export function signedParams(
  { appKey, appSecret }: Pick<LazadaSettings, "appKey" | "appSecret">,
  path: string,
  params: Params,
  now: Date,
): URLSearchParams {
  const all: Record<string, string> = { app_key: appKey, timestamp: String(now.getTime()), sign_method: "sha256" };
  for (const [name, value] of Object.entries(params)) if (value !== undefined && value !== "") all[name] = String(value);
  return new URLSearchParams({ ...all, sign: signLazada({ appSecret, path, params: all }) });
}
