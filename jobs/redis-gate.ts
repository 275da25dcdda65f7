import { createHash, randomUUID } from "node:crypto";
import { type GateLimits, gateClosed, longestStandMs, type RateGates } from "connectors/channels";
import { type CallRate, type ConnectorError, type RateGate, type Urgency, urgencies } from "connectors/contract";
import { Redis } from "ioredis";
import { queuePrefix } from "./queue-store.ts";
import { answerScript, askScript, closeScript } from "./redis-gate-script.ts";

/** How long somebody who was told to come back is reckoned with after that moment. */
const graceMs = 250;
/** Redis is away: nobody knows what others have sent, so nothing is sent. */
const awayMs = 5_000;

interface Scripts {
  askGate(...words: (string | number)[]): Promise<[answer: number, ms: number, moment?: string]>;
  answerGate(appCalls: string, accountCalls: string, moment: string): Promise<number>;
  closeGate(key: string, ms: number): Promise<number>;
}
interface Waiting {
  readonly urgency: number;
  readonly giveUpAt: number;
  readonly pass: () => void;
  readonly refuse: (error: ConnectorError) => void;
}

/**
 * The same gates for any number of workers: by account and by application, by the clock of Redis. What an application is
 * called stays out of the keys, hashed.
 */
export function openRedisGates(
  redisUrl: string,
  onError: (error: Error) => void = () => {},
): RateGates & { close(): Promise<void> } {
  const redis = new Redis(redisUrl, {
    maxRetriesPerRequest: 1,
    commandTimeout: 2_000,
    scripts: {
      askGate: { lua: askScript, numberOfKeys: 9 },
      answerGate: { lua: answerScript, numberOfKeys: 2 },
      closeGate: { lua: closeScript, numberOfKeys: 1 },
    },
  });
  redis.on("error", onError);
  // ioredis makes the commands above from their scripts; its types do not follow.
  const scripts = redis as unknown as Scripts;
  const holder = randomUUID();
  const gates = new Map<string, RateGate>();
  return {
    of(account, app, limits) {
      const key = JSON.stringify([account, app, limits.rate]);
      let gate = gates.get(key);
      if (!gate) {
        gate = openGate(scripts, holder, account, app, limits, onError);
        gates.set(key, gate);
      }
      return gate;
    },
    async close() {
      await redis.quit().catch(() => redis.disconnect());
    },
  };
}

function openGate(
  scripts: Scripts,
  holder: string,
  account: string,
  app: string | undefined,
  { rate, appRate, dailyQuota }: GateLimits,
  onError: (error: Error) => void,
): RateGate {
  // In braces: all keys of an application lie in one slot of a cluster.
  const name = createHash("sha256")
    .update(app === undefined ? `account ${account}` : `app ${app}`)
    .digest("base64url")
    .slice(0, 22);
  const key = (...words: string[]) => [queuePrefix, "gate", `{${name}}`, ...words].join(":");
  const closings = { app: key("closed"), account: key("closed", account) };
  const calls = { app: key("calls"), account: key("calls", account) };
  const places = [
    key("next"),
    calls.app,
    closings.app,
    key("next", account),
    calls.account,
    closings.account,
    key("waiting"),
    key("served"),
    dailyQuota?.of === "account" ? key("day", account) : key("day"),
  ];
  const accountRate = whole(rate);
  const rates = [...(appRate ? whole(appRate) : [0, 0]), ...accountRate];
  const quota = [dailyQuota?.calls ?? 0, dailyQuota?.beginsAtMinute ?? 0];

  const waiting: Waiting[] = [];
  /** The moments of calls that went out and have no answer yet, the newest last; some never get one. */
  const unanswered: string[] = [];
  let serving = false;
  let asked: number = urgencies.length;
  let wake = () => {};

  const first = () => waiting.reduce((best, each) => (each.urgency < best.urgency ? each : best), waiting[0] as Waiting);
  /** The urgency of who is next when the first has gone. */
  const after = () => waiting.toSorted((one, other) => one.urgency - other.urgency)[1]?.urgency ?? -1;
  const take = (one: Waiting) => void waiting.splice(waiting.indexOf(one), 1);
  const refuseAll = (ms: number) => {
    for (const { refuse } of waiting.splice(0)) refuse(gateClosed(ms));
  };
  const sleep = (ms: number) =>
    new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, ms);
      wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });

  async function serve(): Promise<void> {
    serving = true;
    while (waiting.length) {
      asked = first().urgency;
      const [answer, ms, moment] = await scripts
        .askGate(...places, account, holder, asked, ...rates, ...quota, graceMs, after())
        .catch((error: Error): [number, number, undefined] => {
          onError(error);
          return [2, Number.POSITIVE_INFINITY, undefined];
        });
      if (answer === 0) {
        const one = first();
        take(one);
        if (moment !== undefined) unanswered.push(moment);
        if (unanswered.length > accountRate[0]) unanswered.shift();
        one.pass();
        continue;
      }
      if (ms > longestStandMs) {
        refuseAll(Number.isFinite(ms) ? ms : awayMs);
        continue;
      }
      // Something more urgent came while Redis was asked.
      if (first().urgency < asked) continue;
      const givesUp = Math.min(...waiting.map(({ giveUpAt }) => giveUpAt));
      await sleep(Math.min(ms, Math.max(0, givesUp - Date.now())));
      for (const one of waiting.filter(({ giveUpAt }) => giveUpAt <= Date.now())) {
        take(one);
        one.refuse(gateClosed(Math.max(1_000, ms)));
      }
    }
    asked = urgencies.length;
    serving = false;
  }

  return {
    pass(urgency: Urgency = "listings") {
      return new Promise<void>((pass, refuse) => {
        const one = { urgency: urgencies.indexOf(urgency), giveUpAt: Date.now() + longestStandMs, pass, refuse };
        waiting.push(one);
        if (!serving) void serve();
        else if (one.urgency < asked) wake();
      });
    },
    // Which call it was is not told: that the newest open one came last is the cautious reading.
    answered() {
      const moment = unanswered.pop();
      if (moment !== undefined) scripts.answerGate(calls.app, calls.account, moment).catch(onError);
    },
    closeFor(ms, whom = "account") {
      // On one connection: whoever of this process asks next, asks after it.
      if (ms > 0) scripts.closeGate(closings[whom], Math.ceil(ms)).catch(onError);
    },
  };
}

/** The same rate with a whole number of calls, as a list of the last ones needs it. */
function whole({ requests, perMs }: CallRate): [requests: number, perMs: number] {
  const calls = Math.max(1, Math.floor(requests));
  return [calls, (perMs * calls) / requests];
}
