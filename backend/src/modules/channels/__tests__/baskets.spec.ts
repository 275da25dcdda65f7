import { moduleIntegrationTestRunner } from "@medusajs/test-utils";
import * as models from "../models";
import type ChannelsModuleService from "../service";
import { openShop } from "./shop";

moduleIntegrationTestRunner<ChannelsModuleService>({
  moduleName: "channels",
  moduleModels: Object.values(models),
  resolve: "./src/modules/channels",
  testSuite: ({ service }) => {
    const shop = openShop(service);
    const part = (inventoryItemId: string, quantity = 1) => ({ inventoryItemId, quantity });

    describe("a basket (H19)", () => {
      it("claims as many of each component as its recipe says", async () => {
        const id = await shop.account("shopee");
        await shop.list(id, { recipe: [part("item_1", 2), part("item_2")] });
        await shop.turn(id, "push-listings");
        await service.setOnHand(["item_1", "item_2"].map((inventoryItemId) => ({ inventoryItemId, onHand: 8 })));
        await shop.turn(id, "push-stock");
        expect(await service.boundOf("item_1")).toMatchObject({ claims: 4 });
        expect(await service.boundOf("item_2")).toMatchObject({ claims: 2 });
      });

      it("is not raised while one of its components is promised already, though its share would allow it", async () => {
        const basket = await shop.account("lazada");
        const recipe = [part("item_1"), part("item_2")];
        await shop.list(basket, { recipe });
        const alone = await shop.account("shopee");
        await shop.list(alone, { recipe: [part("item_2")] });
        for (const id of [basket, alone]) await shop.turn(id, "push-listings");
        await service.setOnHand([
          { inventoryItemId: "item_1", onHand: 20 },
          { inventoryItemId: "item_2", onHand: 4 },
        ]);
        await shop.list(basket, { recipe, wantedLive: false });
        await shop.turn(alone, "push-stock");
        expect(await service.admitSale({ key: "cart", components: [part("item_2", 2)] })).toEqual({ admitted: true });
        await shop.list(basket, { recipe });
        expect(await shop.kinds(basket, "push-stock")).toEqual(["read-order-changes"]);
        expect((await shop.exposure(basket)).why).toBe("no-room");
      });
    });
  },
});
