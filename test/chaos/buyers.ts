import { setTimeout as pause } from "node:timers/promises";
import { z } from "zod";
import type { Random } from "../marketplaces/kit/random.ts";
import { tryToAsk } from "./ask.ts";
import type { Good, Market } from "./market.ts";
import type { Marketplace, PlacedKey } from "./marketplace.ts";
import type { Town } from "./town.ts";

/** A cart of our own shop and what its buyer has been told. */
export interface Checkout {
  readonly cartId: string;
  readonly sku: string;
  readonly quantity: number;
  readonly phone: string;
  /** Of the order it has become. */
  code?: string | undefined;
  /** Nobody asks any more whether it has become one. */
  end?: "ordered" | "refused" | "given-up" | undefined;
  /** Its buyer changed their mind, and was told that it is cancelled. */
  cancelled?: "asked" | "told";
}

interface Purchase extends PlacedKey {
  readonly marketplace: Marketplace;
}
export interface Buyers {
  readonly checkouts: readonly Checkout[];
  /** What the marketplaces said yes to, by marketplace. */
  readonly placed: ReadonlyMap<string, number>;
  /** From now on they come to the marketplaces too; at first to our own shop alone, which is the slowest to be bought from. */
  comeEverywhere(): void;
  /** They come no more; those who are waiting for an answer press again for so long. */
  leave(patienceMs: number): Promise<void>;
}

const cartSchema = z.object({ cart: z.object({ id: z.string() }) });
const orderedSchema = z.object({ order: z.object({ code: z.string() }) });
const cancelledSchema = z.object({ order: z.object({ state: z.literal("cancelled") }) });
const address = { province_code: "01", commune_code: "00004", street: "Số 1" };
/** What one backend on two shared processors can take beside everything else; more would measure the queue at its door. */
const carts = 5;

/** Twenty a second, of all shops and of our own; some pay later, some change their mind. */
export function sendBuyers(town: Town, market: Market, random: Random, say: (event: string) => void): Buyers {
  const checkouts: Checkout[] = [];
  const alive: Purchase[] = [];
  const unpaid: Purchase[] = [];
  const open = new Set<Promise<void>>();
  const placed = new Map<string, number>();
  let bought = 0;
  let everywhere = false;
  let leaving = false;
  let patientUntil = Number.POSITIVE_INFINITY;

  const pick = <Item>(from: readonly Item[]): Item | undefined => from[random.below(from.length)];
  const take = (from: Purchase[]): Purchase | undefined => from.splice(random.below(from.length), 1)[0];

  async function buyThere(good: Good): Promise<void> {
    const offered = pick(good.offered);
    if (!offered) return;
    const { marketplace, shop } = offered;
    const paysLater = random.chance(0.15);
    const id = await marketplace.buy(offered, 1 + random.below(2), paysLater);
    if (!id) return;
    placed.set(marketplace.channel, (placed.get(marketplace.channel) ?? 0) + 1);
    (paysLater ? unpaid : alive).push({ marketplace, id, shop });
  }
  async function changeMind(): Promise<void> {
    const order = take(random.chance(0.2) && unpaid.length ? unpaid : alive);
    await order?.marketplace.cancel(order);
  }
  async function pay(): Promise<void> {
    const order = take(unpaid);
    if (!order) return;
    await order.marketplace.pay(order);
    alive.push(order);
  }
  async function cancelHere(): Promise<void> {
    const order = pick(checkouts.filter(({ end, cancelled }) => end === "ordered" && !cancelled));
    if (!order) return;
    order.cancelled = "asked";
    const answer = await insist(`${town.backend}/store/order-cancel`, { code: order.code, phone: order.phone });
    if (cancelledSchema.safeParse(answer?.body).success) order.cancelled = "told";
  }
  async function buyHere(good: Good): Promise<void> {
    const quantity = 1 + random.below(2);
    const patient = !random.chance(0.1);
    const phone = `09${String(10_000_000 + (bought += 1)).slice(-8)}`;
    const made = await insist(`${town.backend}/store/carts`, { region_id: town.shop.regionId });
    const cart = cartSchema.safeParse(made?.body);
    if (!cart.success) return;
    const cartId = cart.data.cart.id;
    const line = await insist(`${town.backend}/store/carts/${cartId}/line-items`, { variant_id: good.variantId, quantity });
    if (line?.status !== 200) return;
    const checkout: Checkout = { cartId, sku: good.sku, quantity, phone };
    checkouts.push(checkout);
    const order = { cart_id: cartId, idempotency_key: cartId, name: "Trần Văn Bình", phone, ...address };
    const answer = await insist(`${town.backend}/store/checkout`, order, patient ? 120 : 1);
    const ordered = orderedSchema.safeParse(answer?.body);
    checkout.code = ordered.data?.order.code;
    checkout.end = ordered.success ? "ordered" : answer && answer.status < 500 ? "refused" : "given-up";
    if (checkout.end === "given-up") say(`a buyer gave up: ${answer?.status ?? "no answer"}`);
  }
  /** As a browser does that is pressed again: the same request, until there is an answer that means something. */
  async function insist(url: string, body: object, attempts = 120) {
    const headers = { "x-publishable-api-key": town.shop.publishableKey };
    for (let attempt = 1; ; attempt++) {
      const answer = await tryToAsk(url, { body, headers, timeoutMs: 8_000 });
      if ((answer && answer.status < 500 && answer.status !== 429) || attempt >= attempts || Date.now() > patientUntil)
        return answer;
      await pause(500);
    }
  }
  let here = 0;
  async function comeIn(): Promise<void> {
    const good = pick(market.goods);
    if (!good) return;
    if (!everywhere && here >= carts) return;
    if (everywhere && random.chance(0.22)) return random.chance(0.2) ? cancelHere() : changeMind();
    if (everywhere && random.chance(0.04)) return pay();
    if (everywhere && (!random.chance(0.4) || here >= carts)) return buyThere(good);
    here += 1;
    await buyHere(good).finally(() => (here -= 1));
  }

  const door = setInterval(() => {
    if (leaving) return;
    const visit = comeIn().catch((error: unknown) => say(`a buyer met ${String(error)}`));
    open.add(visit);
    void visit.finally(() => open.delete(visit));
  }, 50);

  return {
    checkouts,
    placed,
    comeEverywhere() {
      everywhere = true;
    },
    async leave(patienceMs) {
      leaving = true;
      patientUntil = Date.now() + patienceMs;
      clearInterval(door);
      while (open.size) await Promise.all(open);
    },
  };
}
