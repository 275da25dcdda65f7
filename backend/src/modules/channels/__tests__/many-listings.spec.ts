import { moduleIntegrationTestRunner } from "@medusajs/test-utils";
import * as models from "../models";
import type ChannelsModuleService from "../service";
import { rowsATurn } from "../turn-rules";
import { openShop, wanted } from "./shop";

const skuOf = (index: number) => `HY${String(index).padStart(8, "0")}`;
const count = rowsATurn + 5;

moduleIntegrationTestRunner<ChannelsModuleService>({
  moduleName: "channels",
  moduleModels: Object.values(models),
  resolve: "./src/modules/channels",
  testSuite: ({ service }) => {
    const shop = openShop(service);
    /** The first SKU stands on the last shelf. */
    const shelfOf = (index: number, of: number) => `item_${String(of - index).padStart(3, "0")}`;

    async function shopWith(many: number): Promise<{ id: string; listings: { id: string; sku: string }[] }> {
      const id = await shop.account("lazada");
      for (let index = 0; index < many; index += 1) {
        const recipe = [{ inventoryItemId: shelfOf(index, many), quantity: 1 }];
        await shop.list(id, { sku: skuOf(index), wanted: { ...(wanted as object), sku: skuOf(index) }, recipe });
      }
      await service.setOnHand(
        Array.from({ length: many }, (_, index) => ({ inventoryItemId: shelfOf(index, many), onHand: 4 })),
      );
      const listings = await service.listChannelListings({ account_id: id }, { take: many, order: { id: "asc" } });
      await service.updateChannelListings(
        listings.map((listing) => ({
          id: listing.id,
          listed_product_id: `product of ${listing.sku}`,
          listed_variant_id: "1",
          publish_state: "bound" as const,
          sent: { price: 1, live: true, version: 1, at: 0 },
        })),
      );
      return { id, listings: listings.map((listing) => ({ id: listing.id, sku: listing.sku })) };
    }

    it("plans no more in a turn than goes out in time, and the next turn begins when it is done", async () => {
      const { id } = await shopWith(count);
      const offers = async () => {
        const opened = await service.openTurn({ accountId: id, purpose: "push-offers", worker: "test" });
        const rings: string[] = [];
        for (const act of opened.turn?.acts ?? []) {
          const { listed } = (act as { offers: { listed: { sku: string } }[] }).offers[0] ?? { listed: { sku: "" } };
          const changed = await shop.settle(opened.turn?.id ?? "", act, {
            report: { applied: [listed.sku], refused: [], unsure: [] },
          });
          rings.push(...changed.rings);
        }
        await service.endTurn(opened.turn?.id ?? "");
        return { acts: opened.turn?.acts.length, rings };
      };
      expect(await offers()).toEqual({ acts: rowsATurn, rings: ["push-offers"] });
      expect(await offers()).toEqual({ acts: 5, rings: [] });

      const stock = async () => {
        const opened = await service.openTurn({ accountId: id, purpose: "push-stock", worker: "test" });
        const turnId = opened.turn?.id ?? "";
        await shop.settle(turnId, opened.turn?.acts[0] as never, { complete: true });
        const { acts } = await service.nextActs(turnId);
        const rings: string[] = [];
        let written = 0;
        for (const act of acts) {
          const skus = (act as { changes: { listed: { sku: string } }[] }).changes.map(({ listed }) => listed.sku);
          written += skus.length;
          rings.push(...(await shop.settle(turnId, act, { report: { applied: skus, refused: [], unsure: [] } })).rings);
        }
        await service.endTurn(turnId);
        return { written, rings };
      };
      expect(await stock()).toEqual({ written: rowsATurn, rings: ["push-stock"] });
      expect(await stock()).toEqual({ written: 5, rings: [] });
    });
  },
});
