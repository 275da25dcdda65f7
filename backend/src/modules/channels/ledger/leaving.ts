import { type Exposure, isUnresolved, newestWrite } from "./exposure";

/**
 * Where a total does not fall with the goods that leave, a unit handed over puts another on sale (H32). So before we accept
 * or pack an order the newest write of each of its exposures must have been sent after the order was read, leave it out of
 * K, have been acked Z ago and read back, since an acknowledged total may never have been done (H16), and nothing be
 * unresolved then or now (sync-protocol §5).
 */
export function mayLetLeave(
  exposure: Exposure,
  order: { readonly id: string; readonly readAt: number },
  now: number,
  writeEffectiveWithinMs: number,
  /** The write that a read has shown. */
  readBackOf: string | undefined,
): boolean {
  const newest = newestWrite(exposure);
  // Never written: nothing of ours is on sale there.
  if (!newest) return true;
  if (exposure.writes.some((write) => isUnresolved(write, now))) return false;
  return (
    newest.state === "applied" &&
    newest.id === readBackOf &&
    !newest.sentOverUnresolved &&
    newest.sentAt > order.readAt &&
    !(newest.counted ?? []).includes(order.id) &&
    newest.ackedAt !== undefined &&
    now >= newest.ackedAt + writeEffectiveWithinMs
  );
}
