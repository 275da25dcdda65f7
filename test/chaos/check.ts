import type { Books } from "./books.ts";
import type { Checkout } from "./buyers.ts";
import type { Market, Shopee } from "./goods.ts";

export interface Verdict {
  /** Sentences of what is not as it has to be; none when all is well. */
  readonly wrong: readonly string[];
  readonly lost: number;
  readonly doubled: number;
  /** The most units beyond what there is, at any time, of a shelf on which nothing beyond it is accepted; and of the others. */
  readonly oversoldStrict: number;
  readonly oversoldPooled: number;
}

const gone = new Set(["CANCELLED"]);

/** Holds what the marketplace and the buyers know against the books. */
export function judge(market: Market, there: Shopee, checkouts: readonly Checkout[], books: Books): Verdict {
  const wrong: string[] = [];
  const say = (sentence: string) => wrong.push(sentence);
  let lost = 0;
  let doubled = 0;

  const known = groupBy(books.channelOrders, ({ order_id }) => order_id);
  const imported = groupBy(
    books.medusaOrders.filter(({ channel_order_id }) => channel_order_id),
    ({ channel_order_id }) => channel_order_id ?? "",
  );
  for (const { order_sn, status } of there.orders) {
    const rows = known.get(order_sn) ?? [];
    const made = imported.get(order_sn) ?? [];
    if (rows.length > 1 || made.length > 1) {
      doubled += 1;
      say(`order ${order_sn} is there ${rows.length} times, in Medusa ${made.length} times`);
    }
    const [row] = rows;
    if (!row) {
      lost += 1;
      say(`order ${order_sn} (${status}) is not known`);
      continue;
    }
    const cancelled = gone.has(status);
    if (cancelled !== (row.state === "cancelled")) say(`order ${order_sn} is ${status} there and ${row.state} here`);
    if (status === "READY_TO_SHIP" && !made.length) {
      lost += 1;
      say(`order ${order_sn} (${status}) is not in Medusa`);
    }
    if (cancelled && made.some((each) => each.status !== "canceled"))
      say(`order ${order_sn} is cancelled there, not in Medusa`);
    if (made.length && row.imported_state !== row.state) say(`order ${order_sn} was imported as ${row.imported_state}`);
  }

  const byCode = groupBy(books.medusaOrders, ({ code }) => code ?? "");
  const byCart = groupBy(books.medusaOrders, ({ cart_id }) => cart_id ?? "");
  for (const { code, cartId } of checkouts) {
    const made = new Set([...(code ? (byCode.get(code) ?? []) : []), ...(byCart.get(cartId) ?? [])].map(({ id }) => id));
    if (code && !made.size) {
      lost += 1;
      say(`our own order ${code} is not in Medusa`);
    }
    if (made.size > 1) {
      doubled += 1;
      say(`our own cart ${cartId} became ${made.size} orders`);
    }
  }

  for (const [key, items] of groupBy(
    there.items.filter(({ now }) => now.item_status === "NORMAL"),
    ({ shop_id, now }) => `${shop_id} ${now.item_sku}`,
  ))
    if (items.length > 1) {
      doubled += 1;
      say(`${items.length} listings on sale: ${key}`);
    }

  checkShelves();
  checkShown();
  for (const { purpose, code, told, open } of books.problems)
    if (open && !told) say(`an open problem of ${purpose} (${code}) says nothing`);

  const { strict, pooled } = oversold();
  return { wrong, lost, doubled, oversoldStrict: strict, oversoldPooled: pooled };

  /** Held is what lives there and here; Medusa reserves the same but what is not paid yet. */
  function checkShelves(): void {
    for (const { id } of market.shelves) {
      const shelf = books.shelves.find((each) => each.id === id);
      if (!shelf) continue;
      const units = (status: (word: string) => boolean) =>
        there.orders.filter((order) => status(order.status)).reduce((sum, order) => sum + takes(order.lines, id), 0);
      const ours = liveHere().reduce((sum, each) => sum + takes([{ item_sku: each.sku, quantity: each.quantity }], id), 0);
      const sold = units((word) => !gone.has(word)) + ours;
      const reserved = sold - units((word) => word === "UNPAID");
      const held = sold + idleOn(id);
      const name = nameOf(id);
      if (shelf.held !== held) say(`${name}: ${held} units are sold, the ledger holds ${shelf.held}`);
      if (shelf.reserved !== reserved) say(`${name}: Medusa reserves ${shelf.reserved}, not ${reserved}`);
      if (shelf.stocked !== shelf.on_hand) say(`${name}: Medusa stocks ${shelf.stocked}, the ledger ${shelf.on_hand}`);
    }
  }
  /** Held for a cart that its buyer has left, without an order or with a cancelled one: given back minutes later. */
  function idleOn(shelf: string): number {
    return books.holds
      .filter((hold) => hold.shelf === shelf && hold.state === "held")
      .filter(({ key }) => !(byCode.get(key.replace("order:", "")) ?? []).some(({ status }) => status !== "canceled"))
      .reduce((sum, { quantity }) => sum + quantity, 0);
  }
  /** Settled, what a shop shows is what the ledger reckons with. */
  function checkShown(): void {
    for (const { sku, shop_id, liability, why } of books.exposures) {
      const good = market.goods.find((each) => each.sku === sku);
      if (!good) continue;
      const shown = there.items
        .filter(({ now, shop_id: shop }) => now.item_sku === sku && String(shop) === shop_id)
        .reduce((sum, { now }) => sum + now.stock, 0);
      if (shown !== liability)
        say(`${good.handle} in ${shop_id}: shows ${shown}, reckoned with ${liability} (${why ?? "no reason"})`);
    }
  }
  function liveHere(): { sku: string; quantity: number; from: number; to: number | undefined }[] {
    return checkouts.flatMap(({ cartId, sku }) =>
      (byCart.get(cartId) ?? []).flatMap(({ quantity, status, created_at, canceled_at }) =>
        status === "canceled" || canceled_at ? [] : [{ sku, quantity, from: created_at.getTime(), to: undefined }],
      ),
    );
  }
  /** Every sale and every cancellation in the order they happened, by the clocks of those who made them. */
  function oversold(): { strict: number; pooled: number } {
    const worst = { strict: 0, pooled: 0 };
    const ours = checkouts.flatMap(({ cartId, sku }) =>
      (byCart.get(cartId) ?? []).map(({ quantity, created_at, canceled_at }) => ({
        lines: [{ item_sku: sku, quantity }],
        from: created_at.getTime(),
        to: canceled_at?.getTime(),
      })),
    );
    const theirs = there.orders.map(({ lines, created, updated, status }) => ({
      lines,
      from: created,
      to: gone.has(status) ? updated : undefined,
    }));
    for (const { id, onHand, allowance } of market.shelves) {
      const moves = [...ours, ...theirs]
        .map(({ lines, from, to }) => ({ units: takes(lines, id), from, to }))
        .filter(({ units }) => units > 0)
        .flatMap(({ units, from, to }) => [{ at: from, units }, ...(to === undefined ? [] : [{ at: to, units: -units }])])
        .sort((one, other) => one.at - other.at || one.units - other.units);
      let sold = 0;
      let beyond = 0;
      for (const { units } of moves) {
        sold += units;
        beyond = Math.max(beyond, sold - onHand);
      }
      if (beyond > allowance)
        say(`${nameOf(id)}: ${beyond} units were sold beyond the ${onHand} there are; ${allowance} are accepted`);
      if (allowance === 0) worst.strict += beyond;
      else worst.pooled += beyond;
    }
    return worst;
  }
  function takes(lines: readonly { item_sku: string; quantity: number }[], shelf: string): number {
    return lines.reduce((sum, { item_sku, quantity }) => {
      const part = market.goods.find(({ sku }) => sku === item_sku)?.recipe.find((each) => each.shelf === shelf);
      return sum + quantity * (part?.quantity ?? 0);
    }, 0);
  }
  function nameOf(shelf: string): string {
    return market.goods.find(({ recipe }) => recipe.length === 1 && recipe[0]?.shelf === shelf)?.handle ?? shelf;
  }
}

function groupBy<Item>(items: readonly Item[], key: (item: Item) => string): Map<string, Item[]> {
  const groups = new Map<string, Item[]>();
  for (const item of items) {
    const group = groups.get(key(item));
    if (group) group.push(item);
    else groups.set(key(item), [item]);
  }
  return groups;
}
