/** Where publish-once stands for one SKU on one account (sync-protocol §9). Times are milliseconds. */
export interface PublishRecord {
  /** First look of the two that must say none after a create whose answer was lost. */
  readonly noneAt?: number;
  /** `sendBefore` + W of the create that may still take effect. */
  readonly createDiesAt?: number;
  readonly lookedAt?: number;
  readonly createdAt?: number;
  readonly checked?: boolean;
  /** Creates of ours that were handed out: more than none, and a twin may be ours. */
  readonly creates?: number;
}
export type PublishState = "none" | "looked" | "creating" | "bound" | "ask";

/** Create is not idempotent and a look is late: never create while an earlier create may have taken effect unseen. */
export function nextPublishStep(
  state: PublishState,
  record: PublishRecord,
  now: number,
  indexSeesCreateWithinMs: number,
): "look" | "create" | "wait" {
  const wait = indexSeesCreateWithinMs;
  if (state === "ask") return "wait";
  if (state === "none") return "look";
  if (state === "looked") return now - (record.lookedAt ?? 0) <= 60_000 ? "create" : "look";
  if (state === "creating") {
    if (now < (record.createDiesAt ?? 0) + wait) return "wait";
    return record.noneAt === undefined || now >= record.noneAt + wait ? "look" : "wait";
  }
  return !record.checked && now >= (record.createdAt ?? 0) + wait ? "look" : "wait";
}

/** Bought only after a look that every create must be in by then said that it is the only one. */
export const mayGoLive = (record: PublishRecord, sellerSkuUnique: boolean): boolean =>
  sellerSkuUnique || !record.creates || record.checked === true;

export type LookVerdict =
  | { readonly state: PublishState; readonly record: PublishRecord; readonly bind?: string }
  | { readonly state: "bound"; readonly record: PublishRecord; readonly twins: readonly string[] };

export function readLook(
  state: PublishState,
  record: PublishRecord,
  found: readonly string[],
  bound: string | undefined,
  at: number,
  indexSeesCreateWithinMs: number,
): LookVerdict {
  if (state === "bound") return { state, record: { ...record, checked: true }, twins: found.filter((id) => id !== bound) };
  const [only] = found;
  if (found.length > 1) return { state: "ask", record };
  if (only !== undefined) return { state: "bound", record: { ...record, createdAt: at }, bind: only };
  const kept = record.creates === undefined ? {} : { creates: record.creates };
  if (state !== "creating") return { state: "looked", record: { ...kept, lookedAt: at } };
  if (record.noneAt === undefined) return { state, record: { ...record, noneAt: at } };
  return at >= record.noneAt + indexSeesCreateWithinMs
    ? { state: "looked", record: { ...kept, lookedAt: at } }
    : { state, record };
}
