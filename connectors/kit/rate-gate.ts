import { type CallRate, ConnectorError, type DailyQuota, type RateGate, type Urgency, urgencies } from "../contract/index.ts";
import { contractTexts } from "../contract/texts.ts";

/** Time as the gate needs it, so that a test can hold it still. */
export interface GateClock {
  now(): number;
  wait(ms: number): Promise<void>;
}
export const wallClock: GateClock = { now: () => Date.now(), wait: (ms) => new Promise((resolve) => setTimeout(resolve, ms)) };

export interface GateLimits {
  readonly rate: CallRate;
  readonly appRate?: CallRate | undefined;
  readonly dailyQuota?: DailyQuota | undefined;
}

/** Gates of the accounts, those of one application behind its common limits. */
export interface RateGates {
  of(account: string, app: string | undefined, limits: GateLimits): RateGate;
}

/** The longest a call stands here: under the time within which an act is sent at all. */
export const longestStandMs = 20_000;

export function gateClosed(ms: number): ConnectorError {
  return new ConnectorError("rate-limited", "gate", `No call may go out for ${Math.ceil(ms)} ms`, {
    sent: false,
    retryAfterMs: Math.ceil(ms),
    says: contractTexts.say("gate"),
  });
}

const dayMs = 86_400_000;

interface Account {
  readonly spacing: number;
  nextAt: number;
  closedUntil: number;
  day: number;
  used: number;
  /** When it was last let through, counted; who waited longest for that goes first. */
  served: number;
  /** How many calls a window takes, and the last so many: when each was let through or, once that is known, answered. */
  readonly most: number;
  calls: { at: number; open: boolean }[];
}
interface Waiting {
  readonly urgency: number;
  readonly account: Account;
  readonly giveUpAt: number;
  readonly pass: () => void;
  readonly refuse: (error: ConnectorError) => void;
}

/**
 * For one process. At most `requests` in any `perMs`, evenly spread, so that no burst meets the channel's own counter; a call
 * may be counted there as late as its answer comes, and its place in the window is free only so long after that. Stock goes
 * before offers before listings; within one urgency the accounts of an application take turns.
 */
export function createRateGates(clock: GateClock = wallClock): RateGates {
  const apps = new Map<string, ReturnType<typeof createApp>>();
  const gates = new Map<string, RateGate>();
  return {
    of(account, app, limits) {
      const name = app ?? `account ${account}`;
      // An account whose settings are changed gets a new one.
      const key = JSON.stringify([account, name, limits.rate]);
      let gate = gates.get(key);
      if (!gate) {
        const shared = apps.get(name) ?? createApp(limits, clock);
        apps.set(name, shared);
        gate = shared.gate(limits.rate);
        gates.set(key, gate);
      }
      return gate;
    },
  };
}

/** One account's gate, with no application around it. */
export function createRateGate(rate: CallRate, clock: GateClock = wallClock): RateGate {
  return createApp({ rate }, clock).gate(rate);
}

function createApp({ appRate, dailyQuota: quota }: GateLimits, clock: GateClock): { gate(rate: CallRate): RateGate } {
  const newAccount = (rate: CallRate | undefined): Account => ({
    spacing: rate ? rate.perMs / rate.requests : 0,
    nextAt: clock.now(),
    closedUntil: 0,
    day: 0,
    used: 0,
    served: 0,
    most: rate ? Math.max(1, Math.floor(rate.requests)) : 0,
    calls: [],
  });
  const app = newAccount(appRate);
  let waiting: Waiting[] = [];
  let turns = 0;
  let wakesAt = Number.POSITIVE_INFINITY;

  const dayOf = (now: number) => Math.floor((now - (quota?.beginsAtMinute ?? 0) * 60_000) / dayMs);
  const closedUntil = (account: Account, now: number): number => {
    const counted = quota?.of === "app" ? app : account;
    const over = quota && counted.day === dayOf(now) && counted.used >= quota.calls;
    const nextDay = over ? (dayOf(now) + 1) * dayMs + quota.beginsAtMinute * 60_000 : 0;
    return Math.max(app.closedUntil, account.closedUntil, nextDay);
  };
  const windowOpensAt = ({ calls, most, spacing }: Account) =>
    most && calls.length === most ? (calls[0]?.at ?? 0) + most * spacing : 0;
  const readyAt = (account: Account, now: number) =>
    Math.max(app.nextAt, account.nextAt, windowOpensAt(app), windowOpensAt(account), closedUntil(account, now));

  function letThrough({ account, pass }: Waiting, now: number): void {
    for (const each of [app, account]) {
      each.nextAt = Math.max(each.nextAt, now) + each.spacing;
      if (each.most) each.calls = [...each.calls, { at: now, open: true }].slice(-each.most);
    }
    const counted = quota?.of === "app" ? app : account;
    if (counted.day !== dayOf(now)) Object.assign(counted, { day: dayOf(now), used: 0 });
    counted.used += 1;
    turns += 1;
    account.served = turns;
    pass();
  }

  function serve(): void {
    for (;;) {
      const now = clock.now();
      const [gone, standing] = split(waiting, (each) => {
        return each.giveUpAt <= now || closedUntil(each.account, now) - now > longestStandMs;
      });
      waiting = standing;
      for (const { account, refuse } of gone) refuse(gateClosed(Math.max(1_000, readyAt(account, now) - now)));
      const first = standing
        .filter(({ account }) => readyAt(account, now) <= now)
        .sort((one, other) => one.urgency - other.urgency || one.account.served - other.account.served)[0];
      if (!first) {
        const next = Math.min(...standing.map(({ account, giveUpAt }) => Math.min(readyAt(account, now), giveUpAt)));
        if (standing.length && next < wakesAt) void wakeAt(next, now);
        return;
      }
      waiting = standing.filter((each) => each !== first);
      letThrough(first, now);
    }
  }

  async function wakeAt(at: number, now: number): Promise<void> {
    wakesAt = at;
    await clock.wait(at - now);
    if (wakesAt === at) wakesAt = Number.POSITIVE_INFINITY;
    serve();
  }

  return {
    gate(rate) {
      const account = newAccount(rate);
      return {
        pass(urgency: Urgency = "listings") {
          return new Promise<void>((pass, refuse) => {
            waiting.push({
              urgency: urgencies.indexOf(urgency),
              account,
              giveUpAt: clock.now() + longestStandMs,
              pass,
              refuse,
            });
            serve();
          });
        },
        // Which call it was is not told: that the newest open one came last is the cautious reading.
        answered() {
          for (const each of [app, account]) {
            const call = each.calls.findLast(({ open }) => open);
            if (call) Object.assign(call, { at: clock.now(), open: false });
          }
        },
        closeFor(ms, whom = "account") {
          const closed = whom === "app" ? app : account;
          closed.closedUntil = Math.max(closed.closedUntil, clock.now() + ms);
          serve();
        },
      };
    },
  };
}

function split<Item>(items: readonly Item[], test: (item: Item) => boolean): [Item[], Item[]] {
  const [yes, no]: [Item[], Item[]] = [[], []];
  for (const item of items) (test(item) ? yes : no).push(item);
  return [yes, no];
}
