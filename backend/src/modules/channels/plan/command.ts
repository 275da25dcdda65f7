import type { OrderState } from "connectors/contract";

export type CommandKind = "accept" | "pack" | "ship" | "cancel";

const onTheWay: readonly OrderState[] = ["handed-over", "delivered", "completed", "returning", "returned"];
const doneAt: Readonly<Record<CommandKind, readonly OrderState[]>> = {
  accept: ["confirmed", "packed", ...onTheWay],
  pack: ["packed", ...onTheWay],
  ship: onTheWay,
  cancel: ["cancelled"],
};

/** The absorbing state of a command as it is read back there (sync-protocol §12). */
export const isDoneThere = (kind: CommandKind, state: OrderState | ""): boolean =>
  (doneAt[kind] as readonly string[]).includes(state);

export interface CommandFacts {
  readonly kind: CommandKind;
  readonly state: "queued" | "sending" | "unknown";
  readonly sendBefore: number | undefined;
  readonly attempts: number;
  readonly order: { readonly state: OrderState | ""; readonly readBeganAt: number } | undefined;
}

/** More often than this the same thing is not tried by itself. */
const mostAttempts = 5;

/**
 * Effectively once (sync-protocol §12): sent when nothing shows that it is done; after an answer that never came, read once a
 * read would show it, and sent again only when a read begun after the request has died still shows nothing. What the buyer
 * cancelled meanwhile is not done any more.
 */
export function nextCommandStep(
  command: CommandFacts,
  now: number,
  settings: { readonly readSeesWriteWithinMs: number; readonly requestDiesWithinMs: number; readonly readable: boolean },
): "send" | "read" | "wait" | "done" | "withdraw" | "person" {
  const { kind, state, order } = command;
  if (order && isDoneThere(kind, order.state)) return "done";
  if (kind !== "cancel" && order?.state === "cancelled") return "withdraw";
  if (state === "queued") return "send";
  const shownFrom = (command.sendBefore ?? 0) + settings.readSeesWriteWithinMs;
  const deadFrom = shownFrom + settings.requestDiesWithinMs;
  if (now < shownFrom) return "wait";
  if (!settings.readable) return "person";
  const readAt = order?.readBeganAt ?? Number.NEGATIVE_INFINITY;
  if (readAt < shownFrom) return "read";
  if (now < deadFrom) return "wait";
  if (readAt < deadFrom) return "read";
  return command.attempts >= mostAttempts ? "person" : "send";
}
