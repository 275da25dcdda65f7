import { setTimeout as pause } from "node:timers/promises";
import { tryToAsk } from "./ask.ts";
import { type Books, readBooks } from "./books.ts";
import { type Market, readThere } from "./market.ts";
import type { There } from "./marketplace.ts";
import type { Town } from "./town.ts";

/** What is held back must be seen by a person within so long, or be there. */
const seenWithinMs = 60_000;
const lookEveryMs = 3_000;
/** Said of every shelf that is sold beyond what is there, whether or not anything broke. */
const usual = new Set(["short"]);

interface Look {
  readonly at: number;
  /** Orders that are there and not yet here, by account; undefined where the books could not be read. */
  readonly late: ReadonlyMap<string, string> | undefined;
  /** Accounts that say what stands in their way; `all` where the product itself says that it is not ready. */
  readonly told: ReadonlySet<string>;
}
export interface Watched {
  /** Sentences of what was held back for longer than that while nobody could see why. */
  readonly unseen: readonly string[];
  readonly longestMs: number;
  /** How many orders were held back for so long at all. */
  readonly heldBack: number;
}
export interface Watch {
  end(): Promise<Watched>;
}

/** Looks, as a person would who has the operator's pages and the health of the processes before them. */
export function watch(town: Town, market: Market): Watch {
  const looks: Look[] = [];
  let watching = true;
  const ended = (async () => {
    while (watching) {
      const at = Date.now();
      const books = await readBooks(town.databaseUrl).catch(() => undefined);
      const there = await readThere(market.marketplaces).catch(() => undefined);
      looks.push({ at, late: books && there && lateOrders(market, there, books), told: await signs(town, market, books) });
      await pause(Math.max(0, at + lookEveryMs - Date.now()));
    }
  })();
  return {
    async end() {
      watching = false;
      await ended;
      return holdBacks(looks);
    },
  };
}

/** By order: the account it should have come to. */
function lateOrders(market: Market, there: There, books: Books): ReadonlyMap<string, string> {
  const known = new Map(books.channelOrders.map((row) => [`${row.account_id} ${row.order_id}`, row]));
  const late = new Map<string, string>();
  for (const { id, shop, is } of there.orders) {
    const account = market.accounts.find((each) => each.shop === shop)?.id ?? "";
    const row = known.get(`${account} ${id}`);
    const home =
      row !== undefined &&
      (is === "cancelled") === (row.state === "cancelled") &&
      (is !== "paid" || row.medusa_order_id !== null) &&
      row.imported_state === row.state;
    if (!home) late.set(`order ${id}`, account);
  }
  return late;
}

async function signs(town: Town, market: Market, books: Books | undefined): Promise<ReadonlySet<string>> {
  const ready = async (url: string) => (await tryToAsk(url, { timeoutMs: 3_000 }))?.status === 200;
  const [backend, workers, troubled] = await Promise.all([
    ready(`${town.backend}/ready`),
    ready(`${town.workersHealth}/readyz`),
    market.troubled().catch(() => []),
  ]);
  const problems = (books?.problems ?? []).filter(({ code, told, open }) => open && told && !usual.has(code));
  return new Set([
    ...(backend && workers ? [] : ["all"]),
    ...troubled,
    ...problems.flatMap(({ account_id }) => account_id ?? []),
  ]);
}

/** Each stretch in which an order was late, and whether anything told of it within the time. */
export function holdBacks(looks: readonly Look[]): Watched {
  const since = new Map<string, { readonly from: number; readonly account: string; told: boolean }>();
  const unseen: string[] = [];
  let longestMs = 0;
  let heldBack = 0;
  const close = (name: string, at: number) => {
    const stretch = since.get(name);
    if (!stretch) return;
    since.delete(name);
    const ms = at - stretch.from;
    longestMs = Math.max(longestMs, ms);
    if (ms <= seenWithinMs) return;
    heldBack += 1;
    if (!stretch.told) unseen.push(`${name} was held back for ${Math.round(ms / 1_000)} s and nobody was told`);
  };
  for (const { at, late, told } of looks) {
    for (const [name, account] of late ?? []) if (!since.has(name)) since.set(name, { from: at, account, told: false });
    for (const stretch of since.values())
      if (at - stretch.from <= seenWithinMs && (told.has("all") || told.has(stretch.account))) stretch.told = true;
    if (late) for (const name of since.keys()) if (!late.has(name)) close(name, at);
  }
  const last = looks.at(-1)?.at ?? 0;
  for (const name of since.keys()) close(name, last);
  return { unseen, longestMs, heldBack };
}
