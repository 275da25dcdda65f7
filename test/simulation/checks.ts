import type { ChannelsHouse } from "./database.ts";
import { isTaken, type Market, type PlacedOrder } from "./markets.ts";
import { minute } from "./settings.ts";
import type { Account } from "./workers.ts";
import type { World } from "./world.ts";

/** A promise that was not kept. */
export class Broken extends Error {}

/** Commitments of a shelf: everything bought and not cancelled, wherever it was bought, sent or not. */
export function commitments(world: World, component: string, counts: (market: Market, order: PlacedOrder) => boolean): number {
  const unitsOf = (sku: string) =>
    world.articles
      .find((article) => article.sku === sku)
      ?.parts.filter(({ inventoryItemId }) => inventoryItemId === component)
      .reduce((sum, { quantity }) => sum + quantity, 0) ?? 0;
  let units = 0;
  for (const { market } of world.accounts)
    for (const order of market.orders)
      if (order.state !== "cancelled" && counts(market, order)) units += order.quantity * unitsOf(order.sku);
  for (const sale of world.sales)
    if (sale.state !== "released")
      for (const { inventoryItemId, quantity } of sale.parts) if (inventoryItemId === component) units += quantity;
  return units;
}

/** What is promised beyond what is there, of each shelf. */
export function oversold(world: World): Map<string, number> {
  for (const { market } of world.accounts) market.refresh();
  return new Map([...world.given].map(([id, units]) => [id, Math.max(0, commitments(world, id, isTaken) - units)]));
}

export function checkNotOversold(world: World): void {
  for (const [id, units] of oversold(world))
    if (units > world.plan.allowance) throw new Broken(`${units} of ${id} are oversold, ${world.plan.allowance} were accepted`);
}

/** At most one listing of a SKU can be seen or holds stock through us (sync-protocol §9). */
export function checkTwins(world: World): void {
  for (const { market } of world.accounts)
    for (const { sku } of world.articles) {
      const shown = market.open
        .truths(sku)
        .filter(({ state, sellable }) => state === "live" || (sellable > 0 && state !== "gone"));
      if (shown.length > 1) throw new Broken(`${market.code} shows ${shown.length} listings of ${sku}`);
    }
}

interface Known {
  readonly order_id: string;
  readonly line: string;
  readonly held: number;
  readonly handed_over: number;
  readonly returned: number;
  readonly cancelled: number;
}
const linesOf = (house: ChannelsHouse, accountId: string) =>
  house.query<Known>(
    `select placed.order_id, line.line_id as line, line.held, line.handed_over, line.returned, line.cancelled
       from channel_order placed join channel_order_line line on line.channel_order_id = placed.id where placed.account_id = $1`,
    [accountId],
  );

/** A + U ≤ L + X for each exposure of these accounts (sync-protocol §1), from both sides' own books. */
export async function checkLiability(world: World, accounts: Iterable<Account> = world.accounts): Promise<void> {
  for (const { id, market } of accounts) {
    market.refresh();
    const exposures = await world.house.query<{ sku: string; liability: number }>(
      `select listing.sku, exposure.liability from channel_exposure exposure join channel_listing listing on listing.id = exposure.listing_id
        where exposure.account_id = $1`,
      [id],
    );
    const known = new Map<string, number>();
    const held = new Map<string, number>();
    for (const line of await linesOf(world.house, id)) {
      known.set(line.order_id, (known.get(line.order_id) ?? 0) + line.held + line.handed_over + line.returned);
      held.set(line.order_id, (held.get(line.order_id) ?? 0) + line.held);
    }
    for (const { sku, liability } of exposures) {
      const mine = market.orders.filter((order) => order.sku === sku);
      const sellable = market.open.truths(sku).reduce((sum, truth) => sum + truth.sellable, 0);
      const unread = sum(mine, (order) =>
        order.state !== "cancelled" && isTaken(market, order) ? Math.max(0, order.quantity - (known.get(order.id) ?? 0)) : 0,
      );
      // X, and orders that are held here before their payment took anything off sale there.
      const still = sum(mine, (order) => {
        const stands = order.state !== "cancelled" && isTaken(market, order) ? order.quantity : 0;
        return Math.max(0, (held.get(order.id) ?? 0) - stands);
      });
      if (sellable + unread > liability + still)
        throw new Broken(
          `${market.code} can sell ${sellable} of ${sku} and has sold ${unread} unread; the ledger says ${liability}, and ${still} come back or were not taken`,
        );
    }
  }
}
const sum = (orders: readonly PlacedOrder[], units: (order: PlacedOrder) => number) =>
  orders.reduce((all, order) => all + units(order), 0);

/**
 * What is held and what is claimed of a shelf is no more than lies there and was accepted beyond it (sync-protocol §3), until
 * an assumption did not hold: what a doubted listing may sell by then is reckoned anew, and may be more.
 */
export async function checkBound(world: World): Promise<void> {
  const [doubts] = await world.house.query<{ count: number }>(
    `select ((select count(*) from channel_breach where setting <> 'readSeesWriteWithinMs') +
             (select count(*) from channel_exposure where doubted or not known))::int as count`,
  );
  if (doubts?.count) return;
  const claims = await world.house.query<{ sku: string; units: number }>(
    `select listing.sku, sum(exposure.liability)::int as units from channel_exposure exposure
       join channel_listing listing on listing.id = exposure.listing_id group by listing.sku`,
  );
  for (const shelf of await world.house.query<{ id: string; on_hand: number; held: number; allowance: number }>(
    "select id, on_hand, held, allowance from channel_stock_component",
  )) {
    const claimed = claims.reduce((all, { sku, units }) => {
      const part = world.articles
        .find((article) => article.sku === sku)
        ?.parts.find((each) => each.inventoryItemId === shelf.id);
      return all + units * (part?.quantity ?? 0);
    }, 0);
    if (shelf.held + claimed > shelf.on_hand + shelf.allowance)
      throw new Broken(
        `of ${shelf.id} ${shelf.held} are held and ${claimed} claimed; ${shelf.on_hand} are there and ${shelf.allowance} accepted beyond`,
      );
  }
}

/** Every order there is here, once, and has moved what its state says (sync-protocol §11). */
export async function checkOrders(world: World): Promise<void> {
  for (const { id, market } of world.accounts) {
    market.refresh();
    const lines = await linesOf(world.house, id);
    const byOrder = new Map<string, Known[]>();
    for (const line of lines) byOrder.set(line.order_id, [...(byOrder.get(line.order_id) ?? []), line]);
    for (const order of market.orders) {
      const mine = byOrder.get(order.id);
      if (!mine) {
        // Nobody is told of it: before it is paid, or at all.
        if (order.state === "cancelled" || market.open.isUnseen?.(order.id) || (order.unpaid && !market.open.showsUnpaid))
          continue;
        throw new Broken(`${market.code}: order ${order.id} is not here`);
      }
      const held = mine.reduce((all, line) => all + line.held, 0);
      const left = mine.reduce((all, line) => all + line.handed_over, 0);
      const wanted = { alive: [order.quantity, 0], gone: [0, order.quantity], cancelled: [0, 0] }[order.state];
      if (held !== wanted[0] || left !== wanted[1])
        throw new Broken(`${market.code}: order ${order.id} is ${order.state}; here ${held} are held and ${left} left`);
    }
    for (const orderId of byOrder.keys())
      if (!market.orders.some((order) => order.id === orderId)) throw new Broken(`${market.code}: nobody placed ${orderId}`);
  }
}

/** Some orders nobody is told of: before they are paid, or at all. */
const isTold = ({ open }: Market, order: PlacedOrder): boolean =>
  !open.isUnseen?.(order.id) && (open.showsUnpaid || !order.unpaid);

/** What each shelf holds and has, as the ledger adds it up. */
export async function checkShelves(world: World): Promise<void> {
  for (const [id, given] of world.given) {
    const [row] = await world.house.query<{ on_hand: number; held: number }>(
      "select on_hand, held from channel_stock_component where id = $1",
      [id],
    );
    let left = 0;
    for (const { market } of world.accounts)
      for (const order of market.orders)
        if (order.state === "gone")
          for (const part of world.articles.find(({ sku }) => sku === order.sku)?.parts ?? [])
            if (part.inventoryItemId === id) left += part.quantity * order.quantity;
    for (const sale of world.sales)
      if (sale.state === "settled") for (const part of sale.parts) if (part.inventoryItemId === id) left += part.quantity;
    const held = commitments(world, id, isTold) - left;
    if (row?.on_hand !== given - left || row.held !== held)
      throw new Broken(`${id}: ${given - left} are on hand and ${held} held; the ledger says ${row?.on_hand} and ${row?.held}`);
  }
}

/** A fault is told at its account within a minute, until the work was done (sync-protocol §12, never silent). */
export async function checkVisible(world: World): Promise<void> {
  const { scheduler, workers } = world;
  const overdue = world.accounts.flatMap(({ id, market }) =>
    [...(workers.faults.get(id) ?? [])].flatMap(([purpose, since]) =>
      scheduler.now > since + minute ? [{ id, market, purpose, since }] : [],
    ),
  );
  if (!overdue.length) return;
  const { troubles, states } = await toldTroubles(world);
  for (const { id, market, purpose, since } of overdue) {
    const told = troubles.get(id)?.some((trouble) => trouble.purpose === purpose);
    if (!told && states.get(id) !== "needs-sign-in")
      throw new Broken(
        `${market.code}: ${purpose} met a fault at ${new Date(since).toISOString().slice(11, 19)} and nothing says so: ${JSON.stringify(troubles.get(id))}`,
      );
  }
}

/** What each account says of itself now. */
async function toldTroubles({ house, scheduler }: World) {
  await house.setTime(scheduler.now);
  const accounts = await house.channels.listChannelAccounts({});
  return {
    troubles: await house.channels.troublesOf(accounts),
    states: new Map(accounts.map(({ id, state }) => [id, state])),
  };
}

/** Why a plan that rests is not done (plan/stock-state.ts). */
const waiting = new Set([
  "lately",
  "look-first",
  "refused-lately",
  "unproven",
  "unresolved",
  "doubted",
  "orders-unread",
  "orders-uncovered",
  "order-unreadable",
]);

/** Nothing is left to do: what is shown is what is wanted and what the ledger says. Undefined when it is so. */
export async function unsettled(world: World): Promise<string | undefined> {
  const { troubles, states } = await toldTroubles(world);
  for (const { id, market } of world.accounts) {
    if (states.get(id) !== "released") return `${market.code} is ${states.get(id)}`;
    if (troubles.get(id)?.length) return `${market.code} says ${JSON.stringify(troubles.get(id))}`;
  }
  for (const { id, market } of world.accounts) {
    const rows = await world.house.query<{
      sku: string;
      liability: number;
      why: string;
      writes: { list: { fenced?: boolean }[] };
      conflict: unknown;
      problem: unknown;
      state: string;
    }>(
      `select listing.sku, exposure.liability, exposure.why, exposure.writes, listing.conflict, listing.problem, listing.publish_state as state
         from channel_exposure exposure join channel_listing listing on listing.id = exposure.listing_id where exposure.account_id = $1 order by listing.sku`,
      [id],
    );
    for (const row of rows) {
      const article = world.articles.find(({ sku }) => sku === row.sku);
      const truths = market.open.truths(row.sku).filter(({ state }) => state !== "gone");
      const live = truths.filter(({ state }) => state === "live");
      if (!article) continue;
      const sellable = truths.reduce((all, truth) => all + truth.sellable, 0);
      // A total that may not fall with the goods claims what orders hold too, and once more those that nobody is told of (sync-protocol §4).
      const untold = sum(market.orders, (order) =>
        order.sku === row.sku && order.state === "alive" && !isTold(market, order) ? order.quantity : 0,
      );
      const most = Math.max(sellable, ...truths.map(({ total }) => (market.code === "tiki" ? (total ?? 0) + untold : 0)));
      if (live.length && (sellable > row.liability || row.liability > most))
        return `${market.code}: ${row.sku} shows ${sellable}, the ledger says ${row.liability} (${row.why})`;
      if (waiting.has(row.why)) return `${market.code}: stock of ${row.sku} waits (${row.why})`;
      // A person's turn: both values are shown, and nothing is written until one is chosen.
      if (row.conflict || row.problem) continue;
      if (article.live && live.length !== 1)
        return `${market.code}: ${row.sku} is wanted and ${live.length} are shown (${row.state}; there: ${truths.map(({ id, state }) => `${id} ${state}`).join(", ")})`;
      if (!article.live && live.length) return `${market.code}: ${row.sku} is not wanted and is shown`;
      // What an order holds of which nobody is told stays the channel's until it is paid or lapses.
      if (!article.live && (row.liability < 0 || row.liability > untold))
        return `${market.code}: ${row.sku} is not wanted and L is ${row.liability} (${row.why})`;
      if (live[0] && live[0].price !== article.price)
        return `${market.code}: ${row.sku} costs ${live[0].price}, ${article.price} is wanted`;
      if (live[0] && !live[0].title.includes(article.title))
        return `${market.code}: ${row.sku} is called ${live[0].title}, ${article.title} is wanted`;
    }
  }
  return undefined;
}
