import type { Books } from "./books.ts";
import type { Checkout } from "./buyers.ts";
import type { Market } from "./market.ts";
import type { There } from "./marketplace.ts";

export interface Verdict {
  /** Sentences of what is not as it has to be; none when all is well. */
  readonly wrong: readonly string[];
  readonly lost: number;
  readonly doubled: number;
  /** The most units beyond what there is, at any time, of a shelf on which nothing beyond it is accepted; and of the others. */
  readonly oversoldStrict: number;
  readonly oversoldPooled: number;
}

/** Holds what the marketplaces and the buyers know against the books. */
export function judge(market: Market, there: There, checkouts: readonly Checkout[], books: Books): Verdict {
  const wrong: string[] = [];
  const say = (sentence: string) => wrong.push(sentence);
  let lost = 0;
  let doubled = 0;

  const shopOf = new Map(market.accounts.map(({ id, shop }) => [id, shop]));
  const known = groupBy(books.channelOrders, ({ account_id, order_id }) => `${shopOf.get(account_id)} ${order_id}`);
  const linesOf = groupBy(books.lines, ({ account_id, order_id }) => `${shopOf.get(account_id)} ${order_id}`);
  const whole = books.medusaOrders.filter((order) => order.whole);
  const imported = groupBy(
    whole.filter(({ channel_order_id }) => channel_order_id),
    ({ account_id, channel_order_id }) => `${shopOf.get(account_id ?? "")} ${channel_order_id}`,
  );
  for (const { id, shop, is } of there.orders) {
    const rows = known.get(`${shop} ${id}`) ?? [];
    const made = imported.get(`${shop} ${id}`) ?? [];
    if (rows.length > 1 || made.length > 1) {
      doubled += 1;
      say(`order ${id} is there ${rows.length} times, in Medusa ${made.length} times`);
    }
    const [row] = rows;
    if (!row) {
      lost += 1;
      say(`order ${id} (${is}) is not known`);
      continue;
    }
    const cancelled = is === "cancelled";
    if (cancelled !== (row.state === "cancelled")) say(`order ${id} is ${is} there and ${row.state} here`);
    if (is === "paid" && !made.length) {
      lost += 1;
      say(`order ${id} (${is}) is not in Medusa`);
    }
    if (cancelled && made.some((each) => each.status !== "canceled")) say(`order ${id} is cancelled there, not in Medusa`);
    if (made.length && row.imported_state !== row.state) say(`order ${id} was imported as ${row.imported_state}`);
  }

  const byCode = groupBy(whole, ({ code }) => code ?? "");
  const byCart = groupBy(whole, ({ cart_id }) => cart_id ?? "");
  for (const { code, cartId, cancelled } of checkouts) {
    const made = new Set([...(code ? (byCode.get(code) ?? []) : []), ...(byCart.get(cartId) ?? [])].map(({ id }) => id));
    if (cancelled === "told" && (byCart.get(cartId) ?? []).some(({ status }) => status !== "canceled"))
      say(`our own order ${code} is not cancelled, and its buyer was told so`);
    if (cancelled === "told" && books.holds.some((hold) => codeOf(hold) === code && hold.state === "held"))
      say(`our own order ${code} is cancelled and still holds, and its buyer was told so`);
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
    there.items.filter(({ onSale }) => onSale),
    ({ shop, sku }) => `${shop} ${sku}`,
  ))
    if (items.length > 1) {
      doubled += 1;
      say(`${items.length} listings on sale: ${key}`);
    }

  checkShelves();
  checkShown();
  for (const { purpose, code, told, open } of books.problems)
    if (open && !told) say(`an open problem of ${purpose} (${code}) says nothing`);

  if (books.restless) say(`${books.restless} times listings or offers were still written`);

  const { strict, pooled } = oversold();
  return { wrong, lost, doubled, oversoldStrict: strict, oversoldPooled: pooled };

  /** Held is what lives there and here; Medusa reserves the same but what is not paid yet. */
  function checkShelves(): void {
    for (const { id } of market.shelves) {
      const shelf = books.shelves.find((each) => each.id === id);
      if (!shelf) continue;
      const units = (word: "unpaid" | "paid") =>
        there.orders.filter(({ is }) => is === word).reduce((sum, { lines }) => sum + takes(lines, id), 0);
      const ours = liveHere().reduce((sum, each) => sum + takes([each], id), 0);
      const strays = books.strays.filter((each) => each.shelf === id).reduce((sum, { quantity }) => sum + quantity, 0);
      const sold = units("paid") + units("unpaid") + ours;
      const reserved = units("paid") + ours + strays;
      const held = sold + idleOn(id);
      const name = nameOf(id);
      if (shelf.held !== held)
        say(
          `${name}: ${held} units are sold, the ledger holds ${shelf.held}; held otherwise than sold: ${[...unheldOn(id), ...otherwiseOn(id)].join(", ") || "none"}`,
        );
      if (shelf.reserved !== reserved) say(`${name}: Medusa reserves ${shelf.reserved}, not ${reserved}`);
      if (shelf.stocked !== shelf.on_hand) say(`${name}: Medusa stocks ${shelf.stocked}, the ledger ${shelf.on_hand}`);
    }
  }
  /** Held for a cart that its buyer has left, with no order, half of one, or a cancelled one: given back minutes later. */
  function idleOn(shelf: string): number {
    return books.holds
      .filter((hold) => hold.shelf === shelf && hold.state === "held")
      .filter((hold) => !(byCode.get(codeOf(hold)) ?? []).some(({ status }) => status !== "canceled"))
      .reduce((sum, { quantity }) => sum + quantity, 0);
  }
  /** Orders of our own shop for which nothing is kept on that shelf. */
  function unheldOn(shelf: string): string[] {
    const kept = new Set(books.holds.filter((hold) => hold.shelf === shelf && hold.state !== "released").map(codeOf));
    return checkouts.flatMap(({ cartId, sku }) =>
      takes([{ sku, quantity: 1 }], shelf) === 0
        ? []
        : (byCart.get(cartId) ?? []).flatMap(({ code, status }) =>
            status === "canceled" || (code && kept.has(code)) ? [] : [code ?? cartId],
          ),
    );
  }
  /** Orders of the channels that hold more or less of that shelf than they have bought. */
  function otherwiseOn(shelf: string): string[] {
    return there.orders.flatMap(({ id, shop, is, lines }) => {
      const kept = (linesOf.get(`${shop} ${id}`) ?? []).map(({ sku, held }) => ({ sku, quantity: held }));
      const has = is === "paid" || is === "unpaid" ? takes(lines, shelf) : 0;
      return takes(kept, shelf) === has ? [] : [`${id} (${is}, ${takes(kept, shelf)} of ${has})`];
    });
  }
  /** Settled, what a shop shows is what the ledger reckons with. */
  function checkShown(): void {
    for (const { sku, shop_id, liability, why } of books.exposures) {
      const good = market.goods.find((each) => each.sku === sku);
      if (!good) continue;
      const shown = there.items
        .filter((item) => item.sku === sku && item.shop === shop_id)
        .reduce((sum, { stock }) => sum + stock, 0);
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
        lines: [{ sku, quantity }],
        from: created_at.getTime(),
        to: canceled_at?.getTime(),
      })),
    );
    const theirs = there.orders.map(({ lines, created, updated, is }) => ({
      lines,
      from: created,
      to: is === "cancelled" ? updated : undefined,
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
  function takes(lines: readonly { sku: string; quantity: number }[], shelf: string): number {
    return lines.reduce((sum, { sku, quantity }) => {
      const part = market.goods.find((good) => good.sku === sku)?.recipe.find((each) => each.shelf === shelf);
      return sum + quantity * (part?.quantity ?? 0);
    }, 0);
  }
  function nameOf(shelf: string): string {
    return market.goods.find(({ recipe }) => recipe.length === 1 && recipe[0]?.shelf === shelf)?.handle ?? shelf;
  }
}

const codeOf = ({ key }: Books["holds"][number]): string => key.replace("order:", "");

function groupBy<Item>(items: readonly Item[], key: (item: Item) => string): Map<string, Item[]> {
  const groups = new Map<string, Item[]>();
  for (const item of items) {
    const group = groups.get(key(item));
    if (group) group.push(item);
    else groups.set(key(item), [item]);
  }
  return groups;
}
