import { channelsOf } from "../../src/channels-of";
import { now, openShop, sku, wanted } from "../../src/modules/channels/__tests__/shop";
import { channelsTexts } from "../../src/modules/channels/texts";
import type { Backend } from "../backend";
import { tokenOf } from "../signed-in";

const bearer = (actor: "user" | "producer_member" | "officer") => ({
  validateStatus: () => true,
  headers: {
    authorization: `Bearer ${tokenOf(actor)}`,
  },
});

export default function deadLetters({ api, getContainer }: Backend): void {
  const channels = () => channelsOf(getContainer());
  const shopOf = () => openShop(channels());
  const path = "/admin/channels/problems";
  const letters = async () => (await api.get(path, bearer("user"))).data.problems as { id: string; message: string }[];
  const refusal = { sku, code: "price-locked", says: channelsTexts.say("as-written", { sentence: "Giá đang bị khoá." }) };
  const everything = async () =>
    JSON.stringify(
      await Promise.all([
        channels().listActs({}),
        channels().listTurns({}),
        channels().listLeases({}),
        channels().listChannelListings({}),
        channels().listExposures({}),
        channels().listStockComponents({}),
        channels().listChannelCommands({}),
        channels().listChannelProblems({}),
      ]),
    );

  /** A listing on sale whose new price the channel refuses. */
  async function refusedPrice(): Promise<{ accountId: string; listingId: string }> {
    const shop = shopOf();
    const accountId = await shop.published("shopee");
    await shop.turn(accountId, "push-offers");
    const { id: listingId } = await shop.list(accountId, { wanted: { ...(wanted as object), price: 130_000 } });
    await shop.turn(accountId, "push-offers", {
      outcome: (act) => (act.kind === "push-offers" ? { report: { applied: [], refused: [refusal], unsure: [] } } : undefined),
    });
    return { accountId, listingId };
  }

  it("shows a refused listing, says what a replay would send and sends nothing by saying it, and replays it through the plan", async () => {
    const { accountId, listingId } = await refusedPrice();
    expect(await letters()).toMatchObject([{ id: listingId, kind: "refused-listing", message: `${sku}: Giá đang bị khoá.` }]);
    const before = await everything();
    const preview = () => api.get(`${path}/${listingId}/preview`, bearer("user"));
    expect((await preview()).data).toEqual({
      changes: true,
      sentences: [`Sửa giá ${sku} thành 130.000 ₫ ở Gian hàng thử.`],
    });
    expect(await everything()).toBe(before);
    expect(await shopOf().kinds(accountId, "push-offers")).toEqual([]);

    const { data } = await api.post(`${path}/${listingId}/replay`, {}, bearer("user"));
    expect(data.result).toEqual({ id: listingId, outcome: "asked", message: "Đã đưa lại vào lượt của Gian hàng thử." });
    expect(await letters()).toEqual([]);
    expect(await shopOf().kinds(accountId, "push-offers")).toEqual(["push-offers"]);
    expect((await channels().retrieveChannelListing(listingId)).sent).toMatchObject({ price: 130_000 });
    expect((await preview()).data).toEqual({ changes: false, sentences: ["Việc này đã xong hoặc không còn."] });
  });

  it("replays all that are shown and says row by row what came of each, the bad ones among them", async () => {
    const { accountId, listingId } = await refusedPrice();
    const asleep = await shopOf().account("lazada");
    await channels().pauseAccount(asleep, true);
    const problem = (of: string, purpose: string, code = "broken") =>
      channels().writeProblem({ accountId: of, purpose, code, message: "An answer in a new shape" });
    const job = await problem(accountId, "pull-orders");
    const paused = await problem(asleep, "push-stock");
    const people = await problem(accountId, "credentials", "key-lost");
    const { data } = await api.post(`${path}/replay`, { ids: [job, "never-was", paused, listingId, people] }, bearer("user"));
    expect(data.results.map(({ id, outcome }: { id: string; outcome: string }) => [id, outcome])).toEqual([
      [job, "asked"],
      ["never-was", "gone"],
      [paused, "held-up"],
      [listingId, "asked"],
      [people, "by-person"],
    ]);
    expect(data.results[2].message).toMatch(/đang tạm dừng/);
    expect((await letters()).map(({ id }) => id).sort()).toEqual([paused, people].sort());
  });

  it("goes on with the others where one cannot be put back, and says so of that one", async () => {
    const { accountId, listingId } = await refusedPrice();
    const bad = await channels().writeProblem({ accountId, purpose: "pull-orders", code: "broken", message: "Broken" });
    const service = channels();
    const replay = service.replay.bind(service);
    const spied = vi.spyOn(service, "replay").mockImplementation(async (id) => {
      if (id === bad) throw new Error("deadlock detected");
      return replay(id);
    });
    const { data } = await api.post(`${path}/replay`, { ids: [bad, listingId] }, bearer("user"));
    spied.mockRestore();
    expect(data.results).toEqual([
      { id: bad, outcome: "failed", message: "Chưa chạy lại được. Hãy thử lại sau." },
      { id: listingId, outcome: "asked", message: "Đã đưa lại vào lượt của Gian hàng thử." },
    ]);
    expect((await letters()).map(({ id }) => id)).toEqual([bad]);
  });

  it("asks again for a command that was refused, and reads back one of which nothing is known before it sends anything", async () => {
    const shop = shopOf();
    const accountId = await shop.published("shopee");
    await shop.turn(accountId, "pull-orders", { changes: [shop.order()] });
    await channels().queueCommand({ accountId, orderId: "order-1", kind: "pack" });
    const error = { kind: "rejected", code: "no-address", message: "No pick-up address", sent: true };
    await shop.turn(accountId, "run-commands", { outcome: (act) => (act.kind === "pack" ? { error } : undefined) });
    const [refused] = await letters();
    const preview = await api.get(`${path}/${refused?.id}/preview`, bearer("user"));
    expect(preview.data.sentences).toEqual(["Báo đã gói đơn order-1 ở Gian hàng thử."]);
    await api.post(`${path}/${refused?.id}/replay`, {}, bearer("user"));
    expect(await shop.kinds(accountId, "run-commands")).toEqual(["pack"]);

    const [command] = await channels().listChannelCommands({ order_id: "order-1" });
    await channels().updateChannelCommands({
      id: command?.id ?? "",
      state: "unknown",
      needs_person: true,
      send_before: new Date(Date.now() - 3_600_000),
    });
    const [order] = await channels().listChannelOrders({ order_id: "order-1" });
    await channels().updateChannelOrders({ id: order?.id ?? "", read_began_at: new Date(Date.now() - 7_200_000) });
    await channels().writeProblemOnce({
      accountId,
      orderId: order?.id ?? "",
      purpose: "run-commands",
      code: "pack-unknown",
      message: "unknown",
    });
    const [unknown] = await letters();
    await api.post(`${path}/${unknown?.id}/replay`, {}, bearer("user"));
    const packed = shop.order({ state: "packed", changedAt: now() });
    expect(await shop.kinds(accountId, "run-commands", { orders: [packed] })).toEqual(["read-orders"]);
    expect((await channels().listChannelCommands({ order_id: "order-1" }))[0]?.state).toBe("done");
  });

  it("lets an operator alone look and replay", async () => {
    const { listingId } = await refusedPrice();
    for (const actor of ["producer_member", "officer"] as const) {
      expect((await api.get(`${path}/${listingId}/preview`, bearer(actor))).status).toBe(401);
      expect((await api.post(`${path}/${listingId}/replay`, {}, bearer(actor))).status).toBe(401);
      expect((await api.post(`${path}/replay`, { ids: [listingId] }, bearer(actor))).status).toBe(401);
    }
    expect(await letters()).toHaveLength(1);
  });
}
