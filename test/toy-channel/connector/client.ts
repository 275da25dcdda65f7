import { ConnectorError, type Outside, type Urgency } from "connectors/contract";
import { z } from "zod";
import { failureError } from "../../../connectors/kit/failure-table.ts";
import { type Call, createHttpClient } from "../../../connectors/kit/http-client.ts";
import { toyFailures } from "./failures.ts";
import { type ToySettings, toyPolicy } from "./settings.ts";
import { signToy } from "./sign.ts";
import { toyTexts } from "./texts.ts";

/** Never repeats a call. "rejected" alone says that nothing was changed. */
export type ToyClient = <Schema extends z.ZodType>(
  method: Call["method"],
  path: string,
  schema: Schema,
  call?: { query?: Readonly<Record<string, string | undefined>>; json?: unknown; urgency?: Urgency },
) => Promise<z.infer<Schema>>;

const failedSchema = z.object({ code: z.string() });

export function createToyClient({ apiHost, stall, key }: ToySettings, outside: Outside): ToyClient {
  const http = createHttpClient(apiHost, toyPolicy.timeoutMs, outside);
  return async (method, path, schema, { query: asked = {}, json, urgency = "listings" } = {}) => {
    const query = new URLSearchParams(Object.entries(asked).flatMap(([name, value]) => (value ? [[name, value]] : [])));
    const at = String(outside.now().getTime());
    const target = query.size ? `${path}?${query.toString()}` : path;
    const sign = signToy([method, target, at, json === undefined ? "" : JSON.stringify(json)], key);
    const headers = { "x-stall": stall, "x-at": at, "x-sign": sign };
    const { status, body, retryAfterMs = 1_000 } = await http.send({ method, path, query, headers, json, urgency });
    if (status === 429) {
      outside.gate.closeFor(retryAfterMs);
      throw failureError(toyFailures, "too-fast", path, retryAfterMs);
    }
    if (status >= 500) throw failureError(toyFailures, "busy", `${path} answered HTTP ${status}`);
    const answer = jsonOf(body);
    if (status >= 400) throw failureError(toyFailures, failedSchema.safeParse(answer).data?.code ?? `http-${status}`, path);
    const read = schema.safeParse(answer);
    if (read.success) return read.data;
    throw new ConnectorError("unexpected", "shape", `${path} answered in another shape`, { says: toyTexts.say("shape") });
  };
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
