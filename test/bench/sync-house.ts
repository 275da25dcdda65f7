import { randomBytes } from "node:crypto";
import type { ListedSku, Picture, Sku } from "connectors/contract";
import { type Purpose, purposes } from "jobs/ring";
import type { Backend } from "../../jobs/backend.ts";
import { nextActsSchema, type Outcome, openTurnAnswerSchema } from "../../jobs/worker-api.ts";
import { bytesOf } from "../conformance/pictures.ts";
import { type ChannelsHouse, openChannelsHouse } from "../simulation/database.ts";

/** One bound listing: on sale there, believed to be, and with as many units claimed as it shows. */
export interface BoundListing {
  readonly sku: Sku;
  readonly listed: ListedSku;
  readonly wanted: { readonly price: number };
  /** What it shows there. */
  readonly sent: { readonly title: string; readonly description: string; readonly price: number };
  readonly units: number;
}
export interface BenchHouse extends ChannelsHouse {
  /** Postgres' own clock, or one that stands where `setTime` put it. */
  readonly runClock: (kind: "wall" | "virtual") => Promise<void>;
  readonly seed: (accountId: string, listings: readonly BoundListing[], onHand: number) => Promise<void>;
}

export const shelfOf = (sku: string): string => `shelf of ${sku}`;
const inJson = (value: unknown): unknown => JSON.parse(JSON.stringify(value));

/** The real module on a throw-away Postgres. Listings that are long there are put into its tables at once. */
export async function openBenchHouse(): Promise<BenchHouse> {
  process.env.CREDENTIAL_KEY ||= `bench:${randomBytes(32).toString("base64")}`;
  const house = await openChannelsHouse();
  return {
    ...house,
    async runClock(kind) {
      for (const name of ["now", "clock_timestamp"]) {
        const body = kind === "wall" ? `select pg_catalog.${name}()` : "select at from virtual.clock limit 1";
        await house.query(`create or replace function virtual.${name}() returns timestamptz language sql stable as '${body}'`);
      }
    },
    async seed(accountId, listings, onHand) {
      for (let at = 0; at < listings.length; at += 2_000) {
        const some = JSON.stringify(listings.slice(at, at + 2_000));
        const one = "jsonb_array_elements($2::jsonb) one";
        await house.query(
          `insert into channel_listing (id, account_id, sku, variant_id, wanted, wanted_live, wanted_version, sent, listed_product_id,
                  listed_variant_id, publish_state, publish)
           select $1 || (one->>'sku'), $1, one->>'sku', 'variant of ' || (one->>'sku'), one->'wanted', true, 1,
                  (one->'sent') || '{"live":true,"version":1,"at":0}'::jsonb, one->'listed'->>'productId', one->'listed'->>'variantId',
                  'bound', '{"creates":1,"createdAt":0,"checked":true}'::jsonb from ${one}`,
          [accountId, some],
        );
        await house.query(
          `insert into channel_exposure (id, listing_id, account_id, liability, writes, returns, known)
           select 'exposure of ' || $1 || (one->>'sku'), $1 || (one->>'sku'), $1, (one->>'units')::int, '{"list":[]}', '{"list":[]}', true from ${one}`,
          [accountId, some],
        );
        await house.query(
          `insert into channel_stock_component (id, on_hand, held, allowance) select 'shelf of ' || (one->>'sku'), $2, 0, 0
             from jsonb_array_elements($1::jsonb) one on conflict (id) do nothing`,
          [some, onHand],
        );
        await house.query(
          `insert into channel_exposure_component (id, exposure_id, inventory_item_id, quantity)
           select 'part of ' || $1 || (one->>'sku'), 'exposure of ' || $1 || (one->>'sku'), 'shelf of ' || (one->>'sku'), 1 from ${one}`,
          [accountId, some],
        );
      }
      await house.query("analyze");
    },
  };
}

/**
 * The worker routes without HTTP between: what is said still goes through JSON and its schemas. Orders count as imported
 * once they are recorded; Medusa's own orders are not made here.
 */
export function backendOf(
  house: ChannelsHouse,
  accounts: readonly { readonly id: string; readonly code: "shopee" | "lazada" | "tiki" }[],
  told: {
    readonly outcome?: (accountId: string, outcome: Outcome) => void;
    readonly ring?: (purpose: Purpose, accountId: string) => Promise<void> | void;
    /** Turns of other purposes find nothing to do. */
    readonly does?: ReadonlySet<Purpose>;
  } = {},
): Backend {
  const { channels } = house;
  const accountOfTurn = new Map<string, string>();
  const does = told.does ?? new Set(purposes);
  async function follow(accountId: string, changed: { orders: readonly string[]; rings?: readonly Purpose[] }) {
    if (changed.orders.length) {
      await house.query("update channel_order set imported_state = state where id = any($1)", [changed.orders]);
      for (const { id } of accounts) await told.ring?.("push-stock", id);
    }
    for (const each of changed.rings ?? []) await told.ring?.(each, accountId);
  }
  return {
    accounts: async () => accounts.map(({ id, code }) => ({ id, channel: code })),
    async openTurn(accountId, purpose) {
      if (!does.has(purpose)) return { turn: null, reason: "nothing-to-do" };
      const opened = openTurnAnswerSchema.parse(inJson(await channels.openTurn({ accountId, purpose, worker: "bench" })));
      if (opened.turn) accountOfTurn.set(opened.turn.id, accountId);
      return opened;
    },
    async nextActs(turnId) {
      return nextActsSchema.parse(inJson(await channels.nextActs(turnId))).acts;
    },
    endTurn: (turnId) => channels.endTurn(turnId),
    async report(actId, outcome) {
      const accountId = accountOfTurn.get(outcome.turnId) ?? "";
      told.outcome?.(accountId, outcome);
      await follow(accountId, await channels.recordOutcome(actId, inJson(outcome) as never));
    },
    async reportPage(actId, page) {
      await follow(accountOfTurn.get(page.turnId) ?? "", await channels.recordReading(actId, inJson(page) as never));
    },
    async writeProblem(problem) {
      throw new Error(`${problem.purpose}: ${problem.code}: ${problem.message}`);
    },
    picture: async (url) => bytesOf({ url } as Picture),
  };
}
