import { once } from "node:events";
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import { openBackendHouse, openShopee, startWorker, type WorkerProcess } from "./house.ts";
import { openPostgres, openRedis, type QueueServer } from "./servers.ts";

const each = 8;
/** More than one process runs side by side. */
const accounts = Object.fromEntries(Array.from({ length: 16 }, (_, index) => [`shop${1_001 + index}`, each]));
const total = each * 16;

describe.each([
  { queue: "Redis", count: 3, open: openRedis },
  { queue: "Postgres", count: 2, open: openPostgres },
])("$count worker processes on $queue", ({ queue, count, open }) => {
  let server: QueueServer | undefined;
  const closing: (() => Promise<unknown>)[] = [];

  beforeAll(async () => {
    server = await open();
    if (!server && process.env.CI) throw new Error(`${queue} is needed where CI is set`);
  });
  afterEach(async () => {
    for (const close of closing.splice(0).reverse()) await close();
  });
  afterAll(async () => {
    await server?.stop();
  });

  it("carry out every act once, in fair turns, also when one of them is stopped", async ({ skip }) => {
    if (!server) return skip();
    const { where } = server;
    const shopee = await openShopee();
    closing.push(() => shopee.close());
    const backend = await openBackendHouse({ where, shopee: shopee.url, perSecond: 5 }, accounts);
    closing.push(() => backend.close());
    const workers = await Promise.all(Array.from({ length: count }, () => startWorker(where, backend.url)));
    closing.push(() => Promise.all(workers.map(stop)));

    expect(await textOf(workers[0], "/healthz")).toBe("200 ok\n");
    expect(await textOf(workers[0], "/readyz")).toBe("200 ok\n");
    expect(await textOf(workers[0], "/elsewhere")).toBe("404 not found\n");

    await backend.ringAll();
    await vi.waitFor(() => expect(backend.outcomes.length).toBeGreaterThan((total * 3) / 4), { timeout: 20_000, interval: 20 });
    const sofar = countBy(backend.outcomes.map(({ account }) => account));
    expect(Object.keys(sofar)).toHaveLength(16);
    for (const done of Object.values(sofar)) expect(done).toBeGreaterThanOrEqual(each / 4);
    // It finishes what it has begun.
    await stop(workers[1]);
    await vi.waitFor(() => expect(backend.outcomes).toHaveLength(total), { timeout: 20_000, interval: 20 });
    await new Promise((resolve) => setTimeout(resolve, 300));

    expect(new Set(backend.outcomes.map(({ act }) => act)).size).toBe(total);
    expect(backend.outcomes.filter(({ error }) => error)).toEqual([]);
    expect(countBy(shopee.calls.map(({ shop }) => `shop${shop}`))).toEqual(accounts);
    expect(Object.keys(countBy(backend.outcomes.map(({ worker }) => worker)))).toHaveLength(count);
    const metrics = await textOf(workers[0], "/metrics");
    expect(metrics).toContain('ocop_turns_total{purpose="pull-orders",end="done"}');
    expect(metrics).toContain('ocop_acts_total{kind="check-account",channel="shopee",result="done"}');
    expect(metrics).toMatch(/ocop_gate_wait_seconds_count\{channel="shopee",urgency="listings"\} [1-9]/);
    expect(metrics).toMatch(/ocop_channel_call_seconds_count\{channel="shopee",answer="2xx"\} [1-9]/);
    expect(metrics).toContain('ocop_queue_jobs{queue="pull-orders",state="waiting"} 0');
    expect(metrics).toContain('ocop_queue_oldest_waiting_seconds{queue="pull-orders"} 0');
    expect(metrics).not.toMatch(/shop1001|8231|partner|token/);

    await backend.stopAnswering();
    expect(await textOf(workers[0], "/readyz")).toBe("503 not ready: backend\n");
    expect(await textOf(workers[0], "/healthz")).toBe("200 ok\n");
  });
});

async function stop(worker: WorkerProcess | undefined): Promise<void> {
  if (!worker || worker.child.exitCode !== null) return;
  const ended = once(worker.child, "exit");
  worker.child.kill("SIGTERM");
  await ended;
}

async function textOf(worker: WorkerProcess | undefined, path: string): Promise<string> {
  const answer = await fetch(`${worker?.health}${path}`);
  return `${answer.status} ${await answer.text()}`;
}

function countBy(names: readonly string[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const name of names) counts[name] = (counts[name] ?? 0) + 1;
  return counts;
}
