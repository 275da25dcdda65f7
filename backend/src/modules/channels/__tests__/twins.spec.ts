import { moduleIntegrationTestRunner } from "@medusajs/test-utils";
import * as models from "../models";
import type ChannelsModuleService from "../service";
import { openShop, seen } from "./shop";

moduleIntegrationTestRunner<ChannelsModuleService>({
  moduleName: "channels",
  moduleModels: Object.values(models),
  resolve: "./src/modules/channels",
  testSuite: ({ service }) => {
    const shop = openShop(service);
    it("leaves another product with our SKU alone where no create of ours can have made it, and says so", async () => {
      const id = await shop.publishedLongAgo();
      const [listing] = await service.listChannelListings({ account_id: id });
      await service.updateChannelListings({
        id: listing?.id ?? "",
        publish: { creates: 0, createdAt: Date.now(), checked: true },
      });
      await shop.turn(id, "look-at-listings", { listings: [seen("11"), seen("77", 2)] });
      expect(await shop.twins(id)).toMatchObject([{ product_id: "77", ours: false }]);
      expect(await service.boundOf("item_1")).toMatchObject({ claims: 2 });
      expect(await shop.kinds(id, "push-listings")).not.toContain("hide");
      const levels = (await shop.turn(id, "push-stock")).filter(({ kind }) => kind === "push-stock");
      expect(JSON.stringify(levels)).not.toContain('"77"');
      await shop.turn(id, "look-at-listings", { listings: [seen("11"), seen("77", 1)] });
      const [twin] = await shop.twins(id);
      expect(await service.listExposures({ listing_id: twin?.id ?? "" })).toMatchObject([{ liability: 1 }]);
      expect((await shop.problems(id)).map(({ code }) => code)).toEqual(["twin"]);
    });
  },
});
