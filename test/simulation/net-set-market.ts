import type { seeded } from "./random.ts";

type Random = ReturnType<typeof seeded>;

interface MarketOrder {
  readonly id: string;
  readonly acceptedAt: number;
  readonly visibleAt: number;
  cancelledAt: number | undefined;
  handedOver: boolean;
}

/** Lags of one made-up marketplace, in milliseconds; what sync-protocol §6 calls D, Z, W, G and Y bound them. */
export interface Lags {
  readonly visible: number;
  readonly effect: number;
  readonly dies: number;
  readonly stale: number;
  readonly restock: number;
}

/** One listing of one unit's kind where a number overwrites what is left to sell, written from sync-protocol §2, not from the ledger. */
export class NetSetMarket {
  sellable = 0;
  readonly orders: MarketOrder[] = [];
  private readonly landing: { at: number; units: number }[] = [];
  private readonly restocking: number[] = [];
  private readonly shown: { at: number; sellable: number }[] = [{ at: 0, sellable: 0 }];

  private readonly name: string;
  private readonly random: Random;
  private readonly lags: Lags;

  constructor(name: string, random: Random, lags: Lags) {
    this.name = name;
    this.random = random;
    this.lags = lags;
  }

  /** Each change takes place, and is shown, at its own moment, not when somebody next looks. */
  advance(now: number): void {
    const due = [
      ...this.landing.map((write) => ({ at: write.at, change: () => (this.sellable = write.units) })),
      ...this.restocking.map((at) => ({ at, change: () => (this.sellable += 1) })),
    ].filter(({ at }) => at <= now);
    for (const { at, change } of due.sort((one, other) => one.at - other.at)) {
      change();
      this.show(at);
    }
    this.landing.splice(0, this.landing.length, ...this.landing.filter(({ at }) => at > now));
    this.restocking.splice(0, this.restocking.length, ...this.restocking.filter((at) => at > now));
  }

  private show(at: number): void {
    this.shown.push({ at, sellable: this.sellable });
  }

  /** The answer to a write: an acknowledgement whose effect may lag, a refusal, or silence. */
  write(units: number, now: number): "applied" | "refused" | "silence" {
    if (this.random.chance(0.15)) return "refused";
    if (this.random.chance(0.25)) {
      if (this.random.chance(0.6)) this.landing.push({ at: now + this.random.below(this.lags.dies), units });
      return "silence";
    }
    this.landing.push({ at: now + this.random.below(this.lags.effect), units });
    return "applied";
  }

  buy(now: number): void {
    if (this.sellable <= 0) return;
    this.sellable -= 1;
    this.show(now);
    this.orders.push({
      id: `${this.name}${this.orders.length}`,
      acceptedAt: now,
      visibleAt: now + this.random.below(this.lags.visible),
      cancelledAt: undefined,
      handedOver: false,
    });
  }

  cancel(now: number): void {
    const alive = this.orders.filter((order) => order.cancelledAt === undefined && !order.handedOver);
    const order = alive[this.random.below(alive.length)];
    if (!order) return;
    order.cancelledAt = now;
    if (this.random.chance(0.8)) this.restocking.push(now + this.random.below(this.lags.restock));
  }

  readOrders(now: number): readonly MarketOrder[] {
    return this.orders.filter((order) => order.visibleAt <= now);
  }

  /** A stale answer is one that was true at some moment within the lag. */
  readStock(now: number): number {
    const from = now - this.random.below(this.lags.stale);
    return this.shown.filter(({ at }) => at <= from).at(-1)?.sellable ?? this.sellable;
  }

  get promised(): number {
    return this.orders.filter((order) => order.cancelledAt === undefined).length;
  }
}
