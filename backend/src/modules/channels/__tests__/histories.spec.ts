import { moduleIntegrationTestRunner } from "@medusajs/test-utils";
import * as models from "../models";
import type ChannelsModuleService from "../service";
import { now, openShop, sku, wait } from "./shop";

const item = "item_1";
const silence = { report: undefined, error: { kind: "retryable", code: "timeout", message: "no answer", sent: true } };

moduleIntegrationTestRunner<ChannelsModuleService>({
  moduleName: "channels",
  moduleModels: Object.values(models),
  resolve: "./src/modules/channels",
  testSuite: ({ service, MikroOrmWrapper }) => {
    const shop = openShop(service);
    const stock = (units: number) => service.setOnHand([{ inventoryItemId: item, onHand: units }]);
    const bound = () => service.boundOf(item);
    const run = (statement: string) => MikroOrmWrapper.getManager().getConnection().execute(statement);
    /** As if so long had passed since everything was written there. */
    async function age(accountId: string, ms = 600_000): Promise<void> {
      const { id, writes } = await shop.exposure(accountId);
      const { list } = writes as unknown as { list: { sentAt: number; diesAt: number; ackedAt?: number }[] };
      const older = list.map((write) => ({
        ...write,
        sentAt: write.sentAt - ms,
        diesAt: write.diesAt - ms,
        ...(write.ackedAt === undefined ? {} : { ackedAt: write.ackedAt - ms }),
      }));
      await service.updateExposures({ id, writes: { list: older } });
    }
    const open = async (accountId: string, purpose: "push-stock" | "push-listings" | "refresh-access") => {
      const { turn } = await service.openTurn({ accountId, purpose, worker: "test" });
      if (!turn) throw new Error("no turn");
      return turn;
    };
    /** A turn up to the act that writes stock, which is handed out and not yet sent. */
    async function handedOut(accountId: string) {
      const turn = await open(accountId, "push-stock");
      const [first] = turn.acts;
      if (!first) throw new Error("no act");
      await shop.settle(turn.id, first, { complete: true });
      const [push] = (await service.nextActs(turn.id)).acts;
      if (!push) throw new Error("nothing is pushed");
      return { turn, push };
    }
    /** Its worker is not heard of again. */
    const loseLease = (accountId: string) =>
      run(`update channel_lease set until = now() - interval '1 second' where id like '${accountId}:%'`);

    describe("the histories of sync-protocol §13, over rows", () => {
      it("H15: a list of orders that is empty, lacks a known one or has a row nobody can tell proves nothing", async () => {
        const id = await shop.published("shopee");
        await stock(2);
        await shop.turn(id, "push-stock");
        const known = shop.order();
        await shop.turn(id, "pull-orders", { changes: [known] });
        await stock(20);
        await wait(2_100);
        expect(await shop.kinds(id, "push-stock")).toEqual(["read-order-changes", "read-stock"]);
        await wait(3_100);
        const unknown = shop.order({ id: "order-2" });
        const garbled = { ...unknown, lines: [{ ...unknown.lines[0], productId: undefined, sellerSku: "KHAC" }] };
        for (const created of [[], [shop.order({ id: "order-3", createdAt: known.createdAt })], [known, garbled]]) {
          const before = await shop.exposure(id);
          expect(await shop.kinds(id, "push-stock", { created })).toEqual(["read-order-changes", "read-orders-created"]);
          expect((await shop.exposure(id)).liability).toBeLessThanOrEqual(before.liability);
          expect(JSON.stringify((await shop.exposure(id)).writes)).not.toContain('"fenced":true');
        }
      });

      it("H17: nothing is sent over what a paused worker may still send, and its answer frees nothing afterwards", async () => {
        const id = await shop.published("shopee");
        await stock(2);
        const paused = await handedOut(id);
        await loseLease(id);
        await shop.list(id, { wantedLive: false });
        expect(await shop.kinds(id, "push-stock")).toEqual(["read-order-changes"]);
        expect((await service.nextActs(paused.turn.id)).acts).toEqual([]);
        expect(await bound()).toMatchObject({ claims: 1 });

        await age(id);
        const zeroed = (await shop.turn(id, "push-stock", { sellable: 1 })).find(({ kind }) => kind === "push-stock");
        expect(zeroed).toMatchObject({ levels: [{ quantity: 0 }] });
        const no = {
          report: { applied: [], refused: [{ sku, code: "late", says: { code: "shopee.refused", params: {} } }], unsure: [] },
        };
        await shop.settle(paused.turn.id, paused.push, no);
        expect(await bound()).toMatchObject({ claims: 1 });
        await wait(2_100);
        expect(await shop.kinds(id, "push-stock")).toEqual(["read-order-changes", "read-stock"]);
        await wait(3_100);
        await shop.turn(id, "push-stock");
        expect(await bound()).toMatchObject({ claims: 0 });
      });

      it("H18: killed between any two steps, a write stays booked and an order moves its units all at once", async () => {
        const id = await shop.published("shopee");
        await stock(4);
        await handedOut(id);
        expect(await bound()).toMatchObject({ claims: 2, bound: 0 });
        await loseLease(id);
        expect(await shop.kinds(id, "push-stock")).toEqual(["read-order-changes"]);
        await age(id);
        expect(await shop.kinds(id, "push-stock", { sellable: 2 })).toContain("read-stock");
        expect(await bound()).toMatchObject({ claims: 2 });

        const order = shop.order();
        for (const table of ["channel_stock_component", "channel_exposure", "channel_order_line"]) {
          await run(`create or replace function stop() returns trigger as $$ begin raise exception 'killed'; end $$ language plpgsql;
                     create trigger stop before update on "${table}" for each row execute function stop()`);
          await expect(shop.turn(id, "pull-orders", { changes: [order] })).rejects.toThrow("killed");
          await run(`drop trigger stop on "${table}"`);
          await loseLease(id);
          expect(await bound()).toMatchObject({ claims: 2, held: 0 });
          expect(await service.listChannelOrders({ account_id: id })).toEqual([]);
        }
        for (let time = 0; time < 2; time += 1) {
          await shop.turn(id, "pull-orders", { changes: [order] });
          expect(await bound()).toMatchObject({ claims: 1, held: 1 });
        }
      });

      it("H19: the last jar is sold alone or in a basket and never in both, and a recipe stays what it was sold as", async () => {
        const alone = await shop.published("shopee");
        const basket = await shop.account("lazada");
        const recipe = ["item_1", "item_2"].map((inventoryItemId) => ({ inventoryItemId, quantity: 1 }));
        await shop.list(basket, { recipe });
        await shop.turn(basket, "push-listings");
        await service.setOnHand(recipe.map(({ inventoryItemId }) => ({ inventoryItemId, onHand: 2 })));
        const sale = (key: string) => service.admitSale({ key, components: recipe });
        await Promise.all([shop.turn(alone, "push-stock"), sale("a"), shop.turn(basket, "push-stock"), sale("b"), sale("c")]);
        const { claims, held } = await bound();
        expect(claims + held).toBe(2);

        await stock(20);
        await shop.turn(basket, "push-stock");
        await shop.list(basket, { recipe: [{ inventoryItemId: item, quantity: 3 }] });
        const before = { one: (await bound()).held, two: (await service.boundOf("item_2")).held };
        await shop.turn(basket, "pull-orders", { changes: [shop.order()] });
        expect((await bound()).held - before.one).toBe(1);
        expect((await service.boundOf("item_2")).held - before.two).toBe(1);
      });

      it("H21: a create whose answer was lost is not repeated before two looks apart say none, and a late twin is no second listing", async () => {
        const id = await shop.account();
        await shop.list(id);
        const lost = {
          outcome: (act: { kind: string }) => (act.kind === "create-hidden" ? { ...silence, listed: undefined } : undefined),
        };
        expect(await shop.kinds(id, "push-listings", lost)).toEqual(["look", "create-hidden"]);
        expect(await shop.kinds(id, "push-listings")).toEqual([]);
        const listing = async () => (await service.listChannelListings({ account_id: id }))[0];
        const pass = async (record: object) => {
          const { id: listingId = "", publish } = (await listing()) ?? {};
          await service.updateChannelListings({ id: listingId, publish: { ...(publish as object), ...record } });
        };
        await pass({ createDiesAt: Date.now() - 10_000 });
        expect(await shop.kinds(id, "push-listings")).toEqual(["look"]);
        expect(await shop.kinds(id, "push-listings")).toEqual([]);
        await pass({ noneAt: Date.now() - 10_000 });
        // The index was late: what the lost create made is there now.
        const seen = {
          sellerSku: sku,
          productId: "21",
          variantId: "22",
          state: "hidden",
          channelState: "UNLIST",
          pictureIds: [],
        };
        expect(await shop.kinds(id, "push-listings", { looked: [seen] })).not.toContain("create-hidden");
        expect(await listing()).toMatchObject({ publish_state: "bound", listed_product_id: "21" });
        expect((await shop.exposure(id)).liability).toBe(0);
      });

      it("what a create may have made whose answer was lost is looked for and taken down, though it is not wanted any more", async () => {
        const id = await shop.account("lazada");
        await shop.list(id);
        const lost = {
          outcome: (act: { kind: string }) => (act.kind === "create-hidden" ? { ...silence, listed: undefined } : undefined),
        };
        expect(await shop.kinds(id, "push-listings", lost)).toEqual(["look", "create-hidden"]);
        await shop.list(id, { wantedLive: false });
        const { id: listingId = "", publish } = (await service.listChannelListings({ account_id: id }))[0] ?? {};
        await service.updateChannelListings({
          id: listingId,
          publish: { ...(publish as object), createDiesAt: Date.now() - 24 * 3_600_000 },
        });
        const made = {
          sellerSku: sku,
          productId: "21",
          variantId: "22",
          state: "live",
          channelState: "Active",
          pictureIds: [],
        };
        expect(await shop.kinds(id, "push-listings", { looked: [made] })).toEqual(expect.arrayContaining(["look", "hide"]));
        expect(await shop.kinds(id, "push-listings")).toEqual([]);
      });

      it("H23: readings of an order in every sequence, each up to three times, give its stock back once", async () => {
        const id = await shop.published("shopee");
        await stock(20);
        await shop.turn(id, "push-stock");
        const at = now();
        const line = (cancelledQuantity: number) => ({ ...shop.order().lines[0], quantity: 3, cancelledQuantity });
        const readings = [
          { state: "new", lines: [line(0)] },
          { state: "new", lines: [line(1)] },
          { state: "cancelled", lines: [line(3)] },
        ];
        const sequences = [
          [0, 1, 2],
          [0, 2, 1],
          [1, 0, 2],
          [1, 2, 0],
          [2, 0, 1],
          [2, 1, 0],
        ];
        for (const [number, sequence] of sequences.entries()) {
          const before = await bound();
          // The last reading is what stands there.
          for (const [place, which] of [...sequence, 2].entries())
            for (let time = 0; time <= (number + place) % 3; time += 1) {
              await shop.turn(id, "pull-orders", {
                changes: [{ ...shop.order({ id: `order-${number}`, createdAt: at, changedAt: at }), ...readings[which] }],
              });
              await wait(2);
            }
          const { claims, held, onHand } = await bound();
          expect({ sequence, claims, held, onHand }).toEqual({ sequence, claims: before.claims, held: 0, onHand: 20 });
        }

        const gone = { id: "order-9", createdAt: at, changedAt: at, state: "delivered", lines: [line(1)] };
        const back = {
          id: "return-1",
          orderId: "order-9",
          state: "received",
          changedAt: at,
          lines: [{ lineId: "1", quantity: 1 }],
        };
        for (let time = 0; time < 3; time += 1) {
          await run("update channel_account set returns_read_until = null");
          await shop.turn(id, "pull-orders", { changes: [shop.order(gone)], returns: [back] });
          expect(await bound()).toMatchObject({ held: 0, onHand: 18 });
        }
        const [told] = await service.listChannelReturns({ account_id: id });
        const receive = () =>
          service.receiveReturn({ returnId: told?.id ?? "", lineId: "1", quantity: 1, resaleable: true, by: "kho" });
        for (let time = 0; time < 3; time += 1) await receive();
        expect(await bound()).toMatchObject({ held: 0, onHand: 19 });
      });

      it("H24: a command whose answer was lost and that is done there is read, and never sent again", async () => {
        const id = await shop.published("shopee");
        await shop.turn(id, "pull-orders", { changes: [shop.order()] });
        const { id: command } = await service.queueCommand({ accountId: id, orderId: "order-1", kind: "pack" });
        expect(await shop.kinds(id, "run-commands", { outcome: () => silence })).toEqual(["pack"]);
        await service.updateChannelCommands({ id: command, send_before: new Date(Date.now() - 60_000) });
        const [row] = await service.listChannelOrders({ account_id: id });
        await service.updateChannelOrders({ id: row?.id ?? "", read_began_at: new Date(0) });
        const packed = { ...shop.order({ changedAt: new Date(Date.now() + 1_000).toISOString() }), state: "packed" };
        expect(await shop.kinds(id, "run-commands", { orders: [packed] })).toEqual(["read-orders"]);
        expect(await shop.kinds(id, "run-commands")).toEqual([]);
        expect(await service.retrieveChannelCommand(command)).toMatchObject({ state: "done", attempts: 1 });
      });

      it("H25: wherever a renewal is cut off there are never two at once, and it ends in an access or a question to its owner", async () => {
        const hour = 3_600_000;
        const renewed = (token: string) => ({
          access: {
            status: 200,
            body: JSON.stringify({
              error: "",
              access_token: token,
              refresh_token: `r-${token}`,
              expire_in: 14_400,
              shop_id: 7,
            }),
            receivedAt: now(),
          },
        });
        const due = async () => {
          const id = await shop.account();
          await service.updateChannelAccounts({
            id,
            access_stored_at: new Date(Date.now() - 3 * hour),
            access_expires_at: new Date(Date.now() + hour),
          });
          return id;
        };
        const dead = async (id: string) => {
          const acts = await service.listActs({ account_id: id, kind: "refresh-access" });
          await service.updateActs(acts.map((act) => ({ id: act.id, send_before: new Date(Date.now() - hour) })));
          await loseLease(id);
        };
        // Before it was sent, or before its answer was reported: nobody can tell which.
        const cut = await due();
        const first = await open(cut, "refresh-access");
        await loseLease(cut);
        expect(await shop.kinds(cut, "refresh-access")).toEqual([]);
        await dead(cut);
        const second = await open(cut, "refresh-access");
        await loseLease(cut);
        expect(await shop.kinds(cut, "refresh-access")).toEqual([]);
        await dead(cut);
        expect(await shop.kinds(cut, "refresh-access")).toEqual([]);
        expect(await service.retrieveChannelAccount(cut)).toMatchObject({ state: "needs-sign-in" });
        expect((await shop.problems(cut)).map(({ code }) => code)).toEqual(["needs-sign-in"]);
        expect([first, second].map(({ acts }) => acts.length)).toEqual([1, 1]);

        // While the answer was being kept: it is all there, or nothing is.
        const kept = await due();
        const turn = await open(kept, "refresh-access");
        const [act] = turn.acts;
        if (!act) throw new Error("no act");
        await run(`create or replace function stop() returns trigger as $$ begin raise exception 'killed'; end $$ language plpgsql;
                   create trigger stop before update on channel_account for each row execute function stop()`);
        await expect(shop.settle(turn.id, act, renewed("b"))).rejects.toThrow("killed");
        await run("drop trigger stop on channel_account");
        expect(await service.retrieveChannelAccount(kept)).toMatchObject({ access_generation: 1 });
        expect(await shop.kinds(kept, "refresh-access")).toEqual([]);
        await shop.settle(turn.id, act, renewed("b"));
        expect(await service.retrieveChannelAccount(kept)).toMatchObject({ state: "released", access_generation: 2 });
      });
    });
  },
});
