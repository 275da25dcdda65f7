import { seeded } from "../marketplaces/kit/random.ts";
import {
  Broken,
  checkBound,
  checkLiability,
  checkNotOversold,
  checkOrders,
  checkShelves,
  checkTwins,
  checkVisible,
  oversold,
  unsettled,
} from "./checks.ts";
import type { ChannelsHouse } from "./database.ts";
import { breachOf, minute, type Plan, second } from "./settings.ts";
import { setTime } from "./virtual-time.ts";
import { endPromotion, openWorld, type World } from "./world.ts";

/** What came of one history. */
export interface Told {
  readonly steps: number;
  readonly broken?: string;
  readonly history: readonly string[];
  readonly orders: number;
  readonly kills: number;
  readonly calls: number;
  readonly breaches: number;
  /** Of the assumption that this world does not keep. */
  readonly ownBreaches: number;
  readonly harm: number;
  /** Units that an assumption's breach let through: the most that may be oversold (sync-protocol §6). */
  readonly late: number;
  readonly settledAfterMinutes?: number;
}

interface BreachTold {
  readonly order?: string;
  readonly sent?: number;
  readonly shown?: number;
}
function unitsLate(world: World, { order, sent, shown }: BreachTold): number {
  for (const { market } of world.accounts) for (const placed of market.orders) if (placed.id === order) return placed.bought;
  return Math.max(0, (shown ?? 0) - (sent ?? 0));
}

const booksEvery = 150;
const longestQuietMs = 5 * 60 * minute;
const stillMs = 45 * minute;
const breachSeenMs = 20 * minute;

/** One history: trouble for so many steps, then quiet until everything has settled, and an hour in which nothing may move. */
export async function run(plan: Plan, house: ChannelsHouse): Promise<Told> {
  const random = seeded(plan.seed);
  let bought = 0;
  let harm = 0;
  let nextLookAt = 0;
  const strictly = plan.breaks === undefined;
  async function watch(world: World): Promise<void> {
    const { steps } = world.scheduler;
    setTime(() => world.scheduler.now, random);
    const orders = world.accounts.reduce((all, { market }) => all + market.orders.length, world.sales.length);
    if (orders !== bought) {
      bought = orders;
      for (const units of oversold(world).values()) harm = Math.max(harm, units - plan.allowance);
      if (strictly) checkNotOversold(world);
    }
    if (strictly && steps % booksEvery === 0) {
      for (const { market } of world.accounts) market.setTime(world.scheduler.now);
      checkTwins(world);
      await checkLiability(world);
      await checkBound(world);
    } else if (strictly && world.workers.touched.size) {
      for (const { market } of world.workers.touched) market.setTime(world.scheduler.now);
      await checkLiability(world, world.workers.touched);
    }
    world.workers.touched.clear();
    if (world.active && world.scheduler.now >= nextLookAt) {
      nextLookAt = world.scheduler.now + 20 * second;
      await checkVisible(world);
    }
    if (world.workers.unexpected.length) throw new Broken(world.workers.unexpected[0]);
  }
  setTime(() => Date.parse("2026-03-10T02:00:00Z"), random);
  const world = await openWorld(plan, house, random, watch);
  const { scheduler, workers } = world;
  let settledAfterMinutes: number | undefined;
  let broken: string | undefined;
  try {
    if (plan.published) await publish(world);
    world.begin();
    for (const until = scheduler.steps + plan.steps; scheduler.steps < until; ) await scheduler.step();
    world.active = false;
    for (const promotion of world.promotions.splice(0)) endPromotion(promotion);
    for (const { market } of world.accounts) for (const order of market.orders) market.garble(order, false);
    world.note("quiet from here");
    const quiet = scheduler.now;
    let left: string | undefined = "not looked at";
    // What goes dark at most every so often has had its turn when it is still settled after that.
    // Where an assumption does not hold, nothing is promised of the end; its breach must have been seen by then.
    const longest = strictly ? longestQuietMs : breachSeenMs;
    for (let since = quiet; scheduler.now < quiet + longest && (left || scheduler.now < since + stillMs); ) {
      await goOn(world, 5 * minute);
      left = await unsettled(world);
      if (left) since = scheduler.now;
    }
    if (left && strictly) throw new Broken(`not settled ${longestQuietMs / minute} minutes later: ${left}`);
    settledAfterMinutes = (scheduler.now - quiet) / minute;
    if (strictly) {
      await checkOrders(world);
      await checkShelves(world);
      await checkBound(world);
      await checkLiability(world);
      checkTwins(world);
      workers.writing.clear();
      workers.written.length = 0;
      await goOn(world, 60 * minute);
      for (const line of workers.written) world.note(line);
      const moved = [...workers.writing].filter(([, writes]) => writes > 0);
      if (moved.length) throw new Broken(`nothing changed for an hour, and yet was written: ${JSON.stringify(moved)}`);
    }
  } catch (error) {
    if (!(error instanceof Broken)) throw error;
    broken = error.message;
    for (const line of await books(world)) world.history.push(line);
  }
  const breaches = await house.query<{ setting: string; what: BreachTold; at: Date; channel: string }>(
    `select breach.setting, breach.what, breach.at, account.channel from channel_breach breach join channel_account account on account.id = breach.account_id`,
  );
  for (const { setting, what, at, channel } of breaches)
    world.history.push(`${at.toISOString().slice(11, 19)} breach of ${setting} at ${channel}: ${JSON.stringify(what)}`);
  const late = breaches.reduce((sum, { what }) => sum + unitsLate(world, what), world.raisedElsewhere);
  await world.close();
  if (plan.breaks && harm > late) broken ??= `${harm} are oversold, and only ${late} were late`;
  return {
    steps: scheduler.steps,
    history: world.history,
    orders: bought,
    kills: workers.kills,
    calls: workers.calls,
    breaches: breaches.length,
    ownBreaches: breaches.filter(({ setting }) => plan.breaks && setting === breachOf[plan.breaks]).length,
    harm: Math.max(0, harm),
    late,
    ...(broken === undefined ? {} : { broken }),
    ...(settledAfterMinutes === undefined ? {} : { settledAfterMinutes }),
  };
}

/** Undisturbed, until everything is on sale everywhere. */
async function publish(world: World): Promise<void> {
  const longest = world.scheduler.now + 60 * minute;
  for (let left: string | undefined = "not looked at"; left; left = await unsettled(world)) {
    if (world.scheduler.now > longest) throw new Broken(`not on sale after an hour in which nothing went wrong: ${left}`);
    await goOn(world, 5 * minute);
  }
}

async function goOn(world: World, ms: number): Promise<void> {
  const until = world.scheduler.now + ms;
  while ((world.scheduler.nextAt ?? Number.POSITIVE_INFINITY) <= until && (await world.scheduler.step()));
  world.scheduler.now = until;
  for (const { market } of world.accounts) market.setTime(until);
}

/** Both sides' books as they stand, for whoever looks into a broken promise. */
async function books(world: World): Promise<string[]> {
  const rows = await world.house.query<{ channel: string; sku: string; exposure: object }>(
    `select account.channel, listing.sku, jsonb_build_object('L', exposure.liability, 'writes', exposure.writes->'list', 'returns', exposure.returns->'list',
            'lines', (select jsonb_object_agg(placed.order_id || ' ' || line.line_id, concat_ws(' ', placed.state, line.held, line.handed_over, line.returned, line.cancelled))
                        from channel_order_line line join channel_order placed on placed.id = line.channel_order_id where line.listing_id = listing.id),
            'look', exposure.look, 'readBack', exposure.read_back, 'why', exposure.why, 'doubted', exposure.doubted, 'known', exposure.known) as exposure
       from channel_exposure exposure join channel_account account on account.id = exposure.account_id
       join channel_listing listing on listing.id = exposure.listing_id order by 1, 2`,
  );
  return rows.map(({ channel, sku, exposure }) => {
    const truths = world.accounts.find(({ market }) => market.code === channel)?.market.open.truths(sku) ?? [];
    const there = truths.map(({ state, sellable, held, total }) => ({ state, sellable, held, total }));
    return `${channel} ${sku}: ${JSON.stringify(there)} ${JSON.stringify(exposure)}`;
  });
}
