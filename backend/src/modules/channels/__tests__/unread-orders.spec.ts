import { moduleIntegrationTestRunner } from "@medusajs/test-utils";
import * as models from "../models";
import type ChannelsModuleService from "../service";
import { openShop, sku, wait } from "./shop";

const item = "item_1";
const unread = (mayContain?: readonly string[]) => ({
  code: "kit.row-unreadable",
  params: { row: "order-9", why: "quantity" },
  row: "order-9",
  ...(mayContain ? { mayContain } : {}),
});

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
    const raises = async (id: string, ...problems: object[]) =>
      (await shop.kinds(id, "push-stock", { problems })).includes("push-stock");
    const fenced = async (id: string) =>
      (await shop.exposure(id)).writes as unknown as { list: readonly { fenced?: boolean }[] };

    describe("an order that cannot be read", () => {
      it("holds up what may be in it, by the channel's id or by SKU, until it is read", async () => {
        const id = await open();
        for (const name of ["11", sku.toLowerCase()]) expect(await raises(id, unread([name]))).toBe(false);
        expect((await shop.exposure(id)).why).toBe("order-unreadable");
        expect(await shop.problems(id)).toMatchObject([{ purpose: "unread-order", says: { params: { order: "order-9" } } }]);
        // Not in the next list any more, and still not read.
        await shop.turn(id, "pull-orders", { changes: [shop.order({ id: "order-8", state: "cancelled" })] });
        expect(await raises(id)).toBe(false);
        await shop.turn(id, "pull-orders", { changes: [shop.order({ id: "order-9" })] });
        expect(await shop.problems(id)).toEqual([]);
        expect(await raises(id)).toBe(true);
      });

      it("holds up nothing that is surely not in it", async () => {
        const id = await open();
        expect(await raises(id, unread(["99"]))).toBe(true);
      });

      it("of which nothing can be told holds up what may not be oversold, and nothing else", async () => {
        const id = await open();
        expect(await raises(id, unread())).toBe(false);
        await service.setAllowance([{ inventoryItemId: item, allowance: 4 }]);
        expect(await raises(id)).toBe(true);
      });

      it("without a number proves nothing of the whole list", async () => {
        const id = await open();
        expect(await raises(id, { ...unread(["99"]), row: 4 })).toBe(false);
        expect((await service.retrieveChannelAccount(id)).orders_read_until).toBeNull();
      });

      it("that was read before holds its units already, and nothing more", async () => {
        const id = await open(8);
        await shop.turn(id, "pull-orders", { changes: [shop.order({ id: "order-9" })] });
        expect(await raises(id, unread(["11"]))).toBe(true);
      });

      it("lets the others be proven, and not what may be in it", async () => {
        const id = await open();
        await shop.turn(id, "push-stock");
        await wait(2_100);
        await shop.turn(id, "push-stock", { sellable: 2 });
        await wait(3_100);
        await shop.turn(id, "push-stock", { problems: [unread([sku])] });
        expect((await service.retrieveChannelAccount(id)).covered_until).not.toBeNull();
        expect((await fenced(id)).list.some((write) => write.fenced)).toBe(false);
        const read = [shop.order({ id: "order-9", state: "cancelled" })];
        await shop.turn(id, "pull-orders", { changes: read });
        await shop.turn(id, "push-stock", { created: read });
        expect((await fenced(id)).list.some((write) => write.fenced)).toBe(true);
      });

      it("is asked for by its number once an hour", async () => {
        const id = await open();
        await raises(id, unread());
        expect(await shop.kinds(id, "pull-orders")).not.toContain("read-orders");
        const [row] = await service.listChannelUnreadOrders({ account_id: id });
        await service.updateChannelUnreadOrders({ id: row?.id ?? "", asked_at: new Date(Date.now() - 3_700_000) });
        expect(await shop.kinds(id, "pull-orders")).toContain("read-orders");
        expect(await shop.kinds(id, "pull-orders")).not.toContain("read-orders");
      });

      it("is over when a person has dealt with it, however often it is listed again", async () => {
        const id = await open();
        await raises(id, unread());
        const [problem] = await shop.problems(id);
        await service.settleByPerson(problem?.id ?? "", "user");
        expect(await raises(id, unread())).toBe(true);
        expect(await shop.problems(id)).toEqual([]);
      });
    });
  },
});
