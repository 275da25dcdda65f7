import type { ConnectorErrorKind, Text } from "../contract/index.ts";
import type { Failure } from "../kit/failure-table.ts";

const failure =
  (kind: ConnectorErrorKind, owner: Failure["owner"], refusal?: true) =>
  (says: Text): Failure => ({ kind, owner, says, ...(refusal ? { refusal } : {}) });

export const signIn = failure("auth", "seller");
/** Sent or set up wrong by us or the operator; nothing was changed there. */
export const ours = failure("validation", "operator", true);
/** Understood and refused; nothing was changed there. */
export const no = failure("rejected", "seller", true);
/** Says nothing of whether a write took effect. */
export const busy = failure("retryable", "nobody");
export const slower = failure("rate-limited", "nobody");

export type Rows = Readonly<Record<string, Failure>>;
export const rows = (...groups: readonly (readonly [failure: Failure, ...codes: readonly string[]])[]): Rows =>
  Object.fromEntries(groups.flatMap(([each, ...codes]) => codes.map((code) => [code, each])));
