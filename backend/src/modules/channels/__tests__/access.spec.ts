import { moduleIntegrationTestRunner } from "@medusajs/test-utils";
import * as models from "../models";
import { readCredentialKeys, seal } from "../sealing";
import type ChannelsModuleService from "../service";
import { now, openShop } from "./shop";

moduleIntegrationTestRunner<ChannelsModuleService>({
  moduleName: "channels",
  moduleModels: Object.values(models),
  resolve: "./src/modules/channels",
  testSuite: ({ service }) => {
    const shop = openShop(service);
    const hour = 3_600_000;
    /** Half of its life is over. */
    const due = (id: string) =>
      service.updateChannelAccounts({
        id,
        access_stored_at: new Date(Date.now() - 3 * hour),
        access_expires_at: new Date(Date.now() + hour),
      });
    const answer = (token: string, body: object = {}) => ({
      access: {
        status: 200,
        body: JSON.stringify({
          error: "",
          access_token: token,
          refresh_token: `r-${token}`,
          expire_in: 14_400,
          shop_id: 7,
          ...body,
        }),
        receivedAt: now(),
      },
    });
    const lost = { error: { kind: "retryable", code: "timeout", message: "no answer", sent: true } };
    const account = (id: string) => service.retrieveChannelAccount(id);
    const tokenOf = async (id: string) => {
      const turn = await service.openTurn({ accountId: id, purpose: "pull-orders", worker: "test" });
      await service.endTurn(turn.turn?.id ?? "");
      return turn.turn?.account.access?.accessToken;
    };
    /** As if the open request had long died. */
    const longAgo = async (id: string) => {
      const acts = await service.listActs({ account_id: id, kind: "refresh-access" });
      await service.updateActs(acts.map((act) => ({ id: act.id, send_before: new Date(Date.now() - hour) })));
    };

    it("is renewed at half its life, once at a time, and keeps the pair before until the new one has worked", async () => {
      const id = await shop.account();
      expect(await shop.kinds(id, "refresh-access")).toEqual([]);
      await due(id);
      const first = await service.openTurn({ accountId: id, purpose: "refresh-access", worker: "dies" });
      expect(first.turn?.acts.map(({ kind }) => kind)).toEqual(["refresh-access"]);
      await service.endTurn(first.turn?.id ?? "");
      expect(await shop.kinds(id, "refresh-access")).toEqual([]);
      const [act] = first.turn?.acts ?? [];
      if (!act) throw new Error("no act");
      await shop.settle(first.turn?.id ?? "", act, answer("b"));
      expect(await tokenOf(id)).toBe("b");
      expect((await account(id)).access_previous_encrypted).not.toBeNull();
      await new Promise((resolve) => setTimeout(resolve, 20));
      await shop.turn(id, "pull-orders");
      expect((await account(id)).access_previous_encrypted).toBeNull();
    });

    it("is tried once more after a lost answer, and then waits for its owner and says so", async () => {
      const id = await shop.account();
      await due(id);
      expect(await shop.kinds(id, "refresh-access", { outcome: () => ({ ...lost }) })).toEqual(["refresh-access"]);
      expect(await shop.kinds(id, "refresh-access")).toEqual([]);
      await longAgo(id);
      expect(await shop.kinds(id, "refresh-access", { outcome: () => lost })).toEqual(["refresh-access"]);
      await longAgo(id);
      expect(await shop.kinds(id, "refresh-access")).toEqual([]);
      expect((await account(id)).state).toBe("needs-sign-in");
      expect((await shop.problems(id)).map(({ code }) => code)).toEqual(["needs-sign-in"]);
    });

    it("of Lazada is asked for again however often an answer is lost: its refresh token stays", async () => {
      const id = await shop.account("lazada");
      for (let time = 0; time < 3; time += 1) {
        await due(id);
        await longAgo(id);
        expect(await shop.kinds(id, "refresh-access", { outcome: () => lost })).toEqual(["refresh-access"]);
      }
      expect((await account(id)).state).toBe("released");
    });

    it("is found in an answer that was kept by a worker's report which was never read", async () => {
      const id = await shop.account();
      const keys = readCredentialKeys(process.env.CREDENTIAL_KEY);
      await service.updateChannelAccounts({
        id,
        access_raw_encrypted: seal(keys, `channel_account:${id}:raw`, answer("c").access),
        access_pending_generation: 1,
      });
      expect(await shop.kinds(id, "refresh-access")).toEqual([]);
      expect(await tokenOf(id)).toBe("c");
      expect(await account(id)).toMatchObject({ access_generation: 2, access_pending_generation: null });
    });

    it("that never worked gives way to the pair before, where an operator says so", async () => {
      const id = await shop.account();
      await due(id);
      await shop.turn(id, "refresh-access", { outcome: () => answer("e") });
      expect(await service.takePreviousAccess(id)).toBe(true);
      expect(await tokenOf(id)).toBe("a");
      expect(await service.takePreviousAccess(id)).toBe(false);
    });
  },
});
