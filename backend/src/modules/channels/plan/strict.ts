import type { Component } from "../ledger";

/** Why "never oversold" cannot be promised for a SKU on a channel (sync-protocol §5, §6). */
export const strictObstacles = [
  "observe-only",
  "sells-more-than-shown",
  "unpaid-hidden",
  "held-there",
  "kit",
  "not-its-kind",
  "others-ship",
] as const;
export type StrictObstacle = (typeof strictObstacles)[number];
export const isObstacle = (word: string): word is StrictObstacle => (strictObstacles as readonly string[]).includes(word);

export function strictObstacle(channel: {
  /** Its stock is written by software. */
  readonly writable: boolean;
  readonly sellsOnlyWhatItShows: boolean;
  readonly unpaidVisible: boolean;
  /** Undefined before the first look. */
  readonly hasHoldCounter: boolean | undefined;
  /** The equation of a gross-set failed there. */
  readonly equationFailed: boolean;
  readonly kind: "net-set" | "gross-set";
  readonly totalFallsOnLeave: boolean;
  readonly soleFulfiller: boolean;
}): StrictObstacle | undefined {
  if (!channel.writable) return "observe-only";
  if (!channel.sellsOnlyWhatItShows) return "sells-more-than-shown";
  if (channel.equationFailed && !channel.unpaidVisible) return "not-its-kind";
  if (!channel.unpaidVisible && channel.hasHoldCounter === false) return "unpaid-hidden";
  if (channel.kind === "gross-set" && !channel.totalFallsOnLeave && !channel.soleFulfiller) return "others-ship";
  return undefined;
}

export type Strictness = "strict" | "becoming-strict" | "pooled";

/** Strict from when fences have brought what is claimed down to what is there, not from the click (sync-protocol §7). */
export function strictness({ allowance, claims, onHand, held }: Component): Strictness {
  if (allowance > 0) return "pooled";
  return claims <= onHand - held ? "strict" : "becoming-strict";
}

/** Below θ free units a pooled SKU turns strict. */
export const allowanceNow = (accepted: number, free: number, strictBelow: number | undefined): number =>
  strictBelow !== undefined && free < strictBelow ? 0 : accepted;
