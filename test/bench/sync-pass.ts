import { createRateGates } from "connectors/channels";
import { vnd } from "connectors/contract";
import type { Purpose } from "jobs/ring";
import { openConnect } from "../../jobs/connect.ts";
import type { ListingTruth } from "../conformance/marketplace.ts";
import { printFigure } from "./figure.ts";
import { type BenchHouse, backendOf } from "./sync-house.ts";
import { countCalls, fillShops, openSellers, type Seller, setOnHand, skuOf, turnOf } from "./sync-sellers.ts";

const requestsPerSecond = 10;
const share = 9;
const longestMs = 600_000;

/**
 * A province pass by the wall clock: everything is looked at, offers and stock find nothing to do; then every price and every
 * stock changes and is written. The floor is what the busiest account's calls take at its rate.
 */
export async function measurePass(house: BenchHouse, each: number): Promise<void> {
  await house.clear();
  await house.runClock("wall");
  const sellers = await openSellers(house, requestsPerSecond, Date.now);
  try {
    const skus = Array.from({ length: each }, (_, index) => skuOf(index));
    await fillShops(house, sellers, skus, share);
    let refused = 0;
    const backend = backendOf(house, sellers, {
      outcome: (_, { error }) => {
        if (error?.kind === "rate-limited" && error.code !== "gate") refused += 1;
      },
    });
    const http = countCalls(sellers, Date.now);
    const outside = { backend, connect: openConnect({ http, gates: createRateGates() }), now: () => new Date() };
    const states = each * sellers.length;

    await measure(`sync.pass.${states}.quiet`, sellers, async (seller) => {
      const look = turnOf(seller, "look-at-listings", outside);
      await turnOf(seller, "push-offers", outside);
      // One act is the reading of orders, which is never left out.
      for (let turn = 0; turn < 200 && (await turnOf(seller, "push-stock", outside)) > 1; turn += 1);
      await look;
    });
    await house.query(
      `update channel_listing set wanted = jsonb_set(wanted, '{price}', '190000'), wanted_version = wanted_version + 1`,
    );
    await setOnHand(house, skus, share * (sellers.length + 1) + sellers.length + 1);
    await measure(`sync.pass.${states}`, sellers, async (seller) => {
      const look = turnOf(seller, "look-at-listings", outside);
      const late = Date.now() + longestMs;
      const turns = async (purpose: Purpose, right: (truth: ListingTruth) => boolean) => {
        while (!seller.bound.every(({ listed }) => right(seller.market.open.truth(listed)))) {
          if (Date.now() > late) throw new Error(`${purpose} of ${seller.code} does not come to an end`);
          await turnOf(seller, purpose, outside);
        }
      };
      await turns("push-offers", ({ price }) => price === vnd(190_000));
      await turns("push-stock", ({ sellable }) => sellable === share + 1);
      await look;
    });
    if (refused) throw new Error(`${refused} calls were refused for their number`);
  } finally {
    for (const { market } of sellers) await market.open.close();
  }
}

async function measure(name: string, sellers: readonly Seller[], pass: (seller: Seller) => Promise<void>): Promise<void> {
  const before = sellers.map(({ calls }) => calls);
  const began = performance.now();
  await Promise.all(sellers.map(pass));
  const seconds = (performance.now() - began) / 1_000;
  const floor = Math.max(...sellers.map(({ calls, rate }, at) => (calls - (before[at] ?? 0)) / rate));
  printFigure(`${name}.ratio`, seconds / floor, "ratio", 1);
  printFigure(`${name}.s`, seconds, "s", floor);
}
