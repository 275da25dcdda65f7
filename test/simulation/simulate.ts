import { parseArgs } from "node:util";
import { seeded } from "../marketplaces/kit/random.ts";
import {
  Broken,
  checkLiability,
  checkNotOversold,
  checkOrders,
  checkShelves,
  checkTwins,
  checkVisible,
  oversold,
  unsettled,
} from "./checks.ts";
import { type ChannelsHouse, openChannelsHouse } from "./database.ts";
import { type Broken as Assumption, brokenAssumptions, minute, type Part, type Plan, parts, second } from "./settings.ts";
import { setTime, takeOverTime } from "./virtual-time.ts";
import { endPromotion, openWorld, type World } from "./world.ts";

interface Told {
  readonly steps: number;
  readonly broken?: string;
  readonly history: readonly string[];
  readonly orders: number;
  readonly kills: number;
  readonly calls: number;
  readonly breaches: number;
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
  for (const { market } of world.accounts) for (const placed of market.orders) if (placed.id === order) return placed.quantity;
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
    if (steps % booksEvery === 0 && strictly) {
      for (const { market } of world.accounts) market.setTime(world.scheduler.now);
      checkTwins(world);
      await checkLiability(world);
    }
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
    while (scheduler.steps < plan.steps) await scheduler.step();
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
  if (harm > late && !strictly && broken === undefined) broken = `${harm} are oversold, and only ${late} were late`;
  return {
    steps: scheduler.steps,
    history: world.history,
    orders: bought,
    kills: workers.kills,
    calls: workers.calls,
    breaches: breaches.length,
    harm: Math.max(0, harm),
    late,
    ...(broken === undefined ? {} : { broken }),
    ...(settledAfterMinutes === undefined ? {} : { settledAfterMinutes }),
  };
}

async function goOn(world: World, ms: number): Promise<void> {
  const until = world.scheduler.now + ms;
  while ((world.scheduler.nextAt ?? Number.POSITIVE_INFINITY) <= until && (await world.scheduler.step()));
  for (const { market } of world.accounts) market.setTime(until);
}

/** Both sides' books as they stand, for whoever looks into a broken promise. */
async function books(world: World): Promise<string[]> {
  const rows = await world.house.query<{ channel: string; sku: string; exposure: object }>(
    `select account.channel, listing.sku, jsonb_build_object('L', exposure.liability, 'writes', exposure.writes->'list', 'returns', exposure.returns->'list',
            'held', (select coalesce(sum(line.held), 0) from channel_order_line line where line.listing_id = listing.id), 'look', exposure.look, 'readBack', exposure.read_back, 'why', exposure.why, 'doubted', exposure.doubted, 'known', exposure.known) as exposure
       from channel_exposure exposure join channel_account account on account.id = exposure.account_id
       join channel_listing listing on listing.id = exposure.listing_id order by 1, 2`,
  );
  return rows.map(({ channel, sku, exposure }) => {
    const truths = world.accounts.find(({ market }) => market.code === channel)?.market.open.truths(sku) ?? [];
    const there = truths.map(({ state, sellable, held, total }) => ({ state, sellable, held, total }));
    return `${channel} ${sku}: ${JSON.stringify(there)} ${JSON.stringify(exposure)}`;
  });
}

/** The same seed with less and less in it, as long as it still fails. */
async function shortest(plan: Plan, told: Told, house: ChannelsHouse): Promise<{ plan: Plan; told: Told }> {
  let best = { plan, told };
  for (const part of parts) {
    if (best.plan.without.has(part)) continue;
    const less = { ...best.plan, without: new Set([...best.plan.without, part]) };
    const again = await run(less, house);
    if (again.broken !== undefined && again.steps <= best.told.steps) best = { plan: less, told: again };
  }
  return best;
}

const figure = (name: string, value: number, unit: string) => console.log(JSON.stringify({ name, value, unit }));

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      seed: { type: "string", default: "1" },
      events: { type: "string", default: "1000000" },
      steps: { type: "string", default: "4000" },
      breaks: { type: "string" },
      without: { type: "string", default: "" },
      verbose: { type: "boolean", default: false },
    },
  });
  const breaks = values.breaks as Assumption | undefined;
  if (breaks && !brokenAssumptions.includes(breaks)) throw new Error(`--breaks is one of ${brokenAssumptions.join(", ")}`);
  takeOverTime();
  process.env.CREDENTIAL_KEY ||= `simulation:${Buffer.alloc(32).toString("base64")}`;
  const house = await openChannelsHouse();
  const wall = performance.now();
  const sum = { steps: 0, orders: 0, kills: 0, calls: 0, breaches: 0, harm: 0, late: 0, broken: 0, longest: 0, histories: 0 };
  for (let seed = Number(values.seed); sum.steps < Number(values.events) && !sum.broken; seed += 1) {
    const plan: Plan = {
      seed,
      steps: Number(values.steps),
      // Every third history is pooled.
      allowance: seed % 3 === 0 ? 4 : 0,
      without: new Set(values.without.split(",").filter(Boolean) as Part[]),
      breaks,
    };
    const told = await run(plan, house);
    sum.steps += told.steps;
    sum.histories += 1;
    for (const each of ["orders", "kills", "calls", "breaches", "late"] as const) sum[each] += told[each];
    sum.harm = Math.max(sum.harm, told.harm);
    sum.longest = Math.max(sum.longest, told.settledAfterMinutes ?? 0);
    console.error(
      `seed ${seed}: ${told.steps} events, ${told.orders} orders, ${told.kills} kills${told.broken ? "" : ", settled"}; ${sum.steps} of ${values.events}`,
    );
    if (values.verbose) console.log(told.history.join("\n"));
    if (told.broken !== undefined) {
      sum.broken += 1;
      const found = values.verbose ? { plan, told } : await shortest(plan, told, house);
      console.error(found.told.history.slice(-120).join("\n"));
      console.error(`\nseed ${seed}, step ${found.told.steps}: ${found.told.broken}`);
      console.error(
        `again: npm run simulate -- --seed ${seed} --events 1 --steps ${plan.steps} --without ${[...found.plan.without].join(",")}`,
      );
    }
  }
  figure("simulate.events", sum.steps, "events");
  figure("simulate.histories", sum.histories, "histories");
  figure("simulate.orders", sum.orders, "orders");
  figure("simulate.kills", sum.kills, "kills");
  figure("simulate.calls", sum.calls, "calls");
  figure("simulate.breaches", sum.breaches, "breaches");
  figure("simulate.harm", sum.harm, "units");
  figure("simulate.late", sum.late, "units");
  figure("simulate.settled", sum.longest, "virtual minutes, longest");
  figure("simulate.seconds", Math.round((performance.now() - wall) / 1_000), "s");
  figure("simulate.broken", sum.broken, "promises");
  await house.close();
  process.exit(sum.broken ? 1 : 0);
}
await main();
