import { ConnectorError, instantSchema } from "connectors/contract";
import { Redis } from "ioredis";
import { openRing } from "jobs/ring";
import pg from "pg";
import { pino } from "pino";
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import { type Backend, BackendAway, type JobProblem, type OpenTurnAnswer } from "../../jobs/backend.ts";
import { queuePrefix } from "../../jobs/queue-store.ts";
import { openWorkers, type Workers } from "../../jobs/workers.ts";
import { openPostgres, openRedis, type QueueServer } from "./servers.ts";

const account = "account_1";
const log = pino({ level: "silent" });
const later = () => instantSchema.parse(new Date(Date.now() + 60_000).toISOString());

/** Answers as the test says; counts the turns that were asked for. The sweep rings only the accounts in `swept`. */
function backend(openTurn: (turn: number) => Promise<OpenTurnAnswer>, swept: readonly string[] = []) {
  const turns: { purpose: string; at: number }[] = [];
  const problems: JobProblem[] = [];
  const reports: string[] = [];
  const answers: Backend = {
    accounts: async () => swept.map((id) => ({ id, channel: "shopee" })),
    async openTurn(_id, purpose) {
      if (purpose !== "push-stock") return { turn: null, reason: "nothing-to-do" };
      turns.push({ purpose, at: Date.now() });
      return openTurn(turns.length);
    },
    nextActs: async () => [],
    endTurn: async () => {},
    report: async (actId) => void reports.push(actId),
    reportPage: async () => {},
    writeProblem: async (problem) => void problems.push(problem),
    picture: async () => new Uint8Array(),
  };
  return { answers, turns, problems, reports };
}
const nothing: OpenTurnAnswer = { turn: null, reason: "nothing-to-do" };
const aTurn = (): OpenTurnAnswer => ({
  turn: {
    id: "turn_1",
    leaseUntil: later(),
    account: { id: account, channel: "shopee", settings: {} },
    acts: [{ id: "act_1", kind: "check-account", sendBefore: later() }],
  },
});

describe.each([
  { queue: "Postgres", open: openPostgres },
  { queue: "Redis", open: openRedis },
])("turns on $queue", ({ queue, open }) => {
  let server: QueueServer | undefined;
  let workers: Workers | undefined;

  beforeAll(async () => {
    server = await open();
    if (!server && process.env.CI) throw new Error(`${queue} is needed where CI is set`);
  });
  afterEach(async () => {
    await workers?.close();
    workers = undefined;
    if (server) await empty(server);
  });
  afterAll(async () => {
    await server?.stop();
  });

  async function start(
    { answers }: { answers: Backend },
    checkAccount: () => Promise<void> = async () => {},
    pace: "production" | "demonstration" = "production",
  ): Promise<QueueServer> {
    if (!server) throw new Error("no server");
    workers = await openWorkers(server.where, pace, {
      backend: answers,
      connect: () => ({ channel: "shopee", checkAccount }),
      now: () => new Date(),
      log,
    });
    return server;
  }

  it("a change that comes while a turn runs makes one more turn, not none and not three", async ({ skip }) => {
    if (!server) return skip();
    let finish = () => {};
    const running = new Promise<void>((resolve) => (finish = resolve));
    const asked = backend(async (turn) => {
      if (turn === 1) await running;
      return nothing;
    });
    const { where } = await start(asked);
    const ring = openRing(where);
    await ring.ring("push-stock", account);
    await vi.waitFor(() => expect(asked.turns).toHaveLength(1), 10_000);
    for (let rings = 0; rings < 3; rings += 1) await ring.ring("push-stock", account);
    finish();
    await vi.waitFor(() => expect(asked.turns).toHaveLength(2), 10_000);
    await new Promise((resolve) => setTimeout(resolve, 700));
    expect(asked.turns).toHaveLength(2);
    await ring.close();
  });

  it("an account that is busy waits and comes again by itself", async ({ skip }) => {
    if (!server) return skip();
    const asked = backend(async (turn) => (turn === 1 ? { turn: null, reason: "busy", retryAfterMs: 300 } : nothing));
    const { where } = await start(asked);
    const ring = openRing(where);
    await ring.ring("push-stock", account);
    await vi.waitFor(() => expect(asked.turns).toHaveLength(2), 10_000);
    await ring.close();
  });

  it("a rate limit parks the account for as long as the channel says", async ({ skip }) => {
    if (!server) return skip();
    const asked = backend(async (turn) => (turn === 1 ? aTurn() : nothing));
    const { where } = await start(asked, () =>
      Promise.reject(new ConnectorError("rate-limited", "429", "too many", { retryAfterMs: 800 })),
    );
    const ring = openRing(where);
    await ring.ring("push-stock", account);
    await vi.waitFor(() => expect(asked.turns).toHaveLength(2), 10_000);
    expect((asked.turns[1]?.at ?? 0) - (asked.turns[0]?.at ?? 0)).toBeGreaterThanOrEqual(750);
    expect(asked.reports).toEqual(["act_1"]);
    expect(asked.problems).toEqual([]);
    await ring.close();
  });

  it("a fault of ours is written down before the queue forgets it; a backend that is away is not", async ({ skip }) => {
    if (!server) return skip();
    const asked = backend(async (turn) => {
      if (turn === 1) throw new BackendAway("away");
      if (turn === 2) throw new Error("a shape nobody knows");
      return nothing;
    });
    const { where } = await start(asked);
    const ring = openRing(where);
    await ring.ring("push-stock", account);
    await vi.waitFor(() => expect(asked.turns).toHaveLength(1), 10_000);
    await vi.waitFor(async () => {
      await ring.ring("push-stock", account);
      expect(asked.problems).toHaveLength(1);
    }, 10_000);
    expect(asked.problems[0]).toMatchObject({ accountId: account, purpose: "push-stock", message: "a shape nobody knows" });
    await ring.close();
  });

  it("an emptied queue only makes work late: the sweep rings again", async ({ skip }) => {
    if (!server) return skip();
    const asked = backend(async () => nothing, [account]);
    await start(asked, undefined, "demonstration");
    await vi.waitFor(() => expect(asked.turns.length).toBeGreaterThan(0), 10_000);
    await workers?.close();
    await empty(server);
    const before = asked.turns.length;
    await start(asked, undefined, "demonstration");
    await vi.waitFor(() => expect(asked.turns.length).toBeGreaterThan(before), 10_000);
  });
});

async function empty({ where }: QueueServer): Promise<void> {
  if (where.redisUrl) {
    const redis = new Redis(where.redisUrl);
    const keys = await redis.keys(`${queuePrefix}:*`);
    if (keys.length) await redis.del(keys);
    await redis.quit();
    return;
  }
  const client = new pg.Client({ connectionString: where.databaseUrl });
  await client.connect();
  await client.query("drop schema if exists bullmq cascade");
  await client.end();
}
