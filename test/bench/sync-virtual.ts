import { createRateGates } from "connectors/channels";
import type { Backend } from "../../jobs/backend.ts";
import { openConnect } from "../../jobs/connect.ts";
import { queues } from "../../jobs/queues.ts";
import { seeded } from "../marketplaces/kit/random.ts";
import { printFigure } from "./figure.ts";
import { type BenchHouse, backendOf } from "./sync-house.ts";
import { countCalls, fillShops, openSellers, quantile, type Seller, skuOf, turnOf } from "./sync-sellers.ts";

const requestsPerSecond = 10;
const share = 9;

/**
 * One clock for Postgres, the marketplaces, the gates and the workers. It stands while anything works, then goes on to what is
 * waited for first. Our own work takes on it what it took in truth, a piece at a time, so that none is slowed by what would run
 * beside it.
 */
function openVirtualTime(now: number) {
  const clock = { now, workMs: 0 };
  let waiting: { at: number; wake: () => void }[] = [];
  let busy = 0;
  let looking = false;
  let last: Promise<unknown> = Promise.resolve();
  /** When somebody was answered last; none: nobody is at work. */
  let mark: number | undefined;

  const wait = (ms: number): Promise<void> =>
    new Promise((wake) => {
      waiting.push({ at: clock.now + ms, wake });
      charge();
      look();
    });
  /** Once whoever was answered has said what is next. */
  function look(): void {
    if (looking) return;
    looking = true;
    setImmediate(() => setImmediate(goOn));
  }
  function goOn(): void {
    looking = false;
    if (busy) return;
    mark = undefined;
    if (!waiting.length) return;
    const at = Math.min(...waiting.map((each) => each.at));
    const due = waiting.filter((each) => each.at === at);
    waiting = waiting.filter((each) => each.at !== at);
    clock.now = Math.max(clock.now, at);
    mark = performance.now();
    for (const { wake } of due) wake();
    look();
  }
  /** The workers' own code since they were last answered, which takes its time too. */
  function charge(): void {
    const took = busy || mark === undefined ? 0 : performance.now() - mark;
    clock.workMs += took;
    clock.now += took;
    mark = undefined;
  }
  async function oneByOne<Answer>(ask: () => Promise<Answer>): Promise<{ answer: Answer; took: number }> {
    charge();
    busy += 1;
    const began = last.then(() => performance.now());
    const asked = began.then(ask);
    last = asked.catch(() => undefined);
    try {
      const answer = await asked;
      return { answer, took: performance.now() - (await began) };
    } finally {
      busy -= 1;
      mark = performance.now();
      look();
    }
  }
  return {
    clock,
    gateClock: { now: () => clock.now, wait },
    async work<Answer>(ask: () => Promise<Answer>): Promise<Answer> {
      const { answer, took } = await oneByOne(ask);
      clock.workMs += took;
      await wait(took);
      return answer;
    },
    /** Others' work, whose time is not ours to measure. */
    theirs: async <Answer>(ask: () => Promise<Answer>): Promise<Answer> => (await oneByOne(ask)).answer,
  };
}

/** The same time for all of them; it passes only as it is waited for. */
async function openVirtual(house: BenchHouse, shopsEach: number) {
  await house.clear();
  await house.runClock("virtual");
  const time = openVirtualTime(Date.now());
  const { clock } = time;
  await house.setTime(clock.now);
  const sellers = await openSellers(house, requestsPerSecond, () => clock.now, shopsEach);
  const network = countCalls(sellers, () => clock.now);
  const connect = openConnect({
    gates: createRateGates(time.gateClock),
    now: () => new Date(clock.now),
    http: (config) => time.theirs(() => network(config)),
  });
  const real = backendOf(house, sellers);
  const timed = Object.entries(real).map(([name, ask]) => [
    name,
    async (...words: never[]) => {
      await time.theirs(() => house.setTime(clock.now));
      return time.work(() => (ask as (...given: never[]) => Promise<unknown>)(...words));
    },
  ]);
  const backend = Object.fromEntries(timed) as unknown as Backend;
  return { clock, sellers, outside: { backend, connect, now: () => new Date(clock.now) } };
}
const closeAll = async (sellers: readonly Seller[]): Promise<void> => {
  for (const { market } of sellers) await market.open.close();
};

/**
 * Everything is looked at and nothing is to be done, on as many accounts as lists are long enough for, each with a core of its
 * own. The floor is what the calls of one account take at its rate.
 */
export async function measureVirtualPass(house: BenchHouse, each: number, shopsEach: number): Promise<void> {
  const { clock, sellers, outside } = await openVirtual(house, shopsEach);
  try {
    const skus = Array.from({ length: each }, (_, index) => skuOf(index));
    await fillShops(house, sellers, skus, share);
    const stock = { shown: share, sellable: share, held: 0, total: share, liability: share };
    const lookedAt = { ...stock, beganAt: clock.now, endedAt: clock.now, fenced: true };
    await house.query("update channel_exposure set look = $1", [JSON.stringify(lookedAt)]);
    const before = sellers.map(({ calls }) => calls);
    const passes: { workMs: number; elapsedMs: number }[] = [];
    for (const seller of sellers) {
      const began = { ...clock };
      for (const purpose of ["look-at-listings", "push-offers", "push-stock"] as const) await turnOf(seller, purpose, outside);
      passes.push({ elapsedMs: clock.now - began.now, workMs: clock.workMs - began.workMs });
    }
    const floor = Math.max(...sellers.map(({ calls }, at) => calls - (before[at] ?? 0))) / requestsPerSecond;
    const [seen] = await house.query<{ count: string }>("select count(*) from channel_listing where seen is not null");
    const states = each * sellers.length;
    if (Number(seen?.count) !== states) throw new Error(`${seen?.count} of ${states} listings were seen`);
    const longest = Math.max(...passes.map(({ elapsedMs }) => elapsedMs)) / 1_000;
    const work = passes.reduce((sum, { workMs }) => sum + workMs, 0) / 1_000;
    printFigure(`sync.pass.${states}`, longest, "virtual s of the slowest account", floor);
    printFigure(`sync.pass.${states}.work`, work, "s of our own work, all accounts", floor * sellers.length);
  } finally {
    await closeAll(sellers);
  }
}

/** Prices that somebody changes there, and no bell: until each is told to whoever decides, at production's pace. */
export async function measureDrift(house: BenchHouse, each: number): Promise<void> {
  const { clock, sellers, outside } = await openVirtual(house, 1);
  try {
    const random = seeded(11);
    const everyMs = queues["look-at-listings"].everyMs.production;
    const start = clock.now;
    await fillShops(
      house,
      sellers,
      Array.from({ length: each }, (_, index) => skuOf(index)),
      share,
    );
    const found: number[] = [];
    const edits = sellers.map(({ bound }) =>
      bound.map((listing) => ({ ...listing, at: start + everyMs + random.below(4 * everyMs), made: false, found: false })),
    );
    const offsets = sellers.map(() => random.below(everyMs));
    for (let sweep = 0; found.length < each * sellers.length && sweep < 12; sweep += 1)
      for (const [index, seller] of sellers.entries()) {
        const due = start + sweep * everyMs + (offsets[index] ?? 0);
        const mine = edits[index] ?? [];
        for (const edit of mine.filter(({ at, made }) => !made && at <= due).sort((one, other) => one.at - other.at)) {
          seller.market.setTime(edit.at);
          seller.market.open.edit(edit.listed, { price: 195_000 });
          edit.made = true;
        }
        clock.now = due;
        await turnOf(seller, "look-at-listings", outside);
        const told = await house.query<{ sku: string }>(
          "select sku from channel_listing where account_id = $1 and conflict is not null",
          [seller.id],
        );
        const skus = new Set(told.map(({ sku }) => sku));
        for (const edit of mine.filter((one) => one.made && !one.found && skus.has(one.sku))) {
          edit.found = true;
          found.push((clock.now - edit.at) / 1_000);
        }
      }
    if (found.length < each * sellers.length) throw new Error(`${found.length} of ${each * sellers.length} changes were found`);
    for (const share of [50, 95, 100])
      printFigure(`sync.drift.found.p${share}`, quantile(found, share / 100), "virtual s, production's pace", everyMs / 1_000);
  } finally {
    await closeAll(sellers);
  }
}
