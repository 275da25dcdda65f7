import { type Exposure, isUnresolved, keptSince, prove, raisedAfter, replaceWrite, type Write } from "./exposure";

export interface FenceSettings {
  readonly writeEffectiveWithinMs: number;
  readonly readSeesWriteWithinMs: number;
  readonly restockWithinMs: number;
}

/** A read of the stock there, begun and ended, that shows the number which the write left. */
export interface ReadBack {
  readonly beganAt: number;
  readonly endedAt: number;
  /** What it showed as sellable: more than the write left is what came back since, or the sign that nothing was done. */
  readonly shown?: number;
  /** What the channel counted as held, where it has such a counter. */
  readonly held?: number;
}

/**
 * Whether write k is fenced (sync-protocol §4): nothing unresolved as it was sent (H6), acked, read back by a read begun
 * ≥ ack + G (H16), and every order up to the later of ack + Z (H4) and the end of that read-back has been read (H29).
 * `coveredUntil` is the start of the last valid fence read − D.
 */
export function isFenced(write: Write, readBack: ReadBack | undefined, coveredUntil: number, settings: FenceSettings): boolean {
  if (write.state !== "applied" || write.ackedAt === undefined || write.sentOverUnresolved || !readBack) return false;
  if (readBack.beganAt < write.ackedAt + settings.readSeesWriteWithinMs) return false;
  return coveredUntil >= Math.max(write.ackedAt + settings.writeEffectiveWithinMs, readBack.endedAt);
}

/**
 * A read-back may show more than a number left for as many units as may have come back. Where the write was acknowledged and
 * never done, these are old units, and the returns are still to come: both stay the channel's.
 */
export const shownBeyond = (write: Write, readBack: ReadBack): number =>
  write.kind === "net-set" && readBack.shown !== undefined ? Math.max(0, readBack.shown - write.units) : 0;

/**
 * R7: sales before k were all read, so what remains is what k and later writes showed, plus returns k did not overwrite (H5),
 * plus `rest`, the units held there beyond those we know (`hiddenUnits`).
 */
export function passFence(exposure: Exposure, writeId: string, settings: FenceSettings, rest = 0): Exposure {
  const write = exposure.writes.find((each) => each.id === writeId);
  if (!write || write.kind === "delta") return exposure;
  const proven =
    Math.max(0, write.units) +
    raisedAfter(exposure, write.number) +
    keptSince(exposure, write.sentAt, settings.restockWithinMs) +
    rest;
  return prove(replaceWrite(exposure, writeId, { fenced: true }), proven);
}

export interface Look {
  /** a: what the channel showed as sellable; where a total does not fall when goods leave, the total (H32). */
  readonly shown: number;
  readonly beganAt: number;
  readonly endedAt: number;
  readonly held?: number;
}

/** Whether no write could still change what the look saw: none open, none since (H30), none too fresh to be shown. */
export function isQuietAround(exposure: Exposure, look: Look, now: number, settings: FenceSettings): boolean {
  const settle = Math.max(settings.readSeesWriteWithinMs, settings.writeEffectiveWithinMs);
  return exposure.writes.every((write) => {
    if (write.state === "refused") return true;
    if (write.sentAt >= look.beganAt || isUnresolved(write, now)) return false;
    const from = write.ackedAt === undefined ? write.diesAt + settings.readSeesWriteWithinMs : write.ackedAt + settle;
    return look.beganAt >= from;
  });
}

/**
 * R8: the stock was looked at, then the orders read. Finds idle units without going dark. The look must be quiet, and fenced
 * itself (H10). Every write before it is then proven with it.
 */
export function passLookFence(
  exposure: Exposure,
  look: Look,
  coveredUntil: number,
  now: number,
  settings: FenceSettings,
  rest = 0,
): Exposure {
  if (!isQuietAround(exposure, look, now, settings) || coveredUntil < look.endedAt) return exposure;
  const proven = look.shown + keptSince(exposure, look.beganAt, settings.restockWithinMs) + rest;
  const settled = exposure.writes.some((write) => !write.fenced && write.state !== "refused")
    ? exposure.writes.map((write) => (write.state === "refused" ? write : { ...write, fenced: true }))
    : exposure.writes;
  return prove({ ...exposure, writes: settled }, proven);
}
