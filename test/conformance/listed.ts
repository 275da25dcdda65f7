import type { ListedSku } from "connectors/contract";
import { expect } from "vitest";
import { allSkus, first, part, type Shop, type Suite, second } from "./suite.ts";

/** Every listing of a shop, page by page, and what others than us do to it. */
export function describeListed({ ports, has, promise }: Suite): void {
  if (!ports.listings) return;
  const port = (shop: Shop) => part(shop.connector.listings);
  const look = (shop: Shop) => port(shop).look(first);
  const listedBy = async (shop: Shop) => {
    const seen = [];
    for (let cursor: string | undefined; ; ) {
      const page = await port(shop).list({ cursor });
      seen.push(page);
      if (page.nextCursor === undefined) return seen;
      if (seen.length > 400) throw new Error("the pages do not end");
      cursor = page.nextCursor;
    }
  };
  promise("lists every listing exactly once, over more than a page", async (shop) => {
    const ids = Array.from({ length: shop.market.morePerPage.listings }, (_, index) => {
      if (index % 20 === 0) shop.market.clock.advance(1_000);
      return shop.market.make(`OTHER-${index}`).productId;
    });
    const all = (await listedBy(shop)).flatMap(({ items }) => items.map(({ productId }) => productId));
    expect(all.toSorted()).toEqual(ids.toSorted());
  });
  promise(
    "lists every listing where pages are shorter than asked for",
    async (shop) => {
      part(shop.market.shortenPages)();
      const ids = Array.from({ length: 45 }, (_, index) => shop.market.make(`OTHER-${index}`).productId);
      const all = (await listedBy(shop)).flatMap(({ items }) => items.map(({ productId }) => productId));
      expect(all.toSorted()).toEqual(ids.toSorted());
    },
    has.shortenPages,
  );
  promise(
    "loses no listing where there are more than one list gives",
    async (shop) => {
      const ids = part(shop.market.fillBeyondList)();
      const seen = new Set((await listedBy(shop)).flatMap(({ items }) => items.map(({ productId }) => productId)));
      expect([seen.size, ids.filter((id) => !seen.has(id))]).toEqual([ids.length, []]);
    },
    has.fillBeyondList,
  );
  promise("lists an empty shop as one empty page", async (shop) => {
    expect(await listedBy(shop)).toEqual([{ items: [], problems: [] }]);
  });
  promise("lists each listing as it stands, with its price and stock", async (shop) => {
    const there = (["live", "hidden", ...(has.review ? (["in-review"] as const) : [])] as const).map((state, index) =>
      shop.market.make(part(allSkus[index]), { state, price: 100_000 + index, stock: index }),
    );
    const all = (await listedBy(shop)).flatMap(({ items }) => items);
    for (const listed of there) {
      const { sku, state, title, price, sellable } = shop.market.truth(listed);
      // What is not let through yet has no stock to tell of.
      const stock = state === "in-review" ? {} : { stock: sellable };
      expect(all.filter(({ sellerSku }) => sellerSku === sku)).toMatchObject([{ state, title, price, ...stock }]);
    }
  });
  promise(
    "lists what was refused with its reason",
    async (shop) => {
      shop.market.make(first, { state: "refused", reason: "Thiếu nhãn phụ" });
      const [page] = await listedBy(shop);
      expect(page?.items).toMatchObject([{ sellerSku: first, state: "refused" }]);
      expect(page?.items[0]?.reason).toContain("Thiếu nhãn phụ");
    },
    has.listsRefused,
  );
  promise("lists a row that cannot be read as a problem with its id, and the others all the same", async (shop) => {
    const [broken, fine] = [shop.market.make(first), shop.market.make(second)] as [ListedSku, ListedSku];
    shop.market.makeListingUnreadable(broken);
    const [page] = await listedBy(shop);
    expect(page?.items.map(({ sellerSku }) => sellerSku)).toEqual([second]);
    expect(page?.problems).toMatchObject([{ row: broken.productId }]);
    expect(fine.productId).not.toBe(broken.productId);
  });
  promise("is not sure of none beside a row that it cannot read", async (shop) => {
    shop.market.makeListingUnreadable(shop.market.make(first));
    expect(await shop.kindOf(look(shop))).not.toBe("none");
  });
  promise("ends in an error, not never, when a page of listings names itself as the next", async (shop) => {
    shop.market.repeatPages();
    expect(await shop.kindOf(listedBy(shop))).not.toBe("none");
  });
  promise("reads what another hand changed", async (shop) => {
    const listed = await shop.create();
    shop.market.clock.advance(5_000);
    shop.market.edit(listed, { title: "Tên do người khác sửa", price: 99_000, stock: 3 });
    expect(await look(shop)).toMatchObject([{ title: "Tên do người khác sửa", price: 99_000, stock: 3 }]);
  });
  promise("reads when a listing was changed", async (shop) => {
    const listed = await shop.create();
    const before = (await look(shop))[0]?.changedAt;
    shop.market.clock.advance(3_600_000);
    shop.market.edit(listed, { title: "Tên do người khác sửa" });
    const after = (await look(shop))[0]?.changedAt;
    if (after !== undefined) expect(after > (before ?? "")).toBe(true);
  });
  promise(
    "reads the list price while a promotion sells for less",
    async (shop) => {
      const listed = shop.market.make(first, { price: 150_000 });
      part(shop.market.promotion)(listed, true);
      expect(await look(shop)).toMatchObject([{ price: 150_000 }]);
      expect((await listedBy(shop)).flatMap(({ items }) => items)).toMatchObject([{ price: 150_000 }]);
    },
    has.promotion,
  );
  promise(
    "reads as hidden what the marketplace took out of sight, though it is switched on",
    async (shop) => {
      const listed = await shop.onSale(first, 2);
      part(shop.market.takeOutOfSight)(listed);
      expect(await look(shop)).toMatchObject([{ state: "hidden" }]);
      expect((await listedBy(shop)).flatMap(({ items }) => items)).toMatchObject([{ state: "hidden" }]);
    },
    has.takeOutOfSight,
  );
  promise("reads that another hand hid it", async (shop) => {
    const listed = await shop.onSale(first, 2);
    shop.market.hide(listed);
    expect(await look(shop)).toMatchObject([{ state: "hidden" }]);
  });
  promise(
    "gives a live listing's address, where a buyer finds it",
    async (shop) => {
      await shop.onSale(first, 2);
      const [seen] = await look(shop);
      const page = await fetch(part(seen?.url));
      expect(page.status).toBe(200);
      expect(await page.text()).toContain(shop.market.listing().title);
    },
    has.hasPages,
  );
}
