import { moduleIntegrationTestRunner } from "@medusajs/test-utils";
import type { Act } from "../act-types";
import * as models from "../models";
import type ChannelsModuleService from "../service";
import { now, openShop, seen, sku, unread, wait } from "./shop";

const item = "item_1";
const hour = 3_600_000;
const day = 24 * hour;
const part = (inventoryItemId: string, quantity = 1) => ({ inventoryItemId, quantity });
const silence = { report: undefined, error: { kind: "retryable", code: "timeout", message: "no answer", sent: true } };

moduleIntegrationTestRunner<ChannelsModuleService>({
  moduleName: "channels",
  moduleModels: Object.values(models),
  resolve: "./src/modules/channels",
  testSuite: ({ service, MikroOrmWrapper }) => {
    const shop = openShop(service);
    const stock = (units: number) => service.setOnHand([{ inventoryItemId: item, onHand: units }]);
    const bound = () => service.boundOf(item);
    const account = (id: string) => service.retrieveChannelAccount(id);
    const at = (ms: number) => new Date(Date.now() + ms);
    const timed = (kind: Act["kind"], outcome: object) => ({
      outcome: (act: Act) => (act.kind === kind ? outcome : undefined),
    });
    const writesOf = async (id: string) =>
      (
        (await shop.exposure(id)).writes as unknown as {
          list: { ackedAt: number; diesAt: number; counted?: string[]; fenced?: boolean }[];
        }
      ).list;
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
    const open = async (accountId: string, purpose: "push-stock" | "push-listings" | "refresh-access" | "pull-orders") => {
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
      it("H4: a read of orders by creation reaches back D and M, at first as far as an unpaid order may stand, and covers up to D before it began", async () => {
        const id = await shop.published("shopee");
        await stock(2);
        await shop.turn(id, "push-stock");
        await wait(2_100);
        await shop.turn(id, "push-stock", { sellable: 1 });
        await wait(3_100);
        const short = timed("read-orders-created", { complete: false });
        const first = (await shop.turn(id, "push-stock", short)).find(({ kind }) => kind === "read-orders-created");
        const since = (act: Act | undefined) => Date.parse((act as { createdSince?: string } | undefined)?.createdSince ?? "");
        expect(Math.abs(Date.now() - day - hour / 2 - since(first))).toBeLessThan(10_000);
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
        expect(since(second)).toBe(before.getTime() - 3_000 - hour / 2);
        expect(await account(id)).toMatchObject({ covered_until: new Date(began.getTime() - 3_000), fence_began_at: began });
      });

      it("H7: a row that a report does not name, and a call that ended in an error, may have put it all on sale", async () => {
        const failed = { kind: "retryable", code: "500", message: "server error", sent: true };
        for (const [at, outcome] of [
          { report: { applied: [], refused: [], unsure: [] } },
          { report: undefined, error: failed },
          { report: { applied: [], refused: [], unsure: [sku] } },
        ].entries()) {
          const id = await shop.account();
          await shop.list(id, { recipe: [part(`item_${at}`)] });
          await shop.turn(id, "push-listings");
          await service.setOnHand([{ inventoryItemId: `item_${at}`, onHand: 4 }]);
          await shop.turn(id, "push-stock", timed("push-stock", outcome));
          expect(await service.boundOf(`item_${at}`)).toMatchObject({ claims: 2 });
        }
      });

      it("H9: a sale more than was shown is kept as less than nothing left, and not as 0", async () => {
        const id = await shop.published("shopee");
        await stock(2);
        await shop.turn(id, "push-stock");
        await shop.turn(id, "pull-orders", { changes: [shop.order(), shop.order({ id: "order-2" })] });
        expect(await service.boundOf(item)).toMatchObject({ claims: -1, held: 2 });
      });

      it("H12: a total counts an order while nobody has touched it, and not once it is packed", async () => {
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

      it("H14: a read of what changed begins D before the one before it, and frees nothing to raise where it was not whole", async () => {
        const id = await shop.published("shopee");
        await stock(2);
        const began = at(0);
        const long = { beganAt: began.toISOString(), endedAt: at(20_000).toISOString() };
        const [, ...none] = await shop.turn(id, "push-stock", timed("read-order-changes", { ...long, complete: false }));
        expect(none).toEqual([]);
        expect((await account(id)).orders_read_until).toBeNull();
        expect(await shop.kinds(id, "push-stock", timed("read-order-changes", long))).toContain("push-stock");
        expect((await account(id)).orders_read_until).toEqual(new Date(began.getTime() - 3_000));
        const [next] = await shop.turn(id, "push-stock");
        expect(next).toMatchObject({ changedSince: new Date(began.getTime() - 3_000).toISOString() });
      });

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

      it("H16: a reading of the stock is as old as its beginning, and is no read-back before G has passed", async () => {
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

      it("H16: a number that is higher than what was written is a look and no read-back", async () => {
        const id = await shop.published("shopee");
        await stock(2);
        await shop.turn(id, "push-stock");
        await wait(2_100);
        expect(await shop.kinds(id, "push-stock", { sellable: 9 })).toContain("read-stock");
        expect(await shop.exposure(id)).toMatchObject({ look: { sellable: 9 }, read_back: null });
      });

      it("H15: an order that cannot be read holds up what may be in it, by the channel's id or by SKU, until it is read", async () => {
        const id = await shop.published("shopee");
        await stock(4);
        for (const name of ["11", sku.toLowerCase()]) expect(await shop.raises(id, unread([name]))).toBe(false);
        expect((await shop.exposure(id)).why).toBe("order-unreadable");
        expect(await shop.problems(id)).toMatchObject([{ purpose: "unread-order", says: { params: { order: "order-9" } } }]);
        // Not in the next list any more, and still not read.
        await shop.turn(id, "pull-orders", { changes: [shop.order({ id: "order-8", state: "cancelled" })] });
        expect(await shop.raises(id)).toBe(false);
        await shop.turn(id, "pull-orders", { changes: [shop.order({ id: "order-9" })] });
        expect(await shop.problems(id)).toEqual([]);
        expect(await shop.raises(id)).toBe(true);
      });

      it("H15: an order of which nothing can be told holds up what may not be oversold, and nothing else", async () => {
        const id = await shop.published("shopee");
        await stock(4);
        expect(await shop.raises(id, unread())).toBe(false);
        await service.setAllowance([{ inventoryItemId: item, allowance: 4 }]);
        expect(await shop.raises(id)).toBe(true);
      });

      it("H15: beside an order that cannot be read the others are proven, and not what may be in it", async () => {
        const id = await shop.published("shopee");
        await stock(4);
        await shop.turn(id, "push-stock");
        await wait(2_100);
        await shop.turn(id, "push-stock", { sellable: 2 });
        await wait(3_100);
        await shop.turn(id, "push-stock", { problems: [unread([sku])] });
        expect((await service.retrieveChannelAccount(id)).covered_until).not.toBeNull();
        expect((await writesOf(id)).some((write) => write.fenced)).toBe(false);
        const read = [shop.order({ id: "order-9", state: "cancelled" })];
        await shop.turn(id, "pull-orders", { changes: read });
        await shop.turn(id, "push-stock", { created: read });
        expect((await writesOf(id)).some((write) => write.fenced)).toBe(true);
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

      it("H19: a basket claims as many of each component as its recipe says", async () => {
        const id = await shop.account("shopee");
        await shop.list(id, { recipe: [part("item_1", 2), part("item_2")] });
        await shop.turn(id, "push-listings");
        await service.setOnHand(["item_1", "item_2"].map((inventoryItemId) => ({ inventoryItemId, onHand: 8 })));
        await shop.turn(id, "push-stock");
        expect(await service.boundOf("item_1")).toMatchObject({ claims: 4 });
        expect(await service.boundOf("item_2")).toMatchObject({ claims: 2 });
      });

      it("H19: a basket is not raised while one of its components is promised already, though its share would allow it", async () => {
        const basket = await shop.account("lazada");
        const recipe = [part("item_1"), part("item_2")];
        await shop.list(basket, { recipe });
        const alone = await shop.account("shopee");
        await shop.list(alone, { recipe: [part("item_2")] });
        for (const id of [basket, alone]) await shop.turn(id, "push-listings");
        await service.setOnHand([
          { inventoryItemId: "item_1", onHand: 20 },
          { inventoryItemId: "item_2", onHand: 4 },
        ]);
        await shop.list(basket, { recipe, wantedLive: false });
        await shop.turn(alone, "push-stock");
        expect(await service.admitSale({ key: "cart", components: [part("item_2", 2)] })).toEqual({ admitted: true });
        await shop.list(basket, { recipe });
        expect(await shop.kinds(basket, "push-stock")).toEqual(["read-order-changes"]);
        expect((await shop.exposure(basket)).why).toBe("no-room");
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

      it("H21: nothing is put on sale before the second look said that there is no other", async () => {
        const id = await shop.account();
        await shop.list(id);
        const first = await shop.kinds(id, "push-listings");
        expect(first).toEqual(["look", "create-hidden", "update-listing"]);
        const [listing] = await service.listChannelListings({ account_id: id });
        await service.updateChannelListings({ id: listing?.id ?? "", publish: { creates: 1, createdAt: Date.now() - 60_000 } });
        expect(await shop.kinds(id, "push-listings", { looked: [seen("11")] })).toEqual(["look", "activate"]);
      });

      it("H21: a twin is claimed from sight, hidden and emptied, and deleted once it is proven empty and unordered", async () => {
        const id = await shop.publishedLongAgo();
        expect(await shop.kinds(id, "push-listings", { looked: [seen("11"), seen("99", 3)] })).toContain("look");
        expect(await shop.twins(id)).toMatchObject([{ product_id: "99", ours: true, hidden_at: null }]);
        expect(await service.boundOf("item_1")).toMatchObject({ claims: 3 });
        const hide = (await shop.turn(id, "push-listings")).find(({ kind }) => kind === "hide");
        expect(hide).toMatchObject({ listed: { productId: "99" } });

        const empty = (await shop.turn(id, "push-stock")).filter(({ kind }) => kind === "push-stock");
        expect(empty).toContainEqual(expect.objectContaining({ levels: [{ listed: { sku, productId: "99" }, quantity: 0 }] }));
        expect(await shop.kinds(id, "push-listings")).not.toContain("remove");
        await wait(2_100);
        await shop.turn(id, "push-stock", { sellable: 0 });
        await wait(3_100);
        await shop.turn(id, "push-stock", { sellable: 0 });
        const remove = (await shop.turn(id, "push-listings")).find(({ kind }) => kind === "remove");
        expect(remove).toMatchObject({ listed: { productId: "99" } });
        expect((await shop.twins(id))[0]?.removed_at).not.toBeNull();
        expect((await shop.problems(id)).map(({ code }) => code)).toEqual([]);
      });

      it("H21: an order moves its twin's own liability, and a twin that was ordered is left to a person", async () => {
        const id = await shop.publishedLongAgo();
        await shop.turn(id, "push-listings", { looked: [seen("11"), seen("99", 3)] });
        await shop.turn(id, "push-listings");
        const { variantId: _variant, ...line } = shop.order().lines[0] ?? {};
        await shop.turn(id, "pull-orders", { changes: [shop.order({ lines: [{ ...line, productId: "99" }] })] });
        const [twin] = await shop.twins(id);
        const [exposure] = await service.listExposures({ listing_id: twin?.id ?? "" });
        expect(exposure?.liability).toBe(2);
        await service.updateExposures({ id: exposure?.id ?? "", liability: 0, known: true });
        expect(await shop.kinds(id, "push-listings")).not.toContain("remove");
        expect((await shop.twins(id))[0]).toMatchObject({ asked: true, removed_at: null });
        expect((await shop.problems(id)).map(({ code }) => code)).toEqual(["twin"]);
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

      it("H23: what was read earlier and comes later is dropped where both changed in the same second", async () => {
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

      it("H23: a cancelled part is given back once however often it is told, and not again where a reading leaves it out", async () => {
        const id = await shop.published("shopee");
        await stock(8);
        const [line] = shop.order().lines;
        const read = async (cancelledQuantity: number, seconds: number) => {
          const lines = [{ ...line, quantity: 3, cancelledQuantity }];
          await shop.turn(id, "pull-orders", {
            changes: [shop.order({ changedAt: at(seconds * 1_000).toISOString(), lines })],
          });
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

      it("H25: an answer in a shape nobody knows is kept as it came, and read again", async () => {
        const id = await shop.account();
        await service.updateChannelAccounts({ id, access_stored_at: at(-3 * hour), access_expires_at: at(hour) });
        const body = { error: "", access_token: 5, refresh_token: "r-d", expire_in: 14_400, shop_id: 7 };
        const answer = { access: { status: 200, body: JSON.stringify(body), receivedAt: now() } };
        await shop.turn(id, "refresh-access", { outcome: () => answer });
        expect(await account(id)).toMatchObject({ state: "needs-sign-in", access_generation: 1, access_pending_generation: 1 });
        expect((await account(id)).access_raw_encrypted).not.toBeNull();
        // Still of a shape nobody knows: nothing else is asked for, and it is still kept.
        expect(await shop.kinds(id, "refresh-access")).toEqual([]);
        expect(await account(id)).toMatchObject({ state: "needs-sign-in", access_pending_generation: 1 });
      });

      it("H25: an access that was asked for with one which is no longer the newest is not stored", async () => {
        const id = await shop.account();
        const access = { accessToken: "late", expiresAt: "2100-01-01T00:00:00.000Z" as never };
        expect(await service.saveAccess({ accountId: id, generation: 0, access })).toBe(false);
        expect((await open(id, "pull-orders")).account.access?.accessToken).toBe("a");
      });

      it("H32: an order is accepted only after its total was written without it", async () => {
        const id = await shop.published("tiki");
        await stock(10);
        await shop.turn(id, "push-stock");
        await shop.turn(id, "pull-orders", { changes: [shop.order()] });
        await service.queueCommand({ accountId: id, orderId: "order-1", kind: "accept" });
        expect(await shop.kinds(id, "run-commands")).toEqual([]);
        const [, again] = await shop.turn(id, "push-stock");
        expect(again).toMatchObject({ kind: "push-stock", levels: [{ quantity: 4 }] });
        expect((await shop.exposure(id)).why).toBe("leaves");
        await wait(2_100);
        expect(await shop.kinds(id, "run-commands")).toEqual([]);
        await shop.turn(id, "push-stock", { sellable: 3, total: 4, held: 1 });
        expect(await shop.kinds(id, "run-commands")).toEqual(["accept"]);
      });

      it("H33: a total is lowered without going dark, and frees units only by a fence that counts hidden holds", async () => {
        const id = await shop.published("tiki");
        await stock(10);
        const [, push] = await shop.turn(id, "push-stock");
        expect(push).toMatchObject({ kind: "push-stock", levels: [{ quantity: 5 }] });
        await stock(2);
        const [, lower] = await shop.turn(id, "push-stock");
        expect(lower).toMatchObject({ kind: "push-stock", levels: [{ quantity: 2 }] });
        expect(await bound()).toMatchObject({ claims: 5, bound: 3 });
        await wait(2_100);
        // One unit is held there by an order that is not shown.
        expect(await shop.kinds(id, "push-stock", { sellable: 1, total: 2, held: 1 })).toEqual([
          "read-order-changes",
          "read-stock",
        ]);
        await wait(3_100);
        await shop.turn(id, "push-stock");
        expect(await bound()).toMatchObject({ claims: 3, bound: 1 });
        expect((await shop.problems(id)).map(({ code }) => code)).toEqual([]);
      });

      it("what a listing from before us shows is claimed, and how much more it may sell is not known", async () => {
        const id = await shop.account("shopee");
        await shop.list(id);
        const seen = { productId: "11", variantId: "12", sellerSku: sku, state: "live", title: "Mật", price: 1, stock: 3 };
        await shop.turn(id, "look-at-listings", { listings: [seen] });
        expect(await shop.exposure(id)).toMatchObject({ known: false, liability: 3 });
      });

      it("a line is what the channel's own number says before it is what the seller's text says", async () => {
        const id = await shop.published("shopee");
        const other = "HY00000002";
        await shop.list(id, { sku: other, variantId: "variant_2", recipe: [{ inventoryItemId: "item_2", quantity: 1 }] });
        const [line] = shop.order().lines;
        await shop.turn(id, "pull-orders", { changes: [shop.order({ lines: [{ ...line, sellerSku: other }] })] });
        expect((await service.boundOf(item)).held).toBe(1);
        expect((await service.boundOf("item_2")).held).toBe(0);
      });

      it("an order that nobody has paid holds its units", async () => {
        const id = await shop.published("shopee");
        await stock(4);
        await shop.turn(id, "push-stock");
        await shop.turn(id, "pull-orders", { changes: [shop.order({ state: "unpaid" })] });
        expect(await service.boundOf(item)).toMatchObject({ claims: 1, held: 1 });
      });
    });
  },
});
