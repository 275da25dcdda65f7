import { moduleIntegrationTestRunner } from "@medusajs/test-utils";
import * as models from "../models";
import type ChannelsModuleService from "../service";
import { now, openShop } from "./shop";

moduleIntegrationTestRunner<ChannelsModuleService>({
  moduleName: "channels",
  moduleModels: Object.values(models),
  resolve: "./src/modules/channels",
  testSuite: ({ service }) => {
    const shop = openShop(service);
    const at = (ms: number) => new Date(Date.now() + ms);

    it("offers an order whose import has failed after those that have not", async () => {
      const id = await shop.published("shopee");
      const placed = (order: string, changedAt: string) => shop.order({ id: order, changedAt });
      const changes = [placed("older", "2026-01-01T00:00:00.000Z"), placed("newer", "2026-01-02T00:00:00.000Z")];
      const offered = async () => {
        const { turn } = await service.openTurn({ accountId: id, purpose: "pull-orders", worker: "test" });
        const [act] = turn?.acts ?? [];
        if (!turn || !act) throw new Error("no turn");
        await service.recordReading(act.id, {
          turnId: turn.id,
          number: 0,
          beganAt: now(),
          orders: changes,
          returns: [],
          listings: [],
          counters: [],
          problems: [],
        } as never);
        const { orders } = await shop.settle(turn.id, act, { complete: true });
        await service.endTurn(turn.id);
        return Promise.all(orders.map(async (row) => (await service.retrieveChannelOrder(row)).order_id));
      };
      expect(await offered()).toEqual(["older", "newer"]);
      const [older] = await service.listChannelOrders({ account_id: id, order_id: "older" });
      await service.writeProblemOnce({
        accountId: id,
        orderId: older?.id ?? "",
        purpose: "pull-orders",
        code: "import-failed",
        message: "no region",
      });
      expect(await offered()).toEqual(["newer", "older"]);
    });

    it("of a whole shop that took long leaves its lane to others for a while", async () => {
      const id = await shop.published("shopee");
      const looks = async () => (await shop.kinds(id, "look-at-listings")).filter((kind) => kind === "list-listings").length;
      expect([await looks(), await looks()]).toEqual([1, 1]);
      const acts = await service.listActs({ account_id: id, kind: "list-listings" });
      for (const act of acts) await service.updateActs({ id: act.id, created_at: at(-60_000) } as never);
      expect(await looks()).toBe(0);
    });
  },
});
