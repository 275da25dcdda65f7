import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { instant, type Order, type Page } from "../contract/index.ts";
import { dropship, failed, paging, port, product, sku, tikiThat } from "./fixtures/scripted-tiki.ts";

describe("orders", () => {
  const order = (code: number, updated: string) => ({ ...dropship, code: String(code), updated_at: updated });
  async function all<Found extends Page<Order>>(read: (cursor: string | undefined) => Promise<Found>) {
    const items: Order[] = [];
    for (let pages = 1, cursor: string | undefined; ; pages += 1) {
      const page: Found = await read(cursor);
      items.push(...page.items);
      if (page.nextCursor === undefined) return { items, pages, last: page };
      if (pages > 60) throw new Error("The pages have no end");
      cursor = page.nextCursor;
    }
  }
  /** Orders as Tiki lists changes: oldest first, in pages of five, some of them not shown. */
  function changing(orders: { code: number; second: number; hidden?: boolean }[], before?: (call: number) => void) {
    const time = (second: number) =>
      `2026-01-02 08:${String(Math.floor(second / 60)).padStart(2, "0")}:${String(second % 60).padStart(2, "0")}`;
    return tikiThat(({ query }, call) => {
      before?.(call);
      const [from, to] = [query.get("updated_from_date") ?? "", query.get("updated_to_date") ?? "9"];
      const rows = orders
        .map((each) => ({ ...each, at: time(each.second) }))
        .filter(({ at }) => at >= from && at <= to)
        .sort((one, next) => one.second - next.second || one.code - next.code);
      const page = Number(query.get("page"));
      const data = rows.slice(page * 5 - 5, page * 5).flatMap(({ code, at, hidden }) => (hidden ? [] : [order(code, at)]));
      return { body: { data, paging: paging(rows.length, Math.max(1, Math.ceil(rows.length / 5))) } };
    });
  }
  const since = instant("2026-01-02T01:00:00Z");
  const codesOf = (items: readonly Order[]) => [...new Set(items.map(({ id }) => Number(id)))].sort((one, next) => one - next);

  it("that change while they are read hide no other, in one second or in many", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.record({ second: fc.integer({ min: 0, max: 6 }), hidden: fc.constant(false) }), { maxLength: 24 }),
        fc.array(fc.record({ call: fc.integer({ min: 1, max: 8 }), which: fc.nat() }), { maxLength: 6 }),
        async (rows, moves) => {
          const orders = rows.map((row, code) => ({ ...row, code }));
          const { connector } = changing(orders, (call) => {
            for (const move of moves.filter((each) => each.call === call)) {
              const moved = orders[move.which % Math.max(1, orders.length)];
              if (moved) moved.second = 100 + call;
            }
          });
          const { items } = await all((cursor) => port(connector, "orders").list({ changedSince: since, cursor }));
          expect(codesOf(items)).toEqual(orders.map(({ code }) => code));
        },
      ),
      { numRuns: 300 },
    );
  });

  it("of one full second hide none of it when one of them leaves it", async () => {
    for (let call = 1; call <= 5; call += 1)
      for (let which = 0; which < 12; which += 1) {
        const orders = Array.from({ length: 12 }, (_, code) => ({ code, second: 0 }));
        const { connector } = changing(orders, (at) => {
          const moved = orders[which];
          if (at === call && moved) moved.second = 100;
        });
        const { items } = await all((cursor) => port(connector, "orders").list({ changedSince: since, cursor }));
        expect(codesOf(items)).toEqual(orders.map(({ code }) => code));
      }
  });

  it("are read behind a whole page that Tiki does not show", async () => {
    const orders = Array.from({ length: 12 }, (_, code) => ({ code, second: code, hidden: code < 7 }));
    const { items } = await all((cursor) => port(changing(orders).connector, "orders").list({ changedSince: since, cursor }));
    expect(codesOf(items)).toEqual([7, 8, 9, 10, 11]);
  });

  describe("by creation", () => {
    const listing = (total: (call: number) => number, rowsOf: (page: number, call: number) => number[], lastPage = 2) =>
      tikiThat(({ query }, call) => ({
        body: {
          data: rowsOf(Number(query.get("page")), call).map((code) => order(code, "2026-01-02 08:00:00")),
          paging: paging(total(call), lastPage),
        },
      }));
    const read = ({ connector }: ReturnType<typeof tikiThat>) =>
      all((cursor) => port(connector, "orders").listCreated({ createdSince: since, cursor }));

    it("are complete when every row was seen, and no status is left out", async () => {
      const shop = listing(
        () => 4,
        (page) => (page === 1 ? [4, 3] : [2, 1]),
      );
      const { last, pages } = await read(shop);
      expect([last.complete, pages]).toEqual([true, 2]);
      for (const { query } of shop.asked) expect([...query.keys()].sort()).toEqual(["created_from_date", "limit", "page"]);
    });

    it("that Tiki counts and does not show are complete when two passes agree", async () => {
      const { last, pages } = await read(
        listing(
          () => 6,
          (page) => (page === 1 ? [4, 3] : [2, 1]),
        ),
      );
      expect([last.complete, pages]).toEqual([true, 4]);
    });

    it("are not complete when two passes differ, when nothing is shown of what is counted, or where every list is cut", async () => {
      const differing = listing(
        () => 6,
        (page, call) => (page === 1 ? [4, 3] : [2, call < 2 ? 1 : 9]),
      );
      const empty = listing(
        () => 6,
        () => [],
      );
      const cut = listing(
        () => 10_000,
        () => [1],
        1,
      );
      for (const shop of [differing, empty, cut]) expect((await read(shop)).last.complete).toBe(false);
    });

    it("begin anew when one comes or goes between two pages", async () => {
      const shop = listing(
        (call) => (call === 0 ? 4 : 5),
        (page) => (page === 1 ? [5, 4, 3] : [2, 1]),
      );
      const { last, pages } = await read(shop);
      expect([last.complete, pages]).toEqual([true, 4]);
    });

    it("are not known to be whole without a paging", async () => {
      const { connector } = tikiThat(() => ({ body: { data: [] } }));
      expect(await failed(port(connector, "orders").listCreated({ createdSince: since }))).toMatchObject({ code: "paging" });
    });

    it("are none where Tiki counts none: whether that may be is not ours to say", async () => {
      expect(
        (
          await read(
            listing(
              () => 0,
              () => [],
              1,
            ),
          )
        ).last,
      ).toMatchObject({ complete: true, items: [] });
    });
  });

  it("without a SKU in their lines ask the product for it, once", async () => {
    const bare = { ...(dropship as { items: { product: object }[] }).items[0], product: { id: 2_161_924, name: "Long nhãn" } };
    const { connector, asked } = tikiThat(({ path }) =>
      path.includes("/products/")
        ? { body: product }
        : { body: { data: [1, 2].map((code) => ({ ...dropship, code, items: [bare] })), paging: paging(2) } },
    );
    const { items } = await port(connector, "orders").list({ changedSince: since });
    expect(items.map(({ lines }) => lines[0])).toMatchObject([1, 2].map(() => ({ sellerSku: sku, productId: sku })));
    expect(asked).toHaveLength(2);
  });
});
