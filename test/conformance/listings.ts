import type { Listing } from "connectors/contract";
import { expect } from "vitest";
import { first, hour, part, type Shop, type Suite, second } from "./suite.ts";

/** What is there after it was created, and how it is found. */
export function describeListings({ edge, ports, has, promise }: Suite): void {
  if (!ports.listings) return;
  const port = (shop: Shop) => part(shop.connector.listings);
  const standing = ["live", "hidden", ...(has.review ? (["in-review"] as const) : [])] as const;
  const look = (shop: Shop, sku = first) => port(shop).look(sku);
  const made = async (shop: Shop, more: Partial<Listing> = {}) => shop.market.truth(await shop.create(first, more));

  promise("finds no listing where there is none", async (shop) => {
    expect(await look(shop)).toEqual([]);
  });
  promise("creates exactly one listing", async (shop) => {
    await shop.create();
    expect(shop.market.truths(first)).toHaveLength(1);
    expect(shop.market.truths(second)).toHaveLength(0);
  });
  promise("creates it out of buyers' sight", async (shop) => {
    expect((await made(shop)).state).toBe("hidden");
  });
  promise("creates it with nothing to sell", async (shop) => {
    expect((await made(shop)).sellable).toBe(0);
  });
  promise("creates it at the price asked for, to the đồng", async (shop) => {
    expect((await made(shop, { price: 123_457 as Listing["price"] })).price).toBe(123_457);
  });
  promise("marks it with our SKU, letter by letter", async (shop) => {
    expect((await made(shop)).sku).toBe(first);
  });
  promise("writes the title and the text that it said it would", async (shop) => {
    const { title, description } = await made(shop);
    const rendered = edge.renderListing(shop.market.listing());
    expect(title).toBe(rendered.title);
    for (const line of rendered.description.split("\n").filter(Boolean)) expect(description).toContain(line.trim());
  });
  promise(
    "writes what the goods weigh",
    async (shop) => {
      expect((await made(shop)).weightGrams ?? 520).toBe(520);
    },
    has.writes.create,
  );
  promise("writes how large the parcel is", async (shop) => {
    const { sizeMillimetres } = await made(shop);
    expect(sizeMillimetres ?? shop.market.listing().sizeMillimetres).toEqual(shop.market.listing().sizeMillimetres);
  });
  promise("shows the pictures it was given, in their order", async (shop) => {
    const listing = shop.market.listing();
    const pictures = (await shop.pictures(listing)).toReversed();
    await port(shop).createHidden(listing, pictures);
    await shop.market.letThrough?.(first);
    expect(shop.market.truths(first)[0]?.pictures).toEqual(pictures.map(({ id }) => id));
  });
  promise("puts it into the category that was chosen", async (shop) => {
    expect((await made(shop)).categoryId).toBe(shop.market.listing().onChannel.categoryId);
  });
  promise("gives it the brand that was chosen", async (shop) => {
    const { brandId } = await made(shop);
    expect(brandId ?? shop.market.listing().onChannel.brandId).toBe(shop.market.listing().onChannel.brandId);
  });
  promise("gives it the attributes that were chosen", async (shop) => {
    const { attributes } = await made(shop);
    expect(attributes ?? {}).toMatchObject(attributes ? shop.market.listing().onChannel.attributes : {});
  });
  promise("gives it the carriers that were chosen", async (shop) => {
    const { carrierIds } = await made(shop);
    expect(carrierIds ?? shop.market.listing().onChannel.carrierIds).toEqual(shop.market.listing().onChannel.carrierIds);
  });

  promise("finds what it created by its SKU, once, under the same ids", async (shop) => {
    const listing = shop.market.listing();
    const created = await port(shop).createHidden(listing, await shop.pictures(listing));
    await shop.market.letThrough?.(first);
    const seen = await look(shop);
    expect(seen).toMatchObject([{ sellerSku: first, productId: created.productId }]);
  });
  promise("sees of a listing what the marketplace holds of it", async (shop) => {
    const listed = await shop.onSale(first, 4);
    const { state, title, price, sellable, pictures, categoryId } = shop.market.truth(listed);
    const [seen] = await look(shop);
    expect(seen).toMatchObject({ state, title, price, stock: sellable, pictureIds: pictures });
    expect(seen?.categoryId).toBe(categoryId);
    expect(seen?.channelState).toBeTruthy();
  });
  promise("sees the text as it would send it again", async (shop) => {
    await shop.create();
    const [seen] = await look(shop);
    expect({ title: seen?.title, description: seen?.description }).toEqual(edge.renderListing(shop.market.listing()));
  });
  promise(
    "finds it once the marketplace's lists know it, and tells no second one meanwhile",
    async (shop) => {
      const listing = shop.market.listing();
      const pictures = await shop.pictures(listing);
      part(shop.market.dial)({ listLagMs: 60_000, searchLagMs: 60_000 });
      await port(shop).createHidden(listing, pictures);
      await shop.market.letThrough?.(first);
      const early = await look(shop).catch(() => []);
      expect(early.length).toBeLessThanOrEqual(1);
      shop.market.clock.advance(61_000);
      expect(await look(shop)).toHaveLength(1);
    },
    has.dial,
  );
  for (const state of standing)
    promise(`does not take a neighbour's SKU for ours that is ${state}`, async (shop) => {
      for (const neighbour of ["HY000000012", "HY0000000", "XHY00000001", "HY00000002"]) shop.market.make(neighbour, { state });
      expect(await look(shop)).toEqual([]);
    });
  promise(
    "finds it among more listings than a page holds while the search does not know it yet",
    async (shop) => {
      for (let index = 0; index < shop.market.morePerPage.listings; index += 1) {
        shop.market.clock.advance(1_000);
        shop.market.make(`OTHER-${index}`);
      }
      const listing = shop.market.listing();
      const pictures = await shop.pictures(listing);
      part(shop.market.dial)({ searchLagMs: hour });
      await port(shop).createHidden(listing, pictures);
      await shop.market.letThrough?.(first);
      expect(await look(shop)).toHaveLength(1);
    },
    has.dial,
  );
  promise(
    "is not sure of none about what the marketplace still has in its queue",
    async (shop) => {
      const listing = shop.market.listing();
      const pictures = await shop.pictures(listing);
      part(shop.market.holdQueue)();
      await port(shop).createHidden(listing, pictures);
      expect(await look(shop).catch(() => "not sure")).not.toEqual([]);
    },
    has.holdQueue,
  );
  promise("sees that a listing is on sale", async (shop) => {
    shop.market.make(first, { state: "live" });
    expect(await look(shop)).toMatchObject([{ state: "live" }]);
  });
  promise(
    "finds what is still in review",
    async (shop) => {
      shop.market.make(first, { state: "in-review" });
      expect(await look(shop)).toMatchObject([{ state: "in-review" }]);
    },
    has.review,
  );
  promise(
    "finds what was refused, with the marketplace's reason",
    async (shop) => {
      shop.market.make(first, { state: "refused", reason: "Ảnh mờ, thiếu nhãn" });
      const [seen] = await look(shop);
      expect(seen?.state).toBe("refused");
      expect(seen?.reason).toContain("Ảnh mờ, thiếu nhãn");
    },
    has.keepsRefused,
  );
  promise("does not find what is gone", async (shop) => {
    const listed = await shop.create();
    shop.market.remove(listed);
    expect((await look(shop)).filter(({ state }) => state !== "gone")).toEqual([]);
  });
  promise(
    "finds every twin of a SKU, whatever state it is in",
    async (shop) => {
      for (const state of standing) shop.market.make(first, { state });
      const seen = await look(shop);
      expect(seen.map(({ state }) => state).toSorted()).toEqual(standing.toSorted());
      expect(new Set(seen.map(({ productId, variantId }) => `${productId} ${variantId}`)).size).toBe(standing.length);
    },
    has.takesSkuTwice,
  );
  promise("finds a SKU among more listings than a page holds, the oldest and the newest", async (shop) => {
    shop.market.make(first, { state: "hidden" });
    for (let index = 0; index < shop.market.morePerPage.listings; index += 1) {
      shop.market.clock.advance(1_000);
      shop.market.make(`OTHER-${index}`);
    }
    shop.market.make(second, { state: "hidden" });
    expect(await look(shop, first)).toHaveLength(1);
    expect(await look(shop, second)).toHaveLength(1);
  });
  promise("is not sure of none when any one of the calls of a look fails", async (shop) => {
    const asked = await shop.calls(() => look(shop));
    for (let call = 0; call < asked; call += 1) {
      shop.market.answer(() => new Response("Bad Gateway", { status: 502 }), { after: call });
      expect([call, await shop.kindOf(look(shop))]).toEqual([call, "retryable"]);
    }
  });
  promise("is not sure of none when pages name themselves as the next", async (shop) => {
    shop.market.repeatPages();
    expect(await shop.kindOf(look(shop))).not.toBe("none");
  });

  promise("finds what a create made whose answer was lost", async (shop) => {
    const listing = shop.market.listing();
    const pictures = await shop.pictures(listing);
    shop.market.fail("lost-answer", { path: part(shop.market.writes.create) });
    expect(await shop.failure(port(shop).createHidden(listing, pictures))).toMatchObject({ kind: "retryable", sent: true });
    await shop.market.letThrough?.(first);
    expect(shop.market.truths(first)).toHaveLength(1);
    expect(await look(shop)).toMatchObject([{ sellerSku: first }]);
  });
  promise("finds nothing after a create that never arrived", async (shop) => {
    const listing = shop.market.listing();
    const pictures = await shop.pictures(listing);
    shop.market.fail("cut", { path: part(shop.market.writes.create) });
    await shop.failure(port(shop).createHidden(listing, pictures));
    expect(await look(shop)).toEqual([]);
  });
  promise("leaves nothing there when a create is refused, and says why", async (shop) => {
    const wrong = part(shop.market.broken.find(({ rule }) => rule === "category") ?? shop.market.broken[0]);
    const error = await shop
      .failure(port(shop).createHidden(wrong.listing, await shop.pictures(wrong.listing)))
      .catch(() => undefined);
    await shop.market.letThrough?.(wrong.listing.sku);
    expect(shop.market.truths(wrong.listing.sku)).toEqual([]);
    if (error) {
      expect(["rejected", "validation"]).toContain(error.kind);
      expect(error.says).toBeDefined();
    }
  });
  promise(
    "is told no, and leaves nothing, with a picture that the marketplace does not have",
    async (shop) => {
      const created = port(shop).createHidden(shop.market.listing(), [{ id: "not-there", url: "not-there" }]);
      expect(["validation", "rejected"]).toContain(await shop.kindOf(created));
      expect(shop.market.truths(first)).toEqual([]);
    },
    has.writes.upload,
  );
  promise("never becomes two on a channel that refuses a repeated SKU, and says so", async (shop) => {
    await shop.create();
    const listing = shop.market.listing();
    const again = await shop.kindOf(port(shop).createHidden(listing, await shop.pictures(listing)));
    await shop.market.letThrough?.(first);
    const there = shop.market.truths(first).length;
    expect(there).toBe(shop.market.takesSkuTwice ? 2 : 1);
    if (shop.market.takesSkuTwice) expect(again).toBe("none");
    // What is refused for its SKU is looked for (sync-protocol §9); a queue takes it first and refuses it later.
    else expect(["rejected", "retryable", "none"]).toContain(again);
    expect(await look(shop)).toHaveLength(there);
  });
}
