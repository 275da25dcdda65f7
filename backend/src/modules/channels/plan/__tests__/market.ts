/** mulberry32: the same seed, the same history. */
export function seeded(seed: number) {
  let state = seed >>> 0;
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
  return { below: (limit: number) => Math.floor(next() * limit), chance: (share: number) => next() < share };
}
export type Random = ReturnType<typeof seeded>;

export interface MarketOrder {
  readonly id: string;
  readonly placedAt: number;
  visibleAt: number;
  state: "new" | "accepted" | "left" | "cancelled";
  changedAt: number;
  expiresAt: number | undefined;
}

export interface Lags {
  readonly visible: number;
  readonly effect: number;
  readonly dies: number;
  readonly stale: number;
  readonly restock: number;
  readonly leaves: number;
}

/** One made-up marketplace with one listing, written from sync-protocol §2: not from the ledger that it tries. */
export class Market {
  sellable = 0;
  total = 0;
  readonly orders: MarketOrder[] = [];
  private readonly landing: { at: number; change: () => void }[] = [];
  private readonly shown: { at: number; sellable: number; total: number; held: number }[] = [];

  constructor(
    readonly name: string,
    readonly kind: "net-set" | "gross-set" | "delta",
    private readonly random: Random,
    private readonly lags: Lags,
    private readonly faults: () => boolean,
    private readonly hidesUnpaid: boolean,
  ) {
    this.show(0);
  }

  get holding(): number {
    return this.orders.filter(({ state }) => state === "new" || state === "accepted").length;
  }
  get available(): number {
    return this.kind === "gross-set" ? Math.max(0, this.total - this.holding) : this.sellable;
  }
  get promised(): number {
    return this.orders.filter(({ state }) => state !== "cancelled").length;
  }
  private show(at: number): void {
    this.shown.push({ at, sellable: this.available, total: this.total, held: this.holding });
  }

  advance(now: number): void {
    const due = this.landing.filter(({ at }) => at <= now).sort((one, other) => one.at - other.at);
    this.landing.splice(0, this.landing.length, ...this.landing.filter(({ at }) => at > now));
    for (const { at, change } of due) {
      change();
      this.show(at);
    }
    for (const order of this.orders)
      if (order.state === "new" && order.expiresAt !== undefined && order.expiresAt <= now) this.giveUp(order, order.expiresAt);
  }

  /** Only numbers and changes of its own kind; a net-set of 0 is known to every kind. */
  write(kind: "net-set" | "gross-set" | "delta", units: number, now: number): "applied" | "refused" | "silence" {
    const takeEffect = () => {
      if (kind === "delta") this.sellable = Math.max(0, this.sellable + units);
      else if (this.kind === "gross-set") this.total = units;
      else this.sellable = units;
    };
    if (this.faults() && this.random.chance(0.1)) return "refused";
    if (this.faults() && this.random.chance(0.2)) {
      if (this.random.chance(0.6)) this.landing.push({ at: now + this.random.below(this.lags.dies), change: takeEffect });
      return "silence";
    }
    if (kind === "delta") {
      if (this.sellable + units < 0) return "refused";
      takeEffect();
      this.show(now);
    } else this.landing.push({ at: now + this.random.below(this.lags.effect), change: takeEffect });
    return "applied";
  }

  buy(now: number): void {
    if (this.available <= 0) return;
    if (this.kind !== "gross-set") this.sellable -= 1;
    const hidden = this.hidesUnpaid && this.random.chance(0.5);
    const paysAt = now + this.random.below(600_000);
    this.orders.push({
      id: `${this.name}${this.orders.length}`,
      placedAt: now,
      visibleAt: (hidden ? paysAt : now) + this.random.below(this.lags.visible),
      state: "new",
      changedAt: now,
      expiresAt: hidden && this.random.chance(0.4) ? paysAt - 1 : undefined,
    });
    this.show(now);
  }

  cancelOne(now: number): void {
    const alive = this.orders.filter(({ state }) => state === "new" || state === "accepted");
    const order = alive[this.random.below(alive.length)];
    if (order) this.giveUp(order, now);
  }
  private giveUp(order: MarketOrder, at: number): void {
    order.state = "cancelled";
    order.changedAt = at;
    // A total gives the hold back by itself.
    if (this.kind !== "gross-set" && this.random.chance(0.8))
      this.landing.push({ at: at + this.random.below(this.lags.restock), change: () => (this.sellable += 1) });
    this.show(at);
  }

  accept(id: string, now: number): void {
    const order = this.orders.find((each) => each.id === id);
    if (order?.state !== "new") return;
    order.state = "accepted";
    order.changedAt = now;
    this.landing.push({
      at: Math.max(now, order.placedAt + this.lags.leaves) + this.random.below(120_000),
      change: () => {
        if (order.state === "accepted") order.state = "left";
      },
    });
  }

  readOrders(now: number): readonly Readonly<MarketOrder>[] {
    return this.orders.filter((order) => order.visibleAt <= now).map((order) => ({ ...order }));
  }

  readStock(now: number): { sellable: number; total?: number; held?: number } {
    const from = now - this.random.below(this.lags.stale);
    const { sellable, total, held } = this.shown.findLast(({ at }) => at <= from) ?? { sellable: 0, total: 0, held: 0 };
    return this.kind === "gross-set" ? { sellable, total, held } : { sellable };
  }
}
