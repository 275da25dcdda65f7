import { type Exposure, isUnresolved, keptSince, raisedAfter, replaceWrite, type Write } from "./exposure";

export interface FenceSettings {
  readonly writeEffectiveWithinMs: number;
  readonly readSeesWriteWithinMs: number;
  readonly restockWithinMs: number;
}

/** A read of the stock there, begun and ended, that shows the number which the write left. */
export interface ReadBack {
  readonly beganAt: number;
  readonly endedAt: number;
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

/** R7: sales before k were all read, so what remains is what k and later writes showed, plus returns k did not overwrite (H5). */
export function passFence(exposure: Exposure, writeId: string, settings: FenceSettings, rest = 0): Exposure {
  const write = exposure.writes.find((each) => each.id === writeId);
  if (!write || write.kind === "delta") return exposure;
  const proven =
    Math.max(0, write.units) +
    raisedAfter(exposure, write.number) +
    keptSince(exposure, write.sentAt, settings.restockWithinMs) +
    rest;
  return { ...replaceWrite(exposure, writeId, { fenced: true }), liability: Math.min(exposure.liability, proven) };
}

export interface Look {
  /** a: what the channel showed as sellable. */
  readonly shown: number;
  readonly beganAt: number;
  readonly endedAt: number;
}

/**
 * R8: the stock was looked at, then the orders read. Finds idle units without going dark. Refused while a write was open at
 * the look, was written since (H30), or was too fresh for the look to show it; the look must be fenced too (H10).
 */
export function passLookFence(
  exposure: Exposure,
  look: Look,
  coveredUntil: number,
  now: number,
  settings: FenceSettings,
  rest = 0,
): Exposure {
  const settle = Math.max(settings.readSeesWriteWithinMs, settings.writeEffectiveWithinMs);
  const blocked = exposure.writes.some((write) => {
    if (write.state === "refused") return false;
    if (write.sentAt >= look.beganAt || isUnresolved(write, now)) return true;
    const from = write.ackedAt === undefined ? write.diesAt + settings.readSeesWriteWithinMs : write.ackedAt + settle;
    return look.beganAt < from;
  });
  if (blocked || coveredUntil < look.endedAt) return exposure;
  const proven = look.shown + keptSince(exposure, look.beganAt, settings.restockWithinMs) + rest;
  return { ...exposure, liability: Math.min(exposure.liability, proven) };
}
