import { NodeSDK } from "@opentelemetry/sdk-node";
import { InMemorySpanExporter, type ReadableSpan, SimpleSpanProcessor } from "@opentelemetry/sdk-trace-base";
import { instantSchema } from "connectors/contract";
import { openRing } from "jobs/ring";
import { pino } from "pino";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { openConnect } from "../../jobs/connect.ts";
import { openWorkers, type Workers } from "../../jobs/workers.ts";
import { openPostgres, openRedis, type QueueServer } from "./servers.ts";

const exporter = new InMemorySpanExporter();
const sdk = new NodeSDK({ spanProcessors: [new SimpleSpanProcessor(exporter)], instrumentations: [] });
const later = () => instantSchema.parse(new Date(Date.now() + 60_000).toISOString());

beforeAll(() => sdk.start());
afterAll(() => sdk.shutdown());

describe.each([
  { queue: "Postgres", open: openPostgres },
  { queue: "Redis", open: openRedis },
])("a trace over $queue", ({ queue, open }) => {
  let server: QueueServer | undefined;
  let workers: Workers | undefined;
  beforeAll(async () => {
    server = await open();
    if (!server && process.env.CI) throw new Error(`${queue} is needed where CI is set`);
  });
  afterAll(async () => {
    await workers?.close();
    await server?.stop();
  });

  it("goes from the ring through the turn to the call of the channel, and tells no secret", async ({ skip }) => {
    if (!server) return skip();
    exporter.reset();
    const where = { ...server.where, traced: true };
    let turns = 0;
    workers = await openWorkers(where, "production", {
      backend: {
        accounts: async () => [],
        async openTurn(id) {
          turns += 1;
          const settings = {
            partnerId: 8231,
            partnerKey: "a partner's key, long enough",
            pushUrl: "http://localhost/push",
            apiHost: "http://shopee.test",
            consentHost: "http://shopee.test",
            shopId: 220_001,
          };
          const access = { accessToken: "a-secret-token", expiresAt: later() };
          const acts = [{ id: "act_1", kind: "check-account" as const, sendBefore: later() }];
          return { turn: { id: "turn_1", leaseUntil: later(), account: { id, channel: "shopee", settings, access }, acts } };
        },
        nextActs: async () => [],
        endTurn: async () => {},
        report: async () => {},
        reportPage: async () => {},
        writeProblem: async () => {},
        picture: async () => new Uint8Array(),
      },
      connect: openConnect({
        http: async (config) => ({
          status: 200,
          statusText: "OK",
          headers: {},
          config,
          data: JSON.stringify({ error: "", message: "", status: "NORMAL", region: "VN" }),
        }),
      }),
      now: () => new Date(),
      log: pino({ level: "silent" }),
    });
    const ring = openRing(where);
    await ring.ring("pull-orders", "account_1");
    await vi.waitFor(() => expect(turns).toBe(1), 10_000);
    await vi.waitFor(() => expect(named(/^process pull-orders/)).toHaveLength(1), 10_000);
    await ring.close();

    const [add] = named(/^add pull-orders/);
    const [turn] = named(/^process pull-orders/);
    const [call] = named(/^shopee /);
    expect(call?.name).toBe("shopee /api/v2/shop/get_shop_info");
    expect(call?.spanContext().traceId).toBe(add?.spanContext().traceId);
    expect(turn?.spanContext().traceId).toBe(add?.spanContext().traceId);
    expect(call?.parentSpanContext?.spanId).toBe(turn?.spanContext().spanId);
    const told = JSON.stringify(
      exporter.getFinishedSpans().map(({ name, attributes, events }) => ({ name, attributes, events })),
    );
    expect(told).not.toMatch(/a-secret-token|partner's key|sign=|access_token|220001/);
  });
});

const named = (name: RegExp): ReadableSpan[] => exporter.getFinishedSpans().filter((span) => name.test(span.name));
