import type { Write } from "./exposure";

/**
 * `rest` of R7 and R8 (sync-protocol §4): units the channel's hold counter shows beyond the holds we know. Undefined: there
 * are holds we cannot see and no counter to bound them, so nothing is proven. For a gross-set alone the passing of the
 * longest unpaid hold since it was sent will do instead (H33).
 */
export function hiddenUnits(read: {
  readonly held: number | undefined;
  /** Units in orders we had read before the counter was, and that hold still. */
  readonly known: number;
  readonly unpaidVisible: boolean;
  readonly waited?: { readonly write: Write; readonly now: number; readonly unpaidHoldMaxMs: number };
}): number | undefined {
  if (read.held !== undefined) return Math.max(0, read.held - read.known);
  if (read.unpaidVisible) return 0;
  const { waited } = read;
  return waited?.write.kind === "gross-set" && waited.now >= waited.write.sentAt + waited.unpaidHoldMaxMs ? 0 : undefined;
}
