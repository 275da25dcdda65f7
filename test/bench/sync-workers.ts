import { execFileSync } from "node:child_process";
import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { availableParallelism } from "node:os";
import { Worker } from "bullmq";
import { Redis } from "ioredis";
import { openRing, type Ring } from "jobs/ring";
import { openQueueStore, queuePrefix } from "../../jobs/queue-store.ts";
import { queues } from "../../jobs/queues.ts";
import { startWorker, type WorkerProcess } from "../queues/house.ts";
import { openRedis } from "../queues/servers.ts";
import { printFigure } from "./figure.ts";
import { pause, until } from "./sync-running.ts";

/** As far away as a marketplace is; the simulator does nothing else, so that it is not what is waited for. */
const answersAfterMs = 50;
const actsATurn = 4;
const accounts = 32;

/** Turns by worker processes on Redis, over a house that plays the backend and knows no database. */
export async function measureWorkers({ acts, jobs }: { acts: number; jobs: number }): Promise<void> {
  const server = await openRedis();
  if (!server?.where.redisUrl) throw new Error("There is no Redis to run workers on");
  const { where } = server;
  const house = await openHouse();
  const ring = openRing(where);
  const running: WorkerProcess[] = [];
  try {
    running.push(await startWorker(where, house.url));
    const [first] = running;
    const atStart = megabytes(first);
    const own = await jobsPerWorker(where, jobs, house, ring);
    const nothing = await emptyJobs(where.redisUrl ?? "", jobs);
    printFigure("sync.job.overhead", own, "ms a job without work", nothing);

    const alone = await work(house, acts, ring);
    printFigure("sync.worker.memory", megabytes(first), "MB", atStart);
    for (const count of [2, 4]) {
      while (running.length < count) running.push(await startWorker(where, house.url));
      const together = await work(house, acts, ring);
      printFigure(`sync.workers.${count}`, together, `acts/s, ${availableParallelism()} cores`, alone);
    }
  } finally {
    for (const { child } of running) {
      const ended = once(child, "exit");
      child.kill("SIGTERM");
      await ended;
    }
    await ring.close();
    await house.close();
    await server.stop();
  }
}

type House = Awaited<ReturnType<typeof openHouse>>;

/** Acts a second, from the first ring until the last act is reported. */
async function work(house: House, acts: number, ring: Ring): Promise<number> {
  const each = Math.ceil(acts / accounts);
  const before = house.done();
  house.give(each, (account) => ring.ring("pull-orders", account));
  const began = performance.now();
  for (const account of house.accounts) await ring.ring("pull-orders", account);
  await until("the last act", 120_000, () => house.done() - before === each * accounts, 5);
  return (each * accounts) / ((performance.now() - began) / 1_000);
}

/** Milliseconds a job that finds nothing to do, all of them waiting as the queue is opened. */
async function jobsPerWorker(where: { redisUrl?: string; databaseUrl: string }, jobs: number, house: House, ring: Ring) {
  const store = openQueueStore(where);
  const queue = store.queue("pull-orders");
  await queue.pause();
  for (let index = 0; index < jobs; index += 1) await ring.ring("pull-orders", `idle${index}`);
  const before = house.opened();
  const began = performance.now();
  await queue.resume();
  await until("the last job", 120_000, () => house.opened() - before >= jobs, 2);
  const took = performance.now() - began;
  await store.close();
  return took / jobs;
}

/** The same number of jobs that do nothing at all, on the same Redis and as many at once. */
async function emptyJobs(redisUrl: string, jobs: number): Promise<number> {
  const store = openQueueStore({ redisUrl, databaseUrl: "postgres://unused@127.0.0.1/unused" });
  const queue = store.queue("nothing");
  await queue.addBulk(Array.from({ length: jobs }, (_, index) => ({ name: "nothing", data: { accountId: `idle${index}` } })));
  let done = 0;
  const connection = new Redis(redisUrl, { maxRetriesPerRequest: null });
  const began = performance.now();
  const worker = new Worker("nothing", async () => void (done += 1), {
    connection,
    prefix: queuePrefix,
    concurrency: queues["pull-orders"].atOnce,
  });
  await until("the last empty job", 60_000, () => done === jobs, 2);
  const took = performance.now() - began;
  await worker.close();
  connection.disconnect();
  await store.close();
  return took / jobs;
}

/** What the system says that the process holds. */
function megabytes(worker: WorkerProcess | undefined): number {
  const kilobytes = execFileSync("ps", ["-o", "rss=", "-p", String(worker?.child.pid)], { encoding: "utf8" });
  return Number(kilobytes) / 1_024;
}

/** Backend and marketplace in one: every account calls through an application of its own, so that no gate is shared. */
async function openHouse() {
  const names = Array.from({ length: accounts }, (_, index) => `shop${index}`);
  const left = new Map<string, number>();
  const leased = new Map<string, string>();
  let [opened, done, number] = [0, 0, 0];
  let again: (account: string) => Promise<void> = async () => {};
  const later = () => new Date(Date.now() + 60_000).toISOString();

  function open(account: string): unknown {
    opened += 1;
    const count = Math.min(actsATurn, left.get(account) ?? 0);
    if (!count) return { turn: null, reason: "nothing-to-do" };
    if ([...leased.values()].includes(account)) return { turn: null, reason: "busy", retryAfterMs: 50 };
    left.set(account, (left.get(account) ?? 0) - count);
    number += 1;
    const id = `turn${number}`;
    leased.set(id, account);
    const index = names.indexOf(account);
    return {
      turn: {
        id,
        leaseUntil: later(),
        account: {
          id: account,
          channel: "shopee",
          settings: {
            partnerId: 10_000 + index,
            partnerKey: "a partner's key, long enough",
            pushUrl: "http://localhost/push",
            apiHost: url,
            consentHost: url,
            shopId: 1_000 + index,
            requestsPerSecond: 100,
          },
          access: { accessToken: "token", refreshToken: "refresh", expiresAt: "2126-01-01T00:00:00.000Z" },
        },
        acts: Array.from({ length: count }, (_, act) => ({ id: `${id}.${act}`, kind: "check-account", sendBefore: later() })),
      },
    };
  }
  async function answer(path: string): Promise<unknown> {
    const [, , kind = "", id = "", what] = path.split("/");
    if (kind === "accounts") return id ? open(id) : { accounts: [] };
    if (what === "outcome") done += 1;
    if (kind !== "turns") return {};
    const account = leased.get(id);
    leased.delete(id);
    if (account && left.get(account)) await again(account);
    return { acts: [] };
  }
  async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    for await (const _ of request);
    const { pathname } = new URL(request.url ?? "", "http://house");
    response.setHeader("content-type", "application/json");
    if (pathname.startsWith("/worker/")) response.end(JSON.stringify(await answer(pathname)));
    else {
      await pause(answersAfterMs);
      response.end(JSON.stringify({ error: "", message: "", shop_name: "a shop", status: "NORMAL", region: "VN" }));
    }
  }
  const server = createServer((request, response) => void serve(request, response));
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    url,
    accounts: names,
    opened: () => opened,
    done: () => done,
    give(each: number, ring: (account: string) => Promise<void>) {
      again = ring;
      for (const account of names) left.set(account, each);
    },
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
