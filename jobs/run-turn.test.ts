import { type Connector, type Instant, instantSchema, type PushReport } from "connectors/contract";
import { expect, it } from "vitest";
import type { Backend } from "./backend.ts";
import { createMetrics } from "./metrics.ts";
import { runTurn } from "./run-turn.ts";
import type { Act, Outcome, Turn } from "./worker-api.ts";

const at = (ms: number): Instant => instantSchema.parse(new Date(ms).toISOString());

const turnWith = (act: Act, began: number): Turn => ({
  id: "turn",
  leaseUntil: at(began + 60_000),
  account: { id: "account", channel: "shopee", settings: {} },
  acts: [act],
});
const backendWith = (turn: () => Turn, told: Pick<Backend, "report"> & Partial<Backend>): Backend => ({
  accounts: async () => [],
  openTurn: async () => ({ turn: turn() }),
  nextActs: async () => [],
  endTurn: async () => {},
  reportPage: async () => {},
  writeProblem: async () => {},
  picture: async () => new Uint8Array(),
  ...told,
});

/** One turn of one act. `calls` are what the connector sends for it, each of which has stood so long at the gate. */
async function turnOf(act: (sendBefore: Instant) => Act, calls: readonly number[]) {
  let now = Date.UTC(2026, 0, 10);
  const reports: Outcome[] = [];
  let sent = 0;
  const turn = () => turnWith(act(at(now + 30_000)), now);
  const backend = backendWith(turn, { report: async (_id, outcome) => void reports.push(outcome) });
  await runTurn("account", "push-stock", {
    backend,
    now: () => new Date(now),
    metrics: createMetrics(),
    connect: (_account, beforeSending = () => {}) => {
      const send = () => {
        for (const stoodMs of calls) {
          now += stoodMs;
          beforeSending();
          sent += 1;
        }
      };
      const connector: Connector = {
        channel: "shopee",
        stock: {
          kind: "net-set",
          batchSize: 50,
          async push(): Promise<PushReport> {
            send();
            return { applied: [], refused: [], unsure: [] };
          },
        },
        checkAccount: async () => send(),
      };
      return connector;
    },
  });
  return { sent, error: reports[0]?.error };
}
const write = (sendBefore: Instant): Act => ({ id: "act", kind: "push-stock", levels: [], sendBefore });
const read = (sendBefore: Instant): Act => ({ id: "act", kind: "check-account", sendBefore });

it("sends a write that stood at the gate for a while", async () => {
  expect(await turnOf(write, [29_000])).toEqual({ sent: 1, error: undefined });
});

it("H17: does not send a write whose time ran out at the gate, and says that nothing left", async () => {
  const { sent, error } = await turnOf(write, [31_000]);
  expect(sent).toBe(0);
  expect(error).toMatchObject({ kind: "retryable", code: "too-late", sent: false });
});

it("says that it does not know where an earlier call of the same write has left", async () => {
  const { sent, error } = await turnOf(write, [29_000, 2_000]);
  expect(sent).toBe(1);
  expect(error).toMatchObject({ kind: "retryable", code: "too-late", sent: true });
});

it("lets a read go on, however long it takes", async () => {
  expect(await turnOf(read, [29_000, 29_000, 29_000])).toEqual({ sent: 3, error: undefined });
});

/** One reading of three pages; what happened, in order. A page is taken in only when `taken` says so. */
async function readingOf(taken: (page: number) => Promise<void>) {
  const happened: string[] = [];
  const act: Act = { id: "act", kind: "list-listings", sendBefore: at(30_000) };
  const backend = backendWith(() => turnWith(act, 0), {
    report: async () => void happened.push("outcome"),
    async reportPage(_act, { number }) {
      await taken(number);
      happened.push(`took ${number}`);
    },
  });
  const listings = {
    async list({ cursor = "0" }: { cursor?: string | undefined }) {
      happened.push(`read ${cursor}`);
      return { items: [], problems: [], nextCursor: cursor === "2" ? undefined : String(Number(cursor) + 1) };
    },
  };
  const connector = { channel: "shopee", checkAccount: async () => {}, listings } as unknown as Connector;
  const ended = runTurn("account", "look-at-listings", { backend, now: () => new Date(0), connect: () => connector });
  return { happened, failed: await ended.then(() => undefined).catch((error: Error) => error.message) };
}

it("reads the next page while one is taken in, and no further; the outcome comes after the last", async () => {
  const slowly = () => new Promise<void>((resolve) => setTimeout(resolve, 20));
  const { happened } = await readingOf(slowly);
  expect(happened).toEqual(["read 0", "read 1", "took 0", "read 2", "took 1", "took 2", "outcome"]);
});

it.each([0, 1, 2])("leaves the outcome unknown where page %i was not taken in", async (bad) => {
  const { happened, failed } = await readingOf(async (page) => {
    if (page === bad) throw new Error("the backend is away");
  });
  expect(failed).toBe("the backend is away");
  expect(happened).not.toContain("outcome");
  expect(happened).not.toContain(`took ${bad + 1}`);
});
