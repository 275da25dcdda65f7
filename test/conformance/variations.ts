import { type ListedSku, vnd } from "connectors/contract";
import { expect } from "vitest";
import { first, pages, part, type Shop, type Suite, second } from "./suite.ts";

/** Where several SKUs of ours share one page, each is a listing of its own. */
export function describeVariations({ ports, has, promise }: Suite): void {
  if (!ports.listings || !has.makeVariations) return;
  const made = (shop: Shop) => part(shop.market.makeVariations)([first, second]) as readonly [ListedSku, ListedSku];
  const listings = (shop: Shop) => part(shop.connector.listings);

  promise("finds a variation by its own SKU, once, under its own id", async (shop) => {
    for (const { sku, productId, variantId } of made(shop)) {
      const { price, sellable } = shop.market.truth({ sku, productId, ...(variantId === undefined ? {} : { variantId }) });
      const seen = await listings(shop).look(sku);
      expect(seen).toMatchObject([{ sellerSku: sku, productId, variantId, price, stock: sellable }]);
    }
  });
  promise("lists each variation of a page", async (shop) => {
    const variations = made(shop);
    const { items } = await pages((cursor) => listings(shop).list({ cursor }));
    expect(items.map(({ sellerSku, variantId }) => [sellerSku, variantId])).toEqual(
      variations.map(({ sku, variantId }) => [sku, variantId]),
    );
  });
  promise("writes the stock of one variation alone", async (shop) => {
    const [one, other] = made(shop);
    const report = await part(shop.connector.stock).push([{ listed: other, quantity: 2 }]);
    expect(report).toEqual({ applied: [other.sku], refused: [], unsure: [] });
    expect([one, other].map((each) => shop.market.truth(each).sellable)).toEqual([5, 2]);
  });
  promise("writes the stock of several variations of one page, each its own", async (shop) => {
    const variations = made(shop);
    const levels = variations.map((listed, index) => ({ listed, quantity: 7 + index }));
    expect((await part(shop.connector.stock).push(levels)).applied.toSorted()).toEqual([first, second]);
    expect(variations.map((each) => shop.market.truth(each).sellable)).toEqual([7, 8]);
  });
  promise("writes the price of one variation alone", async (shop) => {
    const [one, other] = made(shop);
    const before = shop.market.truth(one).price;
    const report = await part(shop.connector.offers).push([{ listed: other, price: vnd(163_000) }]);
    expect(report).toEqual({ applied: [other.sku], refused: [], unsure: [] });
    expect([one, other].map((each) => shop.market.truth(each).price)).toEqual([before, 163_000]);
  });
  promise(
    "reads the stock of each variation",
    async (shop) => {
      const variations = made(shop);
      const [, other] = variations;
      shop.market.buy([{ listed: other, quantity: 2 }]);
      const { items, problems } = await part(shop.connector.stock?.read?.(variations));
      expect(problems).toEqual([]);
      expect(items.map(({ sku, sellable }) => [sku, sellable])).toEqual([
        [first, 5],
        [second, 3],
      ]);
    },
    "read" in (ports.stock ?? {}),
  );
  promise("neither hides nor rewords a page that other variations share, and says why", async (shop) => {
    const [one] = made(shop);
    const before = shop.market.truth(one);
    for (const act of [() => listings(shop).hide(one), () => listings(shop).update(one, shop.market.listing())])
      expect(await shop.failure(act())).toMatchObject({ kind: "rejected", says: expect.anything() });
    expect(shop.market.truth(one)).toEqual(before);
  });
}
