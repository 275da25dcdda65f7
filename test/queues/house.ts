import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { createServer, type IncomingMessage, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { fileURLToPath } from "node:url";
import { instantSchema } from "connectors/contract";
import { openRing, type Purpose } from "jobs/ring";
import type { QueuePlace } from "../../jobs/queue-store.ts";
import { endsWithUs } from "./servers.ts";

export const workerToken = "only-for-tests-and-long-enough";
/** A turn's acts are given so many at a time. */
const handful = 4;

async function listen(server: Server): Promise<string> {
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

async function close(server: Server): Promise<void> {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
}

async function bodyOf(request: IncomingMessage): Promise<Record<string, unknown>> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return JSON.parse(Buffer.concat(chunks).toString() || "{}") as Record<string, unknown>;
}

/** A Shopee that only knows whose shop is asked for, and writes it down. */
export async function openShopee(): Promise<{ url: string; calls: { shop: string; at: number }[]; close(): Promise<void> }> {
  const calls: { shop: string; at: number }[] = [];
  const server = createServer((request, response) => {
    calls.push({ shop: new URL(request.url ?? "", "http://shopee").searchParams.get("shop_id") ?? "", at: Date.now() });
    response.setHeader("content-type", "application/json");
    response.end(JSON.stringify({ error: "", message: "", shop_name: "a shop", status: "NORMAL", region: "VN" }));
  });
  return { url: await listen(server), calls, close: () => close(server) };
}

/**
 * The backend as workers see it: one lease an account, each act given once, and another ring while there is more to do. All
 * accounts call through one application.
 */
export async function openBackendHouse(
  { where, shopee, perSecond }: { where: QueuePlace; shopee: string; perSecond: number },
  work: Readonly<Record<string, number>>,
) {
  const ring = openRing(where);
  const left = new Map(Object.entries(work));
  const leased = new Map<string, string>();
  const outcomes: { act: string; account: string; worker: string; error?: unknown }[] = [];
  const workers = new Map<string, string>();
  let numbers = 0;

  const actsFor = (account: string) => {
    const count = Math.min(handful, left.get(account) ?? 0);
    left.set(account, (left.get(account) ?? 0) - count);
    return Array.from({ length: count }, () => {
      numbers += 1;
      const sendBefore = instantSchema.parse(new Date(Date.now() + 30_000).toISOString());
      return { id: `${account}.${numbers}`, kind: "check-account", sendBefore };
    });
  };
  function open(account: string, purpose: Purpose, worker: string): unknown {
    if (purpose !== "pull-orders" || !left.get(account)) return { turn: null, reason: "nothing-to-do" };
    if ([...leased.values()].includes(account)) return { turn: null, reason: "busy", retryAfterMs: 100 };
    numbers += 1;
    const id = `turn${numbers}`;
    leased.set(id, account);
    workers.set(id, worker);
    const settings = {
      partnerId: 8231,
      partnerKey: "a partner's key, long enough",
      pushUrl: "http://localhost/push",
      apiHost: shopee,
      consentHost: shopee,
      shopId: Number(account.replace("shop", "")),
      requestsPerSecond: perSecond,
    };
    const access = { accessToken: "token", refreshToken: "refresh", expiresAt: "2126-01-01T00:00:00.000Z" };
    return {
      turn: {
        id,
        leaseUntil: instantSchema.parse(new Date(Date.now() + 60_000).toISOString()),
        account: { id: account, channel: "shopee", settings, access },
        acts: actsFor(account),
      },
    };
  }
  async function end(turn: string): Promise<void> {
    const account = leased.get(turn);
    leased.delete(turn);
    if (account && left.get(account)) await ring.ring("pull-orders", account);
  }
  async function answer(path: string, body: Record<string, unknown>): Promise<unknown> {
    const [, , kind = "", id = "", what] = path.split("/").map(decodeURIComponent);
    if (path === "/health") return {};
    if (kind === "accounts" && !id) return { accounts: [...left.keys()].map((each) => ({ id: each, channel: "shopee" })) };
    if (kind === "accounts") return open(id, body.purpose as Purpose, String(body.worker));
    if (kind === "turns") {
      // One handful a turn: the next comes with the next ring, perhaps to another worker.
      await end(id);
      return what === "acts" ? { acts: [] } : {};
    }
    if (what === "outcome")
      outcomes.push({
        act: id,
        account: id.split(".")[0] ?? "",
        worker: workers.get(String(body.turnId)) ?? "",
        ...(body.error ? { error: body.error } : {}),
      });
    return {};
  }

  const server = createServer((request, response) => {
    const path = request.url ?? "";
    if (path !== "/health" && request.headers.authorization !== `Bearer ${workerToken}`) {
      response.writeHead(401).end();
      return;
    }
    void bodyOf(request).then(async (body) => {
      const said = await answer(path, body);
      response.setHeader("content-type", "application/json");
      response.end(JSON.stringify(said));
    });
  });
  return {
    url: await listen(server),
    outcomes,
    /** Everybody has something to do. */
    ringAll: async () => {
      for (const account of left.keys()) await ring.ring("pull-orders", account);
    },
    stopAnswering: () => close(server),
    async close() {
      await close(server);
      await ring.close();
    },
  };
}

export interface WorkerProcess {
  readonly child: ChildProcess;
  /** Where its health answers. */
  readonly health: string;
  said(): string;
}

/** A worker as it runs in production, from its sources; it is ready when this resolves. */
export async function startWorker(where: QueuePlace, backendUrl: string): Promise<WorkerProcess> {
  const child = spawn(
    process.execPath,
    [
      "--import",
      "tsx",
      "--conditions=workspace",
      "--conditions=channels",
      fileURLToPath(new URL("../../jobs/main.ts", import.meta.url)),
    ],
    {
      stdio: ["ignore", "pipe", "inherit"],
      env: {
        PATH: process.env.PATH,
        BACKEND_URL: backendUrl,
        WORKER_TOKEN: workerToken,
        DATABASE_URL: where.databaseUrl,
        REDIS_URL: where.redisUrl ?? "",
        WORKER_HEALTH_PORT: "0",
        METRICS: "1",
      },
    },
  );
  endsWithUs(child);
  let text = "";
  child.stdout.on("data", (chunk: Buffer) => (text += String(chunk)));
  const lines = () =>
    text
      .split("\n")
      .filter((line) => line.startsWith("{") && line.endsWith("}"))
      .map((line) => JSON.parse(line) as { msg: string; port?: number });
  while (!lines().some(({ msg }) => msg === "ready")) {
    if (child.exitCode !== null) throw new Error(`the worker ended: ${text}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  const port = lines().find(({ msg }) => msg === "health")?.port;
  return { child, health: `http://127.0.0.1:${port}`, said: () => text };
}
