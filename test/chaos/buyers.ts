import { setTimeout as pause } from "node:timers/promises";
import { z } from "zod";
import type { Random } from "../marketplaces/kit/random.ts";
import { ask, tryToAsk } from "./ask.ts";
import type { Good, Market } from "./goods.ts";
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
  cancelled?: boolean;
}

export interface Buyers {
  readonly checkouts: readonly Checkout[];
  /** What the marketplace said yes to, by shop. */
  readonly placed: number;
  /** They come no more; those who are waiting for an answer go on until they have one. */
  leave(): Promise<void>;
}

const placedSchema = z.object({ order_sn: z.string() });
const cartSchema = z.object({ cart: z.object({ id: z.string() }) });
const orderedSchema = z.object({ order: z.object({ code: z.string() }) });
const address = { province_code: "01", commune_code: "00004", street: "Số 1" };
/** What one backend on two shared processors can take beside everything else; more would measure the queue at its door. */
const carts = 4;

/** Twenty a second, of both shops and of our own; some pay later, some change their mind. */
export function sendBuyers(town: Town, market: Market, random: Random, say: (event: string) => void): Buyers {
  const control = `${town.marketplaces}/shopee/control`;
  const checkouts: Checkout[] = [];
  const alive: string[] = [];
  const unpaid: string[] = [];
  const open = new Set<Promise<void>>();
  let placed = 0;
  let bought = 0;
  let leaving = false;

  const pick = <Item>(from: readonly Item[]): Item | undefined => from[random.below(from.length)];
  const take = (from: string[]): string | undefined => from.splice(random.below(from.length), 1)[0];
  const change = (order: string, status: string) => ask(`${control}/orders/${order}`, { body: { status } });

  async function buyThere(good: Good): Promise<void> {
    const shopId = pick(market.shops) ?? 0;
    const cod = !random.chance(0.15);
    const lines = [{ itemId: good.itemIds.get(shopId), quantity: 1 + random.below(2) }];
    const answer = await tryToAsk(`${control}/orders`, { body: { shopId, lines, cod } });
    if (answer?.status !== 200) return;
    placed += 1;
    (cod ? alive : unpaid).push(placedSchema.parse(answer.body).order_sn);
  }
  async function changeMind(): Promise<void> {
    const order = take(random.chance(0.2) && unpaid.length ? unpaid : alive);
    if (order) await change(order, "CANCELLED");
  }
  async function pay(): Promise<void> {
    const order = take(unpaid);
    if (!order) return;
    await change(order, "READY_TO_SHIP");
    alive.push(order);
  }
  async function cancelHere(): Promise<void> {
    const order = pick(checkouts.filter(({ end, cancelled }) => end === "ordered" && !cancelled));
    if (!order) return;
    order.cancelled = true;
    await insist(`${town.backend}/store/order-cancel`, { code: order.code, phone: order.phone });
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
    const answer = await insist(`${town.backend}/store/checkout`, order, patient ? 30 : 1);
    const ordered = orderedSchema.safeParse(answer?.body);
    checkout.code = ordered.data?.order.code;
    checkout.end = ordered.success ? "ordered" : answer && answer.status < 500 ? "refused" : "given-up";
    if (checkout.end === "given-up") say(`a buyer gave up: ${answer?.status ?? "no answer"}`);
  }
  /** As a browser does that is pressed again: the same request, until there is an answer that means something. */
  async function insist(url: string, body: object, attempts = 30) {
    const headers = { "x-publishable-api-key": town.shop.publishableKey };
    for (let attempt = 1; ; attempt++) {
      const answer = await tryToAsk(url, { body, headers, timeoutMs: 10_000 });
      if ((answer && answer.status < 500 && answer.status !== 429) || attempt >= attempts) return answer;
      await pause(1_000);
    }
  }
  let here = 0;
  async function comeIn(): Promise<void> {
    const good = pick(market.goods);
    if (!good) return;
    if (random.chance(0.22)) return random.chance(0.2) ? cancelHere() : changeMind();
    if (random.chance(0.04)) return pay();
    if (!random.chance(0.3) || here >= carts) return buyThere(good);
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
    get placed() {
      return placed;
    },
    async leave() {
      leaving = true;
      clearInterval(door);
      while (open.size) await Promise.all(open);
    },
  };
}
