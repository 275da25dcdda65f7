import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { instantSchema, type Listing, listingSchema, renderText, settingsFields, skuSchema, vnd } from "connectors/contract";
import { connectorTexts, edges } from "connectors/edges";
import { afterAll, beforeAll, expect, it, vi } from "vitest";
import { openConnect } from "../../jobs/connect.ts";
import { runTurn } from "../../jobs/run-turn.ts";
import { type Act, actSchema, type Outcome, outcomeSchema, readingPageSchema, turnSchema } from "../../jobs/worker-api.ts";
import { toy } from "./connector/settings.ts";
import { openMarket } from "./market.ts";

// The three lines that a channel adds to the lists, played: the lists themselves stay at six.
vi.mock("../../connectors/contract/channel-code.ts", async (original) => {
  const lists = await original<typeof import("../../connectors/contract/channel-code.ts")>();
  const { z } = await import("zod");
  return { ...lists, channelCodes: [...lists.channelCodes, "toy"], channelCodeSchema: z.enum([...lists.channelCodes, "toy"]) };
});
vi.mock("../../connectors/channels.ts", async (original) => {
  const lists = await original<typeof import("../../connectors/channels.ts")>();
  return { ...lists, channels: { ...lists.channels, toy: (await import("./connector/index.ts")).toyChannel } };
});
vi.mock("../../connectors/edges.ts", async (original) => {
  const lists = await original<typeof import("../../connectors/edges.ts")>();
  const [{ toyEdge }, { toyTexts }] = [await import("./connector/edge.ts"), await import("./connector/texts.ts")];
  return { edges: { ...lists.edges, toy: toyEdge }, connectorTexts: [...lists.connectorTexts, toyTexts.catalogue] };
});

const sku = skuSchema.parse("HY00000001");
const key = "khoá-của-sạp";
let market: Awaited<ReturnType<typeof openMarket>>;
beforeAll(async () => {
  market = await openMarket(key);
});
afterAll(() => market.close());

/** One turn of the workers: the acts that a backend gives, and what it is told of each. */
async function turn(...asked: readonly object[]): Promise<{ outcomes: Outcome[]; orders: unknown[] }> {
  const [outcomes, orders]: [Outcome[], unknown[]] = [[], []];
  const later = instantSchema.parse(new Date(Date.now() + 60_000).toISOString());
  const acts: Act[] = asked.map((act, index) => actSchema.parse({ id: `act_${index}`, sendBefore: later, ...act }));
  const settings = { stall: "sap1", key, apiHost: market.address };
  const account = { id: "account_1", channel: toy, settings };
  await runTurn("account_1", "push-listings", {
    connect: openConnect(),
    now: () => new Date(),
    backend: {
      openTurn: async () => ({ turn: turnSchema.parse({ id: "turn_1", leaseUntil: later, account, acts }) }),
      report: async (_id, outcome) => void outcomes.push(outcomeSchema.parse(outcome)),
      reportPage: async (_id, page) => void orders.push(...readingPageSchema.parse(page).orders),
      nextActs: async () => [],
      endTurn: async () => {},
      accounts: async () => [],
      writeProblem: async () => {},
      picture: async () => new Uint8Array(),
    },
  });
  return { outcomes, orders };
}
const listing = (more: Partial<Listing> = {}) => ({
  ...listingSchema.parse({
    sku,
    title: "Long nhãn",
    description: "Sấy dẻo.",
    unit: "gói",
    price: 180_000,
    weightGrams: 500,
    pictures: [],
    producerName: "HTX Minh Họa",
    origin: "Hưng Yên",
  }),
  ...more,
});

it("publishes, pushes prices and stock and reads orders by the workers' own turns", async () => {
  const {
    outcomes: [created],
  } = await turn({ kind: "create-hidden", listing: listing() });
  const listed = created?.listed;
  expect(market.goods).toMatchObject([{ sku, shown: false, units: 0, price: 180_000 }]);
  const { outcomes } = await turn(
    { kind: "look", sku },
    { kind: "activate", listed },
    { kind: "push-offers", offers: [{ listed, price: vnd(175_000) }] },
    { kind: "push-stock", levels: [{ listed, quantity: 7 }] },
  );
  expect(outcomes).toMatchObject([
    { looked: [{ state: "hidden", title: "Long nhãn" }] },
    {},
    { report: { applied: [sku] } },
    { report: { applied: [sku] } },
  ]);
  for (let bought = 0; bought < 3; bought += 1) market.buy([{ id: 100, count: 2 }]);
  const since = "2026-01-01T00:00:00.000Z";
  const read = await turn(
    { kind: "read-orders-created", createdSince: since },
    { kind: "pack", orderId: "D1" },
    { kind: "pack", orderId: "D1" },
  );
  expect(read.outcomes).toMatchObject([{ complete: true }, {}, {}]);
  expect(read.orders).toMatchObject(
    ["D1", "D2", "D3"].map((id) => ({ id, state: "new", lines: [{ sellerSku: sku, quantity: 2, unitPrice: 175_000 }] })),
  );
  expect(read.outcomes.flatMap(({ error }) => error ?? [])).toEqual([]);
  expect([market.goods[0]?.units, market.orders[0]?.state]).toEqual([1, "wrapped"]);
});

it("tells a refusal as one, in the words of its catalogue, and asks a form for its settings", async () => {
  const {
    outcomes: [twice],
  } = await turn({ kind: "create-hidden", listing: listing() });
  expect(twice?.error).toMatchObject({ kind: "rejected", code: "sku-taken" });
  expect(renderText(connectorTexts, twice?.error?.says ?? { code: "" }, "vi")).toContain("Sạp đã có");
  const edge = edges[toy];
  expect(
    edge &&
      settingsFields(edge.settings)
        .filter(({ secret }) => secret)
        .map(({ name }) => name),
  ).toEqual(["key"]);
  expect(
    edge?.checkListing(listing({ title: "n".repeat(81) }), { categories: [], attributes: {}, carriers: [] }),
  ).toMatchObject([{ field: "title" }]);
});

it("is a channel and its market in at most 500 lines", () => {
  const files = readdirSync(import.meta.dirname, { recursive: true, encoding: "utf8" });
  const lines = files
    .filter((name) => name.endsWith(".ts") && !name.endsWith(".test.ts"))
    .flatMap((name) =>
      readFileSync(join(import.meta.dirname, name), "utf8")
        .trimEnd()
        .split("\n"),
    );
  expect(lines.length).toBeLessThanOrEqual(500);
});
