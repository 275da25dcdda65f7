import { moduleIntegrationTestRunner } from "@medusajs/test-utils";
import * as models from "../models";
import type ChannelsModuleService from "../service";
import { openShop, sku } from "./shop";

const item = "item_1";

moduleIntegrationTestRunner<ChannelsModuleService>({
  moduleName: "channels",
  moduleModels: Object.values(models),
  resolve: "./src/modules/channels",
  testSuite: ({ service }) => {
    const shop = openShop(service);
    async function open(): Promise<string> {
      const id = await shop.published("shopee");
      await service.setOnHand([{ inventoryItemId: item, onHand: 4 }]);
      return id;
    }
    const account = "Gian hàng thử";

    describe("work that was given up", () => {
      it("is planned for a preview with all that the ledger books, and none of it is left booked", async () => {
        const id = await open();
        const [listing] = await service.listChannelListings({ account_id: id });
        await service.writeProblem({
          accountId: id,
          listingId: listing?.id ?? "",
          purpose: "push-stock",
          code: "broken",
          message: "An answer in a new shape",
        });
        const [problem] = await shop.problems(id);
        const before = await shop.exposure(id);
        const { says } = await service.previewReplay(problem?.id ?? "");
        expect(says).toEqual([{ code: "replay.push-stock", params: { sku, units: 2, account } }]);
        expect(await shop.exposure(id)).toEqual(before);
        expect(await shop.problems(id)).toHaveLength(1);

        expect((await service.replay(problem?.id ?? "")).rings).toEqual([{ purpose: "push-stock", accountId: id }]);
        const acts = await shop.turn(id, "push-stock");
        expect(acts.find(({ kind }) => kind === "push-stock")).toMatchObject({ levels: [{ quantity: 2 }] });
        expect(await shop.problems(id)).toEqual([]);
      });

      it("asks at once for an order that could not be read, and stays told until it was read", async () => {
        const id = await open();
        const unread = { code: "kit.row-unreadable", params: { row: "order-9", why: "quantity" }, row: "order-9" };
        await shop.turn(id, "pull-orders", { problems: [unread] });
        const [problem] = await shop.problems(id);
        expect(await shop.kinds(id, "pull-orders", { problems: [unread] })).not.toContain("read-orders");
        await service.replay(problem?.id ?? "");
        expect(await shop.problems(id)).toHaveLength(1);
        expect(await shop.kinds(id, "pull-orders", { orders: [shop.order({ id: "order-9" })] })).toContain("read-orders");
        expect(await shop.problems(id)).toEqual([]);
      });

      it("says that an order is imported again, which a turn of reading offers", async () => {
        const id = await open();
        await shop.turn(id, "pull-orders", { changes: [shop.order()] });
        const [order] = await service.listChannelOrders({ account_id: id });
        await service.writeProblemOnce({
          accountId: id,
          orderId: order?.id ?? "",
          purpose: "pull-orders",
          code: "import-failed",
          message: "The region was missing",
        });
        const [problem] = await shop.problems(id);
        const { says } = await service.previewReplay(problem?.id ?? "");
        expect(says[0]).toEqual({ code: "replay.import", params: { order: "order-1", account } });
        await service.replay(problem?.id ?? "");
        expect(await shop.problems(id)).toEqual([]);
      });

      it("of an account that gets no turn is left as it is, and says why", async () => {
        const id = await open();
        const problem = await service.writeProblem({ accountId: id, purpose: "push-stock", code: "broken", message: "Broken" });
        await service.pauseAccount(id, true);
        expect(await service.previewReplay(problem)).toEqual({
          changes: false,
          says: [{ code: "replay.paused", params: { account } }],
        });
        expect(await service.replay(problem)).toMatchObject({ outcome: "held-up", rings: [] });
        expect(await shop.problems(id)).toHaveLength(1);
      });
    });
  },
});
