import { type ListedSku, type Listing, type Sku, skuSchema, vnd } from "connectors/contract";
import { edges } from "connectors/edges";
import type { Random } from "../marketplaces/kit/random.ts";
import type { ChannelsHouse } from "./database.ts";
import { faultsOf, type Market, openMarket, type PlacedOrder, turnDials } from "./markets.ts";
import { Scheduler } from "./scheduler.ts";
import { allParts, minute, type Part, type Plan, second } from "./settings.ts";
import { type Account, commandsOf, startWorkers, type Workers } from "./workers.ts";

/** What one SKU is made of; a new recipe is a new SKU (sync-protocol §8). */
export interface Article {
  readonly sku: Sku;
  readonly parts: readonly { readonly inventoryItemId: string; readonly quantity: number }[];
  title: string;
  price: number;
  live: boolean;
}
export interface ShopSale {
  readonly key: string;
  readonly parts: Article["parts"];
  state: "held" | "settled" | "released";
}

export interface Promotion {
  readonly market: Market;
  readonly listed: ListedSku;
}
export const endPromotion = ({ market, listed }: Promotion): void => market.open.promotion?.(listed, false);

/** Everything that is true of one history, whatever the engine believes. */
export interface World {
  readonly plan: Plan;
  readonly scheduler: Scheduler;
  readonly house: ChannelsHouse;
  readonly accounts: readonly Account[];
  readonly articles: Article[];
  readonly sales: ShopSale[];
  /** All that ever lay on each shelf, sold units included. */
  readonly given: Map<string, number>;
  readonly workers: Workers;
  /** Running on a marketplace: what they lock is a person's to free. */
  readonly promotions: Promotion[];
  /** Units that another software put on sale. */
  raisedElsewhere: number;
  readonly history: string[];
  readonly note: (what: string) => void;
  /** People come and things go wrong. */
  active: boolean;
  readonly begin: () => void;
  readonly close: () => Promise<void>;
}

const began = Date.parse("2026-03-10T02:00:00Z");
/** An order keeps its hold for so long after it is placed (sync-protocol §6), and a little more. */
const leaveTakesAtLeastMs = 11 * minute;
const skuOf = (number: number): Sku => skuSchema.parse(`HY${String(number).padStart(8, "0")}`);

/** Channels and our own shop, two goods and the baskets made of them, few units of each. */
export async function openWorld(
  plan: Plan,
  house: ChannelsHouse,
  random: Random,
  onStep: (world: World, label: string) => Promise<void>,
): Promise<World> {
  await house.clear();
  const history: string[] = [];
  const drawn = allParts(plan.without);
  const markets: Market[] = [];
  for (const code of plan.channels) markets.push(await openMarket(code));
  const scheduler = new Scheduler(began, (label) => onStep(world, label));
  const note = (what: string) => {
    history.push(`${new Date(scheduler.now).toISOString().slice(11, 19)} ${what}`);
  };
  await house.setTime(began);
  const accounts: Account[] = [];
  for (const market of markets) accounts.push({ id: await openAccount(market, house), market });

  const world: World = {
    plan,
    scheduler,
    house,
    accounts,
    articles: [],
    sales: [],
    given: new Map(),
    promotions: [],
    raisedElsewhere: 0,
    history,
    note,
    active: false,
    begin() {
      world.active = true;
      startPeople(world, random, drawn);
    },
    workers: startWorkers({
      scheduler,
      house,
      random,
      accounts,
      note,
      may: (part: Part) => world.active && drawn(part),
    }),
    async close() {
      for (const { market } of accounts) await market.open.close();
    },
  };
  for (const id of ["jar", "tea"]) {
    const units = 2 + random.below(9);
    world.given.set(id, units);
    await house.channels.setOnHand([{ inventoryItemId: id, onHand: units }]);
    await house.channels.setAllowance([{ inventoryItemId: id, allowance: plan.allowance }]);
  }
  await addArticle(world, [{ inventoryItemId: "jar", quantity: 1 }]);
  await addArticle(world, [{ inventoryItemId: "tea", quantity: 1 }]);
  await addArticle(world, [
    { inventoryItemId: "jar", quantity: 1 },
    { inventoryItemId: "tea", quantity: 2 },
  ]);
  if (drawn("lags")) for (const { market } of accounts) turnDials(market, random, plan.breaks);
  world.workers.sweep();
  return world;
}

async function openAccount(market: Market, house: ChannelsHouse): Promise<string> {
  const { open, code } = market;
  const edge = edges[code];
  const { id } = await house.channels.createAccount({
    channel: code,
    title: code,
    ownerKind: "programme",
    settings: { ...open.settings() },
    simulated: true,
  });
  const { channels } = await import("connectors/channels");
  const connector = channels[code]?.connect(open.settings(), undefined, {
    gate: { pass: async () => {}, closeFor: () => {} },
    now: () => new Date(open.clock.now()),
  });
  if (!edge?.consentUrl || !edge.readAccess || !connector?.access || !open.consent)
    throw new Error(`nobody signs in at ${code}`);
  const url = edge.consentUrl(open.settings(), { redirectUrl: `${open.origin}/back?own=1`, state: "once-0123456789abcdef" });
  const raw = await connector.access.exchange({ query: await open.consent(url) });
  await house.channels.saveAccess({ accountId: id, generation: 0, raw, access: edge.readAccess(raw) });
  await house.channels.releaseAccount(id);
  return id;
}

/** As at the consent page; what came back is exchanged in the account's next turn. */
async function signIn(house: ChannelsHouse, { id, market }: Account, note: World["note"]): Promise<void> {
  const { open, code } = market;
  const session = "owner";
  const { state } = await house.channels.beginConsent({ accountId: id, session });
  const url = edges[code]?.consentUrl?.(open.settings(), { redirectUrl: `${open.origin}/back?own=1`, state });
  if (!url || !open.consent) throw new Error(`nobody signs in at ${code}`);
  await house.channels.takeConsent({ state, session, channel: code, query: await open.consent(url) });
  note(`${code}: its owner signs in again`);
}

async function addArticle(world: World, parts: Article["parts"]): Promise<Article> {
  const number = world.articles.length + 1;
  const article: Article = {
    sku: skuOf(number),
    parts,
    title: `Long nhãn Hưng Yên ${number}`,
    price: 100_000 + number * 1_000,
    live: true,
  };
  world.articles.push(article);
  await want(world, article);
  return article;
}

/** What is wanted everywhere of an article, as the product's own step would say it. */
async function want(world: World, article: Article): Promise<void> {
  await world.house.setTime(world.scheduler.now);
  for (const { id, market } of world.accounts) {
    const wanted: Listing = market.listing(article.sku, { title: article.title, price: vnd(article.price) });
    await world.house.channels.upsertListing({
      accountId: id,
      sku: article.sku,
      variantId: `variant of ${article.sku}`,
      recipe: article.parts,
      wanted,
      wantedLive: article.live,
    });
    world.workers.ring("push-listings", id);
    world.workers.ring("push-offers", id);
  }
}

/** Buyers, sellers, couriers and whatever goes wrong, each at times of its own. */
function startPeople(world: World, random: Random, drawn: (part: Part) => boolean): void {
  const { scheduler, house, accounts, note, workers } = world;
  const often = (name: string, everyMs: number, act: () => Promise<void> | void) =>
    scheduler.start(name, random.below(2 * everyMs), async () => {
      while (world.active) {
        for (const { market } of accounts) market.setTime(scheduler.now);
        await act();
        await scheduler.wait(name, 1 + random.below(2 * everyMs));
      }
    });
  const one = <Item>(items: readonly Item[]): Item | undefined => items[random.below(items.length)];
  const alive = (orders: readonly PlacedOrder[]) => orders.filter(({ state }) => state === "alive");
  /** Seven of ten bells arrive. */
  const bell = ({ id }: Account) => {
    if (!random.chance(0.3)) workers.ring("pull-orders", id, random.below(20 * second));
  };

  // Whatever is on sale is soon bought, so that a unit which is not there is missed at once; what somebody else has put there
  // is to be seen before it is sold.
  often("buyer", world.plan.breaks === "other-writer" ? 2 * minute : 6 * second, () => {
    const pages = accounts.flatMap((account) =>
      world.articles.flatMap(({ sku }) =>
        account.market.onSale(sku).flatMap(({ sellable }) => (sellable > 0 ? [{ account, sku, sellable }] : [])),
      ),
    );
    const page = one(pages);
    if (!page) return;
    const { account, sku, sellable } = page;
    const pay = drawn("unpaid") && random.chance(0.15) ? "later" : "cod";
    const quantity = random.chance(0.3) ? sellable : 1 + random.below(Math.min(2, sellable));
    const order = account.market.buy(sku, quantity, pay);
    if (!order) return;
    note(`${account.market.code}: ${order.quantity} of ${order.sku} bought${pay === "later" ? ", unpaid" : ""}: ${order.id}`);
    bell(account);
  });
  if (drawn("cancels"))
    often("cancel", 45 * second, () => {
      const account = one(accounts);
      const order = account && one(alive(account.market.orders));
      if (!account || !order) return;
      if (random.chance(0.4) && account.market.giveUpOne(order)) note(`${account.market.code}: one less of ${order.id}`);
      else {
        account.market.open.cancelByBuyer(order.id);
        order.state = "cancelled";
        note(`${account.market.code}: ${order.id} cancelled by its buyer`);
      }
      bell(account);
    });
  if (drawn("unpaid"))
    often("payer", 2 * minute, () => {
      const account = one(accounts);
      const order = account && one(alive(account.market.orders).filter(({ unpaid }) => unpaid));
      if (!account || !order || account.market.open.order(order.id).state !== "unpaid") return;
      account.market.open.pay?.(order.id);
      note(`${account.market.code}: ${order.id} paid`);
      bell(account);
    });
  if (drawn("commands"))
    often("desk", 30 * second, async () => {
      await house.setTime(scheduler.now);
      const open = await house.query<{ account_id: string; order_id: string; state: string }>(
        "select account_id, order_id, state from channel_order where state in ('new', 'packed') order by order_id",
      );
      const chosen = one(open);
      const account = accounts.find(({ id }) => id === chosen?.account_id);
      const next = chosen?.state === "packed" ? ["ship"] : ["accept", "pack", ...(random.chance(0.2) ? ["cancel"] : [])];
      const kind = account && one(commandsOf(account.market).filter((each) => next.includes(each)));
      if (!chosen || !account || !kind) return;
      await house.channels.queueCommand({
        accountId: account.id,
        orderId: chosen.order_id,
        kind: kind as "accept" | "pack" | "ship" | "cancel",
        ...(kind === "cancel" ? { reason: "out-of-stock" } : {}),
      });
      note(`desk: ${kind} ${chosen.order_id} at ${account.market.code}`);
      workers.ring("run-commands", account.id);
    });
  if (drawn("hand-overs"))
    often("courier", 45 * second, async () => {
      const account = one(accounts);
      if (!account) return;
      account.market.refresh();
      const taken = await house.query<{ order_id: string }>(
        `select placed.order_id from channel_order placed join channel_command told on told.account_id = placed.account_id and told.order_id = placed.order_id
          where placed.account_id = $1 and told.kind <> 'cancel' and told.state = 'done' order by placed.order_id`,
        [account.id],
      );
      const ready = new Set(taken.map(({ order_id }) => order_id));
      const leaves = scheduler.now - leaveTakesAtLeastMs;
      const order = one(alive(account.market.orders).filter(({ id, placedAt }) => ready.has(id) && placedAt < leaves));
      if (!order || !(await account.market.collect(order))) return;
      note(`${account.market.code}: ${order.id} collected`);
      bell(account);
    });
  if (drawn("returns")) {
    often("returner", 3 * minute, () => {
      const account = one(accounts);
      const order = account && one(account.market.orders.filter(({ state, sentBack }) => state === "gone" && !sentBack));
      if (account && order && account.market.sendBack(order)) note(`${account.market.code}: ${order.id} is sent back`);
    });
    often("receiver", 4 * minute, async () => {
      await house.setTime(scheduler.now);
      const told = await house.channels.returnsOf(accounts.map(({ id }) => id));
      const waiting = told.flatMap((each) => each.lines.filter(({ received }) => !received).map((line) => ({ each, line })));
      const chosen = one(waiting);
      if (!chosen) return;
      const { each, line } = chosen;
      const resaleable = random.chance(0.7);
      const taken = { returnId: each.id, lineId: line.line_id, quantity: line.quantity, resaleable, by: "desk" };
      await house.channels.receiveReturn(taken);
      note(`desk: ${line.quantity} of ${each.order_id} came back${resaleable ? "" : ", spoilt"}`);
      if (!resaleable) return;
      const sku = accounts.flatMap(({ market }) => market.orders).find(({ id }) => id === each.order_id)?.sku;
      for (const part of world.articles.find((article) => article.sku === sku)?.parts ?? [])
        world.given.set(part.inventoryItemId, (world.given.get(part.inventoryItemId) ?? 0) + line.quantity * part.quantity);
      for (const { id } of accounts) workers.ring("push-stock", id);
    });
  }
  if (drawn("unreadable-orders"))
    often("garbler", 8 * minute, () => {
      const account = one(accounts);
      const spoilt = account?.market.orders.find(({ unreadable }) => unreadable);
      if (account && spoilt) return account.market.garble(spoilt, false);
      const order = account?.market.orders.at(-1);
      if (!account || !order) return;
      account.market.garble(order, true);
      note(`${account.market.code}: ${order.id} cannot be read`);
    });
  if (drawn("revocations")) {
    often("revocation", 60 * minute, async () => {
      const account = one(accounts);
      if (!account?.market.open.revoke) return;
      await account.market.open.revoke();
      note(`${account.market.code}: the shop takes its agreement back`);
    });
    // Also when all else is quiet: nobody but an owner can mend it.
    scheduler.start("owner", minute, async () => {
      for (;;) {
        await scheduler.wait("owner", 1 + random.below(8 * minute));
        await house.setTime(scheduler.now);
        for (const account of accounts) {
          account.market.setTime(scheduler.now);
          const { state } = await house.channels.retrieveChannelAccount(account.id);
          if (state === "needs-sign-in") {
            await signIn(house, account, note);
            workers.ring("refresh-access", account.id);
          } else if (state === "look-only") await house.channels.releaseAccount(account.id);
        }
      }
    });
  }
  if (drawn("our-shop"))
    often("shopper", 90 * second, async () => {
      await house.setTime(scheduler.now);
      const held = one(world.sales.filter(({ state }) => state === "held"));
      if (held && random.chance(0.5)) {
        const settles = random.chance(0.6);
        await (settles ? house.channels.settleHold(held.key) : house.channels.releaseHold(held.key));
        held.state = settles ? "settled" : "released";
        note(`our shop: ${held.key} ${held.state}`);
        for (const { id } of accounts) workers.ring("push-stock", id);
        return;
      }
      const article = one(world.articles);
      if (!article) return;
      const key = `cart ${world.sales.length}`;
      const { admitted } = await house.channels.admitSale({ key, components: article.parts });
      if (!admitted) return;
      world.sales.push({ key, parts: article.parts, state: "held" });
      note(`our shop: ${key} takes ${article.sku}`);
      for (const { id } of accounts) workers.ring("push-stock", id);
    });
  if (drawn("restocks"))
    often("restock", 2 * minute, async () => {
      const id = one([...world.given.keys()]);
      if (!id) return;
      await house.setTime(scheduler.now);
      const units = 1 + random.below(5);
      const [row] = await house.query<{ on_hand: number }>("select on_hand from channel_stock_component where id = $1", [id]);
      world.given.set(id, (world.given.get(id) ?? 0) + units);
      await house.channels.setOnHand([{ inventoryItemId: id, onHand: (row?.on_hand ?? 0) + units }]);
      note(`shelf: ${units} more of ${id}`);
      for (const account of accounts) workers.ring("push-stock", account.id);
    });
  if (drawn("edits"))
    often("editor", 15 * minute, () => {
      const account = one(accounts);
      const article = one(world.articles);
      const [page] = account && article ? account.market.onSale(article.sku) : [];
      if (!account || !article || !page) return;
      const listed = { sku: article.sku, productId: page.id };
      const other = random.chance(0.5);
      account.market.open.edit(listed, other ? { title: `${page.title} ưu đãi` } : { price: page.price + 5_000 });
      note(`${account.market.code}: somebody edits the ${other ? "title" : "price"} of ${article.sku}`);
    });
  if (drawn("wishes"))
    often("producer", 10 * minute, async () => {
      const article = one(world.articles);
      if (!article) return;
      const what = random.below(3);
      if (what === 0) article.title = `Long nhãn Hưng Yên ${article.sku} ${random.below(1_000)}`;
      else if (what === 1) article.price += 1_000;
      else article.live = !article.live;
      note(`producer: ${article.sku} ${["title", "price", article.live ? "on sale" : "off sale"][what]}`);
      await want(world, article);
    });
  if (drawn("recipes"))
    often("recipe", 30 * minute, async () => {
      const basket = world.articles.findLast(({ parts }) => parts.length > 1);
      if (!basket || world.articles.length > 7) return;
      basket.live = false;
      await want(world, basket);
      const fresh = await addArticle(world, [
        { inventoryItemId: "jar", quantity: 1 + random.below(2) },
        { inventoryItemId: "tea", quantity: 1 + random.below(2) },
      ]);
      note(`producer: ${basket.sku} becomes ${fresh.sku}`);
    });
  if (drawn("marketplace-faults"))
    often("fault", 90 * second, () => {
      const account = one(accounts);
      const kind = account && one(faultsOf(account.market));
      // An account that rests meets none, and all of an hour at once would be no fault that ends by itself.
      if (!account || !kind || account.market.open.faultsWaiting() > 1) return;
      account.market.open.fail(kind, { count: 1 + random.below(2) });
      note(`${account.market.code}: ${kind}`);
    });
  if (drawn("promotions"))
    often("promotion", 10 * minute, () => {
      const running = world.promotions.pop();
      if (running && random.chance(0.6)) {
        endPromotion(running);
        note(`${running.market.code}: the promotion of ${running.listed.sku} ends`);
        return;
      }
      if (running) world.promotions.push(running);
      const account = one(accounts);
      const article = one(world.articles);
      const [page] = account && article ? account.market.onSale(article.sku) : [];
      if (!account || !article || !page || !account.market.open.promotion) return;
      const listed = { sku: article.sku, productId: page.id };
      account.market.open.promotion(listed, true, Math.min(1, page.sellable));
      world.promotions.push({ market: account.market, listed });
      note(`${account.market.code}: a promotion of ${article.sku} begins`);
    });
  if (drawn("backend-away"))
    often("backend", 40 * minute, () => {
      workers.backendAwayUntil = scheduler.now + random.below(3 * minute);
      note("the backend is away");
    });
  if (drawn("empty-queues"))
    often("queue", 30 * minute, () => {
      workers.empty();
      note("the queue is emptied");
    });
  if (world.plan.breaks === "other-writer")
    often("other writer", 2 * minute, () => {
      const account = one(accounts);
      const article = one(world.articles);
      const [page] = account && article ? account.market.onSale(article.sku) : [];
      if (!account || !article || !page) return;
      const more = 1 + random.below(5);
      account.market.open.edit({ sku: article.sku, productId: page.id }, { stock: page.sellable + more });
      world.raisedElsewhere += more;
      note(`${account.market.code}: somebody else raises ${article.sku} to ${page.sellable + more}`);
    });
}
