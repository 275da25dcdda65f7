import { instant } from "connectors/contract";
import { expect } from "vitest";
import { ago, day, first, hour, idsOf, ordersCreatedSince, part, type Shop, type Suite } from "./suite.ts";

/** The list on which a fence is built (sync-protocol §4), and lists over long times. */
export function describeCreatedOrders({ ports, has, promise }: Suite): void {
  if (!ports.orders) return;
  const port = (shop: Shop) => part(shop.connector.orders);
  async function bought(shop: Shop, quantity = 1, more: { readonly pay?: "cod" | "later" } = {}) {
    const listed = await shop.onSale(first, 9);
    return { listed, id: shop.market.buy([{ listed, quantity }], more) };
  }

  promise("lists created orders in the order of their creation, none twice, none left out", async (shop) => {
    const listed = shop.market.make(first, { stock: 500 });
    const ids = Array.from({ length: shop.market.morePerPage.orders }, () => {
      shop.market.clock.advance(1_000);
      return shop.market.buy([{ listed, quantity: 1 }]);
    });
    const { items } = await ordersCreatedSince(shop);
    // Rising where the marketplace can sort, else any one order by creation (sync-protocol §4).
    expect([ids, ids.toReversed()]).toContainEqual(idsOf(items));
  });
  promise("lists created orders of one second over more than a page, and leaves none out", async (shop) => {
    const listed = shop.market.make(first, { stock: 500 });
    const ids = Array.from({ length: shop.market.morePerPage.orders }, (_, index) => {
      if (index % 7 === 0) shop.market.clock.advance(1_000);
      return shop.market.buy([{ listed, quantity: 1 }]);
    });
    expect(idsOf((await ordersCreatedSince(shop)).items).toSorted()).toEqual(ids.toSorted());
  });
  promise("leaves no state out of the created orders, unpaid and waiting ones among them", async (shop) => {
    const listed = shop.market.make(first, { stock: 100 });
    const ids = Object.keys(shop.market.orderStates).map((word) => {
      const id = shop.market.buy([{ listed, quantity: 1 }]);
      shop.market.clock.advance(1_000);
      shop.market.setOrderState(id, word);
      return id;
    });
    const { items } = await ordersCreatedSince(shop);
    expect(idsOf(items).toSorted()).toEqual(ids.filter((id) => !shop.market.isUnseen?.(id)).toSorted());
  });
  promise(
    "reads an order that waits for its payment as unpaid",
    async (shop) => {
      const { id } = await bought(shop, 1, { pay: "later" });
      const { items } = await ordersCreatedSince(shop);
      expect(items).toMatchObject([{ id, state: "unpaid" }]);
      expect(items[0]?.paidAt).toBeUndefined();
    },
    has.showsUnpaid,
  );
  promise("calls created orders complete at their real end alone", async (shop) => {
    const listed = shop.market.make(first, { stock: 500 });
    for (let index = 0; index < shop.market.morePerPage.orders; index += 1) shop.market.buy([{ listed, quantity: 1 }]);
    const { pages } = await ordersCreatedSince(shop);
    expect(pages.length).toBeGreaterThan(1);
    expect(pages.map(({ complete }) => complete)).toEqual(pages.map((_, index) => index === pages.length - 1));
  });
  promise("calls an empty list of created orders complete", async (shop) => {
    const { items, pages } = await ordersCreatedSince(shop);
    expect(items).toEqual([]);
    expect(pages.at(-1)?.complete).toBe(true);
  });
  promise("lists created orders over more time than one call may ask for", async (shop) => {
    const listed = shop.market.make(first, { stock: 100 });
    const ids: string[] = [];
    for (const days of [0, 9, 16, 20]) {
      shop.market.clock.advance(days * day);
      ids.push(shop.market.buy([{ listed, quantity: 1 }]));
    }
    const { orders } = shop.connect({ access: shop.access && (await shop.signIn()) });
    const seen: string[] = [];
    let complete = false;
    for (let cursor: string | undefined; !complete; ) {
      const page = await part(orders).listCreated({ createdSince: ago(shop, 46 * day), cursor });
      seen.push(...idsOf(page.items));
      complete = page.complete;
      expect(page.nextCursor === undefined).toBe(complete);
      cursor = page.nextCursor;
    }
    expect([ids, ids.toReversed()]).toContainEqual(seen);
  });
  promise("lists changed orders over more time than one call may ask for", async (shop) => {
    const listed = shop.market.make(first, { stock: 100 });
    const ids: string[] = [];
    for (const days of [0, 16, 20]) {
      shop.market.clock.advance(days * day);
      ids.push(shop.market.buy([{ listed, quantity: 1 }]));
    }
    const access = shop.access && (await shop.signIn());
    const seen: string[] = [];
    for (let cursor: string | undefined; ; ) {
      const page = await part(shop.connect({ access }).orders).list({ changedSince: ago(shop, 40 * day), cursor });
      seen.push(...idsOf(page.items));
      if (page.nextCursor === undefined) break;
      cursor = page.nextCursor;
    }
    expect([...new Set(seen)].toSorted()).toEqual(ids.toSorted());
  });
  promise("goes on from a place in the pages with another connector", async (shop) => {
    const listed = shop.market.make(first, { stock: 500 });
    for (let index = 0; index < shop.market.morePerPage.orders; index += 1) shop.market.buy([{ listed, quantity: 1 }]);
    const begun = await port(shop).listCreated({ createdSince: ago(shop, hour) });
    const other = part(shop.connect({ access: shop.access }).orders);
    const seen = idsOf(begun.items);
    for (let cursor = begun.nextCursor; cursor !== undefined; ) {
      const page = await other.listCreated({ createdSince: ago(shop, hour), cursor });
      seen.push(...idsOf(page.items));
      cursor = page.nextCursor;
    }
    expect(new Set(seen).size).toBe(shop.market.morePerPage.orders);
  });
  promise(
    "does not call created orders complete that lack one which was counted",
    async (shop) => {
      const listed = shop.market.make(first, { stock: 100 });
      const ids = [0, 1, 2].map(() => shop.market.buy([{ listed, quantity: 1 }]));
      part(shop.market.shortenOrders)();
      const { items, pages } = await ordersCreatedSince(shop).catch(() => ({ items: [], pages: [] }));
      const missing = ids.filter((id) => !idsOf(items).includes(id));
      if (pages.some(({ complete }) => complete)) expect(missing).toEqual([]);
    },
    has.shortenOrders,
  );
  promise(
    "does not call created orders complete that are counted and not shown",
    async (shop) => {
      const listed = shop.market.make(first, { stock: 100 });
      const ids = [0, 1, 2].map(() => shop.market.buy([{ listed, quantity: 1 }]));
      part(shop.market.emptyOrders)();
      const { items, pages } = await ordersCreatedSince(shop).catch(() => ({ items: [], pages: [] }));
      if (pages.some(({ complete }) => complete)) expect(idsOf(items).toSorted()).toEqual(ids.toSorted());
    },
    has.emptyOrders,
  );
  promise(
    "lists an order that came late when it is there to be seen",
    async (shop) => {
      const listed = shop.market.make(first, { stock: 100 });
      part(shop.market.dial)({ orderListLagMs: 60_000 });
      const since = instant(shop.market.clock.now() - hour);
      const id = shop.market.buy([{ listed, quantity: 1 }]);
      expect((await ordersCreatedSince(shop, since)).items).toEqual([]);
      shop.market.clock.advance(61_000);
      expect(idsOf((await ordersCreatedSince(shop, since)).items)).toEqual([id]);
    },
    has.dial,
  );
  promise(
    "ends in an error, not never, when a page of orders names itself as the next",
    async (shop) => {
      part(shop.market.repeatOrderPages)();
      expect(await shop.kindOf(ordersCreatedSince(shop))).not.toBe("none");
    },
    has.repeatOrderPages,
  );
  promise("tells a created order that it cannot read as a problem, so that nobody builds on the list", async (shop) => {
    const { id } = await bought(shop);
    shop.market.makeUnreadable(id);
    const { items, problems } = await ordersCreatedSince(shop);
    expect(items).toEqual([]);
    expect(problems).toMatchObject([{ row: id }]);
  });
}
