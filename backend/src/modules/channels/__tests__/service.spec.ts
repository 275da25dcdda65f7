import { moduleIntegrationTestRunner } from "@medusajs/test-utils";
import type { Act, Outcome } from "../act-types";
import * as models from "../models";
import type ChannelsModuleService from "../service";

const sku = "HY00000001";
const wanted = {
  sku,
  title: "Mật ong hoa nhãn",
  shortDescription: "",
  description: "Mật ong Hưng Yên.",
  unit: "chai",
  price: 120_000,
  weightGrams: 700,
  pictures: [],
  producerName: "HTX Minh Họa",
  origin: "Hưng Yên",
  simulated: true,
  onChannel: { carrierIds: [], attributes: {} },
} as never;
const settings = {
  partnerId: 1,
  partnerKey: "key-of-a-test",
  apiHost: "http://127.0.0.1:4010/shopee",
  consentHost: "http://127.0.0.1:4010/shopee",
  shopId: 7,
  pushUrl: "http://localhost:9000/webhooks/shopee",
  language: "vi",
};
const now = () => new Date().toISOString();

moduleIntegrationTestRunner<ChannelsModuleService>({
  moduleName: "channels",
  moduleModels: Object.values(models),
  resolve: "./src/modules/channels",
  testSuite: ({ service }) => {
    async function account(released = true): Promise<string> {
      const { id } = await service.createAccount({
        channel: "shopee",
        title: "Gian hàng thử",
        ownerKind: "programme",
        settings,
        simulated: true,
      });
      await service.saveAccess({
        accountId: id,
        generation: 0,
        access: { accessToken: "a", refreshToken: "r", expiresAt: "2100-01-01T00:00:00.000Z" as never },
      });
      if (released) await service.releaseAccount(id);
      return id;
    }
    const list = (accountId: string, more: object = {}) =>
      service.upsertListing({
        accountId,
        sku,
        variantId: "variant_1",
        recipe: [{ inventoryItemId: "item_1", quantity: 1 }],
        wanted,
        wantedLive: true,
        ...more,
      });
    async function open(accountId: string, purpose: "push-listings" | "push-stock" | "push-offers" | "pull-orders") {
      const answer = await service.openTurn({ accountId, purpose, worker: "test" });
      if (!answer.turn) throw new Error(answer.reason);
      return answer.turn;
    }
    const settle = (turnId: string, act: Act | undefined, more: object = {}) =>
      service.recordOutcome(act?.id ?? "", { turnId, beganAt: now(), endedAt: now(), ...more } as unknown as Outcome);
    async function published(accountId: string): Promise<void> {
      await list(accountId);
      const turn = await open(accountId, "push-listings");
      expect(turn.acts.map(({ kind }) => kind)).toEqual(["look"]);
      await settle(turn.id, turn.acts[0], { looked: [] });
      const [create] = (await service.nextActs(turn.id)).acts;
      expect(create?.kind).toBe("create-hidden");
      await settle(turn.id, create, { listed: { sku, productId: "11" } });
      for (let acts = (await service.nextActs(turn.id)).acts; acts.length; acts = (await service.nextActs(turn.id)).acts)
        for (const act of acts) await settle(turn.id, act);
    }
    const order = (change: object = {}) => ({
      id: "order-1",
      state: "new",
      channelState: "READY_TO_SHIP",
      createdAt: "2026-01-01T00:00:00.000Z",
      changedAt: "2026-01-01T00:00:00.000Z",
      lines: [
        {
          id: "1",
          productId: "11",
          sellerSku: sku,
          title: "Mật",
          quantity: 2,
          cancelledQuantity: 0,
          returnedQuantity: 0,
          unitPrice: 1,
        },
      ],
      ...change,
    });
    async function read(accountId: string, ...orders: object[]) {
      const turn = await open(accountId, "pull-orders");
      const page = {
        turnId: turn.id,
        number: 0,
        beganAt: now(),
        orders,
        returns: [],
        listings: [],
        counters: [],
        problems: [],
      };
      const changed = await service.recordReading(turn.acts[0]?.id ?? "", page as never);
      await settle(turn.id, turn.acts[0], { complete: true });
      await service.nextActs(turn.id);
      return changed;
    }

    describe("the channels service", () => {
      it("never admits more than is there, however many ask at once", async () => {
        await service.setOnHand([{ inventoryItemId: "item_1", onHand: 3 }]);
        const answers = await Promise.all(
          Array.from({ length: 8 }, (_, at) =>
            service.admitSale({ key: `cart:${at}`, components: [{ inventoryItemId: "item_1", quantity: 1 }] }),
          ),
        );
        expect(answers.filter(({ admitted }) => admitted)).toHaveLength(3);
        expect(await service.boundOf("item_1")).toMatchObject({ held: 3, bound: 0 });
        await service.settleHold("cart:0");
        await service.settleHold("cart:0");
      });

      it("does not call a hold idle that somebody has just asked for again", async () => {
        await service.setOnHand([{ inventoryItemId: "item_1", onHand: 3 }]);
        const ask = () => service.admitSale({ key: "order:A", components: [{ inventoryItemId: "item_1", quantity: 1 }] });
        await ask();
        await new Promise((resolve) => setTimeout(resolve, 20));
        const before = new Date();
        expect(await service.holdsSince(before)).toEqual(["order:A"]);
        await new Promise((resolve) => setTimeout(resolve, 20));
        expect(await ask()).toEqual({ admitted: true });
        expect(await service.holdsSince(before)).toEqual([]);
        // Nor lets one go who has looked before that.
        expect(await service.releaseHold("order:A", before)).toBe(false);
        expect(await service.boundOf("item_1")).toMatchObject({ held: 1 });
        expect(await service.releaseHold("order:A", new Date(Date.now() + 1_000))).toBe(true);
      });

      it("holds what is asked for now where the same sale is asked for again with other units", async () => {
        await service.setOnHand(["item_1", "item_2"].map((inventoryItemId) => ({ inventoryItemId, onHand: 3 })));
        const ask = (...parts: [string, number][]) =>
          service.admitSale({
            key: "order:A",
            components: parts.map(([inventoryItemId, quantity]) => ({ inventoryItemId, quantity })),
          });
        const held = async () => [(await service.boundOf("item_1")).held, (await service.boundOf("item_2")).held];
        expect(await ask(["item_1", 1])).toEqual({ admitted: true });
        expect(await ask(["item_1", 3], ["item_2", 1])).toEqual({ admitted: true });
        expect(await held()).toEqual([3, 1]);
        expect(await ask(["item_2", 2])).toEqual({ admitted: true });
        expect(await held()).toEqual([0, 2]);
        expect(await ask(["item_2", 4])).toMatchObject({ admitted: false, short: [{ missing: 1 }] });
        expect(await held()).toEqual([0, 0]);
      });

      it("keeps an account's settings sealed to its row", async () => {
        const id = await account();
        expect(await service.openSettings(id)).toMatchObject({ partnerKey: "key-of-a-test" });
        const [row] = await service.listChannelAccounts({ id });
        expect(row?.settings_encrypted).not.toContain("key-of-a-test");
      });

      it("says by account at the start which credential key is lost, and takes it back when the key is there again", async () => {
        const id = await account();
        const kept = process.env.CREDENTIAL_KEY;
        const told = async () =>
          (await service.listChannelProblems({ account_id: id, resolved_at: null })).map(({ code, says }) => [code, says]);
        process.env.CREDENTIAL_KEY = `another:${Buffer.alloc(32, 7).toString("base64")}`;
        try {
          await service.__hooks.onApplicationStart();
          await service.__hooks.onApplicationStart();
          expect(await told()).toEqual([["key-lost", expect.objectContaining({ code: "channels.key-lost" })]]);
        } finally {
          process.env.CREDENTIAL_KEY = kept;
        }
        await service.__hooks.onApplicationStart();
        expect(await told()).toEqual([]);
      });

      it("gives a look-only account no writing act", async () => {
        const id = await account(false);
        await list(id);
        for (const purpose of ["push-listings", "push-stock", "push-offers", "run-commands"] as const)
          expect(await service.openTurn({ accountId: id, purpose, worker: "test" })).toEqual({
            turn: null,
            reason: "look-only",
          });
      });

      it("does not create twice when the answer to a create was lost", async () => {
        const id = await account();
        await list(id);
        const turn = await open(id, "push-listings");
        await settle(turn.id, turn.acts[0], { looked: [] });
        const [create] = (await service.nextActs(turn.id)).acts;
        expect(create?.kind).toBe("create-hidden");
        await settle(turn.id, create, { error: { kind: "retryable", code: "timeout", message: "no answer", sent: true } });
        expect((await service.nextActs(turn.id)).acts).toEqual([]);
        expect(await service.openTurn({ accountId: id, purpose: "push-listings", worker: "test" })).toMatchObject({
          reason: "nothing-to-do",
        });
      });

      it("gives one act for a new price, and an update when what is wanted changes", async () => {
        const id = await account();
        await published(id);
        await list(id, { wanted: { ...(wanted as object), price: 130_000 } });
        const offers = await open(id, "push-offers");
        expect(offers.acts).toHaveLength(1);
        await settle(offers.id, offers.acts[0], { report: { applied: [sku], refused: [], unsure: [] } });
        expect((await service.nextActs(offers.id)).acts).toEqual([]);
        expect(await service.openTurn({ accountId: id, purpose: "push-offers", worker: "test" })).toMatchObject({ turn: null });
        await list(id, { wanted: { ...(wanted as object), price: 130_000, description: "Không còn chứng nhận." } });
        const content = await open(id, "push-listings");
        expect(content.acts.map(({ kind }) => kind)).toContain("update-listing");
      });

      it("keeps the liability of a write whose worker died, and holds an order delivered three times once", async () => {
        const id = await account();
        await published(id);
        await service.setOnHand([{ inventoryItemId: "item_1", onHand: 10 }]);
        const turn = await open(id, "push-stock");
        await settle(turn.id, turn.acts[0], { complete: true });
        const [push] = (await service.nextActs(turn.id)).acts;
        expect(push).toMatchObject({ kind: "push-stock", levels: [{ quantity: 5 }] });
        expect(await service.boundOf("item_1")).toMatchObject({ claims: 5, held: 0, bound: 0 });
        expect((await service.nextActs(turn.id)).acts).toEqual([]);
        expect((await read(id, order())).orders).toHaveLength(1);
        expect((await read(id, order(), order())).orders).toHaveLength(0);
        expect(await service.boundOf("item_1")).toMatchObject({ claims: 3, held: 2 });
        await read(id, order({ state: "cancelled", changedAt: "2026-01-01T01:00:00.000Z" }));
        expect(await service.boundOf("item_1")).toMatchObject({ claims: 5, held: 0 });
      });

      /** One stock turn to its end: what the channel counts as sellable, and what its list of created orders brings. */
      async function pass(id: string, sellable: number, created: readonly object[] = []): Promise<string[]> {
        const answer = await service.openTurn({ accountId: id, purpose: "push-stock", worker: "test" });
        const kinds: string[] = [];
        if (!answer.turn) return kinds;
        for (let { acts } = answer.turn; acts.length; acts = (await service.nextActs(answer.turn.id)).acts)
          for (const act of acts) {
            kinds.push(act.kind);
            const page = {
              turnId: answer.turn.id,
              number: 0,
              beganAt: now(),
              orders: act.kind === "read-orders-created" ? created : [],
              returns: [],
              listings: [],
              counters: act.kind === "read-stock" ? [{ sku, sellable, readBeganAt: now() }] : [],
              problems: [],
            };
            if (page.orders.length || page.counters.length) await service.recordReading(act.id, page as never);
            await settle(answer.turn.id, act, { complete: true, report: { applied: [sku], refused: [], unsure: [] } });
          }
        return kinds;
      }
      const wait = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

      it("shows another number only after the last was read back and every order up to then was read", async () => {
        const id = await account();
        await published(id);
        await service.setOnHand([{ inventoryItemId: "item_1", onHand: 2 }]);
        expect(await pass(id, 0)).toEqual(["read-order-changes", "push-stock"]);
        await service.setOnHand([{ inventoryItemId: "item_1", onHand: 20 }]);
        expect(await pass(id, 1)).toEqual(["read-order-changes"]);
        await wait(2_100);
        expect(await pass(id, 1)).toEqual(["read-order-changes", "read-stock"]);
        await wait(3_100);
        expect(await pass(id, 1)).toEqual(["read-order-changes", "read-orders-created", "push-stock"]);
        expect(await service.boundOf("item_1")).toMatchObject({ claims: 11, bound: 0 });
      });

      it("takes a list of orders that leaves a known one out for no proof, and the next whole one for proof", async () => {
        const id = await account();
        await published(id);
        await service.setOnHand([{ inventoryItemId: "item_1", onHand: 2 }]);
        await pass(id, 0);
        const known = order({ createdAt: now(), changedAt: now(), lines: [{ ...order().lines[0], quantity: 1 }] });
        await read(id, known);
        await service.setOnHand([{ inventoryItemId: "item_1", onHand: 20 }]);
        await wait(2_100);
        expect(await pass(id, 0)).toEqual(["read-order-changes", "read-stock"]);
        await wait(3_100);
        expect(await pass(id, 0, [])).toEqual(["read-order-changes", "read-orders-created"]);
        expect(await pass(id, 0, [known])).toEqual(["read-order-changes", "read-orders-created", "push-stock"]);
      });

      it("looks again where nothing was written for long, and lets units that idle there go after its fence", async () => {
        const id = await account();
        await published(id);
        await service.setOnHand([{ inventoryItemId: "item_1", onHand: 8 }]);
        await pass(id, 0);
        const [exposure] = await service.listExposures({ account_id: id });
        const write = (exposure?.writes as { list: object[] } | undefined)?.list[0];
        const long = Date.now() - 600_000;
        await service.updateExposures({
          id: exposure?.id ?? "",
          writes: { list: [{ ...write, sentAt: long, diesAt: long, ackedAt: long, fenced: true }] },
        });
        expect(await service.boundOf("item_1")).toMatchObject({ claims: 4 });
        expect(await pass(id, 1)).toEqual(["read-order-changes", "read-stock"]);
        expect(await pass(id, 1)).toEqual(["read-order-changes"]);
        await wait(3_100);
        // One unit is left of the four booked: what idles is proven gone, so the share can be shown again.
        expect(await pass(id, 1)).toEqual(["read-order-changes", "read-orders-created", "push-stock"]);
        expect(await service.boundOf("item_1")).toMatchObject({ claims: 1 + 4 });
      });
    });

    it("renews a refused access once; refused again as new as it is, the account waits for its owner", async () => {
      const id = await account();
      const refused = { error: { kind: "auth", code: "error_auth", message: "no", sent: true } };
      const turn = await open(id, "pull-orders");
      // Stored this moment, it cannot be renewed; half an hour later it can.
      await service.updateChannelAccounts({ id, access_stored_at: new Date(Date.now() - 1_800_000) });
      expect((await settle(turn.id, turn.acts[0], refused)).rings).toEqual(["refresh-access"]);
      await service.endTurn(turn.id);
      expect((await service.retrieveChannelAccount(id)).state).toBe("released");

      const renewal = await service.openTurn({ accountId: id, purpose: "refresh-access", worker: "test" });
      expect(renewal.turn?.acts.map(({ kind }) => kind)).toEqual(["refresh-access"]);
      const body = { error: "", access_token: "b", refresh_token: "r2", expire_in: 14_400, shop_id: 7 };
      const access = { status: 200, body: JSON.stringify(body), receivedAt: now() };
      await settle(renewal.turn?.id ?? "", renewal.turn?.acts[0], { access });
      await service.endTurn(renewal.turn?.id ?? "");
      expect((await service.retrieveChannelAccount(id)).access_generation).toBe(2);

      await new Promise((resolve) => setTimeout(resolve, 20));
      const after = await open(id, "pull-orders");
      expect(after.account.access?.accessToken).toBe("b");
      await settle(after.id, after.acts[0], refused);
      expect((await service.retrieveChannelAccount(id)).state).toBe("needs-sign-in");
      expect(await service.openTurn({ accountId: id, purpose: "push-stock", worker: "test" })).toMatchObject({
        turn: null,
        reason: "needs-sign-in",
      });
    });
  },
});
