import { moduleIntegrationTestRunner } from "@medusajs/test-utils";
import * as models from "../models";
import type ChannelsModuleService from "../service";
import { openShop, sku, wait } from "./shop";

moduleIntegrationTestRunner<ChannelsModuleService>({
  moduleName: "channels",
  moduleModels: Object.values(models),
  resolve: "./src/modules/channels",
  testSuite: ({ service }) => {
    const shop = openShop(service);
    const stockOf = async (units: number) => service.setOnHand([{ inventoryItemId: "item_1", onHand: units }]);
    const bound = () => service.boundOf("item_1");

    describe("a channel whose units are moved by what they change", () => {
      it("gets its share as a change, gives units back at once, and keeps what a lost answer may have added", async () => {
        const id = await shop.published("lazada");
        await stockOf(10);
        const [, push] = await shop.turn(id, "push-stock");
        expect(push).toMatchObject({ kind: "adjust-stock", changes: [{ change: 5 }] });
        expect(await bound()).toMatchObject({ claims: 5, bound: 0, mode: "strict" });

        await stockOf(4);
        const [, fall] = await shop.turn(id, "push-stock");
        expect(fall).toMatchObject({ kind: "adjust-stock", changes: [{ change: -1 }] });
        expect(await bound()).toMatchObject({ claims: 4, bound: 0 });

        await stockOf(20);
        const lost = {
          outcome: () => ({ report: undefined, error: { kind: "retryable", code: "t", message: "", sent: true } }),
        };
        await shop.turn(id, "push-stock", {
          outcome: (act) => (act.kind === "adjust-stock" ? lost.outcome() : undefined),
        });
        expect(await bound()).toMatchObject({ claims: 10 });
        expect(await shop.kinds(id, "push-stock")).toEqual(["read-order-changes"]);
        expect((await shop.exposure(id)).why).toBe("unresolved");
      });

      it("is not lowered by a change that was refused, and says so at the listing until it works", async () => {
        const id = await shop.published("lazada");
        await stockOf(10);
        await shop.turn(id, "push-stock");
        await stockOf(2);
        const says = { code: "lazada.refused", params: {} };
        const refused = { report: { applied: [], refused: [{ sku, code: "212", says }], unsure: [] } };
        await shop.turn(id, "push-stock", { outcome: (act) => (act.kind === "adjust-stock" ? refused : undefined) });
        expect(await bound()).toMatchObject({ claims: 5, bound: 3 });
        expect((await shop.problems(id)).map(({ code }) => code)).toEqual(["stock-refused"]);
        expect((await shop.exposure(id)).why).toBe("short");
        expect(await shop.kinds(id, "push-stock")).toEqual(["read-order-changes"]);
        expect((await shop.exposure(id)).why).toBe("refused-lately");
      });
    });

    describe("a channel that counts its own holds in the number it is told", () => {
      it("is written as a net-set once its numbers do not add up, and shows no strict SKU then", async () => {
        const id = await shop.published("tiki");
        await stockOf(10);
        await shop.turn(id, "push-stock");
        await wait(2_100);
        const [, , zero] = await shop.turn(id, "push-stock", { sellable: 5, total: 5, held: 3 });
        expect((await service.retrieveChannelAccount(id)).kind_doubted_at).not.toBeNull();
        expect((await shop.problems(id)).map(({ code }) => code)).toEqual(["not-its-kind"]);
        expect(zero).toMatchObject({ kind: "push-stock", levels: [{ quantity: 0 }] });
        const { id: listingId } = (await service.listChannelListings({ account_id: id }))[0] ?? { id: "" };
        expect((await service.standingOf(listingId)).says.code).toBe("channels.strict-not-its-kind");
      });
    });

    describe("rules of the shelf", () => {
      it("keep a buffer back and turn a SKU strict when few are left", async () => {
        const id = await shop.published("lazada");
        await stockOf(10);
        await service.setAllowance([{ inventoryItemId: "item_1", allowance: 4 }]);
        await service.setShelfRules([{ inventoryItemId: "item_1", strictBelow: 5, buffer: { units: 2 } }]);
        const [, push] = await shop.turn(id, "push-stock");
        expect(push).toMatchObject({ changes: [{ change: 6 }] });
        expect(await bound()).toMatchObject({ mode: "pooled", allowance: 4 });
        await stockOf(4);
        expect(await bound()).toMatchObject({ mode: "becoming-strict", allowance: 0, bound: 2 });
        const [, fall] = await shop.turn(id, "push-stock");
        expect(fall).toMatchObject({ changes: [{ change: -5 }] });
        expect(await bound()).toMatchObject({ mode: "strict", bound: 0 });
      });

      it("tell how many are short when more was sold than is there", async () => {
        const id = await shop.published("lazada");
        await stockOf(4);
        await shop.turn(id, "push-stock", { changes: [shop.order()] });
        await stockOf(0);
        await shop.turn(id, "push-stock");
        expect((await shop.problems(id)).map(({ code, says }) => [code, says])).toEqual([
          ["short", expect.objectContaining({ params: { units: 1 } })],
        ]);
        await stockOf(4);
        await shop.turn(id, "push-stock");
        expect(await shop.problems(id)).toEqual([]);
      });

      it("show nothing of a SKU whose stock lies with the marketplace, and say why", async () => {
        const id = await shop.published("shopee");
        await stockOf(4);
        const [listing] = await service.listChannelListings({ account_id: id });
        await service.setStrictObstacle(listing?.id ?? "", "held-there");
        expect(await shop.kinds(id, "push-stock")).toEqual(["read-order-changes"]);
        expect((await service.standingOf(listing?.id ?? "")).says.code).toBe("channels.strict-held-there");
      });
    });

    describe("what failed together", () => {
      it("goes one by one from then on, until it works again", async () => {
        const id = await shop.published("shopee");
        await shop.list(id, { sku: "HY00000002", recipe: [{ inventoryItemId: "item_2", quantity: 1 }] });
        const [second] = await service.listChannelListings({ account_id: id, sku: "HY00000002" });
        await service.updateChannelListings({ id: second?.id ?? "", listed_product_id: "21", publish_state: "bound" });
        await service.setOnHand(["item_1", "item_2"].map((inventoryItemId) => ({ inventoryItemId, onHand: 4 })));
        const error = { kind: "unexpected", code: "shape", message: "a new shape", sent: false };
        const fails = { outcome: () => ({ report: undefined, error }) };
        const first = await shop.turn(id, "push-stock", {
          outcome: (act) => (act.kind === "push-stock" ? fails.outcome() : undefined),
        });
        expect(first.filter(({ kind }) => kind === "push-stock")).toHaveLength(1);
        await service.updateExposures(
          (await service.listExposures({ account_id: id })).map((each) => ({ id: each.id, writes: { list: [] } })),
        );
        const then = await shop.turn(id, "push-stock");
        expect(then.filter(({ kind }) => kind === "push-stock")).toHaveLength(2);
        expect((await service.listExposures({ account_id: id })).filter(({ alone }) => alone)).toHaveLength(1);
      });
    });

    describe("a command whose answer was lost", () => {
      const unanswered = { error: { kind: "retryable", code: "timeout", message: "no answer", sent: true } };
      it("is read, then sent again only after its request has died, and not at all where it is done there", async () => {
        const id = await shop.published("shopee");
        await shop.turn(id, "pull-orders", { changes: [shop.order()] });
        await service.queueCommand({ accountId: id, orderId: "order-1", kind: "pack" });
        expect(await shop.kinds(id, "run-commands", { outcome: () => unanswered })).toEqual(["pack"]);
        expect(await shop.kinds(id, "run-commands")).toEqual([]);
        const [{ id: command } = { id: "" }] = await service.listChannelCommands({ account_id: id });
        // As if that long had passed since it was sent, and nothing had been read since.
        const passed = async (ms: number) => {
          await service.updateChannelCommands({ id: command, send_before: new Date(Date.now() - ms) });
          const [row] = await service.listChannelOrders({ account_id: id });
          await service.updateChannelOrders({ id: row?.id ?? "", read_began_at: new Date(0) });
        };
        const again = { orders: [shop.order()] };
        await passed(3_000);
        expect(await shop.kinds(id, "run-commands", again)).toEqual(["read-orders"]);
        await passed(8_000);
        expect(
          await shop.kinds(id, "run-commands", { ...again, outcome: (act) => (act.kind === "pack" ? unanswered : undefined) }),
        ).toEqual(["read-orders", "pack"]);
        await passed(3_000);
        const packed = { ...shop.order(), state: "packed" };
        expect(await shop.kinds(id, "run-commands", { orders: [packed] })).toEqual(["read-orders"]);
        expect(await service.retrieveChannelCommand(command)).toMatchObject({ state: "done", attempts: 2 });
      });

      it("goes to a person where its order cannot be read, and a refusal is told at its order", async () => {
        const id = await shop.published("shopee");
        await shop.turn(id, "pull-orders", { changes: [shop.order()] });
        const { id: commandId } = await service.queueCommand({ accountId: id, orderId: "order-1", kind: "pack" });
        await shop.turn(id, "run-commands", { outcome: () => unanswered });
        await service.updateChannelCommands({ id: commandId, send_before: new Date(Date.now() - 3_000) });
        const [row] = await service.listChannelOrders({ account_id: id });
        await service.updateChannelOrders({ id: row?.id ?? "", read_began_at: new Date(0) });
        const gone = { error: { kind: "rejected", code: "order_not_found", message: "gone", sent: true } };
        await shop.turn(id, "run-commands", { outcome: () => gone });
        expect(await service.retrieveChannelCommand(commandId)).toMatchObject({ needs_person: true });
        expect((await shop.problems(id)).map(({ code, order_id }) => [code, order_id !== null])).toContainEqual([
          "pack-unknown",
          true,
        ]);
        expect(await shop.kinds(id, "run-commands")).toEqual([]);
      });

      it("that is refused is told at its order, and no more once the buyer is known to have cancelled", async () => {
        const id = await shop.published("shopee");
        await shop.turn(id, "pull-orders", { changes: [shop.order()] });
        await service.queueCommand({ accountId: id, orderId: "order-1", kind: "pack" });
        const no = { error: { kind: "rejected", code: "order_state", message: "cancelled by buyer", sent: true } };
        await shop.turn(id, "run-commands", { outcome: () => no });
        expect((await shop.problems(id)).map(({ code }) => code)).toEqual(["pack-refused"]);
        await shop.turn(id, "pull-orders", {
          changes: [shop.order({ state: "cancelled", changedAt: new Date(Date.now() + 1_000).toISOString() })],
        });
        expect(await shop.problems(id)).toEqual([]);
      });
    });
  },
});
