import axios, { type AxiosAdapter, AxiosError } from "axios";
import type { Picture } from "connectors/contract";
import { edges } from "connectors/edges";
import { type Purpose, purposes } from "jobs/ring";
import { type Backend, BackendAway } from "../../jobs/backend.ts";
import { openConnect } from "../../jobs/connect.ts";
import { runTurn } from "../../jobs/run-turn.ts";
import { type Act, nextActsSchema, openTurnAnswerSchema } from "../../jobs/worker-api.ts";
import { bytesOf } from "../conformance/pictures.ts";
import type { Random } from "../marketplaces/kit/random.ts";
import type { ChannelsHouse } from "./database.ts";
import type { Market } from "./markets.ts";
import { Killed, type Scheduler } from "./scheduler.ts";
import { minute, type Part, second } from "./settings.ts";

export interface Account {
  readonly id: string;
  readonly market: Market;
}
/** Slower than in production, so that more happens between two of them. */
const sweepMs: Partial<Record<Purpose, number>> = {
  "push-stock": 2 * minute,
  "pull-orders": 2 * minute,
  "push-offers": 5 * minute,
  "push-listings": 5 * minute,
  "look-at-listings": 15 * minute,
  "run-commands": 3 * minute,
  "refresh-access": 10 * minute,
};
/** Faults that somebody has nothing to do about, or nobody knows yet. */
const passing = new Set(["retryable", "rate-limited", "auth", "unexpected"]);
/** W of sync-protocol §6, less what the marketplace itself may take: a worker that stands still once the time was checked for the last time. */
const longestBeforeSendingMs = minute;
const inJson = (value: unknown): unknown => JSON.parse(JSON.stringify(value));

export interface Workers {
  readonly ring: (purpose: Purpose, accountId: string, afterMs?: number) => void;
  readonly sweep: () => void;
  /** All waiting rings are lost. */
  readonly empty: () => void;
  backendAwayUntil: number;
  /** Faults of ours, by what they said: none is right. */
  readonly unexpected: string[];
  /** Turns that sent a write, by purpose, since the last `forget`. */
  readonly writing: Map<Purpose, number>;
  /** What they wrote, in words. */
  readonly written: string[];
  /** Turns that met a fault or were cut off and no later one has mended, and since when: by account, then purpose. */
  readonly faults: Map<string, Map<Purpose, number>>;
  /** Whose rows may have changed since somebody last looked. */
  readonly touched: Set<Account>;
  calls: number;
  kills: number;
}

/** The workers' own code, each turn an actor that may be killed, stalled or cut off between any two of its steps. */
export function startWorkers(world: {
  readonly scheduler: Scheduler;
  readonly house: ChannelsHouse;
  readonly random: Random;
  readonly accounts: readonly Account[];
  /** Whether that kind of trouble may happen now. */
  readonly may: (part: Part) => boolean;
  readonly note: (what: string) => void;
}): Workers {
  const { scheduler, house, random, accounts, may, note } = world;
  const waiting = new Set<string>();
  const active = new Map<string, { again: boolean }>();
  const marketOf = new Map(accounts.map(({ id, market }) => [id, market]));

  const workers: Workers = {
    ring,
    empty: () => waiting.clear(),
    sweep() {
      for (const purpose of purposes) {
        const every = sweepMs[purpose];
        if (every)
          for (const { id } of accounts)
            scheduler.start(`sweep ${purpose}`, random.below(every), () => sweepOn(purpose, id, every));
      }
    },
    backendAwayUntil: 0,
    unexpected: [],
    writing: new Map(),
    written: [],
    faults: new Map(accounts.map(({ id }) => [id, new Map()])),
    touched: new Set(),
    calls: 0,
    kills: 0,
  };
  async function sweepOn(purpose: Purpose, id: string, every: number): Promise<void> {
    for (;;) {
      ring(purpose, id);
      await scheduler.wait(`sweep ${purpose}`, every);
    }
  }

  function ring(purpose: Purpose, accountId: string, afterMs = random.below(2 * second)): void {
    const key = `${purpose} ${accountId}`;
    const running = active.get(key);
    if (running) {
      running.again = true;
      return;
    }
    if (waiting.has(key)) return;
    waiting.add(key);
    scheduler.start(`turn ${key}`, afterMs, async () => {
      if (!waiting.delete(key)) return;
      const state = { again: false };
      active.set(key, state);
      let againMs: number | undefined;
      try {
        againMs = await work(purpose, accountId);
      } finally {
        active.delete(key);
        if (state.again || againMs !== undefined) ring(purpose, accountId, againMs);
      }
    });
  }

  /** Each step of a worker: it takes its time, and may be the last one, or last far too long. */
  async function step(label: string, longestMs = 9 * minute, chanceOfStalling = 0.004): Promise<void> {
    const stalled = may("stalls") && random.chance(chanceOfStalling);
    if (stalled) note(`a worker stands still at ${label}`);
    await scheduler.wait(label, stalled ? Math.min(longestMs, minute + random.below(8 * minute)) : 20 + random.below(400));
    if (may("kills") && random.chance(0.006)) {
      workers.kills += 1;
      note(`a worker is killed at ${label}`);
      throw new Killed();
    }
    for (const { market } of accounts) market.setTime(scheduler.now);
  }

  async function work(purpose: Purpose, accountId: string): Promise<number | undefined> {
    const market = marketOf.get(accountId);
    const dead = { yes: false };
    /** Pages that are being told. */
    const telling = { count: 0 };
    const alive = async (label: string, longestMs?: number, chanceOfStalling?: number) => {
      if (dead.yes) throw new Killed();
      try {
        await step(label, longestMs, chanceOfStalling);
      } catch (error) {
        dead.yes = true;
        throw error;
      } finally {
        if (telling.count) scheduler.watch();
      }
    };
    const http: AxiosAdapter = async (config) => {
      const label = `${market?.code} ${config.method} ${(config.url ?? "").split("?")[0]}`;
      await alive(label, longestBeforeSendingMs);
      workers.calls += 1;
      if (may("marketplace-faults") && random.chance(0.004)) throw new AxiosError("refused", "ECONNREFUSED", config);
      const answer = await scheduler.real(() => axios.getAdapter("http")(config));
      await alive(`${label} answered`);
      return answer;
    };
    /** What was handed out in this turn and not answered, and whether an answer told of a fault. */
    const met = { unanswered: new Set<string>(), fault: false };
    const faults = workers.faults.get(accountId);
    const note = () => faults?.set(purpose, faults.get(purpose) ?? scheduler.now);
    const connect = openConnect({
      now: () => new Date(scheduler.now),
      http,
      // Mostly open; in front of a closed one a call waits, and is sent only if there is time left.
      gates: {
        of: () => ({
          pass: async () => {
            if (random.chance(0.1)) await alive(`the gate of ${market?.code}`, 9 * minute, 0.3);
          },
          closeFor: () => {},
        }),
      },
    });
    try {
      const end = await runTurn(accountId, purpose, {
        backend: backendFor(purpose, accountId, alive, met, telling),
        connect,
        now: () => new Date(scheduler.now),
      });
      if (met.fault) note();
      if (end.ended === "none") return end.reason === "busy" ? (end.retryAfterMs ?? 2 * second) : undefined;
      if (end.error?.kind === "rate-limited") return Math.min(end.error.retryAfterMs ?? 5 * second, 15 * minute);
      return undefined;
    } catch (error) {
      if (met.fault || met.unanswered.size) note();
      if (error instanceof Killed || dead.yes) return random.chance(0.7) ? 30 * second + random.below(30 * second) : undefined;
      if (error instanceof BackendAway) return undefined;
      workers.unexpected.push(
        `${purpose} of ${market?.code}: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`,
      );
      return undefined;
    }
  }

  function backendFor(
    purpose: Purpose,
    accountId: string,
    alive: (label: string) => Promise<void>,
    met: { readonly unanswered: Set<string>; fault: boolean },
    telling: { count: number },
  ): Backend {
    // When the backend has said so, whether or not its answer arrived.
    const mended = () => workers.faults.get(accountId)?.delete(purpose);
    /** Acts that ask for orders which cannot be read. */
    const ofUnreadable = new Set<string>();
    const handOut = (acts: readonly Act[]) => {
      for (const act of acts) {
        met.unanswered.add(act.id);
        const asked = act.kind === "read-orders" ? act.orderIds : [];
        if (asked.some((id) => market?.orders.some((order) => order.id === id && order.unreadable))) ofUnreadable.add(act.id);
      }
    };
    const market = marketOf.get(accountId);
    /** The backend may be away, and its answer may be lost when the work is done. */
    async function once<Answer>(label: string, ask: () => Promise<Answer>): Promise<Answer> {
      await alive(label);
      if (scheduler.now < workers.backendAwayUntil) throw new BackendAway(label);
      const answer = await scheduler.real(async () => {
        await house.setTime(scheduler.now);
        return ask();
      });
      const account = accounts.find(({ id }) => id === accountId);
      if (account) workers.touched.add(account);
      if (may("lost-answers") && random.chance(0.004)) {
        note(`the answer to ${label} is lost`);
        throw new BackendAway(label);
      }
      return answer;
    }
    async function ask<Answer>(label: string, work: () => Promise<Answer>): Promise<Answer> {
      for (const pause of [200, 1_000, 3_000]) {
        try {
          return await once(label, work);
        } catch (error) {
          if (!(error instanceof BackendAway)) throw error;
          await scheduler.wait(`${label} again`, pause);
        }
      }
      return once(label, work);
    }
    /** What the routes do with what has changed: orders become Medusa's, and whoever sells the same units is rung for. */
    async function follow(changed: { orders: readonly string[]; rings?: readonly Purpose[] }): Promise<void> {
      if (changed.orders.length) {
        await house.query("update channel_order set imported_state = state where id = any($1)", [changed.orders]);
        for (const { id } of accounts) if (!random.chance(0.2)) ring("push-stock", id);
      }
      for (const each of changed.rings ?? []) ring(each, accountId);
    }
    return {
      accounts: async () => [],
      openTurn: (id, asked) =>
        once(`open ${asked}`, async () => {
          const opened = await house.channels.openTurn({ accountId: id, purpose: asked, worker: "simulated" });
          handOut(opened.turn?.acts ?? []);
          if (!opened.turn && opened.reason === "nothing-to-do") mended();
          return openTurnAnswerSchema.parse(inJson(opened));
        }),
      nextActs: async (turnId) => {
        const { acts } = await ask(`acts of ${purpose}`, async () => {
          const next = await house.channels.nextActs(turnId);
          handOut(next.acts);
          if (!next.acts.length && !met.fault) mended();
          return nextActsSchema.parse(inJson(next));
        });
        return acts;
      },
      endTurn: (turnId) => ask("end of turn", () => house.channels.endTurn(turnId)),
      report: (actId, outcome) =>
        ask(`report of ${purpose}`, async () => {
          const wrote = outcome.report ?? outcome.listed;
          if (wrote) {
            workers.writing.set(purpose, (workers.writing.get(purpose) ?? 0) + 1);
            workers.written.push(
              `${new Date(scheduler.now).toISOString().slice(11, 19)} ${market?.code} ${purpose}: ${JSON.stringify(wrote)}`,
            );
          }
          const changed = await house.channels.recordOutcome(actId, inJson(outcome) as never);
          met.unanswered.delete(actId);
          // An order that still cannot be read is told at the order.
          const atOrder = outcome.error?.kind === "unexpected" && ofUnreadable.has(actId);
          met.fault ||= outcome.error !== undefined && passing.has(outcome.error.kind) && !atOrder;
          await follow(changed);
        }),
      async reportPage(actId, page) {
        telling.count += 1;
        const tell = async () => follow(await house.channels.recordReading(actId, inJson(page) as never));
        await scheduler
          .fork(`page of ${purpose}`, () => ask(`page of ${purpose}`, tell))
          .finally(() => {
            telling.count -= 1;
          });
      },
      writeProblem: async () => {},
      picture: async (url) => bytesOf({ url } as Picture),
    };
  }
  return workers;
}
export const commandsOf = (market: Market): readonly string[] => edges[market.code]?.commands ?? [];
