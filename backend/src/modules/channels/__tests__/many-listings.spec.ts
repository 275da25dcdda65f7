import { moduleIntegrationTestRunner } from "@medusajs/test-utils";
import { Client } from "pg";
import * as models from "../models";
import type ChannelsModuleService from "../service";
import { rowsATurn } from "../turn-rules";
import { now, openShop, wait, wanted } from "./shop";

const skuOf = (index: number) => `HY${String(index).padStart(8, "0")}`;
const count = rowsATurn + 5;

moduleIntegrationTestRunner<ChannelsModuleService>({
  moduleName: "channels",
  moduleModels: Object.values(models),
  resolve: "./src/modules/channels",
  testSuite: ({ service, dbConfig }) => {
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

    /** Somebody locks two rows one after the other, and meanwhile something else goes on. */
    async function besideLocks(table: string, first: string, then: string, work: () => Promise<unknown>): Promise<void> {
      const client = new Client({ connectionString: dbConfig.clientUrl });
      await client.connect();
      try {
        const lock = (id: string) => client.query(`select id from ${table} where id = $1 for update`, [id]);
        await client.query("begin");
        await lock(first);
        const done = work();
        done.catch(() => undefined);
        await wait(400);
        await lock(then);
        await client.query("commit");
        await done;
      } finally {
        await client.end();
      }
    }

    it("reads a page of listings in the order in which plans write them, whatever its own", async () => {
      const { id, listings } = await shopWith(2);
      const opened = await service.openTurn({ accountId: id, purpose: "look-at-listings", worker: "test" });
      const [act] = opened.turn?.acts ?? [];
      const seen = listings.toReversed().map(({ sku }) => ({
        sellerSku: sku,
        productId: `product of ${sku}`,
        variantId: "1",
        state: "live",
        channelState: "active",
        price: 120_000,
        pictureIds: [],
      }));
      const page = { turnId: opened.turn?.id, number: 0, beganAt: now(), orders: [], returns: [], counters: [], problems: [] };
      await besideLocks("channel_listing", listings[0]?.id ?? "", listings[1]?.id ?? "", () =>
        service.recordReading(act?.id ?? "", { ...page, listings: seen } as never),
      );
      expect(await service.listChannelListings({ account_id: id, seen_at: { $ne: null } })).toHaveLength(2);
    });

    it("books what was sent and what was counted in the order of the shelves, whatever that of the SKUs", async () => {
      const { id } = await shopWith(2);
      const [low, high] = [shelfOf(1, 2), shelfOf(0, 2)];
      const opened = await service.openTurn({ accountId: id, purpose: "push-stock", worker: "test" });
      const turnId = opened.turn?.id ?? "";
      await shop.settle(turnId, opened.turn?.acts[0] as never, { complete: true });
      const [write] = (await service.nextActs(turnId)).acts;
      const report = { applied: [skuOf(0), skuOf(1)], refused: [], unsure: [] };
      await besideLocks("channel_stock_component", low, high, () => shop.settle(turnId, write as never, { report }));

      const counters = [0, 1].map((index) => ({ sku: skuOf(index), sellable: 2, readBeganAt: now() }));
      const page = { turnId, number: 0, beganAt: now(), orders: [], returns: [], listings: [], problems: [] };
      await besideLocks("channel_stock_component", low, high, () =>
        service.recordReading(opened.turn?.acts[0]?.id ?? "", { ...page, counters } as never),
      );
    });

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
