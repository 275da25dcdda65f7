import { ConnectorError } from "../contract/index.ts";
import { type Failure, failureError, findFailure } from "../kit/failure-table.ts";
import { lazadaFailures, umbrellaCodes } from "./failures.ts";
import { lazadaLimits } from "./policy.ts";
import { detailSchema, envelopeSchema, type LazadaDetail } from "./wire.ts";

/** An answer of Lazada's, a no as well as a yes: `code` is "0" for a yes to the whole. */
export interface LazadaAnswer {
  readonly path: string;
  readonly code: string;
  readonly message: string;
  readonly details: readonly LazadaDetail[];
  /** The part with the fields: `data`, or `data` of an inner `result`. */
  readonly body: unknown;
  readonly outer: unknown;
}

/** Undefined for what is no envelope. An inner `success: false` is a no of the whole, whatever the outer code. No secret stays in it. */
export function readAnswer(path: string, text: string, secrets: readonly string[] = []): LazadaAnswer | undefined {
  const clean = secrets.reduce((words, secret) => words.replaceAll(secret, "…"), text);
  const outer = envelopeSchema.safeParse(json(clean));
  if (!outer.success) return undefined;
  const { code, message, detail, data, result } = outer.data;
  const inner = innerOf(result);
  const refused = code !== "0" ? undefined : [inner, outer.data].find((each) => each?.success === false);
  return {
    path,
    code: refused ? refused.error_code || "success-false" : code,
    message: (refused ? refused.error_msg : message) ?? "",
    details: (detail ?? []).flatMap((each): LazadaDetail[] => {
      const read = detailSchema.safeParse(each);
      return read.success ? [read.data] : [{}];
    }),
    body: inner ? (inner.data ?? inner) : (data ?? result ?? {}),
    outer: outer.data,
  };
}

/** The samples spell `errorCode`, the tables `error_code` (lazada §1). */
function innerOf(result: unknown) {
  if (typeof result !== "object" || result === null || Array.isArray(result)) return undefined;
  const { errorCode, errorMsg, ...rest } = result as Record<string, unknown>;
  const read = envelopeSchema.safeParse({ code: "0", error_code: errorCode, error_msg: errorMsg, ...rest });
  return read.success ? read.data : undefined;
}

/**
 * Under an umbrella code the details decide: a refusal when each of them is one. Anything less is neither yes nor no.
 */
export function answerError(answer: Pick<LazadaAnswer, "path" | "code" | "message" | "details">): ConnectorError {
  const { path, code, message, details } = answer;
  const told = `${path}: ${[message, ...details.map(({ message: detail }) => detail)].filter(Boolean).join("; ")}`;
  if (umbrellaCodes.has(code)) {
    const failures = details.map(detailFailure);
    const [first] = failures;
    if (first && failures.every((each) => each?.failure.refusal))
      return new ConnectorError(first.failure.kind, first.code, told, { says: first.failure.says });
    const open = failures.find((each) => each && !each.failure.refusal);
    if (open) return new ConnectorError(open.failure.kind, open.code, told, { says: open.failure.says });
  }
  const retryAfterMs = findFailure(lazadaFailures, code, message)?.kind === "rate-limited" ? lazadaLimits.banMs : undefined;
  return failureError(lazadaFailures, code, umbrellaCodes.has(code) ? told : message || path, retryAfterMs);
}

/** A detail names its reason by number, by name or in words (DOC:121320); a number counts only where it stands first. */
export function detailFailure(detail: LazadaDetail): { readonly code: string; readonly failure: Failure } | undefined {
  const message = detail.message ?? "";
  const [, number = ""] = /^\s*(E?\d{1,6})\s*(?::|$)/.exec(message) ?? [];
  const names = message.match(/\b[A-Z][A-Z0-9]*_\w+\b/g) ?? [];
  for (const written of [detail.code ?? "", number, ...names]) {
    const code = Object.hasOwn(lazadaFailures.exact, written) ? written : written.replace(/^E0*(?=[1-9])/, "");
    const failure = findFailure(lazadaFailures, code, message);
    if (failure && !umbrellaCodes.has(code)) return { code: code || message.slice(0, 80), failure };
  }
  return undefined;
}

function json(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
