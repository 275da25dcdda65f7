import type { Listing, Sku } from "connectors/contract";
import { openLazada } from "../conformance/lazada.ts";
import type { ListingTruth, OpenMarketplace } from "../conformance/marketplace.ts";
import { openShopee } from "../conformance/shopee.ts";
import { openTiki } from "../conformance/tiki.ts";
import type { CommonFault } from "../marketplaces/kit/faults.ts";
import type { Random } from "../marketplaces/kit/random.ts";
import { type Broken, minute, type SimulatedChannel, second } from "./settings.ts";

const openers = { shopee: openShopee, lazada: openLazada, tiki: openTiki };

/** An order as the marketplace holds it, whatever it shows. */
export interface PlacedOrder {
  readonly channel: SimulatedChannel;
  readonly id: string;
  readonly sku: string;
  readonly bought: number;
  /** Of them, those that were not cancelled out of it. */
  quantity: number;
  /** Really; what it is dated may lie before (M of sync-protocol §6). */
  readonly placedAt: number;
  unpaid: boolean;
  state: "alive" | "cancelled" | "gone";
  sentBack: boolean;
  unreadable: boolean;
}

export interface Market {
  readonly code: SimulatedChannel;
  readonly open: OpenMarketplace;
  readonly orders: PlacedOrder[];
  /** An order takes its units off sale only when it is paid. */
  fallsAtPayment: boolean;
  /** Catches up with virtual time, which runs here alone. */
  readonly setTime: (at: number) => void;
  readonly listing: (sku: Sku, more: Partial<Listing>) => Listing;
  /** What buyers can buy now under a seller SKU. */
  readonly onSale: (sku: string) => readonly ListingTruth[];
  readonly buy: (sku: string, quantity: number, pay: "cod" | "later") => PlacedOrder | undefined;
  /** Its buyer gives up one unit of several; whether that can be done there. */
  readonly giveUpOne: (order: PlacedOrder) => boolean;
  /** A courier takes it, where it may be taken. */
  readonly collect: (order: PlacedOrder) => Promise<boolean>;
  /** Its buyer has it, and sends it back; whether the return was agreed to. */
  readonly sendBack: (order: PlacedOrder) => boolean;
  readonly garble: (order: PlacedOrder, unreadable: boolean) => void;
  /** What the marketplace did by itself, such as letting an unpaid order lapse. */
  readonly refresh: () => void;
}

export async function openMarket(code: SimulatedChannel): Promise<Market> {
  const open = await openers[code]();
  const orders: PlacedOrder[] = [];
  const onSale = (sku: string) => open.truths(sku).filter(({ state }) => state === "live");
  return {
    code,
    open,
    orders,
    fallsAtPayment: false,
    setTime(at) {
      const ms = at - open.clock.now();
      if (ms > 0) open.clock.advance(ms);
    },
    listing: (sku, more) => open.listing({ sku, ...more }),
    onSale,
    buy(sku, quantity, pay) {
      const [page] = onSale(sku);
      if (!page || page.sellable < quantity) return undefined;
      let id: string;
      try {
        id = open.buy([{ listed: { sku: sku as Sku, productId: page.id }, quantity }], { pay });
      } catch {
        return undefined;
      }
      const order: PlacedOrder = {
        channel: code,
        id,
        sku,
        bought: quantity,
        quantity,
        placedAt: open.clock.now(),
        unpaid: pay === "later",
        state: "alive",
        sentBack: false,
        unreadable: false,
      };
      orders.push(order);
      return order;
    },
    giveUpOne(order) {
      const { cancelUnits, cancelsWholeLines } = open;
      if (!cancelUnits || cancelsWholeLines || order.quantity < 2 || open.order(order.id).state !== "new") return false;
      // A line for each unit, or one for all.
      const { lines } = open.order(order.id);
      try {
        cancelUnits(order.id, lines.length > 1 ? order.bought - order.quantity : 0, 1);
      } catch {
        return false;
      }
      order.quantity -= 1;
      return true;
    },
    async collect(order) {
      if (["unpaid", "cancel-requested"].includes(open.order(order.id).state)) return false;
      if (code === "lazada") {
        const moved = { method: "POST", body: JSON.stringify({ move: "collect" }) };
        if (!(await fetch(`${open.origin}/lazada/control/orders/${order.id}`, moved)).ok) return false;
      } else open.courierCollects(order.id);
      order.state = "gone";
      return true;
    },
    sendBack(order) {
      const { state } = open.order(order.id);
      if (!open.returnGoods || order.sentBack || !["handed-over", "delivered"].includes(state)) return false;
      if (state === "handed-over") open.deliver(order.id);
      open.returnGoods(order.id, true);
      order.sentBack = true;
      return true;
    },
    garble(order, unreadable) {
      open.makeUnreadable(order.id, unreadable);
      order.unreadable = unreadable;
    },
    refresh() {
      for (const order of orders)
        if (order.state === "alive") {
          const { state } = open.order(order.id);
          if (state !== "unpaid") order.unpaid = false;
          if (state === "cancelled") order.state = "cancelled";
          else if (["handed-over", "delivered", "completed", "returning", "returned"].includes(state)) order.state = "gone";
        }
    },
  };
}

/** Nobody has sold it yet where payment is what is checked. */
export const isTaken = (market: Market, order: PlacedOrder): boolean => !(order.unpaid && market.fallsAtPayment);

/** Lags that stay within what is assumed of the channel, so that what is promised must hold. */
export function turnDials(market: Market, random: Random, breaks: Broken | undefined): void {
  const slow = market.code === "tiki" ? 2 : 1;
  // As late as it may be is where the margins are tried.
  const upTo = (ms: number) => (random.chance(0.4) ? ms : random.below(ms + 1));
  // Where a move is taken for atomic its acknowledgement is its effect (sync-protocol §6).
  const writeEffectMs = market.code === "lazada" ? 0 : upTo((slow === 2 ? 50 : 8) * second);
  // Stock is read from lists too, so a list is no later than any other read.
  const readLagMs = upTo((slow === 2 ? 110 : 28) * second - writeEffectMs);
  market.fallsAtPayment = market.code === "shopee" && random.chance(0.4);
  market.open.dial?.({
    lagsVary: true,
    orderListLagMs: breaks === "late-orders" ? 20 * minute : upTo(50 * second * slow),
    createdBackdatedMs: upTo(20 * minute),
    // Later than that a cancellation waits for the daily reading of held orders (sync-protocol §3).
    cancelLagMs: upTo(50 * second * slow),
    writeEffectMs: breaks === "late-writes" ? 20 * minute : writeEffectMs,
    readLagMs,
    restockMs: upTo(4 * minute),
    listLagMs: readLagMs,
    searchLagMs: upTo(4 * minute),
    lateEffectMs: upTo(110 * second),
    restocks: random.chance(0.8),
    fallsAt: market.fallsAtPayment ? "payment" : "creation",
  });
}

/** Faults that end by themselves; silence and slowness are the network's, which is ours to play. */
const marketFaults: readonly CommonFault[] = [
  "http-429",
  "rate-limited",
  "server-error",
  "html",
  "cut",
  "garbled",
  "lost-answer",
  "late-effect",
  "partial-failure",
  "ack-without-effect",
];
/** Where a move is taken for atomic, what is acknowledged has its effect. */
export const faultsOf = ({ code }: Market): readonly CommonFault[] =>
  code === "lazada" ? marketFaults.filter((kind) => kind !== "ack-without-effect") : marketFaults;
