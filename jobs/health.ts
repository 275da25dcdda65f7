import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import type { Metrics } from "./metrics.ts";
import type { QueueStore } from "./queue-store.ts";
import { purposes } from "./worker-api.ts";

const answerWithinMs = 2_000;

/** What is asked for /readyz and /metrics; `store` is undefined until the workers run, and again while they stop. */
export interface Health {
  readonly store: () => QueueStore | undefined;
  readonly backendUrl: string;
  /** Absent: /metrics is not there. */
  readonly metrics?: Metrics | undefined;
}

/**
 * /healthz: the process lives. /readyz: its queues and the backend answer; it names what does not. /metrics: Prometheus'
 * text. Nobody is asked for a sign-in: it listens where only the house can come.
 */
export async function openHealth(
  at: { readonly port: number; readonly host: string },
  { store, backendUrl, metrics }: Health,
): Promise<{ readonly port: number; close(): Promise<void> }> {
  const server = createServer((request, response) => {
    const say = (status: number, body: string, type = "text/plain; charset=utf-8") => {
      response.writeHead(status, { "content-type": type, "cache-control": "no-store" }).end(body);
    };
    const path = request.url?.split("?")[0];
    if (request.method !== "GET" && request.method !== "HEAD") say(405, "GET alone\n");
    else if (path === "/healthz") say(200, "ok\n");
    else if (path === "/readyz") void ready(store(), backendUrl).then((away) => say(away.length ? 503 : 200, told(away)));
    else if (path === "/metrics" && metrics) {
      const open = store();
      if (!open) say(503, told(["workers"]));
      else
        metrics.text(open, purposes).then(
          ({ type, body }) => say(200, body, type),
          () => say(503, told(["queues"])),
        );
    } else say(404, "not found\n");
  });
  server.headersTimeout = 5_000;
  server.requestTimeout = 5_000;
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(at.port, at.host, resolve);
  });
  return {
    port: (server.address() as AddressInfo).port,
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

const told = (away: readonly string[]) => (away.length ? `not ready: ${away.join(", ")}\n` : "ok\n");

/** Names of what does not answer in time. */
async function ready(store: QueueStore | undefined, backendUrl: string): Promise<string[]> {
  if (!store) return ["workers"];
  const asked = {
    queues: within(store.ping()),
    backend: fetch(new URL("/health", backendUrl), { signal: AbortSignal.timeout(answerWithinMs) }).then(async (answer) => {
      await answer.body?.cancel();
      if (!answer.ok) throw new Error(`answered ${answer.status}`);
    }),
  };
  const ends = await Promise.allSettled(Object.values(asked));
  return Object.keys(asked).filter((_, index) => ends[index]?.status === "rejected");
}

function within(work: Promise<void>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error("no answer in time")), answerWithinMs);
  });
  return Promise.race([work, late]).finally(() => clearTimeout(timer));
}
