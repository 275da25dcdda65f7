import { generateJwtToken } from "@medusajs/framework/utils";
import { medusaIntegrationTestRunner } from "@medusajs/test-utils";
import { channelsOf } from "../../src/channels-of";
import type PeopleModuleService from "../../src/modules/people/service";
import { closeRing } from "../../src/ring";
import { loadSeed, password } from "./seeded";

medusaIntegrationTestRunner({
  inApp: true,
  env: {},
  testSuite: ({ api, getContainer }) => {
    const as = (token: string) => ({
      validateStatus: () => true,
      headers: { authorization: `Bearer ${token}`, "accept-language": "vi" },
    });
    const rules = {
      allowance: 3,
      strict_below: 2,
      buffer: { units: 1, basis_points: 1_250, at_least: 2, turnover: true },
    };
    afterAll(closeRing);

    it("lets a producer say what may be oversold and what is kept back of its own goods, and shows the bound beside it", async () => {
      const container = getContainer();
      await loadSeed(container);
      const channels = channelsOf(container);
      const { data: signedIn } = await api.post("/auth/producer_member/emailpass", { email: "0900000001", password });
      const own = as(signedIn.token);
      const stranger = await container.resolve<PeopleModuleService>("people").createProducerMembers({
        name: "Người khác",
        phone: "0900000009",
        producer_id: "producer_x",
      });
      const other = as(
        generateJwtToken(
          { actor_id: stranger.id, actor_type: "producer_member", auth_identity_id: "authid_test", app_metadata: {} },
          { secret: process.env.JWT_SECRET ?? "", expiresIn: "1h", jwtOptions: {} },
        ),
      );
      const products = async () =>
        (await api.get("/producer/products", own)).data.products as {
          variant_id: string;
          title: string;
          stock_rules: object | null;
          listings: { id: string; account_title: string }[];
        }[];
      const honey = async () => {
        const found = (await products()).find(({ title }) => title === "Long nhãn Minh Họa");
        if (!found) throw new Error("the seed made no product of this producer");
        return found;
      };
      const { variant_id } = await honey();
      const path = `/producer/products/${variant_id}/stock-rules`;
      const { data: shops } = await api.get("/producer/accounts", own);
      const shopee = shops.accounts.find(({ channel }: { channel: string }) => channel === "shopee");
      const published = await api.post(`/producer/products/${variant_id}/publish`, { account_id: shopee.id, live: true }, own);
      const [exposure] = await channels.listExposures({ listing_id: published.data.listing_id });
      await channels.updateExposures({ id: exposure?.id ?? "", liability: 26, why: "strict-refused:kit" });

      expect((await api.post(path, rules, own)).status).toBe(200);
      expect((await honey()).stock_rules).toEqual({
        ...rules,
        bound: 2,
        mode: "pooled",
        refused: [{ account_title: shopee.title, sentence: expect.stringMatching(/bộ sản phẩm do sàn tự ghép/) }],
      });
      for (const wrong of [
        { ...rules, allowance: -1 },
        { ...rules, allowance: 1.5 },
        { ...rules, buffer: { ...rules.buffer, basis_points: 10_001 } },
        { ...rules, more: 1 },
      ])
        expect([wrong, (await api.post(path, wrong, own)).status]).toEqual([wrong, 400]);
      expect((await api.post(path, { ...rules, allowance: 99 }, other)).status).toBe(404);
      expect((await honey()).stock_rules).toMatchObject(rules);

      await api.post(
        path,
        { allowance: 0, strict_below: null, buffer: { units: 0, basis_points: 0, at_least: 0, turnover: false } },
        own,
      );
      expect((await honey()).stock_rules).toMatchObject({ allowance: 0, bound: 2, mode: "becoming-strict" });
      const [part] = await channels.listExposureComponents({ exposure_id: exposure?.id ?? "" });
      const [shelf] = await channels.listStockComponents({ id: part?.inventory_item_id ?? "" });
      expect(shelf).toMatchObject({ allowance: 0, strict_below: null, buffer: null });
    });
  },
});
