import { orderSchema } from "connectors/contract";
import { channelsOf } from "../../src/channels-of";
import type PeopleModuleService from "../../src/modules/people/service";
import importChannelOrderWorkflow from "../../src/workflows/import-channel-order";
import type { Backend } from "../backend";
import { tokenOf } from "../signed-in";
import { loadSeed, password } from "./seeded";

const as = (token?: string) => ({
  validateStatus: () => true,
  headers: token ? { authorization: `Bearer ${token}` } : {},
});

export default function producer({ api, getContainer }: Backend): void {
  it("serves a producer its own rows, and nobody another's", async () => {
    const container = getContainer();
    await loadSeed(container);
    const channels = channelsOf(container);
    const routes = ["me", "products", "accounts", "orders", "returns", "sheets"];
    for (const token of [undefined, tokenOf("officer", "x"), tokenOf("user", "x"), tokenOf("customer", "x")])
      for (const route of routes)
        expect([route, (await api.get(`/producer/${route}`, as(token))).status]).toEqual([route, 401]);

    const { data: signedIn } = await api.post("/auth/producer_member/emailpass", { email: "0900000001", password });
    const own = as(signedIn.token);
    const people = container.resolve<PeopleModuleService>("people");
    const stranger = await people.createProducerMembers({
      name: "Người khác",
      phone: "0900000009",
      producer_id: "producer_x",
    });
    const other = as(tokenOf("producer_member", stranger.id));

    const { data } = await api.get("/producer/products", own);
    expect(data.products).toHaveLength(6);
    const product = data.products.find(({ title }: { title: string }) => title === "Long nhãn Minh Họa");
    expect(product).toMatchObject({ price: 220_000, on_hand: 24, held: 0, certificate: { stars: 4 } });
    const { data: shops } = await api.get("/producer/accounts", own);
    const shopee = shops.accounts.find(({ channel }: { channel: string }) => channel === "shopee");
    expect(JSON.stringify(shops)).not.toContain("a-key-of-the-tests");

    const change = `/producer/products/${product.variant_id}`;
    expect((await api.post(change, { price: 230_000, stock: 5 }, own)).status).toBe(200);
    expect((await api.post(change, { price: 1.5 }, own)).status).toBe(400);
    const listing = (await api.post(`${change}/publish`, { account_id: shopee.id }, own)).data.listing_id;
    const [wanted] = await channels.listChannelListings({ id: listing });
    expect(wanted).toMatchObject({ wanted_live: true, wanted: { price: 230_000, certificate: { stars: 4 } } });
    expect(
      (await api.get("/producer/products", own)).data.products.find(({ sku }: { sku: string }) => sku === product.sku),
    ).toMatchObject({
      price: 230_000,
      on_hand: 5,
    });

    const order = orderSchema.parse({
      id: "SN-1",
      state: "new",
      channelState: "READY_TO_SHIP",
      createdAt: "2026-11-24T01:00:00.000Z",
      changedAt: "2026-11-24T01:00:00.000Z",
      lines: [{ id: "1", sellerSku: product.sku, title: "Long nhãn", quantity: 6, unitPrice: 230_000 }],
      buyer: { name: "Trần Văn Bình", phone: "0987654321", address: "Số 1" },
    });
    await channels.saveAccess({
      accountId: shopee.id,
      generation: 0,
      access: { accessToken: "a", refreshToken: "r", expiresAt: "2100-01-01T00:00:00.000Z" as never },
    });
    const { turn } = await channels.openTurn({ accountId: shopee.id, purpose: "pull-orders", worker: "test" });
    const act = turn?.acts[0]?.id ?? "";
    const now = new Date().toISOString() as never;
    await channels.recordReading(act, {
      turnId: turn?.id ?? "",
      number: 0,
      beganAt: now,
      orders: [order],
      returns: [],
      listings: [],
      counters: [],
      problems: [],
    });
    const changed = await channels.recordOutcome(act, { turnId: turn?.id ?? "", beganAt: now, endedAt: now, complete: true });
    expect(changed.orders).toHaveLength(1);
    const input = { channel_order_id: changed.orders[0] ?? "" };
    await Promise.all([1, 2].map(() => importChannelOrderWorkflow(container).run({ input })));
    const { data: orders } = await api.get("/producer/orders", own);
    expect(orders.orders).toHaveLength(1);
    expect(orders.orders[0]).toMatchObject({
      code: "SN-1",
      short: true,
      simulated: true,
      can_pack: true,
      buyer: { phone: "0987654321" },
      lines: [{ title: "Long nhãn Minh Họa", quantity: 6 }],
    });

    const { id } = orders.orders[0];
    expect((await api.get("/producer/orders", other)).data.orders).toEqual([]);
    for (const [method, path, body] of [
      ["get", `/producer/orders/${id}`, undefined],
      ["post", `/producer/orders/${id}/pack`, {}],
      ["post", change, { stock: 0 }],
      ["post", `${change}/publish`, { account_id: shopee.id }],
      ["post", `/producer/accounts/${shopee.id}/release`, {}],
      ["post", `/producer/accounts/${shopee.id}/consent`, {}],
      ["post", `/producer/listings/${listing}/resolve`, { field: "title", take: "ours" }],
      ["post", "/producer/sheets", { account_id: shopee.id }],
    ] as const) {
      const answer = method === "get" ? await api.get(path, other) : await api.post(path, body, other);
      expect([path, answer.status]).toEqual([path, 404]);
    }

    expect((await api.post(`/producer/orders/${id}/pack`, {}, own)).data.order).toMatchObject({ state: "telling" });
    await api.post(`/producer/orders/${id}/pack`, {}, own);
    expect(await channels.listChannelCommands({ order_id: "SN-1" })).toHaveLength(1);
    expect((await api.post(`/producer/orders/${id}/ship`, {}, own)).status).toBe(400);
  });
}
