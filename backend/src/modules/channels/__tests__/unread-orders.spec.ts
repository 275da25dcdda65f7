import { moduleIntegrationTestRunner } from "@medusajs/test-utils";
import * as models from "../models";
import type ChannelsModuleService from "../service";
import { openShop, unread } from "./shop";

const item = "item_1";

moduleIntegrationTestRunner<ChannelsModuleService>({
  moduleName: "channels",
  moduleModels: Object.values(models),
  resolve: "./src/modules/channels",
  testSuite: ({ service }) => {
    const shop = openShop(service);
    async function open(units = 4): Promise<string> {
      const id = await shop.published("shopee");
      await service.setOnHand([{ inventoryItemId: item, onHand: units }]);
      return id;
    }

    describe("an order that cannot be read", () => {
      it("holds up nothing that is surely not in it", async () => {
        const id = await open();
        expect(await shop.raises(id, unread(["99"]))).toBe(true);
      });

      it("without a number proves nothing of the whole list", async () => {
        const id = await open();
        expect(await shop.raises(id, { ...unread(["99"]), row: 4 })).toBe(false);
        expect((await service.retrieveChannelAccount(id)).orders_read_until).toBeNull();
      });

      it("that was read before holds its units already, and nothing more", async () => {
        const id = await open(8);
        await shop.turn(id, "pull-orders", { changes: [shop.order({ id: "order-9" })] });
        expect(await shop.raises(id, unread(["11"]))).toBe(true);
      });

      it("is asked for by its number once an hour", async () => {
        const id = await open();
        await shop.raises(id, unread());
        expect(await shop.kinds(id, "pull-orders")).not.toContain("read-orders");
        const [row] = await service.listChannelUnreadOrders({ account_id: id });
        await service.updateChannelUnreadOrders({ id: row?.id ?? "", asked_at: new Date(Date.now() - 3_700_000) });
        expect(await shop.kinds(id, "pull-orders")).toContain("read-orders");
        expect(await shop.kinds(id, "pull-orders")).not.toContain("read-orders");
      });

      it("is over when a person has dealt with it, however often it is listed again", async () => {
        const id = await open();
        await shop.raises(id, unread());
        const [problem] = await shop.problems(id);
        await service.settleByPerson(problem?.id ?? "", "user");
        expect(await shop.raises(id, unread())).toBe(true);
        expect(await shop.problems(id)).toEqual([]);
      });
    });
  },
});
