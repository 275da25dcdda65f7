import { createHmac } from "node:crypto";
import type { IInventoryService, IOrderModuleService } from "@medusajs/framework/types";
import { ContainerRegistrationKeys, Modules } from "@medusajs/framework/utils";
import { channelsOf } from "../../src/channels-of";
import { readVariants, type VariantFacts } from "../../src/listings/read-variants";
import { dayAt } from "../../src/modules/ocop/day";
import type OcopModuleService from "../../src/modules/ocop/service";
import importChannelOrderWorkflow from "../../src/workflows/import-channel-order";
import publishListingWorkflow from "../../src/workflows/publish-listing";
import { revokeCertificateWorkflow } from "../../src/workflows/revoke-certificate";
import type { Backend } from "../backend";
import { tokenOf } from "../signed-in";
import { loadSeed, password } from "./seeded";

const pushUrl = "http://localhost:9000/webhooks/shopee";
const pushKey = "a-key-of-the-tests";

export default function channels({ api, getContainer }: Backend): void {
  const channels = () => channelsOf(getContainer());
  const orders = () => getContainer().resolve<IOrderModuleService>(Modules.ORDER);
  const any = { validateStatus: () => true, maxRedirects: 0 };
  const operator = () => ({
    ...any,
    headers: {
      authorization: `Bearer ${tokenOf("user")}`,
    },
  });

  beforeEach(async () => {
    await loadSeed(getContainer());
  });

  const shop = async (owner_kind: "programme" | "producer") => {
    const [account] = await channels().listChannelAccounts({ channel: "shopee", owner_kind });
    if (!account) throw new Error(`the seed made no Shopee account of the ${owner_kind}`);
    return account;
  };
  const variantOf = async (handle: string): Promise<VariantFacts> => {
    const products = await getContainer().resolve(Modules.PRODUCT).listProducts({ handle });
    const [variant] = await readVariants(getContainer(), { product_id: products.map(({ id }) => id) });
    if (!variant) throw new Error(`the seed made no ${handle}`);
    return variant;
  };

  it("hears only a bell that is signed", async () => {
    const body = JSON.stringify({ code: 3, shop_id: 1, timestamp: 1_764_000_000, data: { ordersn: "A" } });
    const ring = (authorization?: string, channel = "shopee") =>
      api.post(`/webhooks/${channel}`, body, {
        ...any,
        transformRequest: [(data: unknown) => data],
        headers: { "content-type": "application/json", ...(authorization ? { authorization } : {}) },
      });
    const sign = (key: string, text = body) => createHmac("sha256", key).update(`${pushUrl}|${text}`).digest("hex");
    expect((await ring(sign(pushKey))).status).toBe(200);
    expect((await ring(sign("another key"))).status).toBe(401);
    expect((await ring(sign(pushKey, `${body} `))).status).toBe(401);
    expect((await ring()).status).toBe(401);
    expect((await ring(sign(pushKey), "voso")).status).toBe(404);
    expect(await channels().listChannelOrders({})).toEqual([]);
  });

  it("lets a consent come back once, to the channel it was begun for", async () => {
    const { id } = await shop("producer");
    expect((await api.post(`/admin/channels/accounts/${id}/consent`, {}, any)).status).toBe(401);
    const begin = async () => {
      const { data } = await api.post(`/admin/channels/accounts/${id}/consent`, {}, operator());
      return new URL(data.url).searchParams.get("state") ?? "";
    };
    const comeBack = (state: string) => api.get(`/consent/shopee?state=${state}&code=abc&shop_id=77`, any);
    const finish = (channel: string, state: string, who: object) =>
      api.post(`/admin/channels/consents/${channel}`, { query: { state, code: "abc", shop_id: "77" } }, who);
    const state = await begin();
    const first = await comeBack(state);
    expect([first.status, first.headers.location]).toEqual([
      303,
      `http://localhost:9000/app/channels?consent=shopee&state=${state}&code=abc&shop_id=77`,
    ]);
    const { token } = await api
      .post("/auth/producer_member/emailpass", { email: "0900000001", password })
      .then(({ data }: { data: { token: string } }) => data);
    const stranger = { ...any, headers: { authorization: `Bearer ${token}` } };
    expect((await api.post("/producer/consents/shopee", { query: { state, code: "abc" } }, stranger)).status).toBe(400);
    expect((await finish("lazada", state, { ...any, ...operator() })).status).toBe(400);
    expect((await finish("shopee", state, operator())).status).toBe(200);
    expect((await finish("shopee", state, { ...any, ...operator() })).data.message).toMatch(/đã dùng rồi hoặc đã hết hạn/);
    const second = await comeBack(state);
    expect(second.status).toBe(400);
    expect(second.data).toMatch(/đã dùng rồi hoặc đã hết hạn/);
    expect((await comeBack("never-given")).status).toBe(400);
    expect((await api.get("/consent/shopee?code=abc", any)).status).toBe(400);
    const { data } = await api.get("/admin/channels/accounts", operator());
    expect(JSON.stringify(data)).not.toMatch(/partnerKey|encrypted|a-key-of-the-tests/);
  });

  it("makes an account of checked settings, keeps its secrets from being read, and keeps them where none is typed", async () => {
    const settings = {
      partnerId: 2_000_009,
      partnerKey: "a-key-nobody-may-read",
      pushUrl: "https://example.org/webhooks/shopee",
      apiHost: "https://partner.shopeemobile.com",
      consentHost: "https://open.shopee.com",
    };
    const make = (more: object) =>
      api.post("/admin/channels/accounts", { channel: "shopee", title: "Gian hàng thật", ...more }, operator());
    const { partnerKey: _key, ...without } = settings;
    const refused = await make({ settings: { ...without, apiHost: "không phải địa chỉ", nothing: 1 } });
    expect(refused.status).toBe(400);
    for (const name of ["partnerKey", "apiHost", "nothing"]) expect(refused.data.message).toContain(name);
    expect((await make({ producer_id: "nobody", settings })).status).toBe(400);

    const { status, data } = await make({ settings });
    expect([status, data.account.state, data.account.owner_kind]).toEqual([201, "look-only", "programme"]);
    const path = `/admin/channels/accounts/${data.account.id}/settings`;
    const shown = await api.get(path, operator());
    expect(JSON.stringify(shown.data)).not.toContain("a-key-nobody-may-read");
    expect(shown.data.settings).toContainEqual(expect.objectContaining({ name: "partnerKey", secret: true, set: true }));
    const { partnerId } = settings;
    expect((await api.post(path, { settings: { ...without, partnerId, language: "en" } }, operator())).status).toBe(200);
    expect(await channels().openSettings(data.account.id)).toMatchObject({
      partnerKey: "a-key-nobody-may-read",
      language: "en",
    });
    const { data: forms } = await api.get("/admin/channels/forms", operator());
    expect(forms.channels.map(({ channel }: { channel: string }) => channel)).toContain("postmart");
  });

  it("lists the goods of the account's owner alone, and takes the stars down with the certificate", async () => {
    const account = await shop("producer");
    const mine = await variantOf("long-nhan-minh-hoa");
    const other = await variantOf("banh-cay");
    const { data } = await api.post(
      "/admin/channels/listings",
      { account_id: account.id, variant_ids: [other.variantId, mine.variantId] },
      operator(),
    );
    expect(data.results).toMatchObject([
      { variant_id: other.variantId, refused: expect.stringMatching(/không thuộc gian hàng/) },
      { variant_id: mine.variantId, listing_id: expect.any(String) },
    ]);
    const listingId: string = data.results[1].listing_id;
    const wanted = async () => (await channels().retrieveChannelListing(listingId)).wanted;
    expect(await wanted()).toMatchObject({ certificate: { stars: 4, simulated: true }, price: mine.price });

    const ocop = getContainer().resolve<OcopModuleService>("ocop");
    const registered = mine.metadata.registered_product_id ?? "";
    const [certificate] = await ocop.listCertificates({ registered_product_id: registered });
    await revokeCertificateWorkflow(getContainer()).run({
      input: {
        certificate_id: certificate?.id ?? "",
        day: dayAt(new Date()),
        reason: "Cơ sở ngừng sản xuất",
        recorded_by: "officer_test",
      },
    });
    await expect.poll(wanted, { timeout: 15_000 }).not.toHaveProperty("certificate");
  });

  /** Orders of one listing, two units each, as a reading leaves them: booked, and not imported. */
  async function ordersRead(count: number) {
    const account = await shop("programme");
    const variant = await variantOf("banh-cay");
    const { result } = await publishListingWorkflow(getContainer()).run({
      input: { account_id: account.id, variant_id: variant.variantId, live: true },
    });
    const at = "2026-11-24T08:00:00.000Z";
    const line = { id: "1", sellerSku: variant.sku, title: "Bánh cáy", cancelledQuantity: 0, unitPrice: 50_000 };
    const ids: string[] = [];
    for (const order_id of Array.from({ length: count }, (_, index) => `251124AT${index}`)) {
      const { id } = await channels().createChannelOrders({
        account_id: account.id,
        order_id,
        state: "new",
        channel_state: "READY_TO_SHIP",
        changed_at: new Date(at),
        created_there_at: new Date(at),
        read_began_at: new Date(at),
        body: {
          id: order_id,
          state: "new",
          channelState: "READY_TO_SHIP",
          createdAt: at,
          changedAt: at,
          lines: [{ ...line, quantity: 2 }],
        },
      });
      await channels().createChannelOrderLines({
        channel_order_id: id,
        line_id: "1",
        listing_id: result.listing_id,
        seller_sku: variant.sku,
        quantity: 2,
      });
      ids.push(id);
    }
    return { account, variant, ids };
  }

  it("reserves in Medusa what all orders hold that come in at once", async () => {
    const { variant, ids } = await ordersRead(4);
    await Promise.all(ids.map((id) => importChannelOrderWorkflow(getContainer()).run({ input: { channel_order_id: id } })));
    const [level] = await getContainer()
      .resolve<IInventoryService>(Modules.INVENTORY)
      .listInventoryLevels({ inventory_item_id: variant.recipe.map(({ inventoryItemId }) => inventoryItemId) });
    expect(Number(level?.reserved_quantity)).toBe(8);
  });

  it("imports for no longer than a worker waits for an answer, and rings for the rest", async () => {
    const { account, ids } = await ordersRead(3);
    await channels().saveAccess({
      accountId: account.id,
      generation: 0,
      access: { accessToken: "a", expiresAt: "2100-01-01T00:00:00.000Z" as never },
    });
    // No queue is there, so that whoever is rung for is told of in the log.
    const warned = vi.spyOn(console, "warn").mockImplementation(() => undefined);
    const rung = () => warned.mock.calls.map(([line]) => (JSON.parse(String(line)) as { purpose: string }).purpose);
    async function read(): Promise<number> {
      const { turn } = await channels().openTurn({ accountId: account.id, purpose: "pull-orders", worker: "test" });
      const [act] = turn?.acts ?? [];
      const now = new Date().toISOString();
      const outcome = { turnId: turn?.id, beganAt: now, endedAt: now, complete: true };
      const headers = { authorization: `Bearer ${process.env.WORKER_TOKEN}` };
      const { data } = await api.post(`/worker/acts/${act?.id}/outcome`, outcome, { ...any, headers });
      await channels().endTurn(turn?.id ?? "");
      return data.orders;
    }
    let elapsed = 0;
    const clock = vi.spyOn(performance, "now").mockImplementation(() => elapsed);
    const service = channels();
    const mark = service.markImported.bind(service);
    const marked = vi.spyOn(service, "markImported").mockImplementation(async (done) => {
      elapsed += 15_000;
      return mark(done);
    });
    expect(await read()).toBe(2);
    for (const spy of [clock, marked]) spy.mockRestore();
    expect(rung()).toContain("pull-orders");
    warned.mockClear();
    expect(await read()).toBe(1);
    expect(rung()).not.toContain("pull-orders");
    warned.mockRestore();
    expect((await channels().listChannelOrders({ id: ids })).map(({ imported_state }) => imported_state)).toEqual(
      ids.map(() => "new"),
    );
  });

  it("reserves the rest of what an import that was cut off has reserved in part", async () => {
    const account = await shop("programme");
    const variant = await variantOf("gio-qua-pho-hien");
    expect(variant.recipe.length).toBeGreaterThan(1);
    const { result } = await publishListingWorkflow(getContainer()).run({
      input: { account_id: account.id, variant_id: variant.variantId, live: true },
    });
    const at = "2026-11-24T08:00:00.000Z";
    const body = (cancelledQuantity: number) => ({
      id: "251124GIO",
      state: "new",
      channelState: "READY_TO_SHIP",
      createdAt: at,
      changedAt: at,
      lines: [{ id: "1", sellerSku: variant.sku, title: "Giỏ", quantity: 3, cancelledQuantity, unitPrice: 50_000 }],
    });
    const { id } = await channels().createChannelOrders({
      account_id: account.id,
      order_id: "251124GIO",
      state: "new",
      channel_state: "READY_TO_SHIP",
      changed_at: new Date(at),
      created_there_at: new Date(at),
      read_began_at: new Date(at),
      body: body(0),
    });
    await channels().createChannelOrderLines({
      channel_order_id: id,
      line_id: "1",
      listing_id: result.listing_id,
      seller_sku: variant.sku,
      quantity: 3,
    });
    const importIt = () => importChannelOrderWorkflow(getContainer()).run({ input: { channel_order_id: id } });
    const inventory = getContainer().resolve<IInventoryService>(Modules.INVENTORY);
    const reserved = async () => {
      const levels = await inventory.listInventoryLevels({
        inventory_item_id: variant.recipe.map(({ inventoryItemId }) => inventoryItemId),
      });
      return new Map(levels.map((level) => [level.inventory_item_id, Number(level.reserved_quantity)]));
    };
    const baskets = (count: number) =>
      new Map(variant.recipe.map(({ inventoryItemId, quantity }) => [inventoryItemId, quantity * count]));
    await importIt();
    expect(await reserved()).toEqual(baskets(3));
    const [one] = await inventory.listReservationItems({ inventory_item_id: variant.recipe[0]?.inventoryItemId ?? "" });
    await inventory.deleteReservationItems([one?.id ?? ""]);
    await importIt();
    expect(await reserved()).toEqual(baskets(3));

    // Two are given up, and the first attempt to follow ends after one part of the basket.
    await channels().updateChannelOrders({ id, body: body(2) });
    const [first] = await inventory.listReservationItems({ inventory_item_id: variant.recipe[0]?.inventoryItemId ?? "" });
    await inventory.updateReservationItems([{ id: first?.id ?? "", quantity: variant.recipe[0]?.quantity ?? 0 }]);
    await importIt();
    expect(await reserved()).toEqual(baskets(1));
  });

  it("makes one Medusa order of a channel order, however often and at once it is told, and cancels it", async () => {
    const account = await shop("programme");
    const variant = await variantOf("banh-cay");
    const published = await publishListingWorkflow(getContainer()).run({
      input: { account_id: account.id, variant_id: variant.variantId, live: true },
    });
    const at = "2026-11-24T08:00:00.000Z";
    const body = (state: string) => ({
      id: "251124ABC",
      state,
      channelState: state,
      createdAt: at,
      changedAt: at,
      lines: [
        {
          id: "1",
          sellerSku: variant.sku,
          title: "Bánh cáy",
          quantity: 2,
          cancelledQuantity: 0,
          returnedQuantity: 0,
          unitPrice: 50_000,
        },
        {
          id: "2",
          sellerSku: "LẠ-1",
          title: "Hàng lạ",
          quantity: 1,
          cancelledQuantity: 0,
          returnedQuantity: 0,
          unitPrice: 9_000,
        },
      ],
      buyer: { name: "Người mua", phone: "0900000009" },
    });
    const row = await channels().createChannelOrders({
      account_id: account.id,
      order_id: "251124ABC",
      state: "unpaid",
      channel_state: "UNPAID",
      changed_at: new Date(at),
      created_there_at: new Date(at),
      read_began_at: new Date(at),
      body: body("unpaid"),
      unmapped: true,
    });
    await channels().createChannelOrderLines([
      {
        channel_order_id: row.id,
        line_id: "1",
        listing_id: published.result.listing_id,
        seller_sku: variant.sku,
        quantity: 2,
      },
      { channel_order_id: row.id, line_id: "2", listing_id: null, seller_sku: "LẠ-1", quantity: 1 },
    ]);
    const importIt = async () =>
      (await importChannelOrderWorkflow(getContainer()).run({ input: { channel_order_id: row.id } })).result.medusa_order_id;
    const tell = (state: string, cancelled = 0) => {
      const { lines, ...rest } = body(state);
      const told = {
        ...rest,
        lines: lines.map((line) => (line.id === "1" ? { ...line, cancelledQuantity: cancelled } : line)),
      };
      return channels().updateChannelOrders({ id: row.id, state, channel_state: state.toUpperCase(), body: told });
    };
    const ours = async () =>
      (await orders().listOrders({}, { relations: ["items"] })).filter(
        ({ metadata }) => metadata?.channel_order_row === row.id,
      );
    const reserved = async () => {
      const inventory = getContainer().resolve<IInventoryService>(Modules.INVENTORY);
      const [order] = await ours();
      const lines = (order?.items ?? []).map(({ id }) => id);
      return (await inventory.listReservationItems({ line_item_id: lines })).map(({ quantity }) => Number(quantity));
    };

    expect(await importIt()).toBeUndefined();
    expect(await ours()).toEqual([]);
    await tell("new");
    const ids = await Promise.all([importIt(), importIt(), importIt()]);
    expect(new Set(ids).size).toBe(1);
    expect(await importIt()).toBe(ids[0]);
    const [made, ...more] = await ours();
    expect(more).toEqual([]);
    expect(made).toMatchObject({ id: ids[0], metadata: { channel: "shopee", state: "new", simulated: true } });
    expect(made?.items?.map(({ metadata }) => metadata?.unmapped).sort()).toEqual([false, true]);
    expect(await reserved()).toEqual([2]);
    expect(await channels().retrieveChannelOrder(row.id)).toMatchObject({ medusa_order_id: ids[0], imported_state: "new" });

    await tell("new", 1);
    await importIt();
    await importIt();
    const quantities = async () => {
      const query = getContainer().resolve(ContainerRegistrationKeys.QUERY);
      const fields = ["total", "items.quantity", "items.variant_sku"];
      const { data } = await query.graph({ entity: "order", fields, filters: { id: ids[0] ?? "" } });
      const [order] = data as { total: number; items: { quantity: number; variant_sku: string }[] }[];
      const line = order?.items.find(({ variant_sku }) => variant_sku === variant.sku);
      return [Number(order?.total), Number(line?.quantity)];
    };
    expect(await quantities()).toEqual([50_000 + 9_000, 1]);
    expect(await reserved()).toEqual([1]);

    await tell("packed", 1);
    await importIt();
    expect((await ours())[0]?.metadata).toMatchObject({ fulfilment: "packed", channel_state: "PACKED" });
    await tell("cancelled");
    await Promise.all([importIt(), importIt()]);
    expect((await ours()).map(({ status }) => status)).toEqual(["canceled"]);
    expect(await reserved()).toEqual([]);
  });
}
