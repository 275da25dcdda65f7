import { moduleIntegrationTestRunner } from "@medusajs/test-utils";
import * as models from "../models";
import type ChannelsModuleService from "../service";
import { now, openShop } from "./shop";

const jars = ["HY00000001", "HY00000002"] as const;

moduleIntegrationTestRunner<ChannelsModuleService>({
  moduleName: "channels",
  moduleModels: Object.values(models),
  resolve: "./src/modules/channels",
  testSuite: ({ service }) => {
    describe("two accounts that sell from the same shelves", () => {
      const orderOf = (id: string, sku: string) => ({
        id,
        state: "new",
        channelState: "READY_TO_SHIP",
        createdAt: now(),
        changedAt: now(),
        lines: [
          {
            id: `${id}-1`,
            sellerSku: sku,
            title: "Mật ong",
            quantity: 1,
            cancelledQuantity: 0,
            unitPrice: 120_000,
          },
        ],
      });

      it("tell of many orders at once, in any order, and neither waits for the other for ever", async () => {
        const shop = openShop(service);
        const accounts = [await shop.account(), await shop.account()];
        for (const id of accounts)
          for (const [index, sku] of jars.entries())
            await shop.list(id, {
              sku,
              variantId: `variant_${index}`,
              recipe: [{ inventoryItemId: `item_${index}`, quantity: 1 }],
            });
        await service.setOnHand(jars.map((_, index) => ({ inventoryItemId: `item_${index}`, onHand: 100 })));
        const told = await Promise.allSettled(
          accounts.map(async (accountId, seller) => {
            const { turn } = await service.openTurn({ accountId, purpose: "pull-orders", worker: "test" });
            const act = turn?.acts.find(({ kind }) => kind === "read-order-changes");
            const orders = Array.from({ length: 40 }, (_, at) => orderOf(`${seller}-${at}`, jars[(at + seller) % 2] ?? ""));
            const page = {
              turnId: turn?.id,
              number: 0,
              beganAt: now(),
              orders,
              returns: [],
              listings: [],
              counters: [],
              problems: [],
            };
            return service.recordReading(act?.id ?? "", page as never);
          }),
        );
        expect(told.map(({ status }) => status)).toEqual(["fulfilled", "fulfilled"]);
        for (const index of jars.keys()) expect(await service.boundOf(`item_${index}`)).toMatchObject({ held: 40 });
      });
    });
  },
});
