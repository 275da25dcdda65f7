export const channelCodes = ["shopee", "lazada", "tiki"] as const;
export type SimulatedChannel = (typeof channelCodes)[number];

/** What a history is drawn from; shares are of the steps or calls they name. */
export interface Plan {
  readonly seed: number;
  /** On one alone more is sold, and read, in as many steps; several sell what the others hold. */
  readonly channels: readonly SimulatedChannel[];
  /** Trouble begins once everything is on sale everywhere, and not while it is being published. */
  readonly published: boolean;
  /** Steps with orders, edits and faults; then everything is left alone until it has settled. */
  readonly steps: number;
  /** Units that may be promised beyond what is there; nought is strict. */
  readonly allowance: number;
  /** Parts of the history that are left out, to find the shortest that fails. */
  readonly without: ReadonlySet<Part>;
  /** An assumption of sync-protocol §6 that this world does not keep. */
  readonly breaks?: Broken | undefined;
}

export const parts = [
  "cancels",
  "unpaid",
  "hand-overs",
  "our-shop",
  "restocks",
  "edits",
  "wishes",
  "recipes",
  "commands",
  "returns",
  "unreadable-orders",
  "revocations",
  "promotions",
  "marketplace-faults",
  "kills",
  "stalls",
  "lost-answers",
  "backend-away",
  "empty-queues",
  "lags",
] as const;
export type Part = (typeof parts)[number];

export const brokenAssumptions = ["late-orders", "late-writes", "other-writer"] as const;
export type Broken = (typeof brokenAssumptions)[number];
/** What must be told as broken then, of sync-protocol §6. */
export const breachOf = {
  "late-orders": "orderVisibleWithinMs",
  "late-writes": "readSeesWriteWithinMs",
  "other-writer": "soleStockWriter",
} as const satisfies Record<Broken, string>;

export const second = 1_000;
export const minute = 60 * second;

export const allParts = (without: ReadonlySet<Part>) => (part: Part) => !without.has(part);

/** Each channel alone and all together, begun published and not, strict and pooled: a dozen has nearly all of it. */
export function planOf(seed: number): Pick<Plan, "seed" | "channels" | "published" | "allowance"> {
  const alone = seed % 4 === 0 ? undefined : channelCodes[seed % channelCodes.length];
  const four = Math.floor(seed / 4);
  return {
    seed,
    channels: alone ? [alone] : channelCodes,
    published: four % 2 === 0,
    allowance: (seed + four) % 3 === 0 ? 4 : 0,
  };
}
