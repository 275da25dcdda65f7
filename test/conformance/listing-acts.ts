import type { ListedSku, Listing } from "connectors/contract";
import { expect } from "vitest";
import { pictureCalled, png, tiff } from "./pictures.ts";
import { first, part, type Shop, type Suite, second } from "./suite.ts";

/** Each act does its own and nothing else. */
export function describeListingActs({ edge, ports, has, promise }: Suite): void {
  if (!ports.listings) return;
  const port = (shop: Shop) => part(shop.connector.listings);
  const changed = { title: "Long nhãn loại một", description: "Nhãn lồng sấy dẻo, chọn quả to." };
  const worded = (shop: Shop, more: Partial<Listing> = {}) =>
    shop.market.listing({ ...changed, price: 999_000 as Listing["price"], ...more });
  const nowhere: ListedSku = { sku: second, productId: "987654321" };
  const unless = (shop: Shop, listed: ListedSku, ...keys: readonly string[]) =>
    Object.fromEntries(Object.entries(shop.market.truth(listed)).filter(([key]) => !keys.includes(key)));

  promise("updates title and text", async (shop) => {
    const listed = await shop.create();
    await port(shop).update(listed, worded(shop));
    await shop.market.letThrough?.(first);
    const [seen] = await port(shop).look(first);
    expect({ title: seen?.title, description: seen?.description }).toEqual(edge.renderListing(worded(shop)));
    expect(shop.market.truth(listed).title).toBe(changed.title);
  });
  promise("updates neither price, stock, state nor pictures with the text", async (shop) => {
    const listed = await shop.onSale(first, 4);
    const before = unless(shop, listed, "title", "description");
    await port(shop).update(listed, worded(shop));
    await shop.market.letThrough?.(first);
    expect(unless(shop, listed, "title", "description")).toEqual(before);
  });
  promise("keeps a hidden listing hidden when its text is updated", async (shop) => {
    const listed = await shop.create();
    await port(shop).update(listed, worded(shop));
    await shop.market.letThrough?.(first);
    expect(shop.market.truth(listed).state).toBe("hidden");
  });
  promise("replaces the pictures by those it is given, in their order", async (shop) => {
    const listed = await shop.create();
    const listing = worded(shop, { pictures: [2, 0, 1].map((number) => pictureCalled(number, shop.market.origin)) });
    const pictures = await shop.pictures(listing);
    await port(shop).update(listed, listing, pictures);
    await shop.market.letThrough?.(first);
    expect(shop.market.truth(listed).pictures).toEqual(pictures.map(({ id }) => id));
  });
  promise("updates twice to the same as once", async (shop) => {
    const listed = await shop.create();
    await port(shop).update(listed, worded(shop));
    await shop.market.letThrough?.(first);
    const once = shop.market.truth(listed);
    await port(shop).update(listed, worded(shop));
    await shop.market.letThrough?.(first);
    expect(shop.market.truth(listed)).toEqual(once);
    expect(shop.market.truths(first)).toHaveLength(1);
  });
  promise(
    "says why when an update is refused, and changes nothing",
    async (shop) => {
      const listed = await shop.create();
      const before = shop.market.truth(listed);
      const { listing } = part(shop.market.broken.find(({ rule }) => rule === "title"));
      const error = await shop.failure(port(shop).update(listed, listing)).catch(() => undefined);
      if (error) {
        expect(["rejected", "validation"]).toContain(error.kind);
        expect(error.says).toBeDefined();
      }
      expect(shop.market.truth(listed)).toEqual(before);
    },
    has.refusesUpdates,
  );
  promise("puts a listing on sale, and changes nothing else of it", async (shop) => {
    const listed = await shop.create();
    const before = unless(shop, listed, "state");
    await port(shop).activate(listed);
    expect(shop.market.truth(listed).state).toBe("live");
    expect(unless(shop, listed, "state")).toEqual(before);
  });
  promise(
    "does not count as on sale what nobody has let through yet",
    async (shop) => {
      const { productId } = shop.market.make(first, { state: "in-review" });
      const [seen] = await port(shop).look(first);
      const { variantId } = part(seen);
      const listed = { sku: first, productId, ...(variantId === undefined ? {} : { variantId }) };
      expect(await shop.kindOf(port(shop).activate(listed))).not.toBe("none");
      expect(shop.market.truths(first)).toMatchObject([{ state: "in-review" }]);
    },
    has.review,
  );
  promise("puts on sale what is on sale already", async (shop) => {
    const listed = await shop.onSale(first, 4);
    const before = shop.market.truth(listed);
    await port(shop).activate(listed);
    expect(shop.market.truth(listed)).toEqual(before);
  });
  promise("hides a listing, and changes nothing else of it", async (shop) => {
    const listed = await shop.onSale(first, 4);
    const before = unless(shop, listed, "state");
    await port(shop).hide(listed);
    expect(shop.market.truth(listed).state).toBe("hidden");
    expect(unless(shop, listed, "state")).toEqual(before);
  });
  promise("hides what is hidden already", async (shop) => {
    const listed = await shop.create();
    const before = shop.market.truth(listed);
    await port(shop).hide(listed);
    expect(shop.market.truth(listed)).toEqual(before);
  });
  promise("puts what it hid on sale again", async (shop) => {
    const listed = await shop.onSale(first, 4);
    await port(shop).hide(listed);
    await port(shop).activate(listed);
    expect(shop.market.truth(listed)).toMatchObject({ state: "live", sellable: 4 });
  });
  promise("hides from buyers what it hides", async (shop) => {
    const listed = await shop.onSale(first, 4);
    const [seen] = await port(shop).look(first);
    await port(shop).hide(listed);
    if (has.hasPages) expect((await fetch(part(seen?.url))).status).toBe(404);
    expect(() => shop.market.buy([{ listed, quantity: 1 }])).toThrow();
  });
  promise(
    "removes a listing for good",
    async (shop) => {
      const listed = await shop.create();
      await part(port(shop).remove?.(listed));
      expect(shop.market.truths(first)).toEqual([]);
      expect(await port(shop).look(first)).toEqual([]);
    },
    "remove" in ports.listings && has.writes.remove,
  );
  promise(
    "counts as removed what is gone already, or is told no",
    async (shop) => {
      const listed = await shop.create();
      await part(port(shop).remove?.(listed));
      expect(["none", "rejected"]).toContain(await shop.kindOf(part(port(shop).remove?.(listed))));
    },
    "remove" in ports.listings && has.writes.remove,
  );
  promise(
    "says no where the channel removes nothing, and leaves it there",
    async (shop) => {
      const listed = await shop.create();
      expect(await shop.failure(part(port(shop).remove?.(listed)))).toMatchObject({
        kind: "rejected",
        says: expect.anything(),
      });
      expect(shop.market.truths(first)).toHaveLength(1);
    },
    "remove" in ports.listings && !has.writes.remove,
  );
  promise("touches no other listing with any of its acts", async (shop) => {
    const other = await shop.onSale(second, 3);
    const before = shop.market.truth(other);
    const listed = await shop.create();
    await port(shop).update(listed, worded(shop));
    await port(shop).activate(listed);
    await part(shop.connector.stock).push([{ listed, quantity: 9 }]);
    await part(shop.connector.offers).push([{ listed, price: 111_000 as Listing["price"] }]);
    await port(shop).hide(listed);
    if (has.writes.remove) await port(shop).remove?.(listed);
    expect(shop.market.truth(other)).toEqual(before);
  });
  promise("is told no for acts on a listing that is not there", async (shop) => {
    const listing = worded(shop, { sku: second });
    for (const act of [
      () => port(shop).update(nowhere, listing),
      () => port(shop).activate(nowhere),
      () => port(shop).hide(nowhere),
    ])
      expect(await shop.failure(act())).toMatchObject({ kind: "rejected", says: expect.anything() });
  });
  promise(
    "is told no for acts on a listing of another shop",
    async (shop) => {
      const foreign: ListedSku = { sku: second, productId: part(shop.market.listingElsewhere)() };
      expect(await shop.failure(port(shop).hide(foreign))).toMatchObject({ kind: "rejected", says: expect.anything() });
    },
    has.listingElsewhere,
  );
  promise("knows that a lost answer to an act may have taken effect, and repeats it harmlessly", async (shop) => {
    const listed = await shop.create();
    shop.market.fail("lost-answer", { path: part(shop.market.writes.activate) });
    expect(await shop.failure(port(shop).activate(listed))).toMatchObject({ kind: "retryable", sent: true });
    await port(shop).activate(listed);
    expect(shop.market.truth(listed).state).toBe("live");
    shop.market.fail("lost-answer", { path: part(shop.market.writes.hide) });
    expect((await shop.failure(port(shop).hide(listed))).kind).toBe("retryable");
    await port(shop).hide(listed);
    expect(shop.market.truth(listed).state).toBe("hidden");
  });
  promise(
    "says no, and why, where a promotion keeps a listing on sale",
    async (shop) => {
      const listed = await shop.onSale(first, 4);
      part(shop.market.promotion)(listed, true);
      expect(await shop.failure(port(shop).hide(listed))).toMatchObject({ kind: "rejected", says: expect.anything() });
      expect(shop.market.truth(listed).state).toBe("live");
      part(shop.market.promotion)(listed, false);
      await port(shop).hide(listed);
      expect(shop.market.truth(listed).state).toBe("hidden");
    },
    has.promotionKeeps.includes("listing"),
  );

  const upload = (shop: Shop, bytes: Uint8Array) =>
    part(port(shop).uploadPicture?.(pictureCalled(0, shop.market.origin), bytes));
  if (!ports.listings.uploadPicture) return;
  promise("uploads a picture that a listing can show", async (shop) => {
    const uploaded = await upload(shop, png(600, 600, 90));
    expect(uploaded.id).toBeTruthy();
    const listing = shop.market.listing();
    await port(shop).createHidden(listing, [uploaded]);
    await shop.market.letThrough?.(first);
    expect(shop.market.truths(first)[0]?.pictures).toEqual([uploaded.id]);
  });
  promise("makes a picture of thousands of pixels fit", async (shop) => {
    expect((await upload(shop, png(9_000, 500, 90))).id).toBeTruthy();
  });
  promise(
    "turns a picture of another format into one that is taken",
    async (shop) => {
      expect((await upload(shop, tiff(600, 600))).id).toBeTruthy();
    },
    has.writes.upload,
  );
  promise("refuses what is no picture without asking the marketplace", async (shop) => {
    const asked = await shop.calls(async () => {
      for (const bytes of [new Uint8Array(), new TextEncoder().encode("<html>"), png(600, 600, 90).slice(0, 20)])
        expect(await shop.failure(upload(shop, bytes))).toMatchObject({ kind: "validation", sent: false });
    });
    expect(asked).toBe(0);
  });
}
