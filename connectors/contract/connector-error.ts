import type { Text } from "./text.ts";

export const connectorErrorKinds = ["retryable", "rate-limited", "auth", "validation", "rejected", "unexpected"] as const;
export type ConnectorErrorKind = (typeof connectorErrorKinds)[number];

const mark = Symbol.for("hung-yen-ocop.connector-error");

/**
 * The only error a connector throws. `message` is English for logs; `says` is for people, cause and next move.
 * `sent` is false when nothing left this machine, so that a write is known not to have happened.
 * Recognised by a mark: a process may hold this module twice (import and require).
 */
export class ConnectorError extends Error {
  readonly [mark] = true;
  readonly kind: ConnectorErrorKind;
  readonly code: string;
  readonly sent: boolean;
  readonly retryAfterMs: number | undefined;
  readonly says: Text | undefined;

  constructor(
    kind: ConnectorErrorKind,
    code: string,
    message: string,
    more: { cause?: unknown; sent?: boolean; retryAfterMs?: number | undefined; says?: Text | undefined } = {},
  ) {
    super(message, { cause: more.cause });
    this.name = "ConnectorError";
    this.kind = kind;
    this.code = code;
    this.sent = more.sent ?? true;
    this.retryAfterMs = more.retryAfterMs;
    this.says = more.says;
  }

  static override [Symbol.hasInstance](value: unknown): boolean {
    return typeof value === "object" && value !== null && mark in value;
  }
}
