import type { ChannelCode } from "connectors/contract";

/**
 * What must hold for the promises about stock to hold (sync-protocol §6). No marketplace publishes these figures, so each is
 * a setting: it is measured while running, and a breach is counted, shown and widens it. Durations in milliseconds.
 */
export interface Assumptions {
  /** Each order is checked there against what it shows. False: no bound on that channel. */
  readonly sellsOnlyWhatItShows: boolean;
  /** Nobody else raises stock there. */
  readonly soleStockWriter: boolean;
  /** D: an accepted order is in the list within this time. */
  readonly orderVisibleWithinMs: number;
  /** M: an order's creation time is at most so much earlier than its acceptance. */
  readonly createdBackdatedMs: number;
  /** Z: no sale at the old number later than the acknowledgement and this. */
  readonly writeEffectiveWithinMs: number;
  /** W: a request takes effect by `sendBefore` and this, or never. */
  readonly requestDiesWithinMs: number;
  /** The acknowledgement is the effect. */
  readonly moveIsAtomic: boolean;
  /** A gross total falls by what is handed over. Not known counts as no. */
  readonly totalFallsOnLeave: boolean;
  /** Nobody but us accepts or ships there; else a total that does not fall keeps no promise (sync-protocol §5). */
  readonly soleFulfiller: boolean;
  readonly cancelVisibleWithinMs: number;
  /** G: a read begun so much later shows the write. */
  readonly readSeesWriteWithinMs: number;
  /** Y: cancelled units are back on sale within this time of our reading the cancellation, or never. */
  readonly restockWithinMs: number;
  readonly unpaidVisible: boolean;
  readonly unpaidHoldMaxMs: number;
  readonly leaveTakesAtLeastMs: number;
  /** I: a created listing is found by every look within this time. */
  readonly indexSeesCreateWithinMs: number;
  /** A repeated seller SKU is refused there. */
  readonly sellerSkuUnique: boolean;
  /** How often stock is looked at where nothing was written, to find units that idle there (R8). A pace, not an assumption. */
  readonly lookEveryMs: number;
  /** A public page is asked for at most this often. Politeness, likewise no assumption. */
  readonly pageAgainMs: number;
}

const second = 1_000;
const minute = 60 * second;
const hour = 60 * minute;

const start: Assumptions = {
  sellsOnlyWhatItShows: true,
  soleStockWriter: true,
  orderVisibleWithinMs: 60 * second,
  createdBackdatedMs: 30 * minute,
  writeEffectiveWithinMs: 10 * second,
  requestDiesWithinMs: 120 * second,
  moveIsAtomic: false,
  totalFallsOnLeave: false,
  soleFulfiller: true,
  cancelVisibleWithinMs: 300 * second,
  readSeesWriteWithinMs: 30 * second,
  restockWithinMs: 300 * second,
  unpaidVisible: true,
  unpaidHoldMaxMs: 24 * hour,
  leaveTakesAtLeastMs: 10 * minute,
  indexSeesCreateWithinMs: 300 * second,
  sellerSkuUnique: false,
  lookEveryMs: 10 * minute,
  pageAgainMs: 6 * hour,
};

const ofChannel: Partial<Record<ChannelCode, Partial<Assumptions>>> = {
  // A signature lives 300 s.
  shopee: { requestDiesWithinMs: 330 * second },
  lazada: { moveIsAtomic: true, unpaidHoldMaxMs: 30 * minute },
  tiki: {
    orderVisibleWithinMs: 120 * second,
    writeEffectiveWithinMs: 60 * second,
    readSeesWriteWithinMs: 120 * second,
    unpaidVisible: false,
    sellerSkuUnique: true,
  },
};

/** The simulators' lags are set to stay under these, here and in no other place. */
export const demonstrationAssumptions: Partial<Assumptions> = {
  orderVisibleWithinMs: 3 * second,
  writeEffectiveWithinMs: 1 * second,
  requestDiesWithinMs: 5 * second,
  readSeesWriteWithinMs: 2 * second,
  restockWithinMs: 3 * second,
  indexSeesCreateWithinMs: 3 * second,
  lookEveryMs: 20 * second,
  pageAgainMs: 60 * second,
};

export function assumptionsOf(channel: ChannelCode, kind: "start" | "demonstration" = "start"): Assumptions {
  return { ...start, ...ofChannel[channel], ...(kind === "demonstration" ? demonstrationAssumptions : {}) };
}

/** What holds for one account: the channel's, an operator's over them, and never less than a breach has widened them to. */
export function assumptionsFor(
  account: {
    readonly channel: string;
    readonly assumptions?: Partial<Assumptions> | null;
    readonly widened?: Partial<Assumptions> | null;
  },
  kind: "start" | "demonstration" = "start",
): Assumptions {
  const chosen = { ...assumptionsOf(account.channel as ChannelCode, kind), ...account.assumptions };
  const wider = account.widened?.orderVisibleWithinMs ?? 0;
  return { ...chosen, orderVisibleWithinMs: Math.max(chosen.orderVisibleWithinMs, wider) };
}
