import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import type { RateGate, Urgency } from "connectors/contract";
import { Redis } from "ioredis";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { openRedisGates } from "../../jobs/redis-gate.ts";
import { openRedis, type QueueServer } from "./servers.ts";

const tenASecond = { requests: 10, perMs: 1_000 };
const oftener = { requests: 1_000, perMs: 1_000 };
/** A moment is written down where the answer arrives, which takes longer now and then. */
const onTheWayMs = 100;

/** Of any eleven calls in a row, the last came a whole window after the first. */
function expectWithin(rate: { requests: number; perMs: number }, moments: readonly number[]): void {
  const sorted = moments.toSorted((one, other) => one - other);
  for (const [index, at] of sorted.entries())
    if (index >= rate.requests)
      expect(at - (sorted[index - rate.requests] ?? 0)).toBeGreaterThanOrEqual(rate.perMs - onTheWayMs);
}

describe("the gate that workers share", () => {
  let server: QueueServer | undefined;
  const open: { close(): Promise<void> }[] = [];
  const children: ChildProcess[] = [];

  beforeAll(async () => {
    server = await openRedis();
    if (!server && process.env.CI) throw new Error("Redis is needed where CI is set");
  });
  afterEach(async () => {
    await Promise.all(open.splice(0).map((each) => each.close()));
    for (const child of children.splice(0)) if (child.exitCode === null) child.kill("SIGKILL");
    if (!server) return;
    const redis = new Redis(server.where.redisUrl ?? "");
    await redis.flushall();
    await redis.quit();
  });
  afterAll(async () => {
    await server?.stop();
  });

  /** Each is a worker process' own connection and holder. */
  function gates() {
    const opened = openRedisGates(server?.where.redisUrl ?? "");
    open.push(opened);
    return opened;
  }
  const pass = async (gate: RateGate, urgency: Urgency, name: string, passed: { name: string; at: number }[]) => {
    await gate.pass(urgency);
    passed.push({ name, at: Date.now() });
  };
  function worker(account: string, calls: number, urgency: Urgency = "stock") {
    const child = spawn(
      process.execPath,
      [
        "--import",
        "tsx",
        "--conditions=workspace",
        "--conditions=channels",
        fileURLToPath(new URL("gate-process.ts", import.meta.url)),
      ],
      {
        stdio: ["pipe", "pipe", "inherit"],
        env: {
          ...process.env,
          REDIS_URL: server?.where.redisUrl,
          ACCOUNT: account,
          CALLS: String(calls),
          URGENCY: urgency,
          REQUESTS: "10",
        },
      },
    );
    children.push(child);
    let said = "";
    child.stdout.on("data", (text: Buffer) => (said += String(text)));
    const opened = once(child.stdout, "data");
    const begin = () => child.stdin.write("begin\n");

    return {
      child,
      opened,
      begin,
      moments: () => said.split("\n").flatMap((line) => (/^\d+$/.test(line) ? [Number(line)] : [])),
    };
  }

  it("keeps one account's rate over several processes", async ({ skip }) => {
    if (!server) return skip();
    const workers = [worker("one", 8), worker("one", 8), worker("one", 8)];
    await Promise.all(workers.map(({ opened }) => opened));
    const ended = workers.map(({ child }) => once(child, "exit"));
    for (const { begin } of workers) begin();
    await Promise.all(ended);
    const moments = workers.flatMap((each) => each.moments());
    expect(moments).toHaveLength(24);
    expectWithin(tenASecond, moments);
    expect(Math.max(...moments) - Math.min(...moments)).toBeLessThan(5_000);
  });

  it.for(["account", "application"])(
    "keeps the rate of an %s at a channel that counts a call just before it answers, however late",
    async (whose, { skip }) => {
      if (!server) return skip();
      const limits = whose === "account" ? { rate: tenASecond } : { rate: oftener, appRate: tenASecond };
      const counted: number[] = [];
      const late = [400, 5, 5, 90, 5, 5, 5, 300, 5];
      const oneAfterAnother = async (gate: RateGate) => {
        for (let calls = 0; calls < 8; calls += 1) {
          await gate.pass("stock");
          await new Promise((resolve) => setTimeout(resolve, late[counted.length % late.length] ?? 5));
          counted.push(Date.now());
          gate.answered?.();
        }
      };
      const accounts = whose === "account" ? ["one", "one", "one", "one"] : ["one", "two", "three", "four"];
      await Promise.all(accounts.map((account) => oneAfterAnother(gates().of(account, "app", limits))));
      expect(counted).toHaveLength(32);
      expectWithin(tenASecond, counted);
    },
  );

  it("keeps an application's rate over its accounts, and lets them take turns", async ({ skip }) => {
    if (!server) return skip();
    const limits = { rate: oftener, appRate: { requests: 50, perMs: 1_000 } };
    const passed: { name: string; at: number }[] = [];
    const asks = [
      ["greedy", 30],
      ["greedy", 30],
      ["greedy", 30],
      ["greedy", 30],
      ["calm", 15],
      ["quiet", 15],
    ].map(([name, calls]) => {
      const gate = gates().of(String(name), "app", limits);
      return Array.from({ length: Number(calls) }, () => pass(gate, "listings", String(name), passed));
    });
    await Promise.all(asks.flat());
    expectWithin(
      limits.appRate,
      passed.map(({ at }) => at),
    );
    const order = passed.map(({ name }) => name);
    // A third each while all three ask, however many processes ask for one: 15 turns of three, and a few to begin with.
    expect(order.slice(0, 60).filter((name) => name === "calm")).toHaveLength(15);
    expect(order.slice(0, 60).filter((name) => name === "quiet")).toHaveLength(15);
    expect(order).toHaveLength(150);
    expect((passed.at(-1)?.at ?? 0) - (passed[0]?.at ?? 0)).toBeLessThan(3_000 * 1.15);
  });

  it("lets stock of one process go before the listings of another", async ({ skip }) => {
    if (!server) return skip();
    const [here, there] = [gates().of("one", "app", { rate: tenASecond }), gates().of("one", "app", { rate: tenASecond })];
    const passed: { name: string; at: number }[] = [];
    const listings = Array.from({ length: 15 }, () => pass(here, "listings", "listings", passed));
    await new Promise((resolve) => setTimeout(resolve, 150));
    const asked = Date.now();
    const offers = Array.from({ length: 3 }, () => pass(there, "offers", "offers", passed));
    const stock = Array.from({ length: 3 }, () => pass(there, "stock", "stock", passed));
    await Promise.all([...listings, ...offers, ...stock]);
    const after = passed.filter(({ at }) => at >= asked).map(({ name }) => name);
    expect(after.slice(0, 3)).toEqual(["stock", "stock", "stock"]);
    expect(after.slice(3, 6)).toEqual(["offers", "offers", "offers"]);
  });

  it("is not held up by a worker that died in the queue", async ({ skip }) => {
    if (!server) return skip();
    const dying = worker("one", 100);
    await dying.opened;
    dying.begin();
    await new Promise((resolve) => setTimeout(resolve, 500));
    const gate = gates().of("one", "app", { rate: tenASecond });
    const waiting = Array.from({ length: 5 }, () => gate.pass("listings"));
    await new Promise((resolve) => setTimeout(resolve, 100));
    dying.child.kill("SIGKILL");
    const killed = Date.now();
    await Promise.all(waiting);
    expect(Date.now() - killed).toBeLessThan(2_000);
  });

  it("shares a closing, of an account or of its whole application, and keeps nobody standing before it", async ({ skip }) => {
    if (!server) return skip();
    const [one, other] = [gates().of("one", "app", { rate: tenASecond }), gates().of("other", "app", { rate: tenASecond })];
    const oneElsewhere = gates().of("one", "app", { rate: tenASecond });
    one.closeFor(400);
    await other.pass();
    const began = Date.now();
    await oneElsewhere.pass("stock");
    expect(Date.now() - began).toBeGreaterThanOrEqual(300);
    one.closeFor(3_600_000, "app");
    await one.pass().catch(() => undefined);
    await expect(other.pass("stock")).rejects.toMatchObject({ kind: "rate-limited", sent: false });
    const error: unknown = await other.pass("stock").catch((failure: unknown) => failure);
    expect(error).toMatchObject({ retryAfterMs: expect.closeTo(3_600_000, -4) as number });
  });

  it("counts the calls of a day over all workers", async ({ skip }) => {
    if (!server) return skip();
    // The next day begins there half a day from now.
    const minutes = Math.floor((Date.now() % 86_400_000) / 60_000);
    const dailyQuota = { of: "app", calls: 5, beginsAtMinute: (minutes + 720) % 1_440 } as const;
    const ends = await Promise.allSettled(
      Array.from({ length: 8 }, (_, index) => gates().of(`account ${index}`, "app", { rate: tenASecond, dailyQuota }).pass()),
    );
    expect(ends.filter(({ status }) => status === "fulfilled")).toHaveLength(5);
    for (const end of ends)
      if (end.status === "rejected") expect(end.reason).toMatchObject({ kind: "rate-limited", sent: false });
  });

  it("lets nothing out while Redis is away", async ({ skip }) => {
    if (!server) return skip();
    const away = openRedisGates("redis://127.0.0.1:1");
    const ended = away.of("one", "app", { rate: tenASecond }).pass();
    await expect(ended).rejects.toMatchObject({ kind: "rate-limited", sent: false, retryAfterMs: 5_000 });
    await away.close();
  });

  it("writes no application's name into Redis", async ({ skip }) => {
    if (!server) return skip();
    await gates().of("one", "partner 8231", { rate: tenASecond }).pass();
    const redis = new Redis(server.where.redisUrl ?? "");
    const keys = await redis.keys("*");
    await redis.quit();
    expect(keys.length).toBeGreaterThan(0);
    expect(keys.filter((key) => key.includes("8231"))).toEqual([]);
  });
});
