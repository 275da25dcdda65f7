import { moduleIntegrationTestRunner } from "@medusajs/test-utils";
import type { Act } from "../act-types";
import * as models from "../models";
import type ChannelsModuleService from "../service";
import { now, openShop, sku, wait } from "./shop";

const item = "item_1";
const day = 24 * 3_600_000;
const halfHour = 30 * 60_000;

moduleIntegrationTestRunner<ChannelsModuleService>({
  moduleName: "channels",
  moduleModels: Object.values(models),
  resolve: "./src/modules/channels",
  testSuite: ({ service }) => {
    const shop = openShop(service);
    const at = (ms: number) => new Date(Date.now() + ms);
    const stock = (units: number) => service.setOnHand([{ inventoryItemId: item, onHand: units }]);
    const account = (id: string) => service.retrieveChannelAccount(id);
    const writesOf = async (id: string) =>
      ((await shop.exposure(id)).writes as unknown as { list: { ackedAt: number; diesAt: number; counted?: string[] }[] }).list;
    const timed = (kind: Act["kind"], outcome: object) => ({
      outcome: (act: Act) => (act.kind === kind ? outcome : undefined),
    });

    describe("a reading", () => {
      it("of what changed goes on D before it began, and frees nothing to raise where it was not whole", async () => {
        const id = await shop.published("shopee");
        await stock(2);
        const began = at(0);
        const long = { beganAt: began.toISOString(), endedAt: at(20_000).toISOString() };
        const [, ...none] = await shop.turn(id, "push-stock", timed("read-order-changes", { ...long, complete: false }));
        expect(none).toEqual([]);
        expect((await account(id)).orders_read_until).toBeNull();
        expect(await shop.kinds(id, "push-stock", timed("read-order-changes", long))).toContain("push-stock");
        expect((await account(id)).orders_read_until).toEqual(new Date(began.getTime() - 3_000));
      });

      it("of the stock is as old as its beginning, and is no read-back before G has passed", async () => {
        const id = await shop.published("shopee");
        await stock(2);
        const [, push] = await shop.turn(id, "push-stock");
        const [write] = await writesOf(id);
        expect(write?.diesAt).toBe(Date.parse(push?.sendBefore ?? "") + 5_000);
        await wait(2_100);
        const { turn } = await service.openTurn({ accountId: id, purpose: "push-stock", worker: "test" });
        const [orders] = turn?.acts ?? [];
        if (!turn || !orders || !write) throw new Error("no turn");
        await shop.settle(turn.id, orders, { complete: true });
        const [read] = (await service.nextActs(turn.id)).acts;
        const beganAt = write.ackedAt + 1_000;
        const readBeganAt = new Date(beganAt).toISOString();
        const page = { orders: [], returns: [], listings: [], problems: [], counters: [{ sku, sellable: 1, readBeganAt }] };
        await service.recordReading(read?.id ?? "", { ...page, turnId: turn.id, number: 0, beganAt: readBeganAt } as never);
        expect(await shop.exposure(id)).toMatchObject({ look: { beganAt }, read_back: null });
      });

      it("of a number that is higher than what was written is a look and no read-back", async () => {
        const id = await shop.published("shopee");
        await stock(2);
        await shop.turn(id, "push-stock");
        await wait(2_100);
        expect(await shop.kinds(id, "push-stock", { sellable: 9 })).toContain("read-stock");
        expect(await shop.exposure(id)).toMatchObject({ look: { sellable: 9 }, read_back: null });
      });

      it("of orders by creation reaches back D and M, at first as far as an unpaid order may stand, and covers up to D before it began", async () => {
        const id = await shop.published("shopee");
        await stock(2);
        await shop.turn(id, "push-stock");
        await wait(2_100);
        await shop.turn(id, "push-stock", { sellable: 1 });
        await wait(3_100);
        const short = timed("read-orders-created", { complete: false });
        const first = (await shop.turn(id, "push-stock", short)).find(({ kind }) => kind === "read-orders-created");
        const since = (act: Act | undefined) => Date.parse((act as { createdSince?: string } | undefined)?.createdSince ?? "");
        expect(Math.abs(Date.now() - day - halfHour - since(first))).toBeLessThan(10_000);
        expect((await account(id)).covered_until).toBeNull();
        const { turn } = await service.openTurn({ accountId: id, purpose: "push-stock", worker: "test" });
        const [changes] = turn?.acts ?? [];
        if (!turn || !changes) throw new Error("no turn");
        await shop.settle(turn.id, changes, { complete: true });
        const [fence] = (await service.nextActs(turn.id)).acts;
        if (!fence) throw new Error("no fence");
        const unreadable = { orders: [], returns: [], listings: [], counters: [], problems: [{ code: "kit.price", row: 4 }] };
        await service.recordReading(fence.id, { ...unreadable, turnId: turn.id, number: 0, beganAt: now() } as never);
        await shop.settle(turn.id, fence, { complete: true });
        await service.endTurn(turn.id);
        expect((await account(id)).covered_until).toBeNull();

        const before = at(-60_000);
        await service.updateChannelAccounts({ id, fence_began_at: before });
        const began = at(0);
        const whole = timed("read-orders-created", { beganAt: began.toISOString() });
        const second = (await shop.turn(id, "push-stock", whole)).find(({ kind }) => kind === "read-orders-created");
        expect(since(second)).toBe(before.getTime() - 3_000 - halfHour);
        expect(await account(id)).toMatchObject({ covered_until: new Date(began.getTime() - 3_000), fence_began_at: began });
      });
    });

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

    it("takes a row that a report does not name for unknown, and keeps what it may have put on sale", async () => {
      const id = await shop.published("shopee");
      await stock(4);
      const unnamed = { report: { applied: [], refused: [], unsure: [] } };
      await shop.turn(id, "push-stock", timed("push-stock", unnamed));
      expect(await service.boundOf(item)).toMatchObject({ claims: 2 });
    });

    it("holds the units of an order that nobody has paid", async () => {
      const id = await shop.published("shopee");
      await stock(4);
      await shop.turn(id, "push-stock");
      await shop.turn(id, "pull-orders", { changes: [shop.order({ state: "unpaid" })] });
      expect(await service.boundOf(item)).toMatchObject({ claims: 1, held: 1 });
    });

    it("claims what a listing from before us shows, and does not know how much more it may sell", async () => {
      const id = await shop.account("shopee");
      await shop.list(id);
      const seen = { productId: "11", variantId: "12", sellerSku: sku, state: "live", title: "Mật", price: 1, stock: 3 };
      await shop.turn(id, "look-at-listings", { listings: [seen] });
      expect(await shop.exposure(id)).toMatchObject({ known: false, liability: 3 });
    });

    it("keeps a sale more than was shown as less than nothing left, and not as 0 (H9)", async () => {
      const id = await shop.published("shopee");
      await stock(2);
      await shop.turn(id, "push-stock");
      await shop.turn(id, "pull-orders", { changes: [shop.order(), shop.order({ id: "order-2" })] });
      expect(await service.boundOf(item)).toMatchObject({ claims: -1, held: 2 });
    });

    it("tells a line by the channel's own number before the seller's text", async () => {
      const id = await shop.published("shopee");
      const other = "HY00000002";
      await shop.list(id, { sku: other, variantId: "variant_2", recipe: [{ inventoryItemId: "item_2", quantity: 1 }] });
      const [line] = shop.order().lines;
      await shop.turn(id, "pull-orders", { changes: [shop.order({ lines: [{ ...line, sellerSku: other }] })] });
      expect((await service.boundOf(item)).held).toBe(1);
      expect((await service.boundOf("item_2")).held).toBe(0);
    });

    it("drops what was read earlier and comes later where both changed in the same second", async () => {
      const id = await shop.published("shopee");
      const changedAt = at(-1_000).toISOString();
      const { turn } = await service.openTurn({ accountId: id, purpose: "pull-orders", worker: "test" });
      const [read] = turn?.acts ?? [];
      if (!turn || !read) throw new Error("no turn");
      const page = { returns: [], listings: [], problems: [], counters: [], turnId: turn.id };
      const told = [
        { ...page, number: 0, beganAt: at(-100).toISOString(), orders: [shop.order({ changedAt, state: "cancelled" })] },
        { ...page, number: 1, beganAt: at(-500).toISOString(), orders: [shop.order({ changedAt })] },
      ];
      for (const each of told) await service.recordReading(read.id, each as never);
      expect(await service.listChannelOrders({ account_id: id })).toMatchObject([{ state: "cancelled" }]);
    });

    it("gives a cancelled part back once however often it is told, and not again where a reading leaves it out (H23)", async () => {
      const id = await shop.published("shopee");
      await stock(8);
      const [line] = shop.order().lines;
      const read = async (cancelledQuantity: number, seconds: number) => {
        const lines = [{ ...line, quantity: 3, cancelledQuantity }];
        await shop.turn(id, "pull-orders", { changes: [shop.order({ changedAt: at(seconds * 1_000).toISOString(), lines })] });
        return (await service.boundOf(item)).held;
      };
      expect(await read(0, 0)).toBe(3);
      for (const seconds of [10, 20, 30]) expect(await read(1, seconds)).toBe(2);
      expect(await shop.exposure(id)).toMatchObject({ returns: { list: [{ units: 1 }] } });
      expect(await read(0, 40)).toBe(2);
      // What had changed before is not believed, however late it is read.
      expect(await read(2, 5)).toBe(2);
      expect(await read(2, 50)).toBe(1);
    });

    it("counts an order in a total while nobody has touched it, and not once it is packed", async () => {
      const id = await shop.published("tiki");
      await stock(10);
      const counted: (number | undefined)[] = [];
      for (const state of ["new", "packed"]) {
        await service.updateExposures({ id: (await shop.exposure(id)).id, writes: { list: [] }, liability: 0 });
        await shop.turn(id, "pull-orders", { changes: [shop.order({ state })] });
        await service.updateChannelAccounts({ id, covered_until: at(0) });
        expect(await shop.kinds(id, "push-stock")).toContain("push-stock");
        counted.push((await writesOf(id)).at(-1)?.counted?.length);
      }
      expect(counted).toEqual([1, 0]);
    });
  },
});
