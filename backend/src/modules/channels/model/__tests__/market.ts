/** What a number means there (sync-protocol §2); a total below the holds is clipped, or refused. */
export type MarketKind = "net-set" | "delta" | "clipped total" | "refused total";
export type WriteKind = "net-set" | "gross-set" | "delta";

export interface Order {
  readonly state: "new" | "left" | "cancelled";
  readonly placedAt: number;
  /** Its creation time in the list, which may lie before its acceptance (M). */
  readonly datedAt: number;
  /** From when it may be listed; never while it is unpaid and hidden. */
  readonly listedFrom: number;
  /** We told the marketplace that we prepare it. */
  readonly accepted: boolean;
  /** Cancelled, and its unit not yet back on sale. */
  readonly owed: boolean;
}

/** A request that may still take effect. One that was acknowledged will. */
export interface Landing {
  readonly writeId: string;
  readonly kind: WriteKind;
  readonly units: number;
  readonly until: number;
  readonly acked: boolean;
}

/**
 * One made-up marketplace with one listing, written from sync-protocol §2 and §6: it knows nothing of the ledger that it
 * tries. `number` is what it sells, or its total.
 */
export interface Market {
  readonly kind: MarketKind;
  readonly number: number;
  readonly orders: readonly Order[];
  readonly landing: readonly Landing[];
}

export const isTotal = ({ kind }: Market): boolean => kind === "clipped total" || kind === "refused total";

/** Whether its acknowledgement is its effect. */
export const isAtomic = (kind: MarketKind, atomic: boolean): boolean =>
  kind === "delta" || kind === "refused total" || (kind === "clipped total" && atomic);

export const holding = ({ orders }: Market): number =>
  orders.filter(({ state, owed }) => state === "new" || (state === "cancelled" && owed)).length;

/** A. */
export const sellable = (market: Market): number =>
  isTotal(market) ? Math.max(0, market.number - holding(market)) : market.number;

/** What it promised to buyers, sent or not. */
export const promised = ({ orders }: Market): number => orders.filter(({ state }) => state !== "cancelled").length;

export function buy(market: Market, order: Pick<Order, "placedAt" | "datedAt" | "listedFrom">): Market {
  return {
    ...market,
    number: isTotal(market) ? market.number : market.number - 1,
    orders: [...market.orders, { ...order, state: "new", accepted: false, owed: false }],
  };
}

export const changeOrder = (market: Market, at: number, change: Partial<Order>): Market => ({
  ...market,
  orders: market.orders.map((order, index) => (index === at ? { ...order, ...change } : order)),
});

/** The unit of a cancelled order is on sale again; a total gives the hold back by itself. */
export function putBack(market: Market, at: number): Market {
  const changed = changeOrder(market, at, { owed: false });
  return isTotal(market) ? changed : { ...changed, number: market.number + 1 };
}

/** Undefined: it is refused, and nothing changes. */
export function takeEffect(market: Market, { kind, units }: Pick<Landing, "kind" | "units">): Market | undefined {
  const number = kind === "delta" ? market.number + units : units;
  if (number < 0 || (market.kind === "refused total" && number < holding(market))) return undefined;
  return { ...market, number };
}
