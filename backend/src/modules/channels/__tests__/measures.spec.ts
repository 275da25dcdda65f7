import { moduleIntegrationTestRunner } from "@medusajs/test-utils";
import * as models from "../models";
import type ChannelsModuleService from "../service";
import { openShop, wait } from "./shop";

moduleIntegrationTestRunner<ChannelsModuleService>({
  moduleName: "channels",
  moduleModels: Object.values(models),
  resolve: "./src/modules/channels",
  testSuite: ({ service }) => {
    const shop = openShop(service);
    const at = (ms: number) => new Date(Date.now() + ms);
    const report = async (id: string) => (await service.assumptionsReport()).accounts.find(({ accountId }) => accountId === id);

    /** On sale with 4 of 8, and every order up to a minute ago read. */
    async function selling(): Promise<string> {
      const id = await shop.published("shopee");
      await service.setOnHand([{ inventoryItemId: "item_1", onHand: 8 }]);
      await shop.turn(id, "push-stock");
      await service.updateChannelAccounts({
        id,
        covered_from: at(-3_600_000),
        covered_until: at(-60_000),
        fence_began_at: at(-57_000),
      });
      return id;
    }

    it("measures how late orders and numbers come to light, and says how it stands", async () => {
      const id = await selling();
      await shop.turn(id, "pull-orders", { changes: [shop.order({ createdAt: at(-2_000).toISOString() })] });
      await wait(2_100);
      await shop.turn(id, "push-stock", { sellable: 4 });
      const found = await report(id);
      expect(found?.measured.map(({ setting, count }) => [setting, count])).toEqual([
        ["orderVisibleWithinMs", 1],
        ["readSeesWriteWithinMs", 1],
      ]);
      expect(found?.breaches).toEqual([]);
      expect((await service.assumptionsReport()).says).toMatchObject({ params: { oversold: 0, breaches: 0 } });
    });

    it("counts an order that was created when all had been read, waits twice as long, and doubts what was proven", async () => {
      const id = await selling();
      const late = (name: string) => shop.order({ id: name, createdAt: at(-120_000).toISOString() });
      await shop.turn(id, "pull-orders", { changes: [late("a"), late("b")] });
      const found = await report(id);
      expect(found?.breaches).toMatchObject([{ setting: "orderVisibleWithinMs", count: 2 }]);
      expect(found?.widened).toEqual({ orderVisibleWithinMs: 6_000 });
      expect(found?.inForce.orderVisibleWithinMs).toBe(6_000);
      expect((await shop.exposure(id)).doubted).toBe(true);
      expect((await shop.problems(id)).map(({ code }) => code)).toEqual(["breach-orderVisibleWithinMs"]);
      await shop.turn(id, "pull-orders", { changes: [late("a")] });
      expect((await report(id))?.breaches).toMatchObject([{ count: 2 }]);
      // Nothing is raised before a fence was read under the wider assumption.
      await service.setOnHand([{ inventoryItemId: "item_1", onHand: 80 }]);
      expect(await shop.kinds(id, "push-stock")).not.toContain("push-stock");
    });

    it("counts nothing of orders from before anything was covered, nor of files", async () => {
      const id = await selling();
      await shop.turn(id, "pull-orders", { changes: [shop.order({ createdAt: at(-7_200_000).toISOString() })] });
      expect((await report(id))?.breaches).toEqual([]);
    });

    it("counts a number that was acknowledged and never shown, once for each write (H16)", async () => {
      const id = await selling();
      await wait(2_100);
      for (const _ of [1, 2]) await shop.turn(id, "push-stock", { sellable: 9 });
      expect((await report(id))?.breaches).toMatchObject([{ setting: "readSeesWriteWithinMs", count: 1 }]);
    });

    it("looks at once where more was sold than can be explained, and believes the look", async () => {
      const id = await selling();
      const exposure = await shop.exposure(id);
      const long = Date.now() - 600_000;
      const [write] = (exposure.writes as unknown as { list: object[] }).list;
      await service.updateExposures({
        id: exposure.id,
        liability: -1,
        negative_since: new Date(long),
        writes: { list: [{ ...write, sentAt: long, diesAt: long, ackedAt: long, fenced: true }] },
      });
      expect(await shop.kinds(id, "push-stock", { sellable: 2 })).toContain("read-stock");
      expect((await report(id))?.breaches).toMatchObject([{ setting: "cancelVisibleWithinMs", count: 1 }]);
      await wait(3_100);
      await shop.turn(id, "push-stock");
      expect(await shop.exposure(id)).toMatchObject({ doubted: false, negative_since: null });
    });

    it("empties a listing that somebody else raised, and counts it", async () => {
      const id = await selling();
      const exposure = await shop.exposure(id);
      const long = Date.now() - 600_000;
      const [write] = (exposure.writes as unknown as { list: object[] }).list;
      await service.updateExposures({
        id: exposure.id,
        writes: { list: [{ ...write, sentAt: long, diesAt: long, ackedAt: long, fenced: true }] },
      });
      await shop.turn(id, "push-stock", { sellable: 7 });
      await wait(3_100);
      const acts = await shop.turn(id, "push-stock", { sellable: 7 });
      expect(acts.at(-1)).toMatchObject({ kind: "push-stock", levels: [{ quantity: 0 }] });
      expect((await report(id))?.breaches).toMatchObject([{ setting: "soleStockWriter", count: 1 }]);
      expect(await service.boundOf("item_1")).toMatchObject({ claims: 7 });
    });

    it("keeps an operator's settings for one account, over the channel's", async () => {
      const id = await selling();
      await service.setAssumptions(id, { readSeesWriteWithinMs: 9_000, soleFulfiller: false });
      expect((await report(id))?.inForce).toMatchObject({ readSeesWriteWithinMs: 9_000, soleFulfiller: false });
      await service.setAssumptions(id, { readSeesWriteWithinMs: null });
      expect((await report(id))?.inForce).toMatchObject({ readSeesWriteWithinMs: 2_000, soleFulfiller: false });
    });
  },
});
