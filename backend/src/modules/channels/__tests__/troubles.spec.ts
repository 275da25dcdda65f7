import { moduleIntegrationTestRunner } from "@medusajs/test-utils";
import * as models from "../models";
import type ChannelsModuleService from "../service";
import { openShop } from "./shop";

const away = { error: { kind: "retryable", code: "http-503", message: "Service unavailable", sent: true } };

moduleIntegrationTestRunner<ChannelsModuleService>({
  moduleName: "channels",
  moduleModels: Object.values(models),
  resolve: "./src/modules/channels",
  testSuite: ({ service }) => {
    const shop = openShop(service);
    async function troubles(id: string) {
      const account = await service.retrieveChannelAccount(id);
      return (await service.troublesOf([account])).get(id) ?? [];
    }

    it("is told from the moment a channel fails until a turn of the same purpose meets nothing", async () => {
      const id = await shop.account();
      await shop.turn(id, "pull-orders");
      expect(await troubles(id)).toEqual([]);
      await shop.turn(id, "pull-orders", { outcome: () => away });
      const [first] = await troubles(id);
      expect(first).toMatchObject({ is: "failing", purpose: "pull-orders", code: "http-503" });
      await shop.turn(id, "pull-orders", { outcome: () => away });
      expect((await troubles(id))[0]?.since).toBe(first?.since);
      // What other work meets says nothing of this.
      await shop.turn(id, "push-stock");
      expect(await troubles(id)).not.toEqual([]);
      await shop.turn(id, "pull-orders");
      expect(await troubles(id)).toEqual([]);
    });

    it("is over when nothing is left to do", async () => {
      const id = await shop.account();
      await shop.list(id);
      await shop.turn(id, "push-listings", { outcome: ({ kind }) => (kind === "look" ? away : undefined) });
      expect(await troubles(id)).toMatchObject([{ purpose: "push-listings" }]);
      await shop.list(id, { wantedLive: false });
      expect(await shop.kinds(id, "push-listings")).toEqual([]);
      expect(await troubles(id)).toEqual([]);
    });

    it("is the sentence of a listing that waits for it", async () => {
      const id = await shop.account();
      const { id: listingId } = await shop.list(id);
      await shop.turn(id, "push-listings", { outcome: () => away });
      expect(await service.standingOf(listingId)).toMatchObject({
        state: "waiting",
        whose: "channel",
        move: "wait",
        says: { code: "channels.trouble-failing", params: { code: "http-503" } },
      });
    });

    it("is silence where turns are due and none comes, and none where the account rests or was never signed in", async () => {
      const hourAgo = new Date(Date.now() - 3_600_000);
      const id = await shop.account();
      await service.updateChannelAccounts({ id, created_at: hourAgo } as never);
      expect(await troubles(id)).toMatchObject([{ is: "silent", since: hourAgo.getTime() }]);
      await service.pauseAccount(id, true);
      expect(await troubles(id)).toEqual([]);
      await service.pauseAccount(id, false);
      await service.updateChannelAccounts({ id, access_encrypted: null });
      expect(await troubles(id)).toEqual([]);
    });

    it("of a listing that is refused is told at the listing alone", async () => {
      const id = await shop.account();
      await shop.list(id);
      const no = { error: { kind: "rejected", code: "title", message: "Too long", sent: true } };
      await shop.turn(id, "push-listings", { outcome: ({ kind }) => (kind === "create-hidden" ? no : undefined) });
      expect(await service.refusedListings(9)).toMatchObject([{ account_id: id, problem: { code: "title" } }]);
      expect(await shop.problems(id)).toEqual([]);
      expect(await troubles(id)).toEqual([]);
    });
  },
});
