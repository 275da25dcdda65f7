import { type Connector } from "connectors/contract";
import { openRing, type Purpose, type Ring } from "jobs/ring";
import { pino } from "pino";
import { type Connect, openConnect } from "../../jobs/connect.ts";
import { openRedisGates } from "../../jobs/redis-gate.ts";
import type { Outcome } from "../../jobs/worker-api.ts";
import { openWorkers } from "../../jobs/workers.ts";
import { openRedis } from "../queues/servers.ts";
import { type BenchHouse, backendOf } from "./sync-house.ts";
import { countCalls, type Seller } from "./sync-sellers.ts";

export interface Running {
  readonly ring: Ring["ring"];
  /** The seller's own connector behind no gate; there once it had a turn. */
  readonly bare: (seller: Seller) => Connector;
  readonly close: () => Promise<void>;
}

/** The workers, their queues on Redis, their gates and their sweep, over the module in this process. */
export async function openRunning(
  house: BenchHouse,
  sellers: readonly Seller[],
  pace: "production" | "demonstration",
  more: { readonly does?: ReadonlySet<Purpose>; readonly outcome?: (accountId: string, outcome: Outcome) => void } = {},
): Promise<Running> {
  const server = await openRedis();
  if (!server?.where.redisUrl) throw new Error("There is no Redis to run workers on");
  const { where } = server;
  const ring = openRing(where);
  const gates = openRedisGates(server.where.redisUrl);
  const http = countCalls(sellers, Date.now);
  const bareConnect = openConnect({ http, gates: { of: () => ({ pass: async () => {}, closeFor: () => {} }) } });
  const bare = new Map<string, Connector>();
  const gated = openConnect({ http, gates });
  const connect: Connect = (account, beforeSending) => {
    if (!bare.has(account.id)) bare.set(account.id, bareConnect(account));
    return gated(account, beforeSending);
  };
  const backend = backendOf(house, sellers, { ...more, ring: (purpose, id) => ring.ring(purpose, id) });
  const workers = await openWorkers(where, pace, {
    backend,
    connect,
    now: () => new Date(),
    log: pino({ level: "silent" }),
  });
  return {
    ring: (purpose, id) => ring.ring(purpose, id),
    bare(seller) {
      const connector = bare.get(seller.id);
      if (!connector) throw new Error(`${seller.code} has had no turn yet`);
      return connector;
    },
    async close() {
      await workers.close();
      await ring.close();
      await gates.close();
      await server.stop();
    },
  };
}

/** Throws when it takes longer than that. */
export async function until(
  what: string,
  withinMs: number,
  test: () => boolean | Promise<boolean>,
  everyMs = 20,
): Promise<void> {
  const late = Date.now() + withinMs;
  while (!(await test())) {
    if (Date.now() > late) throw new Error(`${what}: not within ${withinMs / 1_000} s`);
    await new Promise((resolve) => setTimeout(resolve, everyMs));
  }
}
export const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
