import type { ShowingMemory } from "./showing";

export const comparedFields = ["title", "description", "price"] as const;
export type Field = (typeof comparedFields)[number];
export type FieldOwner = "ours" | "theirs" | "ask";
export type FieldValue = string | number;

interface Dated {
  readonly value: FieldValue;
  readonly at: number;
}
/** What is remembered of one field of one listing (sync-protocol §10). */
export interface FieldMemory {
  /** What differs there, and since which read. */
  readonly foreign?: { readonly value: FieldValue; readonly since: number };
  /** Everything we tried to write in the last day, answered or not. */
  readonly tried?: readonly Dated[];
  /** Foreign values we wrote over in the last day. */
  readonly repairs?: readonly Dated[];
  /** The first altered form in which a write of ours came back; gone once our own value was seen. */
  readonly altered?: { readonly sent: FieldValue; readonly shown: FieldValue; readonly writtenAt: number };
  /** The channel's own rendering of what we sent. */
  readonly echo?: { readonly sent: FieldValue; readonly shown: FieldValue };
  /** A value is written again, but not before this. */
  readonly againAfter?: number;
}
export type Drift = { readonly [Each in Field]?: FieldMemory } & {
  readonly changedAt?: number;
  readonly showing?: ShowingMemory;
};

export type Verdict = "early" | "ours" | "late-write" | "confirmed" | "first" | "repair" | "adopt" | "conflict" | "echo";

export interface FieldReading {
  readonly sent: FieldValue | undefined;
  readonly wanted: FieldValue | undefined;
  readonly seen: FieldValue;
  readonly owner: FieldOwner;
  readonly readBeganAt: number;
  /** When we last wrote anything of the listing. */
  readonly writtenAt: number;
  /** A write of it is unresolved, or began meanwhile. */
  readonly writing: boolean;
}

const dayMs = 86_400_000;
const mostRepairs = 3;

/** The same text however it is spaced, the same number however it is written. */
export const canonical = (value: FieldValue): string => {
  const text = String(value).normalize("NFC").replace(/\s+/g, " ").trim();
  return typeof value === "number" || /^\d+(\.0+)?$/.test(text) ? String(Number(text)) : text;
};
const same = (one: FieldValue | undefined, other: FieldValue | undefined): boolean =>
  one !== undefined && other !== undefined && canonical(one) === canonical(other);
const ofTheDay = (list: readonly Dated[] | undefined, now: number): readonly Dated[] =>
  (list ?? []).filter(({ at }) => at > now - dayMs);

/** Who changed a field, and what follows (sync-protocol §10). A read confirms early and accuses late. */
export function judgeField(
  reading: FieldReading,
  memory: FieldMemory,
  settings: { readonly readSeesWriteWithinMs: number; readonly requestDiesWithinMs: number },
): { readonly verdict: Verdict; readonly memory: FieldMemory } {
  const { sent, wanted, seen, owner, readBeganAt: at, writtenAt } = reading;
  const { foreign: _foreign, ...rest } = memory;
  const known: FieldMemory = { ...rest, tried: ofTheDay(memory.tried, at), repairs: ofTheDay(memory.repairs, at) };
  const { altered: _altered, ...unaltered } = known;
  if (same(seen, sent)) return { verdict: "ours", memory: unaltered };
  if (sent !== undefined && known.echo && same(known.echo.sent, sent) && same(known.echo.shown, seen))
    return { verdict: "ours", memory: known };
  if (reading.writing || at < writtenAt + settings.readSeesWriteWithinMs) return { verdict: "early", memory };
  // By an answer of ours that never came, or because we came round to it: what we want is there.
  if (same(seen, wanted)) return { verdict: "confirmed", memory: unaltered };
  if (sent === undefined) return { verdict: "early", memory };
  if (known.tried?.some(({ value }) => same(value, seen)))
    return { verdict: "late-write", memory: { ...known, againAfter: at + settings.requestDiesWithinMs } };

  const before = memory.foreign;
  const foreign = before && same(before.value, seen) ? before : { value: seen, since: at };
  if (before === undefined || at < foreign.since + settings.readSeesWriteWithinMs)
    return { verdict: "first", memory: { ...known, foreign } };

  const { altered } = known;
  // Of this field: a write of another one says nothing of it, and what was never written did not come back altered.
  const triedAt = known.tried?.findLast(({ value }) => same(value, sent))?.at;
  const again = altered !== undefined && same(altered.sent, sent) && same(altered.shown, seen);
  // Two writes of the same value came back altered in the same way, and never as they were.
  if (again && triedAt !== undefined && altered.writtenAt !== triedAt)
    return { verdict: "echo", memory: { ...unaltered, echo: { sent, shown: seen } } };
  const noted: FieldMemory = {
    ...(again ? known : unaltered),
    foreign,
    ...(again || triedAt === undefined ? {} : { altered: { sent, shown: seen, writtenAt: triedAt } }),
  };
  if (owner === "theirs") return { verdict: "adopt", memory: unaltered };
  const repaired = noted.repairs?.filter(({ value }) => same(value, seen)).length ?? 0;
  if (owner === "ask" || repaired >= mostRepairs) return { verdict: "conflict", memory: noted };
  const { foreign: _repaired, ...repairing } = noted;
  return { verdict: "repair", memory: { ...repairing, repairs: [...(noted.repairs ?? []), { value: seen, at }] } };
}

/** Before a write is sent: an answer that never comes must not make our own value somebody else's. */
export const noteTried = (memory: FieldMemory | undefined, value: FieldValue, at: number): FieldMemory => ({
  ...memory,
  tried: [...ofTheDay(memory?.tried, at), { value, at }],
});

/** What the channel last changed by its own clock; an older source is dropped. */
export const isStale = (drift: Drift, changedAt: number | undefined): boolean =>
  changedAt !== undefined && drift.changedAt !== undefined && changedAt < drift.changedAt;
