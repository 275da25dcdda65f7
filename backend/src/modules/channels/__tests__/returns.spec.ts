import { moduleIntegrationTestRunner } from "@medusajs/test-utils";
import * as models from "../models";
import type ChannelsModuleService from "../service";
import { openShop, wanted } from "./shop";

moduleIntegrationTestRunner<ChannelsModuleService>({
  moduleName: "channels",
  moduleModels: Object.values(models),
  resolve: "./src/modules/channels",
  testSuite: ({ service }) => {
    const shop = openShop(service);
    const told = (change: object = {}) => ({
      id: "return-1",
      orderId: "order-1",
      state: "REQUESTED",
      changedAt: "2026-01-02T00:00:00.000Z",
      lines: [{ lineId: "1", quantity: 2 }],
      ...change,
    });
    async function returning(recipe: object[] = [{ inventoryItemId: "item_1", quantity: 1 }]): Promise<string> {
      const id = await shop.account();
      await shop.list(id, { recipe });
      await shop.turn(id, "push-listings");
      await service.setOnHand([{ inventoryItemId: "item_1", onHand: 10 }]);
      const line = { ...shop.order().lines[0], quantity: 2 };
      await shop.turn(id, "pull-orders", { changes: [shop.order({ state: "delivered", lines: [line] })], returns: [told()] });
      return id;
    }

    it("shows what is on its way back, and moves nothing before a person has received it", async () => {
      const id = await returning();
      expect(await service.boundOf("item_1")).toMatchObject({ onHand: 8, held: 0 });
      expect(await service.returnsOf([id])).toMatchObject([
        { order_id: "order-1", state: "REQUESTED", lines: [{ line_id: "1", quantity: 2, title: "Mật", received: null }] },
      ]);
      // Read again only after a while.
      expect(await shop.kinds(id, "pull-orders")).toEqual(["read-order-changes"]);
    });

    it("takes goods back once for each return and line, and no more than come back", async () => {
      const id = await returning([{ inventoryItemId: "item_1", quantity: 3 }]);
      await service.setOnHand([{ inventoryItemId: "item_1", onHand: 0 }]);
      const [row] = await service.returnsOf([id]);
      const receive = (quantity: number, resaleable = true) =>
        service.receiveReturn({ returnId: row?.id ?? "", lineId: "1", quantity, resaleable, by: "member" });
      expect(await receive(3)).toMatchObject({ refused: { code: "channels.return-too-many" } });
      expect(await Promise.all([receive(2), receive(2), receive(1)])).toContainEqual({ inventoryItemIds: [], again: true });
      const { onHand } = await service.boundOf("item_1");
      expect([3, 6]).toContain(onHand);
      expect(await service.returnsOf([id])).toMatchObject([{ lines: [{ received: { resaleable: true } }] }]);
      expect(
        await service.receiveReturn({ returnId: "none", lineId: "1", quantity: 1, resaleable: true, by: "m" }),
      ).toMatchObject({
        refused: { code: "channels.no-return" },
      });
    });

    it("puts nothing on the shelf that may not be sold again", async () => {
      const id = await returning();
      const [row] = await service.returnsOf([id]);
      await service.receiveReturn({ returnId: row?.id ?? "", lineId: "1", quantity: 2, resaleable: false, by: "member" });
      expect(await service.boundOf("item_1")).toMatchObject({ onHand: 8 });
    });

    it("drops an older reading of a return", async () => {
      const id = await returning();
      await service.updateChannelAccounts({ id, returns_read_until: new Date(0) });
      await shop.turn(id, "pull-orders", { returns: [told({ state: "OLD", changedAt: "2026-01-01T00:00:00.000Z" })] });
      expect(await service.returnsOf([id])).toMatchObject([{ state: "REQUESTED" }]);
    });

    it("reads every order that holds units again by its id once a day, each by itself", async () => {
      const id = await shop.published("shopee");
      await shop.turn(id, "pull-orders", { changes: [shop.order(), shop.order({ id: "order-2" })] });
      const old = new Date(Date.now() - 25 * 3_600_000);
      const orders = await service.listChannelOrders({ account_id: id });
      await service.updateChannelOrders(orders.map((order) => ({ id: order.id, read_began_at: old, asked_at: old })));
      const missed = { ...shop.order(), state: "cancelled", changedAt: new Date(Date.now() + 1_000).toISOString() };
      const acts = await shop.turn(id, "pull-orders", { orders: [missed] });
      expect(acts.filter(({ kind }) => kind === "read-orders")).toHaveLength(2);
      expect(await service.boundOf("item_1")).toMatchObject({ held: 1 });
      expect(await shop.kinds(id, "pull-orders")).not.toContain("read-orders");
    });

    it("warns of a certificate that ends, once for each stage, until it is renewed", async () => {
      const id = await shop.account();
      const certificate = { stars: 4, decisionNumber: "1", decisionDate: "2026-01-01", simulated: true };
      const show = (validTo: string) =>
        shop.list(id, { wanted: { ...(wanted as object), certificate: { ...certificate, validTo } } });
      const open = async () => (await shop.problems(id)).map(({ code, whose }) => [code, whose]);
      await show("2026-12-31");
      await service.warnOfCertificates("2026-06-01");
      expect(await open()).toEqual([]);
      for (const _ of [1, 2]) await service.warnOfCertificates("2026-07-04");
      expect(await open()).toEqual([["certificate-180", "producer"]]);
      await service.warnOfCertificates("2026-09-02");
      expect(await open()).toEqual([["certificate-120", "producer"]]);
      await show("2029-12-31");
      await service.warnOfCertificates("2026-09-02");
      expect(await open()).toEqual([]);
    });
  },
});
