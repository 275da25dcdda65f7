import type { Doorbell, RawRequest } from "connectors/contract";
import fc from "fast-check";
import { expect } from "vitest";
import { first, part, type Shop, type Suite } from "./suite.ts";

export function describeDoorbells({ edge, ports, has, promise }: Suite): void {
  if (edge.readDoorbell) describeRung({ edge, has, promise });
  if (ports.bells) describePulled({ promise });
}

/** Rung at an address of ours, signed by the marketplace. */
function describeRung({ edge, has, promise }: Pick<Suite, "edge" | "has" | "promise">): void {
  const read = (shop: Shop, bell: RawRequest, settings: unknown = shop.market.settings()) =>
    edge.readDoorbell?.(settings, bell);
  /** The bells that some happening there rings. */
  async function rung(shop: Shop, happening: () => unknown): Promise<readonly RawRequest[]> {
    await shop.market.settled();
    const before = shop.market.bells().length;
    await happening();
    await shop.market.settled();
    return shop.market.bells().slice(before);
  }
  async function orderBell(shop: Shop): Promise<RawRequest> {
    const listed = shop.market.make(first);
    return part((await rung(shop, () => shop.market.buy([{ listed, quantity: 1 }])))[0]);
  }

  promise("hears an order ring, and for which shop", async (shop) => {
    expect(read(shop, await orderBell(shop))).toMatchObject({ about: "orders", shopId: shop.market.shopId });
  });
  promise("hears a change of an order ring", async (shop) => {
    const listed = shop.market.make(first);
    const id = shop.market.buy([{ listed, quantity: 1 }]);
    shop.market.clock.advance(1_000);
    const bells = await rung(shop, () => shop.market.cancelByBuyer(id));
    expect(bells.map((bell) => read(shop, bell)?.about)).toContain("orders");
  });
  promise(
    "hears a listing ring that the marketplace refuses",
    async (shop) => {
      const listed = shop.market.make(first);
      const bells = await rung(shop, () => part(shop.market.review)(listed, "refuse", "Ảnh mờ"));
      expect(bells.map((bell) => read(shop, bell)?.about)).toContain("listings");
    },
    has.ringsForReviews,
  );
  promise(
    "hears when it rang, by the marketplace's clock",
    async (shop) => {
      const { at } = part(read(shop, await orderBell(shop)));
      expect(Math.abs(Date.parse(part(at)) - shop.market.clock.now())).toBeLessThan(1_000);
    },
    has.datesBells,
  );
  promise("does not believe a body that was changed", async (shop) => {
    const bell = await orderBell(shop);
    for (const body of [Uint8Array.from([...bell.body, 32]), bell.body.slice(1), new Uint8Array()])
      expect(read(shop, { ...bell, body })).toBeUndefined();
  });
  promise("does not believe a signature by another key", async (shop) => {
    const bell = await orderBell(shop);
    const secrets = new Set(shop.market.secrets());
    const settings = Object.fromEntries(
      Object.entries(shop.market.settings()).map(([name, value]) => [
        name,
        typeof value === "string" && secrets.has(value) ? `${value}x` : value,
      ]),
    );
    expect(read(shop, bell, settings)).toBeUndefined();
  });
  promise("does not believe a signature that was changed or cut", async (shop) => {
    const bell = await orderBell(shop);
    const { authorization = "" } = bell.headers;
    for (const other of [
      `${authorization.slice(0, -1)}${authorization.endsWith("0") ? "1" : "0"}`,
      authorization.slice(1),
      authorization.slice(0, -1),
      authorization.slice(0, 32),
      authorization.slice(0, 1),
      "",
      "đ",
    ])
      expect(read(shop, { ...bell, headers: { ...bell.headers, authorization: other } })).toBeUndefined();
  });
  promise("does not believe a bell without a signature", async (shop) => {
    const bell = await orderBell(shop);
    const { authorization: _, ...headers } = bell.headers;
    expect(read(shop, { ...bell, headers })).toBeUndefined();
  });
  promise(
    "does not believe a bell for another address",
    async (shop) => {
      const bell = await orderBell(shop);
      const settings = Object.fromEntries(
        Object.entries(shop.market.settings()).map(([name, value]) => [name, value === bell.url ? `${bell.url}/other` : value]),
      );
      expect(read(shop, bell, settings)).toBeUndefined();
    },
    has.signsBellAddress,
  );
  promise("believes nothing of what a bell says beside the shop and the subject", async (shop) => {
    const bell = part(read(shop, await orderBell(shop)));
    expect(Object.keys(bell).toSorted()).toEqual(["about", "at", "shopId"].filter((key) => key in bell));
  });
  promise("reads any bytes and any headers without throwing", async (shop) => {
    const genuine = await orderBell(shop);
    fc.assert(
      fc.property(
        fc.uint8Array(),
        fc.dictionary(fc.constantFrom("authorization", "content-type", "x-any"), fc.string()),
        fc.constantFrom("GET", "POST", ""),
        (body, headers, method) => {
          expect(read(shop, { method, url: genuine.url, headers, body })).toBeUndefined();
        },
      ),
      { numRuns: 200 },
    );
  });
  promise("reads a bell twice as it reads it once", async (shop) => {
    const bell = await orderBell(shop);
    expect(read(shop, bell)).toEqual(read(shop, bell));
  });
}

/** Fetched from the marketplace's queue. */
function describePulled({ promise }: Pick<Suite, "promise">): void {
  const pull = (shop: Shop, cursor?: string) => part(shop.connector.bells).pull({ cursor });
  async function pulled(shop: Shop, from?: string): Promise<{ bells: Doorbell[]; cursor: string | undefined }> {
    const bells: Doorbell[] = [];
    let cursor = from;
    for (let rounds = 0; rounds < 50; rounds += 1) {
      const page = await pull(shop, cursor);
      bells.push(...page.bells);
      cursor = page.nextCursor ?? cursor;
      if (!page.bells.length) return { bells, cursor };
    }
    throw new Error("the bells do not end");
  }
  function order(shop: Shop): void {
    shop.market.buy([{ listed: shop.market.make(first), quantity: 1 }]);
    shop.market.clock.advance(5_000);
  }

  promise("fetches an order's bell, and for which shop", async (shop) => {
    const { cursor } = await pulled(shop);
    order(shop);
    const { bells } = await pulled(shop, cursor);
    expect(bells.map(({ about }) => about)).toContain("orders");
    for (const { shopId = shop.market.shopId } of bells) expect(shopId).toBe(shop.market.shopId);
  });
  promise("fetches no bell where nothing happened", async (shop) => {
    const { cursor } = await pulled(shop);
    expect((await pulled(shop, cursor)).bells).toEqual([]);
  });
  promise("fetches each bell once", async (shop) => {
    const { cursor } = await pulled(shop);
    order(shop);
    const once = await pulled(shop, cursor);
    expect((await pulled(shop, once.cursor)).bells).toEqual([]);
  });
  promise("fetches bells in the order they rang", async (shop) => {
    const { cursor } = await pulled(shop);
    for (let times = 0; times < 3; times += 1) order(shop);
    const { bells } = await pulled(shop, cursor);
    const times = bells.flatMap(({ at }) => at ?? []);
    expect(times).toEqual(times.toSorted());
  });
  promise("fetches bells again whose place was lost", async (shop) => {
    const { cursor } = await pulled(shop);
    order(shop);
    const first_ = await pull(shop, cursor);
    const again = await pull(shop, cursor);
    expect(first_.bells.length).toBeGreaterThan(0);
    expect(again.bells).toEqual(first_.bells);
  });
  promise("goes on fetching from a place that the marketplace has forgotten", async (shop) => {
    order(shop);
    expect(await shop.kindOf(pull(shop, "forgotten"))).toBe("none");
  });
}
