/**
 * The ledger of liability (sync-protocol §3) as values. L bounds what a channel may still sell: A + U ≤ L + X, where A is
 * what it will still sell, U what it sold and we have not read, X what was cancelled there unread. L may be negative and
 * is never clamped. Times are milliseconds of Postgres' clock.
 */
export type WriteKind = "net-set" | "gross-set" | "delta";

/**
 * - unresolved: sent or about to be; until `diesAt` it may take effect, or not
 * - applied, refused: the channel's own word, by its closed list
 * - lost: its outcome was never learned and its time has passed
 */
export type WriteState = "unresolved" | "applied" | "refused" | "lost";

export interface Write {
  readonly id: string;
  /** Position in the exposure's history. */
  readonly number: number;
  readonly kind: WriteKind;
  /** S: the units meant to be left for sale; for a delta the change, which may be negative. */
  readonly units: number;
  readonly sentAt: number;
  /** `sendBefore` + W: takes effect by then or never. */
  readonly diesAt: number;
  readonly state: WriteState;
  readonly ackedAt?: number;
  /** Whether an earlier write was unresolved as this one was sent. */
  readonly sentOverUnresolved: boolean;
  /** T of a gross-set: S and the counted holds of K. */
  readonly total?: number;
  /** K: the orders whose holds T counts (sync-protocol §5). */
  readonly counted?: readonly string[];
  /** L as it was before this intent, for an exact undo of a gross-set. */
  readonly liabilityBefore: number;
  readonly fenced: boolean;
}

/** Units cancelled there that may come back on sale there: they stay that channel's (sync-protocol §3, R6). */
export interface KeptReturn {
  readonly units: number;
  readonly readAt: number;
}

export interface Exposure {
  readonly id: string;
  /** L. */
  readonly liability: number;
  readonly writes: readonly Write[];
  readonly returns: readonly KeptReturn[];
  /** An assumption was broken or L was never known: the next fence says what L is, it does not only lower it (sync-protocol §6). */
  readonly doubted?: boolean;
}

/** From a breach on L is no bound until a fence has passed that was read under the wider assumption. */
export const doubt = (exposure: Exposure): Exposure => ({ ...exposure, doubted: true });

/** What a fence proved: a lower bound is taken, and a doubted one is replaced. */
export function prove(exposure: Exposure, units: number): Exposure {
  const { doubted, ...known } = exposure;
  return { ...known, liability: doubted ? units : Math.min(exposure.liability, units) };
}

export const isUnresolved = (write: Write, now: number): boolean => write.state === "unresolved" && now <= write.diesAt;

/** An acked write may have taken effect and not be proven; a lost one likewise until a fence. */
export const mayHaveTakenEffect = (write: Write): boolean => write.state !== "refused";

/** The newest write that may count; one that was refused changed nothing. */
export const newestWrite = (exposure: Exposure): Write | undefined => exposure.writes.findLast(mayHaveTakenEffect);

/** What writes after `number` may still put on sale. */
export function raisedAfter(exposure: Exposure, number: number): number {
  return exposure.writes
    .filter((write) => write.number > number && mayHaveTakenEffect(write))
    .reduce((sum, write) => sum + Math.max(0, write.units), 0);
}

/** Returns that may come back after `since`, given that they are back by readAt + Y or never. */
export function keptSince(exposure: Exposure, since: number, restockWithinMs: number): number {
  return exposure.returns.filter((each) => each.readAt + restockWithinMs >= since).reduce((sum, each) => sum + each.units, 0);
}

export function replaceWrite(exposure: Exposure, id: string, change: Partial<Write>): Exposure {
  return { ...exposure, writes: exposure.writes.map((write) => (write.id === id ? { ...write, ...change } : write)) };
}
