import type { Assumptions } from "../assumptions";

/** What is remembered of a listing's being on sale there (sync-protocol §10). */
export interface ShowingMemory {
  /** How it stood when a read last agreed with us; unknown again once we set out to change it. */
  readonly kept?: boolean;
  /** Since which read it has stood otherwise. */
  readonly otherSince?: number;
  /** When it was put right in the last day. */
  readonly repairs?: readonly number[];
}
export type ShowingVerdict = "ours" | "early" | "first" | "repair" | "theirs";

const dayMs = 86_400_000;
const mostRepairs = 3;

/** Booked with the act that changes it: where its answer is lost, what then stands there may be our own doing. */
export function noteShowing({ kept: _kept, ...memory }: ShowingMemory): ShowingMemory {
  return memory;
}

/**
 * Whether a listing is on sale there as we put it. What has never been seen so since our write had no effect, whatever was
 * acknowledged, and is written again; what is to be off sale is taken off again whoever put it there. What was on sale and is
 * hidden somebody has hidden there: a person decides. A fourth repair in a day is a person's too.
 */
export function judgeShowing(
  reading: {
    readonly sent: boolean | undefined;
    readonly wanted: boolean;
    readonly seen: boolean;
    readonly readBeganAt: number;
    readonly writtenAt: number;
    readonly writing: boolean;
  },
  memory: ShowingMemory,
  settings: Pick<Assumptions, "readSeesWriteWithinMs">,
): { readonly verdict: ShowingVerdict; readonly memory: ShowingMemory } {
  const { sent, wanted, seen, readBeganAt: at, writtenAt } = reading;
  const { otherSince, ...rest } = memory;
  const repairs = (memory.repairs ?? []).filter((repaired) => repaired > at - dayMs);
  const kept = reading.writing ? {} : { kept: seen };
  if (seen === sent) return { verdict: "ours", memory: { ...rest, repairs, ...kept } };
  if (reading.writing || sent === undefined || at < writtenAt + settings.readSeesWriteWithinMs)
    return { verdict: "early", memory };
  if (seen === wanted) return { verdict: "ours", memory: { ...rest, repairs, ...kept } };
  const since = otherSince ?? at;
  if (at < since + settings.readSeesWriteWithinMs || otherSince === undefined)
    return { verdict: "first", memory: { ...rest, repairs, otherSince: since } };
  if ((sent && memory.kept) || repairs.length >= mostRepairs) return { verdict: "theirs", memory: { ...memory, repairs } };
  return { verdict: "repair", memory: { ...noteShowing(rest), repairs: [...repairs, at] } };
}
