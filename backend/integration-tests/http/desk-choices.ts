import { channelsOf } from "../../src/channels-of";
import type PeopleModuleService from "../../src/modules/people/service";
import type { Backend } from "../backend";
import { tokenOf } from "../signed-in";
import { loadSeed, password } from "./seeded";

export default function deskChoices({ api, getContainer }: Backend): void {
  const as = (token: string) => ({
    validateStatus: () => true,
    headers: { authorization: `Bearer ${token}`, "accept-language": "vi" },
  });

  interface Shown {
    readonly variant_id: string;
    readonly title: string;
    readonly stock_rules: object | null;
    readonly listings: readonly { id: string; account_title: string; field_owners: object }[];
  }
  /** A producer of the seed with one of its products listed on its Shopee shop, and a member of another producer. */
  async function openDesk() {
    const container = getContainer();
    await loadSeed(container);
    const { data: signedIn } = await api.post("/auth/producer_member/emailpass", { email: "0900000001", password });
    const own = as(signedIn.token);
    const stranger = await container.resolve<PeopleModuleService>("people").createProducerMembers({
      name: "Người khác",
      phone: "0900000009",
      producer_id: "producer_x",
    });
    const other = as(tokenOf("producer_member", stranger.id));
    const product = async (): Promise<Shown> => {
      const { data } = await api.get("/producer/products", own);
      const found = (data.products as Shown[]).find(({ title }) => title === "Long nhãn Minh Họa");
      if (!found) throw new Error("the seed made no product of this producer");
      return found;
    };
    const { variant_id } = await product();
    const { data: shops } = await api.get("/producer/accounts", own);
    const shopee = shops.accounts.find(({ channel }: { channel: string }) => channel === "shopee");
    const published = await api.post(`/producer/products/${variant_id}/publish`, { account_id: shopee.id, live: true }, own);
    const listingId: string = published.data.listing_id;
    return { channels: channelsOf(container), own, other, product, variant_id, shopee, listingId };
  }

  const rules = {
    allowance: 3,
    strict_below: 2,
    buffer: { units: 1, basis_points: 1_250, at_least: 2, turnover: true },
  };

  it("lets a producer say what may be oversold and what is kept back of its own goods, and shows the bound beside it", async () => {
    const { channels, own, other, product, variant_id, shopee, listingId } = await openDesk();
    const path = `/producer/products/${variant_id}/stock-rules`;
    const [exposure] = await channels.listExposures({ listing_id: listingId });
    await channels.updateExposures({ id: exposure?.id ?? "", liability: 26, why: "strict-refused:kit" });

    expect((await api.post(path, rules, own)).status).toBe(200);
    expect((await product()).stock_rules).toEqual({
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
    expect((await product()).stock_rules).toMatchObject(rules);

    await api.post(
      path,
      { allowance: 0, strict_below: null, buffer: { units: 0, basis_points: 0, at_least: 0, turnover: false } },
      own,
    );
    expect((await product()).stock_rules).toMatchObject({ allowance: 0, bound: 2, mode: "becoming-strict" });
    const [part] = await channels.listExposureComponents({ exposure_id: exposure?.id ?? "" });
    const [shelf] = await channels.listStockComponents({ id: part?.inventory_item_id ?? "" });
    expect(shelf).toMatchObject({ allowance: 0, strict_below: null, buffer: null });
  });

  it("lets a producer choose who decides each field of its own listings, and nobody another's", async () => {
    const { channels, own, other, product, listingId: id } = await openDesk();
    const path = `/producer/listings/${id}/owners`;
    await channels.updateChannelListings({ id, conflict: { field: "price", ours: 100_000, theirs: 90_000 } });

    expect((await api.post(path, { title: "ours" }, own)).status).toBe(200);
    expect((await channels.retrieveChannelListing(id)).conflict).toMatchObject({ field: "price" });
    expect((await api.post(path, { price: "theirs" }, own)).status).toBe(200);
    expect(await channels.retrieveChannelListing(id)).toMatchObject({
      conflict: null,
      field_owners: { title: "ours", price: "theirs" },
    });
    expect((await product()).listings[0]?.field_owners).toEqual({ title: "ours", price: "theirs" });

    for (const wrong of [{ title: "nobody" }, { stock: "ours" }])
      expect([wrong, (await api.post(path, wrong, own)).status]).toEqual([wrong, 400]);
    expect((await api.post(path, { price: "ours" }, other)).status).toBe(404);
    expect((await channels.retrieveChannelListing(id)).field_owners).toEqual({ title: "ours", price: "theirs" });
  });
}
