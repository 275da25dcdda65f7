import { assumptionsOf } from "../../assumptions";
import * as ledger from "../../ledger";
import { moveLine } from "../../orders-in";
import { showsWrite } from "../shows-write";
import { planStock } from "../stock";
import { fenceReadDue, readDue } from "../stock-reads";
import type { PlanComponent, SeenLook, SkuState, StockRules, StockState } from "../stock-state";
import { type Lags, Market, seeded } from "./market";

const kinds = { shopee: "net-set", lazada: "delta", tiki: "gross-set" } as const;
type Channel = keyof typeof kinds;

interface Seller {
  readonly channel: Channel;
  readonly market: Market;
  readonly rules: StockRules & ledger.FenceSettings;
  exposure: ledger.Exposure;
  coveredUntil: number;
  readBack: SkuState["readBack"];
  look: SeenLook | undefined;
  lookAskedAt: number | undefined;
  zeroedAt: number | undefined;
  readonly lines: Map<
    string,
    { held: number; handed_over: number; returned: number; cancelled: number; readAt: number; asked: boolean }
  >;
}

export interface History {
  readonly oversoldBy: number;
  readonly sales: number;
  readonly raises: number;
  readonly writes: number;
  /** Of each channel at the end: what it shows, what it may show, and why its plan rests. */
  readonly end: readonly { channel: Channel; shown: number; liability: number; why: string | undefined }[];
  readonly writesAtTheEnd: number;
}

const sendWithinMs = 30_000;

/** Rules left out on purpose, so that the search is known to be able to fail. */
export type Broken = "hidden units are not counted" | "orders leave at once";

/** Turns of up to three channels of every kind and our shop, on one shelf, in an order that a seed draws; then a calm. */
export function sell(
  seed: number,
  options: { channels: readonly Channel[]; onHand: number; allowance?: number; steps: number; calm?: number; broken?: Broken },
): History {
  const random = seeded(seed);
  let faulty = true;
  let now = 1_000_000;
  let heldHere = 0;
  let held = 0;
  let { onHand } = options;
  let writes = 0;
  let raises = 0;
  let writesAtTheEnd = 0;
  let oversoldBy = 0;
  const why = new Map<string, string>();
  const sellers = options.channels.map((channel): Seller => {
    const assumptions = assumptionsOf(channel);
    const lags: Lags = {
      visible: assumptions.orderVisibleWithinMs,
      effect: assumptions.writeEffectiveWithinMs,
      dies: assumptions.requestDiesWithinMs,
      // A read may show what was true before an effect that itself lags: both together stay within G.
      stale: assumptions.readSeesWriteWithinMs - assumptions.writeEffectiveWithinMs,
      restock: assumptions.restockWithinMs,
      leaves: assumptions.leaveTakesAtLeastMs,
    };
    return {
      channel,
      market: new Market(channel, kinds[channel], random, lags, () => faulty, !assumptions.unpaidVisible),
      rules: {
        ...assumptions,
        kind: kinds[channel] === "gross-set" ? "gross-set" : "net-set",
        canAdjust: kinds[channel] === "delta",
        sendWithinMs,
      },
      exposure: { id: channel, liability: 0, writes: [], returns: [] },
      coveredUntil: 0,
      readBack: undefined,
      look: undefined,
      lookAskedAt: undefined,
      zeroedAt: undefined,
      lines: new Map(),
    };
  });
  const component = (): PlanComponent => ({
    id: "jar",
    onHand,
    held: held + heldHere,
    allowance: options.allowance ?? 0,
    accepted: options.allowance ?? 0,
    claims: sellers.reduce((sum, { exposure }) => sum + exposure.liability, 0),
    buffer: {},
    soldLastHour: 0,
    claimants: sellers.map(({ channel, exposure }) => ({
      exposureId: channel,
      units: exposure.liability,
      live: true,
      reachable: true,
    })),
  });
  const skuOf = (seller: Seller): SkuState => ({
    listingId: seller.channel,
    exposure: seller.exposure,
    live: true,
    known: true,
    cap: undefined,
    parts: [{ componentId: "jar", quantity: 1 }],
    readBack: seller.readBack,
    look: seller.look,
    lookAskedAt: seller.lookAskedAt,
    zeroedAt: seller.zeroedAt,
    holds: [...seller.lines].flatMap(([orderId, line]) => {
      const order = seller.market.orders.find(({ id }) => id === orderId);
      return line.held > 0 && order
        ? [{ orderId, units: line.held, untouched: order.state === "new" && !line.asked, placedAt: order.placedAt }]
        : [];
    }),
    leaving: [...seller.lines].flatMap(([id, line]) =>
      line.asked && seller.market.orders.some((order) => order.id === id && order.state === "new")
        ? [{ id, readAt: line.readAt }]
        : [],
    ),
  });
  const stateOf = (seller: Seller): StockState => ({
    now,
    rules: seller.rules,
    ordersRead: true,
    coveredUntil: seller.coveredUntil,
    components: new Map([["jar", component()]]),
    skus: [skuOf(seller)],
    writeId: () => `w${(writes += 1)}`,
  });
  const check = () => {
    const promised = heldHere + sellers.reduce((sum, { market }) => sum + market.promised, 0);
    oversoldBy = Math.max(oversoldBy, promised - options.onHand);
  };

  function readOrders(seller: Seller): void {
    for (const order of seller.market.readOrders(now)) {
      const line = seller.lines.get(order.id) ?? {
        held: 0,
        handed_over: 0,
        returned: 0,
        cancelled: 0,
        readAt: now,
        asked: false,
      };
      const state = order.state === "left" ? "handed-over" : order.state === "accepted" ? "confirmed" : order.state;
      const moved = moveLine(seller.exposure, line, 1, state, now);
      seller.exposure = moved.exposure;
      held += moved.shelf.held;
      onHand += moved.shelf.onHand;
      seller.lines.set(order.id, {
        ...line,
        held: moved.line.held,
        handed_over: moved.line.handedOver,
        returned: moved.line.returned,
      });
    }
  }

  function turn(seller: Seller): void {
    const { market, rules } = seller;
    seller.exposure = ledger.loseOverdue(seller.exposure, now);
    readOrders(seller);
    const tick = () => {
      now += random.below(400);
      for (const each of sellers) each.market.advance(now);
    };
    tick();
    if (readDue(skuOf(seller), now, rules)) {
      const beganAt = now;
      const counters = market.readStock(now);
      tick();
      const newest = ledger.newestWrite(seller.exposure);
      const { sellable, total, held: theirs } = counters;
      const read = { beganAt, endedAt: now, ...(theirs === undefined ? {} : { held: theirs }) };
      seller.look = { ...read, shown: rules.kind === "gross-set" ? Math.max(total ?? 0, sellable) : sellable };
      const kept = newest ? ledger.keptSince(seller.exposure, newest.sentAt, rules.restockWithinMs) : 0;
      const shows = newest && showsWrite(newest, counters, kept);
      if (newest?.ackedAt !== undefined && shows && beganAt >= newest.ackedAt + rules.readSeesWriteWithinMs)
        seller.readBack = { ...read, writeId: newest.id };
    }
    if (fenceReadDue(stateOf(seller))) {
      seller.coveredUntil = now - rules.orderVisibleWithinMs;
      readOrders(seller);
      fence(seller);
    }
    const plan = planStock(stateOf(seller));
    why.set(seller.channel, plan.why.get(seller.channel) ?? "");
    if (plan.looks.length && (seller.lookAskedAt ?? -1) <= (seller.look?.endedAt ?? 0)) seller.lookAskedAt = now;
    for (const write of plan.writes) {
      if (!faulty) writesAtTheEnd += 1;
      if (write.ledger.liability > seller.exposure.liability) raises += 1;
      seller.exposure = write.ledger;
      if (write.dark) seller.zeroedAt = now;
      tick();
      const answer = market.write(write.kind, write.units, now);
      check();
      if (answer === "refused") seller.exposure = ledger.refuse(seller.exposure, write.writeId, now);
      if (answer === "applied")
        seller.exposure = ledger.apply(seller.exposure, write.writeId, {
          now,
          ackedAt: now,
          moveIsAtomic: rules.canAdjust,
          refusesBelowHolds: false,
          restockWithinMs: rules.restockWithinMs,
        });
    }
    for (const { id, readAt } of skuOf(seller).leaving)
      if (
        rules.kind !== "gross-set" ||
        options.broken === "orders leave at once" ||
        ledger.mayLetLeave(seller.exposure, { id, readAt }, now, rules.writeEffectiveWithinMs, seller.readBack?.writeId)
      )
        market.accept(id, now);
  }

  function fence(seller: Seller): void {
    const { rules, readBack, look } = seller;
    const newest = ledger.newestWrite(seller.exposure);
    const hidden = (read: { held?: number; beganAt: number }) =>
      options.broken === "hidden units are not counted"
        ? 0
        : ledger.hiddenUnits({
            held: read.held,
            known: [...seller.lines.values()]
              .filter(({ readAt }) => readAt <= read.beganAt)
              .reduce((sum, line) => sum + line.held, 0),
            unpaidVisible: rules.kind !== "gross-set",
          });
    if (newest && readBack?.writeId === newest.id && ledger.isFenced(newest, readBack, seller.coveredUntil, rules))
      seller.exposure = ledger.passFence(seller.exposure, newest.id, rules, hidden(readBack) ?? 0);
    if (
      look &&
      !look.fenced &&
      seller.coveredUntil >= look.endedAt &&
      ledger.isQuietAround(seller.exposure, look, now, rules)
    ) {
      seller.exposure = ledger.passLookFence(seller.exposure, look, seller.coveredUntil, now, rules, hidden(look) ?? 0);
      seller.look = { ...look, fenced: true };
    }
  }

  const step = (calm: boolean) => {
    now += 1 + random.below(calm ? 30_000 : 12_000);
    for (const { market } of sellers) market.advance(now);
    const seller = sellers[random.below(sellers.length)];
    if (!seller) return;
    const act = calm ? 9 : random.below(12);
    if (act <= 2) for (const { market } of sellers) if (random.chance(0.4)) market.buy(now);
    if (act === 3 && random.chance(0.5)) seller.market.cancelOne(now);
    if (act === 4 && ledger.admitsSale(component(), 1) && random.chance(0.2)) heldHere += 1;
    if (act === 5) for (const line of seller.lines.values()) if (line.held > 0 && random.chance(0.5)) line.asked = true;
    if (act >= 6) turn(seller);
    check();
  };
  for (let at = 0; at < options.steps; at += 1) step(false);
  faulty = false;
  for (let at = 0; at < (options.calm ?? 0); at += 1) {
    if (at === Math.floor((options.calm ?? 0) * 0.8)) writesAtTheEnd = 0;
    step(true);
  }
  return {
    oversoldBy,
    sales: heldHere + sellers.reduce((sum, { market }) => sum + market.orders.length, 0),
    raises,
    writes,
    writesAtTheEnd,
    end: sellers.map(({ channel, market, exposure }) => ({
      channel,
      shown: market.available,
      liability: exposure.liability,
      why: why.get(channel),
    })),
  };
}
