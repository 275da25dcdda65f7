import { setTimeout as pause } from "node:timers/promises";
import { type Random, seeded } from "../marketplaces/kit/random.ts";
import { ask } from "./ask.ts";
import { readBooks } from "./books.ts";
import { type Buyers, sendBuyers } from "./buyers.ts";
import { judge, type Verdict } from "./check.ts";
import { type Market, openMarket, readShopee } from "./goods.ts";
import type { Supervised } from "./supervised.ts";
import { openTown, type QueueKind, type Town } from "./town.ts";

export interface ChaosPlan {
  readonly seed: number;
  /** Over all queues together. */
  readonly kills: number;
  readonly queues: readonly QueueKind[];
  /** How long everything may take to come to rest once nothing breaks any more. */
  readonly settleMs: number;
  say(line: string): void;
}
export interface ChaosResult extends Verdict {
  readonly kills: Readonly<Record<string, number>>;
  readonly orders: number;
  readonly ownOrders: number;
  readonly drainSeconds: number;
  /** Processes that ended though nobody had killed them. */
  readonly fell: readonly string[];
  readonly problems: number;
  /** The last things that happened. */
  readonly events: readonly string[];
}

/** One of each before any comes twice, so that a short run meets them all. */
const deck = ["workers", "backend", "queue", "postgres", "workers"] as const;
const faults = ["latency", "server-error", "cut", "lost-answer", "http-429", "rate-limited", "garbled"] as const;

/** Buyers buy, everything breaks, then nothing does any more: says what is left of it. Ends all that it started. */
export async function runChaos(plan: ChaosPlan): Promise<ChaosResult> {
  const began = Date.now();
  const events: string[] = [];
  const tell = (event: string) => {
    events.push(`${((Date.now() - began) / 1_000).toFixed(1)} s ${event}`);
    if (events.length > 60) events.shift();
  };
  const step = (line: string) => plan.say(`${((Date.now() - began) / 1_000).toFixed(0)} s ${line}`);
  const fell: string[] = [];
  const town = await openTown((name, how, livedMs) => {
    fell.push(name);
    tell(`${name} ended by itself (${how}) after ${livedMs} ms`);
  });
  try {
    step("the database is seeded");
    const random = seeded(plan.seed);
    let parts = await town.open(plan.queues[0] ?? "embedded");
    step("backend and workers are up");
    const market = await openMarket(town);
    step(`${market.goods.length} goods are on sale in ${market.shops.length} shops`);
    await spoil(town, plan.seed);
    const buyers = sendBuyers(town, market, seeded(plan.seed + 1), tell);
    // Our own shop's orders too must be there before anything is killed.
    await pause(5_000);
    const kills: Record<string, number> = {};
    for (const [index, queue] of plan.queues.entries()) {
      if (index > 0) parts = await town.open(queue);
      const share = Math.floor(plan.kills / plan.queues.length) + (index < plan.kills % plan.queues.length ? 1 : 0);
      await killAll(parts, share, random, (name) => {
        kills[`${queue} ${name}`] = (kills[`${queue} ${name}`] ?? 0) + 1;
        tell(`killed ${name}`);
      });
      step(`${share} kills with the ${queue} queue; ${buyers.placed} orders placed there so far`);
    }
    await ask(`${town.marketplaces}/shopee/control/dials`, { body: { pushesLost: 0, pushesDoubled: 0 } });
    await fetch(`${town.marketplaces}/shopee/control/faults`, { method: "DELETE" });
    await buyers.leave();
    tell("nothing breaks any more");
    step("nothing breaks any more");
    const { verdict, drainSeconds, problems } = await settle(town, market, buyers, plan.settleMs);
    step(`at rest after ${drainSeconds.toFixed(1)} s; logs in ${town.logDir}`);
    return {
      ...verdict,
      kills,
      orders: buyers.placed,
      ownOrders: buyers.checkouts.filter(({ end }) => end === "ordered").length,
      drainSeconds,
      fell,
      problems,
      events,
    };
  } finally {
    await town.stop();
  }
}

/** A tenth of the calls fail in one of the ways above, a third of the pushes never arrive, some come twice. */
async function spoil(town: Town, seed: number): Promise<void> {
  const control = `${town.marketplaces}/shopee/control`;
  await ask(`${control}/dials`, { body: { pushesLost: 0.3, pushesDoubled: 0.1 } });
  await ask(`${control}/faults`, { body: { plan: { seed, rate: 0.1, kinds: faults } } });
}

async function killAll(
  parts: Readonly<Record<(typeof deck)[number], Supervised>>,
  count: number,
  random: Random,
  told: (name: string) => void,
): Promise<void> {
  let hand: (typeof deck)[number][] = [];
  for (let done = 0; done < count; ) {
    await pause(700 + random.below(2_500));
    if (!hand.length) hand = [...deck];
    const [name] = hand.splice(random.below(hand.length), 1);
    if (!name || !parts[name].kill()) continue;
    told(name === "queue" ? parts.queue.name : name);
    done += 1;
  }
}

/** Looks until nothing is wrong twice running, or until the time is over. */
async function settle(
  town: Town,
  market: Market,
  buyers: Buyers,
  limitMs: number,
): Promise<{ verdict: Verdict; drainSeconds: number; problems: number }> {
  const began = Date.now();
  for (;;) {
    const seconds = () => (Date.now() - began) / 1_000;
    const look = async () => {
      const books = await readBooks(town.databaseUrl);
      const verdict = judge(market, await readShopee(town.marketplaces), buyers.checkouts, books);
      return { verdict, drainSeconds: seconds(), problems: books.problems.length };
    };
    const found = await look().catch((error: unknown) => {
      if (Date.now() - began > limitMs) throw error;
      return undefined;
    });
    if (found && (!found.verdict.wrong.length || Date.now() - began > limitMs)) return found;
    await pause(1_000);
  }
}
