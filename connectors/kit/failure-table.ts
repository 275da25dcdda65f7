import { ConnectorError, type ConnectorErrorKind } from "../contract/index.ts";

export interface Failure {
  readonly kind: ConnectorErrorKind;
  /** Cause and next move in one Vietnamese sentence. */
  readonly vietnamese: string;
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
    vietnamese: found?.vietnamese ?? `Sàn trả lời một mã chưa biết (${code}). Hãy báo người vận hành.`,
    retryAfterMs,
  });
}
