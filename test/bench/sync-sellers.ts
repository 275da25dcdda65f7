import axios, { type AxiosAdapter } from "axios";
import { channels } from "connectors/channels";
import { type Sku, skuSchema, vnd } from "connectors/contract";
import { edges } from "connectors/edges";
import type { Purpose } from "jobs/ring";
import type { Backend } from "../../jobs/backend.ts";
import type { Connect } from "../../jobs/connect.ts";
import { runTurn } from "../../jobs/run-turn.ts";
import { type Market, openMarket } from "../simulation/markets.ts";
import { channelCodes, type SimulatedChannel } from "../simulation/settings.ts";
import { type BenchHouse, type BoundListing, shelfOf } from "./sync-house.ts";

export interface Seller {
  readonly id: string;
  readonly code: SimulatedChannel;
  readonly market: Market;
  readonly rate: number;
  readonly bound: BoundListing[];
  /** Calls that left for this shop. */
  calls: number;
}
export const skuOf = (index: number): Sku => skuSchema.parse(`HY${String(index).padStart(8, "0")}`);
const openGate = { pass: () => Promise.resolve(), closeFor: () => undefined };

/** A shop on each channel, signed in and released. The simulator and the account's gate are given the same rate. */
export async function openSellers(house: BenchHouse, rate: number, now: () => number, shopsEach = 1): Promise<Seller[]> {
  const sellers: Seller[] = [];
  for (let shop = 0; shop < shopsEach; shop += 1)
    for (const code of channelCodes) {
      const market = await openMarket(code);
      market.setTime(now());
      market.open.dial?.({ rate: { requests: rate, perMs: 1_000 } });
      sellers.push({ id: await signIn(house, market, rate), code, market, rate, bound: [], calls: 0 });
    }
  return sellers;
}

async function signIn(house: BenchHouse, { open, code }: Market, requestsPerSecond: number): Promise<string> {
  const settings = { ...open.settings(), requestsPerSecond };
  const { id } = await house.channels.createAccount({
    channel: code,
    title: code,
    ownerKind: "programme",
    settings,
    simulated: true,
  });
  const edge = edges[code];
  const connector = channels[code]?.connect(settings, undefined, { gate: openGate, now: () => new Date(open.clock.now()) });
  if (!edge?.consentUrl || !edge.readAccess || !connector?.access || !open.consent)
    throw new Error(`nobody signs in at ${code}`);
  const url = edge.consentUrl(open.settings(), { redirectUrl: `${open.origin}/back?own=1`, state: "once-0123456789abcdef" });
  const raw = await connector.access.exchange({ query: await open.consent(url) });
  await house.channels.saveAccess({ accountId: id, generation: 0, raw, access: edge.readAccess(raw) });
  await house.channels.releaseAccount(id);
  return id;
}

/** So many listings that have been on sale for long, with equal shares for each channel and for our own shop. */
export async function fillShops(
  house: BenchHouse,
  sellers: readonly Seller[],
  skus: readonly Sku[],
  units: number,
): Promise<void> {
  for (const seller of sellers) {
    const { market, code } = seller;
    const fresh = skus.map((sku): BoundListing => {
      const wanted = market.listing(sku, { title: `Long nhãn Hưng Yên, mẻ ${sku}`, price: vnd(180_000) });
      const rendered = edges[code]?.renderListing(wanted);
      if (!rendered) throw new Error(`${code} renders no listing`);
      const sent = { ...rendered, price: 180_000 };
      const made = market.open.make(sku, { title: sent.title, price: sent.price, stock: units, state: "live" });
      // Tiki names what is ours by its SKU, whatever number it has there.
      const listed = code === "tiki" ? { ...made, productId: sku } : made;
      return { sku, listed, wanted, sent, units };
    });
    await house.seed(seller.id, fresh, units * (sellers.length + 1));
    seller.bound.push(...fresh);
  }
}

/** The network, counted by shop; a shop's clock is set as its call leaves. */
export function countCalls(sellers: readonly Seller[], now: (seller: Seller) => number): AxiosAdapter {
  const network = axios.getAdapter("http");
  return (config) => {
    const { origin } = new URL(axios.getUri(config));
    const seller = sellers.find(({ market }) => market.open.origin === origin);
    if (!seller) throw new Error(`Nobody sells at ${origin}`);
    seller.calls += 1;
    seller.market.setTime(now(seller));
    return network(config);
  };
}

/** One turn, waited for while another purpose of its lane is at work; how many acts it had. */
export async function turnOf(
  seller: Seller,
  purpose: Purpose,
  outside: { backend: Backend; connect: Connect; now: () => Date },
): Promise<number> {
  for (;;) {
    const end = await runTurn(seller.id, purpose, outside);
    if (end.ended === "done") {
      if (end.error && end.error.code !== "gate") throw end.error;
      return end.acts;
    }
    if (end.reason === "nothing-to-do") return 0;
    if (end.reason !== "busy") throw new Error(`${purpose} of ${seller.code}: ${end.reason}`);
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
}

export const setOnHand = (house: BenchHouse, skus: readonly Sku[], onHand: number): Promise<void> =>
  house.channels.setOnHand(skus.map((sku) => ({ inventoryItemId: shelfOf(sku), onHand })));
export const quantile = (numbers: readonly number[], share: number): number => {
  const sorted = numbers.toSorted((one, other) => one - other);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
};
