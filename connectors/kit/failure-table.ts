import { ConnectorError, type ConnectorErrorKind, type Text } from "../contract/index.ts";
import { kitTexts } from "./texts.ts";

export interface Failure {
  readonly kind: ConnectorErrorKind;
  /** Cause and next move. */
  readonly says: Text;
  readonly owner: "seller" | "operator" | "nobody";
  /** A no for the row or call it is about: nothing was changed there (sync-protocol, result 6). */
  readonly refusal?: true;
}

export interface FailureTable {
  /** By the channel's code. */
  readonly exact: Readonly<Record<string, Failure>>;
  /** By a part of its message, tried in order, where a code says too little. */
  readonly broad: readonly { readonly match: RegExp; readonly failure: Failure }[];
}

/** What is in no table is no answer we know: unexpected, and for a write neither yes nor no. */
export function findFailure(table: FailureTable, code: string, message: string): Failure | undefined {
  return table.broad.find(({ match }) => match.test(`${code} ${message}`))?.failure ?? table.exact[code];
}

export function failureError(table: FailureTable, code: string, message: string, retryAfterMs?: number): ConnectorError {
  const found = findFailure(table, code, message);
  return new ConnectorError(found?.kind ?? "unexpected", code, `${code}: ${message}`, {
    says: found?.says ?? kitTexts.say("unknown-code", { code }),
    retryAfterMs,
  });
}
