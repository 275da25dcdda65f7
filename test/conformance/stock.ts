import { instant, type ListedSku } from "connectors/contract";
import { expect } from "vitest";
import type { CommonFault } from "../marketplaces/kit/faults.ts";
import { expectHonest, someListings, truthsOf } from "./rows.ts";
import { first, hour, part, type Shop, type Suite, second, third } from "./suite.ts";

export function describeStock({ ports, has, promise }: Suite): void {
  if (!ports.stock) return;
  const { batchSize, kind } = ports.stock;
  const port = (shop: Shop) => part(shop.connector.stock);
  async function push(shop: Shop, listed: readonly ListedSku[], quantity = 6) {
    const before = truthsOf(shop, listed);
    const report = await port(shop).push(listed.map((each) => ({ listed: each, quantity })));
    expectHonest(shop, { rows: listed.map((each) => ({ listed: each, number: quantity })), report, before }, (truth) =>
      kind === "gross-set" ? (truth.total ?? truth.sellable) : truth.sellable,
    );
    return report;
  }
  const sellable = (shop: Shop, listed: ListedSku) => shop.market.truth(listed).sellable;
  const path = () => part(has.writes.stock);

  promise("writes a number of stock, and nothing else of the listing", async (shop) => {
    const listed = await shop.create();
    await part(shop.connector.listings).activate(listed);
    const before = shop.market.truth(listed);
    expect(await push(shop, [listed])).toEqual({ applied: [listed.sku], refused: [], unsure: [] });
    const { sellable: left, total = 6, held = 0, ...rest } = shop.market.truth(listed);
    expect({ left, total, held }).toEqual({ left: 6, total: 6, held: 0 });
    expect(before).toMatchObject(rest);
  });
  promise("leaves nothing to sell when it writes 0", async (shop) => {
    const listed = await shop.onSale(first, 4);
    expect((await push(shop, [listed], 0)).applied).toEqual([first]);
    expect(() => shop.market.buy([{ listed, quantity: 1 }])).toThrow();
  });
  promise("sells as many as the number says and not one more", async (shop) => {
    const listed = await shop.onSale(first, 3);
    shop.market.buy([{ listed, quantity: 3 }]);
    expect(() => shop.market.buy([{ listed, quantity: 1 }])).toThrow();
  });
  promise("means the same by pushing a number twice in a quiet shop as once", async (shop) => {
    const listed = await shop.onSale(first, 7);
    shop.market.buy([{ listed, quantity: 2 }]);
    await port(shop).push([{ listed, quantity: 6 }]);
    const once = shop.market.truth(listed);
    expect(await port(shop).push([{ listed, quantity: 6 }])).toEqual({ applied: [first], refused: [], unsure: [] });
    expect(shop.market.truth(listed)).toEqual(once);
  });
  promise("means by a number what its kind says: what is left to sell, or all there is", async (shop) => {
    const listed = await shop.onSale(first, 7);
    shop.market.buy([{ listed, quantity: 2 }]);
    expect(sellable(shop, listed)).toBe(5);
    await port(shop).push([{ listed, quantity: 6 }]);
    expect(sellable(shop, listed)).toBe(kind === "net-set" ? 6 : 4);
  });
  promise("answers for each of many numbers exactly once", async (shop) => {
    expect((await push(shop, someListings(shop, 7))).applied).toHaveLength(7);
  });
  promise("writes more numbers than one batch holds", async (shop) => {
    const listed = someListings(shop, Math.min(batchSize + 5, 60));
    expect((await push(shop, listed)).applied).toHaveLength(listed.length);
  });
  promise("asks nothing where there is no number to write", async (shop) => {
    const asked = await shop.calls(async () =>
      expect(await port(shop).push([])).toEqual({ applied: [], refused: [], unsure: [] }),
    );
    expect(asked).toBe(0);
  });
  promise("leaves the stock of other listings alone", async (shop) => {
    const [mine, other] = someListings(shop, 2) as [ListedSku, ListedSku];
    await push(shop, [mine]);
    expect(sellable(shop, other)).toBe(3);
  });
  promise(
    "leaves the shop's other warehouses alone",
    async (shop) => {
      const listed = await shop.onSale(first, 4);
      const { settings, now } = part(shop.market.elsewhere)(listed, 5);
      const { stock } = shop.connect({ access: shop.access, settings });
      expect(await part(stock).push([{ listed, quantity: 2 }])).toMatchObject({ applied: [first] });
      expect(now()).toBe(5);
      expect(sellable(shop, listed)).toBe(7);
      await part(stock).push([{ listed, quantity: 0 }]);
      expect(now()).toBe(5);
    },
    has.elsewhere,
  );
  promise("tells a refused number with its code and a sentence, and writes the others", async (shop) => {
    const [gone, fine] = someListings(shop, 2) as [ListedSku, ListedSku];
    shop.market.remove(gone);
    expect(await push(shop, [gone, fine])).toMatchObject({ applied: [fine.sku], refused: [{ sku: gone.sku }], unsure: [] });
  });
  promise("is refused a number for a listing that never was", async (shop) => {
    const [fine] = someListings(shop, 1) as [ListedSku];
    const nowhere: ListedSku = { sku: "HY0000000Z" as ListedSku["sku"], productId: "987654321" };
    expect(await port(shop).push([nowhere, fine].map((listed) => ({ listed, quantity: 6 })))).toMatchObject({
      applied: [fine.sku],
      refused: [{ sku: nowhere.sku }],
    });
  });
  promise(
    "is refused below what a promotion keeps, and takes what is above it",
    async (shop) => {
      const [listed] = someListings(shop, 1) as [ListedSku];
      part(shop.market.promotion)(listed, true, 2);
      expect(await push(shop, [listed], 1)).toMatchObject({ refused: [{ sku: listed.sku }] });
      expect(await push(shop, [listed], 9)).toMatchObject({ applied: [listed.sku] });
    },
    has.promotionKeeps.includes("stock"),
  );
  for (const [fault, name] of [
    ["silence", "silence"],
    ["lost-answer", "a lost answer"],
    ["cut", "a cut connection"],
    ["server-error", "a failing server"],
    ["garbled", "half an answer"],
    ["html", "a page for people"],
  ] as const satisfies readonly (readonly [CommonFault, string])[])
    promise(`knows neither yes nor no of a number after ${name}, and goes on with what it may`, async (shop) => {
      const [lost, fine] = someListings(shop, 2) as [ListedSku, ListedSku];
      shop.market.fail(fault, { path: path() });
      shop.patienceMs = fault === "silence" ? 400 : 20_000;
      const { unsure, refused } = await push(shop, [lost, fine]);
      expect(unsure).toContain(lost.sku);
      expect(refused).toEqual([]);
    });
  promise("knows neither yes nor no of a number after an error that no document names", async (shop) => {
    const [listed] = someListings(shop, 1) as [ListedSku];
    shop.market.answer(() => shop.market.unknownError("ErrorOfTomorrow"), { path: path() });
    expect(await push(shop, [listed])).toEqual({ applied: [], refused: [], unsure: [listed.sku] });
  });
  promise("knows neither yes nor no of a number after the marketplace's own word to try later", async (shop) => {
    const [listed] = someListings(shop, 1) as [ListedSku];
    shop.market.answer(shop.market.busyError, { path: path() });
    expect(await push(shop, [listed])).toEqual({ applied: [], refused: [], unsure: [listed.sku] });
  });
  promise(
    "knows neither yes nor no of a number after an error that names neither row nor cause",
    async (shop) => {
      const [listed] = someListings(shop, 1) as [ListedSku];
      shop.market.answer(part(shop.market.umbrellaError), { path: path() });
      expect(await push(shop, [listed])).toEqual({ applied: [], refused: [], unsure: [listed.sku] });
    },
    has.umbrellaError,
  );
  promise(
    "knows neither yes nor no of a number that the answer says nothing of",
    async (shop) => {
      const [told, forgotten] = someListings(shop, 2) as [ListedSku, ListedSku];
      part(shop.market.forgetRow?.stock)(told, forgotten);
      expect((await push(shop, [told, forgotten])).unsure).toEqual([forgotten.sku]);
    },
    has.forgetRow?.stock,
  );
  promise(
    "calls nothing applied that a half-failed batch does not name",
    async (shop) => {
      const listed = someListings(shop, 3);
      shop.market.fail("partial-failure", { path: path() });
      const { applied } = await push(shop, listed);
      expect(applied.length).toBeLessThan(3);
    },
    has.failsInPart,
  );
  promise("writes no number twice by itself", async (shop) => {
    const [listed] = someListings(shop, 1) as [ListedSku];
    for (const fault of ["server-error", "lost-answer", "cut", "garbled", "partial-failure"] as const) {
      shop.market.fail(fault, { path: path() });
      const sent = () => shop.market.requests().filter((each) => each.path.endsWith(path())).length;
      const before = sent();
      await port(shop).push([{ listed, quantity: 4 }]);
      expect([fault, sent() - before]).toEqual([fault, 1]);
    }
  });
  promise("stops where its token is refused at the first number, and where there are too many calls", async (shop) => {
    const listed = someListings(shop, 2);
    for (const kindOfFault of ["auth", "rate-limited"] as const) {
      shop.market.fail(kindOfFault, { path: path() });
      const levels = listed.map((each) => ({ listed: each, quantity: 8 }));
      expect(await shop.kindOf(port(shop).push(levels))).toBe(kindOfFault);
      expect(listed.map((each) => sellable(shop, each))).toEqual([3, 3]);
    }
  });

  if (ports.stock.adjust) {
    const adjust = (shop: Shop, listed: ListedSku, change: number) => part(port(shop).adjust?.([{ listed, change }]));
    promise("adds to what is left to sell, whatever was sold meanwhile", async (shop) => {
      const listed = await shop.onSale(first, 5);
      shop.market.buy([{ listed, quantity: 2 }]);
      expect(await adjust(shop, listed, 4)).toEqual({ applied: [first], refused: [], unsure: [] });
      expect(sellable(shop, listed)).toBe(7);
    });
    promise("takes away from what is left to sell", async (shop) => {
      const listed = await shop.onSale(first, 5);
      expect(await adjust(shop, listed, -2)).toMatchObject({ applied: [first] });
      expect(sellable(shop, listed)).toBe(3);
    });
    promise("is refused when it takes away more than is left, and takes nothing", async (shop) => {
      const listed = await shop.onSale(first, 2);
      const { applied, refused } = await adjust(shop, listed, -3);
      expect({ applied, refused }).toMatchObject({ applied: [], refused: [{ sku: first }] });
      expect(sellable(shop, listed)).toBe(2);
    });
    promise("does not know whether units moved when the answer is lost, and moves them once", async (shop) => {
      const listed = await shop.onSale(first, 2);
      shop.market.fail("lost-answer", { path: part(has.writes.adjust) });
      expect(await adjust(shop, listed, 3)).toEqual({ applied: [], refused: [], unsure: [first] });
      expect(sellable(shop, listed)).toBe(5);
    });
    promise("moves units of several SKUs, each once", async (shop) => {
      const listed = someListings(shop, 3);
      const changes = listed.map((each, index) => ({ listed: each, change: index - 1 })).filter(({ change }) => change !== 0);
      const { applied } = await part(port(shop).adjust?.(changes));
      expect(applied.toSorted()).toEqual(changes.map(({ listed: each }) => each.sku).toSorted());
      expect(listed.map((each) => sellable(shop, each))).toEqual([2, 3, 4]);
    });
  }

  if (ports.stock.read) {
    const read = (shop: Shop, listed: readonly ListedSku[]) => part(port(shop).read?.(listed));
    promise("reads what is left to sell, held and there in all, as far as the marketplace counts it", async (shop) => {
      const listed = await shop.onSale(first, 7);
      shop.market.buy([{ listed, quantity: 2 }]);
      const { sellable: left, held, total } = shop.market.truth(listed);
      const { items, problems } = await read(shop, [listed]);
      expect(problems).toEqual([]);
      expect(items).toMatchObject([
        { sku: first, sellable: left, ...(held === undefined ? {} : { held }), ...(total === undefined ? {} : { total }) },
      ]);
    });
    promise("sees a sale in what it reads", async (shop) => {
      const listed = await shop.onSale(first, 7);
      shop.market.buy([{ listed, quantity: 3 }]);
      expect((await read(shop, [listed])).items).toMatchObject([{ sellable: 4 }]);
    });
    promise("dates what it reads no later than its call", async (shop) => {
      const listed = await shop.onSale(first, 7);
      const began = instant(shop.market.clock.now());
      shop.market.answer(() => {
        shop.market.clock.advance(60_000);
        return Response.json({}, { status: 503 });
      });
      await shop.kindOf(read(shop, [listed]));
      const before = instant(shop.market.clock.now());
      const { items } = await read(shop, [listed]);
      expect(items[0]?.readBeganAt).toBe(before);
      expect(before > began).toBe(true);
    });
    promise("dates what it reads by its beginning, however long the marketplace takes", async (shop) => {
      const listed = await shop.onSale(first, 7);
      const began = instant(shop.market.clock.now());
      shop.market.answer(() => {
        shop.market.clock.advance(60_000);
        return undefined;
      });
      const { items } = await read(shop, [listed]);
      expect(part(items[0]).readBeganAt).toBe(began);
    });
    promise("reads many SKUs, each once, more than a call takes", async (shop) => {
      const listed = someListings(shop, 55);
      const { items, problems } = await read(shop, listed);
      expect(problems).toEqual([]);
      expect(items.map(({ sku }) => sku).toSorted()).toEqual(listed.map(({ sku }) => sku).toSorted());
    });
    promise("tells a SKU that it cannot read as a problem, and reads the others", async (shop) => {
      const listed = await shop.onSale(first, 7);
      const nowhere: ListedSku = { sku: second, productId: "987654321" };
      const { items, problems } = await read(shop, [nowhere, listed]);
      expect(items.map(({ sku }) => sku)).toEqual([first]);
      expect(problems).toHaveLength(1);
    });
    promise("asks nothing where there is nothing to read", async (shop) => {
      expect(await shop.calls(() => read(shop, []))).toBe(0);
    });
    promise("reads as it is what was acknowledged and did not take effect", async (shop) => {
      const listed = await shop.onSale(first, 7);
      shop.market.fail("ack-without-effect", { path: path() });
      await port(shop).push([{ listed, quantity: 2 }]);
      expect((await read(shop, [listed])).items).toMatchObject([{ sellable: 7 }]);
    });
    promise(
      "reads what is left to sell now, while lists and search still show what it was",
      async (shop) => {
        const listed = await shop.onSale(first, 7);
        shop.market.clock.advance(2 * hour);
        part(shop.market.dial)({ listLagMs: hour, searchLagMs: hour });
        await port(shop).push([{ listed, quantity: 2 }]);
        expect((await read(shop, [listed])).items).toMatchObject([{ sellable: 2 }]);
      },
      has.dial,
    );
    promise("reads the number of a listing that is hidden too", async (shop) => {
      const listed = shop.market.make(third, { state: "hidden", stock: 8 });
      expect((await read(shop, [listed])).items).toMatchObject([{ sku: third, sellable: 8 }]);
    });
    promise("fails, and tells no number, when the marketplace does not answer", async (shop) => {
      const listed = await shop.onSale(first, 7);
      shop.market.fail("server-error");
      expect(await shop.kindOf(read(shop, [listed]))).toBe("retryable");
    });
  }
}
