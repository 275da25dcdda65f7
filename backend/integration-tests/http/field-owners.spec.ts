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
    const as = (token: string) => ({ validateStatus: () => true, headers: { authorization: `Bearer ${token}` } });
    afterAll(closeRing);

    it("lets a producer choose who decides each field of its own listings, and nobody another's", async () => {
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
      const { data: shops } = await api.get("/producer/accounts", own);
      const shopee = shops.accounts.find(({ channel }: { channel: string }) => channel === "shopee");
      const products = async () => (await api.get("/producer/products", own)).data.products;
      const [{ variant_id }] = await products();
      const { data } = await api.post(`/producer/products/${variant_id}/publish`, { account_id: shopee.id, live: true }, own);
      const id: string = data.listing_id;
      const path = `/producer/listings/${id}/owners`;
      await channels.updateChannelListings({ id, conflict: { field: "price", ours: 100_000, theirs: 90_000 } });

      expect((await api.post(path, { title: "ours" }, own)).status).toBe(200);
      expect((await channels.retrieveChannelListing(id)).conflict).toMatchObject({ field: "price" });
      expect((await api.post(path, { price: "theirs" }, own)).status).toBe(200);
      expect(await channels.retrieveChannelListing(id)).toMatchObject({
        conflict: null,
        field_owners: { title: "ours", price: "theirs" },
      });
      expect((await products())[0].listings[0].field_owners).toEqual({ title: "ours", price: "theirs" });

      for (const wrong of [{ title: "nobody" }, { stock: "ours" }])
        expect([wrong, (await api.post(path, wrong, own)).status]).toEqual([wrong, 400]);
      expect((await api.post(path, { price: "ours" }, other)).status).toBe(404);
      expect((await channels.retrieveChannelListing(id)).field_owners).toEqual({ title: "ours", price: "theirs" });
    });
  },
});
