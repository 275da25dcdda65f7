import { type ListedSku, vnd } from "connectors/contract";
import { expect } from "vitest";
import type { CommonFault } from "../marketplaces/kit/faults.ts";
import { expectHonest, someListings, truthsOf } from "./rows.ts";
import { part, type Shop, type Suite } from "./suite.ts";

export function describeOffers({ ports, has, promise }: Suite): void {
  if (!ports.offers) return;
  const { batchSize } = ports.offers;
  /** Each listing gets a price of its own from here on. */
  async function push(shop: Shop, listed: readonly ListedSku[], from = 175_000) {
    const before = truthsOf(shop, listed);
    const rows = listed.map((each, index) => ({ listed: each, number: from + index }));
    const offers = rows.map(({ listed: each, number }) => ({ listed: each, price: vnd(number) }));
    const report = await part(shop.connector.offers).push(offers);
    expectHonest(shop, { rows, report, before }, ({ price }) => price);
    return report;
  }
  const path = () => part(has.writes.offers);

  promise("writes a price, and nothing else of the listing", async (shop) => {
    const listed = await shop.onSale(shop.market.listing().sku, 4);
    const before = shop.market.truth(listed);
    expect(await push(shop, [listed])).toEqual({ applied: [listed.sku], refused: [], unsure: [] });
    expect(shop.market.truth(listed)).toEqual({ ...before, price: 175_000 });
  });
  promise("writes the same price twice as it writes it once", async (shop) => {
    const [listed] = someListings(shop, 1) as [ListedSku];
    await push(shop, [listed]);
    const once = shop.market.truth(listed);
    expect(await push(shop, [listed])).toMatchObject({ applied: [listed.sku] });
    expect(shop.market.truth(listed)).toEqual(once);
  });
  promise("writes the price of a hidden listing, which stays hidden", async (shop) => {
    const listed = await shop.create();
    await push(shop, [listed]);
    expect(shop.market.truth(listed)).toMatchObject({ price: 175_000, state: "hidden", sellable: 0 });
  });
  promise("writes whole đồng, large and odd ones", async (shop) => {
    const [listed] = someListings(shop, 1) as [ListedSku];
    for (const price of [20_001, 99_999, 12_345_678]) {
      await push(shop, [listed], price);
      expect(shop.market.truth(listed).price).toBe(price);
    }
  });
  promise("answers for each of many prices exactly once", async (shop) => {
    const listed = someListings(shop, 7);
    expect((await push(shop, listed)).applied).toHaveLength(7);
  });
  promise("writes more prices than one batch holds", async (shop) => {
    const listed = someListings(shop, Math.min(batchSize + 5, 60));
    expect((await push(shop, listed)).applied).toHaveLength(listed.length);
  });
  promise("asks nothing where there is no price to write", async (shop) => {
    const asked = await shop.calls(async () =>
      expect(await part(shop.connector.offers).push([])).toEqual({ applied: [], refused: [], unsure: [] }),
    );
    expect(asked).toBe(0);
  });
  promise("tells a refused price with its code and a sentence, and writes the others", async (shop) => {
    const [gone, fine] = someListings(shop, 2) as [ListedSku, ListedSku];
    shop.market.remove(gone);
    const { applied, refused, unsure } = await push(shop, [gone, fine]);
    expect(refused).toMatchObject([{ sku: gone.sku }]);
    // A no to a whole call says nothing of a row that it does not name (sync-protocol §5).
    expect([...applied, ...unsure]).toEqual([fine.sku]);
    expect(shop.market.truth(fine).price).toBe(175_001);
  });
  promise("is refused a price for a listing that never was", async (shop) => {
    const [fine] = someListings(shop, 1) as [ListedSku];
    const nowhere = { sku: shop.market.listing({ sku: "HY0000000Z" as ListedSku["sku"] }).sku, productId: "987654321" };
    const offers = [nowhere, fine].map((listed) => ({ listed, price: vnd(175_000) }));
    expect(await part(shop.connector.offers).push(offers)).toMatchObject({
      applied: [fine.sku],
      refused: [{ sku: nowhere.sku }],
    });
  });
  promise(
    "tells a price outside the marketplace's limits as refused",
    async (shop) => {
      const [listed] = someListings(shop, 1) as [ListedSku];
      const wrong = part(shop.market.broken.find(({ rule }) => rule === "price")).listing.price;
      expect((await push(shop, [listed], wrong)).refused).toHaveLength(1);
    },
    has.broken.some(({ rule }) => rule === "price"),
  );
  promise(
    "is refused, and says why, where a promotion keeps the price",
    async (shop) => {
      const [locked, fine] = someListings(shop, 2) as [ListedSku, ListedSku];
      part(shop.market.promotion)(locked, true);
      expect((await push(shop, [locked, fine])).refused).toMatchObject([{ sku: locked.sku }]);
      expect(shop.market.truth(fine).price).toBe(175_001);
    },
    has.promotionKeeps.includes("price"),
  );
  for (const [fault, name] of [
    ["silence", "silence"],
    ["lost-answer", "a lost answer"],
    ["cut", "a cut connection"],
    ["server-error", "a failing server"],
    ["garbled", "half an answer"],
    ["html", "a page for people"],
  ] as const satisfies readonly (readonly [CommonFault, string])[])
    promise(`knows neither yes nor no of a price after ${name}, and goes on with what it may`, async (shop) => {
      const [lost, fine] = someListings(shop, 2) as [ListedSku, ListedSku];
      shop.market.fail(fault, { path: path() });
      shop.patienceMs = fault === "silence" ? 400 : 20_000;
      const { unsure, refused } = await push(shop, [lost, fine]);
      expect(unsure).toContain(lost.sku);
      expect(refused).toEqual([]);
    });
  promise("knows neither yes nor no of a price after an error that no document names", async (shop) => {
    const [listed] = someListings(shop, 1) as [ListedSku];
    shop.market.answer(() => shop.market.unknownError("ErrorOfTomorrow"), { path: path() });
    expect(await push(shop, [listed])).toEqual({ applied: [], refused: [], unsure: [listed.sku] });
  });
  promise("knows neither yes nor no of a price after the marketplace's own word to try later", async (shop) => {
    const [listed] = someListings(shop, 1) as [ListedSku];
    shop.market.answer(shop.market.busyError, { path: path() });
    expect(await push(shop, [listed])).toEqual({ applied: [], refused: [], unsure: [listed.sku] });
  });
  promise(
    "knows neither yes nor no of a price after an error that names neither row nor cause",
    async (shop) => {
      const [listed] = someListings(shop, 1) as [ListedSku];
      shop.market.answer(part(shop.market.umbrellaError), { path: path() });
      expect(await push(shop, [listed])).toEqual({ applied: [], refused: [], unsure: [listed.sku] });
    },
    has.umbrellaError,
  );
  promise(
    "knows neither yes nor no of a price that the answer says nothing of",
    async (shop) => {
      const [told, forgotten] = someListings(shop, 2) as [ListedSku, ListedSku];
      part(shop.market.forgetRow?.offers)(told, forgotten);
      expect((await push(shop, [told, forgotten])).unsure).toEqual([forgotten.sku]);
    },
    has.forgetRow?.offers,
  );
  promise("writes no price twice by itself", async (shop) => {
    const [listed] = someListings(shop, 1) as [ListedSku];
    for (const fault of ["server-error", "lost-answer", "cut", "garbled", "partial-failure"] as const) {
      shop.market.fail(fault, { path: path() });
      const sent = () => shop.market.requests().filter((each) => each.path.endsWith(path())).length;
      const before = sent();
      await part(shop.connector.offers).push([{ listed, price: vnd(170_000) }]);
      expect([fault, sent() - before]).toEqual([fault, 1]);
    }
  });
  promise("stops where its token is refused at the first price, and where there are too many calls", async (shop) => {
    const listed = someListings(shop, 2);
    for (const [fault, kind] of [
      ["auth", "auth"],
      ["rate-limited", "rate-limited"],
    ] as const) {
      shop.market.fail(fault, { path: path() });
      const offers = listed.map((each) => ({ listed: each, price: vnd(160_000) }));
      expect(await shop.kindOf(part(shop.connector.offers).push(offers))).toBe(kind);
      expect(listed.map((each) => shop.market.truth(each).price)).toEqual([150_000, 150_000]);
    }
  });
}
