import { setTimeout as pause } from "node:timers/promises";
import { type Random, seeded } from "../marketplaces/kit/random.ts";
import { readBooks } from "./books.ts";
import { type Buyers, sendBuyers } from "./buyers.ts";
import { judge, type Verdict } from "./check.ts";
import { type Market, openMarket, readThere } from "./market.ts";
import type { Supervised } from "./supervised.ts";
import { openTown, type QueueKind, type Town } from "./town.ts";
import { watch } from "./watch.ts";

export interface ChaosPlan {
  readonly seed: number;
  /** Over all queues together. */
  readonly kills: number;
  readonly queues: readonly QueueKind[];
  /** On each marketplace. */
  readonly shops: 1 | 2;
  /** Between two kills, at least and at most. */
  readonly pauseMs: readonly [number, number];
  /** How long buyers press again once nothing breaks any more. */
  readonly patienceMs: number;
  /** No more is killed after so long, however much was planned. */
  readonly limitMs: number;
  /** How long everything may take to come to rest once nothing breaks any more. */
  readonly settleMs: number;
  say(line: string): void;
}
export interface ChaosResult extends Verdict {
  readonly kills: Readonly<Record<string, number>>;
  readonly orders: Readonly<Record<string, number>>;
  readonly ownOrders: number;
  /** What was held back without anybody being told; how many were for longer than a minute, and the longest. */
  readonly unseen: number;
  readonly heldBack: number;
  readonly longestLateSeconds: number;
  readonly drainSeconds: number;
  /** Processes that ended though nobody had killed them. */
  readonly fell: readonly string[];
  readonly problems: number;
  /** The last things that happened. */
  readonly events: readonly string[];
}

/** One of each before any comes twice, so that a short run meets them all. */
const deck = ["workers", "backend", "queue", "postgres", "workers"] as const;

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
    const market = await openMarket(town, plan.shops);
    step(`${market.goods.length} goods are on sale in ${market.accounts.length} shops`);
    for (const marketplace of market.marketplaces) await marketplace.spoil(plan.seed);
    const watching = watch(town, market);
    const buyers = sendBuyers(town, market, seeded(plan.seed + 1), tell);
    for (let waited = 0; waited < 40_000 && ordered(buyers) < 5; waited += 250) await pause(250);
    buyers.comeEverywhere();
    await pause(3_000);
    const kills: Record<string, number> = {};
    const from = Date.now();
    for (const [index, queue] of plan.queues.entries()) {
      if (index > 0) parts = await town.open(queue);
      const share = Math.floor(plan.kills / plan.queues.length) + (index < plan.kills % plan.queues.length ? 1 : 0);
      const until = from + (plan.limitMs * (index + 1)) / plan.queues.length;
      const made = await killSome(parts, { share, until, pauseMs: plan.pauseMs }, random, (name) => {
        kills[`${queue} ${name}`] = (kills[`${queue} ${name}`] ?? 0) + 1;
        tell(`killed ${name}`);
      });
      step(`${made} kills with the ${queue} queue; ${counted(buyers)} so far`);
    }
    for (const marketplace of market.marketplaces) await marketplace.mend();
    tell("nothing breaks any more");
    step(`nothing breaks any more; ${counted(buyers)}`);
    const gone = buyers.leave(plan.patienceMs);
    const { verdict, drainSeconds, problems } = await settle(town, market, buyers, gone, plan.settleMs);
    const { unseen, heldBack, longestMs } = await watching.end();
    step(`at rest after ${drainSeconds.toFixed(1)} s, with ${counted(buyers)}; logs in ${town.logDir}`);
    return {
      ...verdict,
      wrong: [...verdict.wrong, ...unseen],
      kills,
      orders: Object.fromEntries(buyers.placed),
      ownOrders: ordered(buyers),
      unseen: unseen.length,
      heldBack,
      longestLateSeconds: longestMs / 1_000,
      drainSeconds,
      fell,
      problems,
      events,
    };
  } finally {
    await town.stop();
  }
}

const ordered = ({ checkouts }: Buyers): number => checkouts.filter(({ end }) => end === "ordered").length;
const counted = (buyers: Buyers): string =>
  [...buyers.placed, ["our own shop", ordered(buyers)]].map(([where, count]) => `${count} orders of ${where}`).join(", ");

/** How many were killed. */
async function killSome(
  parts: Readonly<Record<(typeof deck)[number], Supervised>>,
  plan: { readonly share: number; readonly until: number; readonly pauseMs: readonly [number, number] },
  random: Random,
  told: (name: string) => void,
): Promise<number> {
  const [least, most] = plan.pauseMs;
  let hand: (typeof deck)[number][] = [];
  let made = 0;
  while (made < plan.share && Date.now() < plan.until) {
    await pause(least + random.below(most - least));
    if (!hand.length) hand = [...deck];
    const [name] = hand.splice(random.below(hand.length), 1);
    if (!name || !parts[name].kill()) continue;
    told(name === "queue" ? parts.queue.name : name);
    made += 1;
  }
  return made;
}

/** Looks until nothing is wrong twice running and no buyer waits, or until the time is over. */
async function settle(
  town: Town,
  market: Market,
  buyers: Buyers,
  gone: Promise<void>,
  limitMs: number,
): Promise<{ verdict: Verdict; drainSeconds: number; problems: number }> {
  const began = Date.now();
  let waiting = true;
  void gone.then(() => (waiting = false));
  let clean = 0;
  for (;;) {
    const over = Date.now() - began > limitMs;
    const look = async () => {
      const books = await readBooks(town.databaseUrl);
      return {
        verdict: judge(market, await readThere(market.marketplaces), buyers.checkouts, books),
        problems: books.problems,
      };
    };
    const found = await look().catch((error: unknown) => {
      if (over) throw error;
      return undefined;
    });
    clean = found && !found.verdict.wrong.length && !waiting ? clean + 1 : 0;
    if (found && (clean > 1 || over))
      return { verdict: found.verdict, drainSeconds: (Date.now() - began) / 1_000, problems: found.problems.length };
    await pause(2_000);
  }
}
