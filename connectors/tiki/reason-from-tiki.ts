import { z } from "zod";
import { ConnectorError, type ListingState, type Text } from "../contract/index.ts";
import { tikiTexts } from "./texts.ts";

export interface TikiReason {
  readonly code?: string;
  readonly text: string;
}

const words = z.string().trim().min(1);
const errorSchema = z.object({
  code: z.union([z.number(), z.string()]).optional().catch(undefined),
  msg: words.optional().catch(undefined),
  description: words.optional().catch(undefined),
});
const longest = 500;

/** Why Tiki did not approve: JSON inside a string, a list, or plain words (tiki §1, §5.2). Never throws. */
export function reasonFromTiki(reason: unknown): TikiReason {
  const inner = typeof reason === "string" ? (json(reason) ?? reason) : reason;
  const rows = Array.isArray(inner) ? (inner as unknown[]) : [inner];
  const found = rows.flatMap((row) => {
    if (typeof row === "string") return row.trim() ? [{ text: row.trim() }] : [];
    const errors = z.object({ errors: z.array(z.unknown()) }).safeParse(row);
    const message = z.object({ message: words }).safeParse(row);
    const read = (errors.success ? errors.data.errors : [row]).flatMap((each): TikiReason[] => {
      if (typeof each === "string") return each.trim() ? [{ text: each.trim() }] : [];
      const { code, msg, description } = errorSchema.safeParse(each).data ?? {};
      const text = msg ?? description;
      return text || code !== undefined
        ? [{ text: text ?? `mã ${code}`, ...(code === undefined ? {} : { code: String(code) }) }]
        : [];
    });
    return read.length ? read : message.success ? [{ text: message.data.message }] : [];
  });
  const [first] = found.filter((each) => "code" in each);
  const text = [...new Set(found.map((each) => each.text))].join("; ").slice(0, longest);
  return { text: text || "Tiki không nêu lý do", ...(first?.code ? { code: first.code } : {}) };
}

function json(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

const states: Readonly<Record<string, ListingState>> = {
  queuing: "sent",
  processing: "sent",
  drafted: "drafted",
  approved: "hidden",
  rejected: "refused",
  locked: "refused",
  deleted: "gone",
};
/** Held back after several rejections; Tiki may let it go on (webhook guide, `product:request:locked`). */
const isLocked = (state: string): boolean => state.trim().toLowerCase() === "locked";
/** A review's state that is not known is a review in progress (tiki §5.2). */
export const requestState = (state: string): ListingState => states[state.trim().toLowerCase()] ?? "in-review";

export const isPending = (state: string): boolean =>
  isLocked(state) ||
  (["sent", "drafted", "in-review"].includes(requestState(state)) && !/(approved|rejected)$/i.test(state.trim()));

/** What a request means for an act that needs the product it has not become. */
export function requestError(state: string, reason: unknown): ConnectorError {
  const { code, text } = reasonFromTiki(reason);
  const waits = (says: Text) => new ConnectorError("retryable", "in-review", `request ${state}`, { sent: false, says });
  if (isLocked(state)) return waits(tikiTexts.say("request-locked", { reason: text }));
  switch (requestState(state)) {
    case "refused":
      return new ConnectorError("rejected", code ?? "request-rejected", `request ${state}: ${text}`, {
        says: tikiTexts.say("request-rejected", { reason: text }),
      });
    case "gone":
      return new ConnectorError("rejected", "request-gone", "request deleted", { says: tikiTexts.say("request-gone") });
    default:
      return waits(tikiTexts.say("in-review", { state }));
  }
}
