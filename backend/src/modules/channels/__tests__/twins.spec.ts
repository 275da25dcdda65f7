import { moduleIntegrationTestRunner } from "@medusajs/test-utils";
import * as models from "../models";
import type ChannelsModuleService from "../service";
import { openShop, sku, wait } from "./shop";

moduleIntegrationTestRunner<ChannelsModuleService>({
  moduleName: "channels",
  moduleModels: Object.values(models),
  resolve: "./src/modules/channels",
  testSuite: ({ service }) => {
    const shop = openShop(service);
    const seen = (productId: string, stock = 0) => ({
      sellerSku: sku,
      productId,
      variantId: productId === "11" ? "12" : undefined,
      state: "live",
      channelState: "NORMAL",
      pictureIds: [],
      stock,
    });
    const twins = (id: string) => service.listChannelTwins({ account_id: id });
    /** Published, and every create seen by now: time for the second look. */
    async function bound(): Promise<string> {
      const id = await shop.published("shopee");
      const [listing] = await service.listChannelListings({ account_id: id });
      await service.updateChannelListings({ id: listing?.id ?? "", publish: { creates: 1, createdAt: Date.now() - 60_000 } });
      await service.setOnHand([{ inventoryItemId: "item_1", onHand: 10 }]);
      return id;
    }

    it("puts nothing on sale before the second look said that there is no other", async () => {
      const id = await shop.account();
      await shop.list(id);
      const first = await shop.kinds(id, "push-listings");
      expect(first).toEqual(["look", "create-hidden", "update-listing"]);
      const [listing] = await service.listChannelListings({ account_id: id });
      await service.updateChannelListings({ id: listing?.id ?? "", publish: { creates: 1, createdAt: Date.now() - 60_000 } });
      expect(await shop.kinds(id, "push-listings", { looked: [seen("11")] })).toEqual(["look", "activate"]);
    });

    it("claims a twin from sight, hides and empties it, and deletes it once it is proven empty and unordered", async () => {
      const id = await bound();
      expect(await shop.kinds(id, "push-listings", { looked: [seen("11"), seen("99", 3)] })).toContain("look");
      expect(await twins(id)).toMatchObject([{ product_id: "99", ours: true, hidden_at: null }]);
      expect(await service.boundOf("item_1")).toMatchObject({ claims: 3 });
      const hide = (await shop.turn(id, "push-listings")).find(({ kind }) => kind === "hide");
      expect(hide).toMatchObject({ listed: { productId: "99" } });

      const empty = (await shop.turn(id, "push-stock")).filter(({ kind }) => kind === "push-stock");
      expect(empty).toContainEqual(expect.objectContaining({ levels: [{ listed: { sku, productId: "99" }, quantity: 0 }] }));
      expect(await shop.kinds(id, "push-listings")).not.toContain("remove");
      await wait(2_100);
      await shop.turn(id, "push-stock", { sellable: 0 });
      await wait(3_100);
      await shop.turn(id, "push-stock", { sellable: 0 });
      const remove = (await shop.turn(id, "push-listings")).find(({ kind }) => kind === "remove");
      expect(remove).toMatchObject({ listed: { productId: "99" } });
      expect((await twins(id))[0]?.removed_at).not.toBeNull();
      expect((await shop.problems(id)).map(({ code }) => code)).toEqual([]);
    });

    it("moves the twin's own liability with an order on it, and leaves one that was ordered to a person", async () => {
      const id = await bound();
      await shop.turn(id, "push-listings", { looked: [seen("11"), seen("99", 3)] });
      await shop.turn(id, "push-listings");
      const { variantId: _variant, ...line } = shop.order().lines[0] ?? {};
      await shop.turn(id, "pull-orders", { changes: [shop.order({ lines: [{ ...line, productId: "99" }] })] });
      const [twin] = await twins(id);
      const [exposure] = await service.listExposures({ listing_id: twin?.id ?? "" });
      expect(exposure?.liability).toBe(2);
      await service.updateExposures({ id: exposure?.id ?? "", liability: 0, known: true });
      expect(await shop.kinds(id, "push-listings")).not.toContain("remove");
      expect((await twins(id))[0]).toMatchObject({ asked: true, removed_at: null });
      expect((await shop.problems(id)).map(({ code }) => code)).toEqual(["twin"]);
    });

    it("leaves another product with our SKU alone where no create of ours can have made it, and says so", async () => {
      const id = await bound();
      const [listing] = await service.listChannelListings({ account_id: id });
      await service.updateChannelListings({
        id: listing?.id ?? "",
        publish: { creates: 0, createdAt: Date.now(), checked: true },
      });
      await shop.turn(id, "look-at-listings", { listings: [seen("11"), seen("77", 2)] });
      expect(await twins(id)).toMatchObject([{ product_id: "77", ours: false }]);
      expect(await service.boundOf("item_1")).toMatchObject({ claims: 2 });
      expect(await shop.kinds(id, "push-listings")).not.toContain("hide");
      const levels = (await shop.turn(id, "push-stock")).filter(({ kind }) => kind === "push-stock");
      expect(JSON.stringify(levels)).not.toContain('"77"');
      await shop.turn(id, "look-at-listings", { listings: [seen("11"), seen("77", 1)] });
      const [twin] = await twins(id);
      expect(await service.listExposures({ listing_id: twin?.id ?? "" })).toMatchObject([{ liability: 1 }]);
      expect((await shop.problems(id)).map(({ code }) => code)).toEqual(["twin"]);
    });
  },
});
