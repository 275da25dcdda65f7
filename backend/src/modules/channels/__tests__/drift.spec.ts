import { moduleIntegrationTestRunner } from "@medusajs/test-utils";
import * as models from "../models";
import type ChannelsModuleService from "../service";
import { openShop, sku, wanted } from "./shop";

moduleIntegrationTestRunner<ChannelsModuleService>({
  moduleName: "channels",
  moduleModels: Object.values(models),
  resolve: "./src/modules/channels",
  testSuite: ({ service }) => {
    const shop = openShop(service);
    const ours = { title: "Mật ong hoa nhãn", price: 120_000 };
    const sight = (change: object = {}) => ({
      sellerSku: sku,
      productId: "11",
      variantId: "12",
      state: "live",
      channelState: "NORMAL",
      pictureIds: [],
      ...ours,
      ...change,
    });
    /** On sale with all that is wanted, written long ago. */
    async function onSale(): Promise<{ id: string; listingId: string }> {
      const id = await shop.published("shopee");
      await shop.turn(id, "push-offers");
      const [listing] = await service.listChannelListings({ account_id: id });
      const listingId = listing?.id ?? "";
      await age(listingId);
      return { id, listingId };
    }
    const listing = (listingId: string) => service.retrieveChannelListing(listingId);
    /** As if that long had passed since our last write and since the last foreign sight. */
    async function age(listingId: string, ms = 10_000): Promise<void> {
      const { sent, drift } = await listing(listingId);
      const older = JSON.parse(JSON.stringify(drift ?? {})) as Record<string, { foreign?: { since: number } }>;
      for (const memory of Object.values(older)) if (memory.foreign) memory.foreign.since -= ms;
      const kept = sent as { at?: number } | null;
      await service.updateChannelListings({
        id: listingId,
        sent: { ...kept, at: Math.min(kept?.at ?? 0, Date.now()) - ms },
        drift: older,
      });
      const acts = await service.listActs({});
      await service.updateActs(acts.map((act) => ({ id: act.id, send_before: new Date(Date.now() - 60_000) })));
    }
    const look = (id: string, change: object = {}) => shop.turn(id, "look-at-listings", { listings: [sight(change)] });
    async function changedThere(id: string, listingId: string, change: object): Promise<void> {
      await look(id, change);
      await age(listingId);
      await look(id, change);
    }

    it("is asked about by default, and settled when the channel shows ours again", async () => {
      const { id, listingId } = await onSale();
      await look(id, { title: "Khác" });
      expect((await listing(listingId)).conflict).toBeNull();
      await age(listingId);
      await look(id, { title: "Khác" });
      expect((await listing(listingId)).conflict).toMatchObject({ field: "title", ours: ours.title, theirs: "Khác" });
      expect(await shop.kinds(id, "push-listings")).not.toContain("update-listing");
      await look(id);
      expect((await listing(listingId)).conflict).toBeNull();
    });

    it("is written over where the field is ours, and left where it is theirs", async () => {
      const { id, listingId } = await onSale();
      await service.setFieldOwner(listingId, "price", "ours");
      await service.setFieldOwner(listingId, "title", "theirs");
      await changedThere(id, listingId, { price: 90_000, title: "Tên của sàn" });
      expect((await listing(listingId)).conflict).toBeNull();
      const [push] = await shop.turn(id, "push-offers");
      expect(push).toMatchObject({ kind: "push-offers", offers: [{ price: 120_000 }] });
      expect(await shop.kinds(id, "push-listings")).not.toContain("update-listing");
      await shop.list(id, { wanted: { ...(wanted as object), description: "Mới." } });
      const update = (await shop.turn(id, "push-listings")).find(({ kind }) => kind === "update-listing");
      expect(update).toMatchObject({ listing: { title: "Tên của sàn", description: "Mới." } });
    });

    it("was there before us: it is never written over unasked, and both values are shown to choose from", async () => {
      const id = await shop.account("shopee");
      const { id: listingId } = await shop.list(id);
      const theirs = { title: "Mật ong nhãn nhà bà Năm", price: 99_000 };
      await look(id, theirs);
      const writes = async () =>
        [...(await shop.turn(id, "push-listings")), ...(await shop.turn(id, "push-offers"))].map(({ kind }) => kind);
      expect((await listing(listingId)).conflict).toMatchObject({ field: "title", ours: ours.title, theirs: theirs.title });
      expect(await writes()).toEqual([]);
      await age(listingId);
      await changedThere(id, listingId, theirs);
      expect(await writes()).toEqual([]);
      // Ours is chosen for the title: it is written, and the price is a question of its own.
      await service.resolveConflict({ listingId });
      expect(await writes()).toEqual(["update-listing"]);
      await age(listingId);
      await changedThere(id, listingId, { price: theirs.price });
      expect((await listing(listingId)).conflict).toMatchObject({ field: "price", ours: ours.price, theirs: theirs.price });
      expect(await writes()).toEqual([]);
    });

    it("is no conflict when it is an older value of ours, and is sent again once that write is dead", async () => {
      const { id, listingId } = await onSale();
      await shop.list(id, { wanted: { ...(wanted as object), price: 130_000 } });
      await shop.turn(id, "push-offers");
      await age(listingId);
      await look(id, { price: 120_000 });
      const seen = await listing(listingId);
      expect(seen.conflict).toBeNull();
      expect(seen.sent).not.toHaveProperty("price");
      expect(await shop.kinds(id, "push-offers")).toEqual([]);
      const drift = seen.drift as { price: { againAfter: number } };
      await service.updateChannelListings({
        id: listingId,
        drift: { ...drift, price: { ...drift.price, againAfter: Date.now() - 1 } },
      });
      expect(await shop.kinds(id, "push-offers")).toEqual(["push-offers"]);
    });

    it("confirms a write whose answer was lost", async () => {
      const { id, listingId } = await onSale();
      await shop.list(id, { wanted: { ...(wanted as object), price: 130_000 } });
      const lost = { report: undefined, error: { kind: "retryable", code: "t", message: "", sent: true } };
      await shop.turn(id, "push-offers", { outcome: () => lost });
      await look(id, { price: 130_000 });
      expect((await listing(listingId)).sent).toMatchObject({ price: 120_000 });
      await age(listingId);
      await look(id, { price: 130_000 });
      expect((await listing(listingId)).sent).toMatchObject({ price: 130_000 });
      expect(await shop.kinds(id, "push-offers")).toEqual([]);
    });

    it("is accepted as the channel's way of writing after two writes came back the same, and said once", async () => {
      const { id, listingId } = await onSale();
      await service.setFieldOwner(listingId, "title", "ours");
      await changedThere(id, listingId, { title: "Mật ong" });
      expect(await shop.kinds(id, "push-listings")).toContain("update-listing");
      await age(listingId);
      await changedThere(id, listingId, { title: "Mật ong" });
      expect((await shop.problems(id)).map(({ code }) => code)).toEqual(["echo"]);
      await changedThere(id, listingId, { title: "Mật ong" });
      expect(await shop.kinds(id, "push-listings")).not.toContain("update-listing");
      expect((await shop.problems(id)).map(({ code }) => code)).toEqual(["echo"]);
    });

    it("is known by the channel's own number of its variation first, whatever seller SKU it carries there", async () => {
      const { id, listingId } = await onSale();
      const { id: otherId } = await shop.list(id, { sku: "HY00000099", variantId: "variant_2" });
      await service.updateChannelListings({
        id: otherId,
        publish_state: "bound",
        listed_product_id: "11",
        listed_variant_id: "13",
        sent: { ...ours, live: true, at: 0 },
      });
      // Somebody gave both variations the SKU of the first.
      const both = [sight({ price: 111_000 }), sight({ variantId: "13", price: 222_000 })];
      await shop.turn(id, "look-at-listings", { listings: both });
      const prices = [await listing(listingId), await listing(otherId)].map(({ seen }) => (seen as { price: number }).price);
      expect(prices).toEqual([111_000, 222_000]);
    });

    it("is not taken from an older row of the same page", async () => {
      const { id, listingId } = await onSale();
      const rows = [
        sight({ title: "Mới", changedAt: "2100-01-02T00:00:00.000Z" }),
        sight({ title: "Cũ", changedAt: "2100-01-01T00:00:00.000Z" }),
      ];
      await shop.turn(id, "look-at-listings", { listings: rows });
      expect((await listing(listingId)).seen).toMatchObject({ title: "Mới" });
    });

    it("is not seen at all in a source older than one already seen", async () => {
      const { id, listingId } = await onSale();
      await look(id, { changedAt: "2026-01-02T00:00:00.000Z" });
      await changedThere(id, listingId, { title: "Khác", changedAt: "2026-01-01T00:00:00.000Z" });
      expect((await listing(listingId)).conflict).toBeNull();
      expect((await listing(listingId)).seen).toMatchObject({ title: ours.title });
    });
  },
});
