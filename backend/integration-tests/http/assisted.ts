import type { Act, Outcome, Purpose } from "jobs/ring";
import { channelsOf } from "../../src/channels-of";
import { dayAt } from "../../src/modules/ocop/day";
import type PeopleModuleService from "../../src/modules/people/service";
import type { Backend } from "../backend";
import { tokenOf } from "../signed-in";
import { loadSeed, password } from "./seeded";

const as = (token?: string) => ({
  validateStatus: () => true,
  headers: token ? { authorization: `Bearer ${token}` } : {},
});
const now = () => new Date().toISOString();

export default function assisted({ api, getContainer }: Backend): void {
  it("asks a person where software may not, and counts what a look saw, not what was said", async () => {
    const container = getContainer();
    await loadSeed(container);
    const channels = channelsOf(container);
    const { data: signedIn } = await api.post("/auth/producer_member/emailpass", { email: "0900000001", password });
    const own = as(signedIn.token);
    const { data: me } = await api.get("/producer/me", own);
    const stranger = await container
      .resolve<PeopleModuleService>("people")
      .createProducerMembers({ name: "Người khác", phone: "0900000009", producer_id: "producer_x" });
    const other = as(tokenOf("producer_member", stranger.id));
    const operator = as(tokenOf("user", "user_test"));

    async function turn(accountId: string, purpose: Purpose, outcome: (act: Act) => object, page?: object) {
      const { turn: opened } = await channels.openTurn({ accountId, purpose, worker: "test" });
      for (const act of opened?.acts ?? []) {
        const empty = { orders: [], returns: [], listings: [], counters: [], problems: [] };
        const shared = { turnId: opened?.id ?? "" };
        if (page) await channels.recordReading(act.id, { ...shared, number: 0, beganAt: now(), ...empty, ...page } as never);
        await channels.recordOutcome(act.id, {
          ...shared,
          beganAt: now(),
          endedAt: now(),
          ...outcome(act),
        } as unknown as Outcome);
      }
      if (opened) await channels.nextActs(opened.id);
      return opened?.acts ?? [];
    }

    const shop = async (channel: "ketnoiocop" | "postmart") => {
      const { id } = await channels.createAccount({
        channel,
        title: `HTX Minh Họa (${channel})`,
        ownerKind: "producer",
        producerId: me.producer.id,
        settings: {},
        simulated: true,
      });
      await channels.releaseAccount(id);
      return id;
    };
    const [hand, files] = [await shop("ketnoiocop"), await shop("postmart")];
    const { data: goods } = await api.get("/producer/products", own);
    const product = goods.products.find(({ title }: { title: string }) => title === "Long nhãn Minh Họa");
    const publish = (account_id: string, live = true) =>
      api.post(`/producer/products/${product.variant_id}/publish`, { account_id, live }, own);
    const { listing_id: listing } = (await publish(hand)).data;
    const { listing_id: carried } = (await publish(files)).data;

    // The task, with what the page is to say.
    const tasks = (await api.get("/producer/assisted", own)).data.tasks;
    expect(tasks).toHaveLength(1);
    expect(tasks[0]).toMatchObject({
      id: listing,
      kind: "publish",
      channel: "ketnoiocop",
      open: "https://ketnoiocop.vn/",
      standing: { whose: "producer", move: "open-task" },
      texts: {
        title: "Long nhãn Minh Họa",
        price: 220_000,
        certificate: expect.stringMatching(/^OCOP 4 sao, Quyết định .+ \(mô phỏng\)\.$/),
      },
      pictures: [{ place: 0, illustration: true }],
    });
    const waiting = (await api.get("/producer/tasks", own)).data;
    expect(waiting.tasks.map(({ move, account_id }: { move: string; account_id: string }) => [move, account_id])).toEqual(
      expect.arrayContaining([
        ["open-task", hand],
        ["open-sheets", files],
      ]),
    );
    expect(waiting.count).toBe(waiting.tasks.length);
    const picture = await api.get(`/producer/assisted/${listing}/pictures/0`, own);
    expect(picture.data.url).toMatch(/^http:\/\/localhost:9000\/files\/illustrations\//);

    // Nobody else's, for nobody else.
    const proofAt = `/producer/assisted/${listing}/proof`;
    const proof = { url: "https://ketnoiocop.vn/san-pham/long-nhan", version: tasks[0].version };
    const sheet = { account_id: files, name: "don.csv", base64: Buffer.from("Mã đơn\n1").toString("base64") };
    expect((await api.get("/producer/assisted", other)).data.tasks).toEqual([]);
    for (const [path, body] of [
      [`/producer/assisted/${listing}`, undefined],
      [`/producer/assisted/${listing}/pictures/0`, undefined],
      [proofAt, proof],
      [`/producer/listings/${carried}/share`, { units: 3 }],
      ["/producer/sheets/stock", sheet],
      ["/producer/sheets/orders", sheet],
    ] as const) {
      expect([path, (body ? await api.post(path, body, other) : await api.get(path, other)).status]).toEqual([path, 404]);
      expect([path, (body ? await api.post(path, body, as()) : await api.get(path, as())).status]).toEqual([path, 401]);
    }
    expect((await api.get("/admin/channels/assisted", own)).status).toBe(401);
    expect((await api.post(`/admin/channels/assisted/${listing}/proof`, proof, own)).status).toBe(401);
    expect((await api.get("/admin/channels/assisted", operator)).data.tasks).toHaveLength(1);
    expect((await api.get(`/admin/channels/assisted/${listing}`, operator)).data).toMatchObject({
      task: { kind: "publish" },
    });

    // One sentence each.
    for (const [url, sentence] of [
      ["https://192.168.1.1/san-pham", /không phải trang ai cũng xem được/],
      ["https://localhost/san-pham", /không phải trang ai cũng xem được/],
      ["http://ketnoiocop.vn/san-pham", /bắt đầu bằng https/],
      ["https://ketnoiocop.vn.example.org/", /không thuộc sàn này/],
      ["long nhãn", /không đọc được/],
      ["", /Chưa có đường dẫn/],
    ] as const) {
      const answer = await api.post(proofAt, { ...proof, url }, own);
      expect([url, answer.status, answer.data.message]).toEqual([url, 400, expect.stringMatching(sentence)]);
    }

    // Said, and not counted; seen, and counted.
    const seen = async () => {
      const [{ id } = { id: "" }] = (
        await api.get(`/department/coverage/products?day=${dayAt(new Date())}&simulated=1&met=yes`, as(await officer()))
      ).data.products;
      return id;
    };
    expect((await api.post(proofAt, proof, own)).data).toEqual({ task: "publish" });
    expect(await seen()).toBe("");
    const page = { state: "live", httpStatus: 200, sha256: "0a1b", title: "Long nhãn Minh Họa", price: 220_000 };
    const [look] = await turn(hand, "look-at-listings", () => ({ page }));
    expect(look).toMatchObject({ kind: "observe-page", url: proof.url, title: "Long nhãn Minh Họa" });
    const registered = await seen();
    expect(registered).not.toBe("");
    const { data: evidence } = await api.get(
      `/department/products/${registered}?day=${dayAt(new Date())}`,
      as(await officer()),
    );
    expect(evidence.live).toEqual(["ketnoiocop"]);
    expect(evidence.looks).toMatchObject([
      {
        channel: "ketnoiocop",
        state: "live",
        method: "page",
        http_status: 200,
        sha256: "0a1b",
        url: proof.url,
        simulated: true,
      },
    ]);
    expect((await api.get("/producer/assisted", own)).data.tasks).toEqual([]);
    const told = await api.get(`/producer/assisted/${listing}`, own);
    expect(told.data).toMatchObject({ task: null, proofs: [{ kind: "publish", url: proof.url }] });

    // Taken off sale: a task again, told this time by the operator.
    await publish(hand, false);
    const [down] = (await api.get("/producer/assisted", own)).data.tasks;
    expect(down).toMatchObject({ kind: "take-down", open: proof.url, texts: null });
    const byOperator = await api.post(`/admin/channels/assisted/${listing}/proof`, { version: down.version }, operator);
    expect(byOperator.data).toEqual({ task: "take-down" });

    // Files: the share, the sheet that carries it, and the same bytes twice.
    const ask = (kind: string) => api.post("/producer/sheets", { account_id: files, kind }, own);
    expect((await ask("stock")).data.message).toMatch(/Hãy đặt số dành riêng trước/);
    expect((await api.post(`/producer/listings/${listing}/share`, { units: 3 }, own)).status).toBe(400);
    expect((await api.post(`/producer/listings/${carried}/share`, { units: 20 }, own)).status).toBe(200);
    const { id: written } = (await ask("stock")).data;
    const file = { name: "ton-kho.csv", mediaType: "text/csv", base64: Buffer.from("SKU,Tồn\n").toString("base64") };
    await turn(files, "write-sheets", () => ({ file, problems: [] }));
    const desk = (await api.get("/producer/sheets", own)).data;
    expect(desk.sheets[0]).toMatchObject({
      id: written,
      kind: "stock",
      state: "drafted",
      handed_in: false,
      report: { count: 1 },
    });
    expect(desk.accounts).toContainEqual({
      account_id: files,
      written: ["listings", "offers", "stock"],
      handed_in: ["orders", "stock"],
      shares: [{ listing_id: carried, sku: product.sku, title: "Long nhãn Minh Họa", units: 20 }],
    });
    expect((await api.get(`/producer/sheets/${written}/file`, other)).status).toBe(404);
    expect((await api.get(`/producer/sheets/${written}/file`, own)).status).toBe(200);
    expect((await api.post(`/producer/sheets/${written}/discard`, {}, own)).data.message).toMatch(/không bỏ được nữa/);
    expect((await api.post(`/producer/sheets/${written}/confirm`, {}, other)).status).toBe(404);
    expect((await api.post(`/producer/sheets/${written}/confirm`, {}, own)).status).toBe(200);

    const first = await api.post("/producer/sheets/orders", sheet, own);
    const line = { id: "1", sellerSku: product.sku, title: "Long nhãn", quantity: 1, unitPrice: 220_000 };
    const order = {
      id: "VN-1",
      state: "new",
      channelState: "Mới",
      createdAt: now(),
      changedAt: now(),
      lines: [{ ...line, cancelledQuantity: 0, returnedQuantity: 0 }],
    };
    await turn(files, "read-sheet", () => ({ complete: true }), { orders: [order] });
    const second = await api.post("/producer/sheets/orders", sheet, own);
    expect(first.data).toEqual({ id: second.data.id, again: false });
    expect(second.data).toMatchObject({
      again: true,
      sentence: expect.stringMatching(/^Đã nhận tệp này ngày \d{2}\/\d{2}\/\d{4}, không có gì thay đổi\.$/),
      report: { orders: ["VN-1"], rows: [{ order: "VN-1", is: "new" }] },
    });
    expect(await turn(files, "read-sheet", () => ({}))).toEqual([]);
    expect((await api.post("/producer/sheets/stock", { ...sheet, taken_at: "2026-13-01T00:00:00.000Z" }, own)).status).toBe(
      400,
    );

    async function officer(): Promise<string> {
      const [one] = await container.resolve<PeopleModuleService>("people").listOfficers({});
      return tokenOf("officer", one?.id ?? "");
    }
  }, 240_000);
}
