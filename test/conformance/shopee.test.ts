import { serve } from "@hono/node-server";
import axios, { type AxiosAdapter } from "axios";
import { channels } from "connectors/channels";
import {
  type Access,
  type Channel,
  type Connector,
  ConnectorError,
  instant,
  type Listing,
  type ListingPort,
  listingSchema,
  type OrderPort,
  type RawAccess,
  type Sku,
  skuSchema,
  vnd,
} from "connectors/contract";
import { edges } from "connectors/edges";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { CommonFault } from "../marketplaces/kit/faults.ts";
import { createShopee, type Shopee } from "../marketplaces/shopee/marketplace.ts";
import type { Order as ShopeeOrder } from "../marketplaces/shopee/state.ts";

const { shopee: channel } = channels;
const { shopee: edge } = edges;
if (!channel || !edge) throw new Error("There is no Shopee");

const partner = { id: 2_000_123, key: "zz-demo-partner-key-4f3a9c" };
const shopId = 220_001;
const sku = skuSchema.parse("HY00000001");
const other = skuSchema.parse("HY00000002");
const third = skuSchema.parse("HY00000003");
const png = new Uint8Array(
  Buffer.from("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==", "base64"),
);
const picture = { sha256: "a".repeat(64), mediaType: "image/png", url: "http://127.0.0.1/a.png", illustration: true } as const;
const listing = (more: Partial<Listing> = {}): Listing => ({
  ...listingSchema.parse({
    sku,
    title: "Long nhãn Hưng Yên",
    description: "Nhãn lồng sấy dẻo.",
    unit: "gói",
    packNote: "500 g",
    price: 180_000,
    weightGrams: 520,
    pictures: [picture],
    producerName: "HTX Minh Họa",
    origin: "Hưng Yên",
    onChannel: { categoryId: "101127", carrierIds: ["50021"], attributes: {} },
  }),
  ...more,
});

/** The real network on loopback; only patience is shorter, so that silence does not take 20 s to prove. */
const http: AxiosAdapter = (config) => axios.getAdapter("http")({ ...config, timeout: 700 });
const closings: number[] = [];
const outside = {
  http,
  gate: { pass: () => Promise.resolve(), closeFor: (ms: number) => void closings.push(ms) },
  now: () => new Date(),
};

let shopee: Shopee;
let base: string;
let close: () => void;
const rings: { headers: Record<string, string | undefined>; body: Uint8Array }[] = [];
const settings = () => ({
  partnerId: partner.id,
  partnerKey: partner.key,
  pushUrl: `${base}/bell`,
  apiHost: base,
  consentHost: base,
});

beforeAll(async () => {
  await new Promise<void>((ready) => {
    const server = serve(
      { fetch: (request, env) => shopee.app.fetch(request, env), port: 0, hostname: "127.0.0.1" },
      ({ port }) => {
        base = `http://127.0.0.1:${port}/shopee`;
        ready();
      },
    );
    close = () => {
      server.close();
      if ("closeAllConnections" in server) server.closeAllConnections();
    };
  });
});
afterAll(() => close());
beforeEach(() => {
  shopee = createShopee({ base: "/shopee", partner, pushUrl: `${base}/bell` });
  shopee.app.post("/shopee/bell", async (context) => {
    rings.push({ headers: context.req.header(), body: new Uint8Array(await context.req.arrayBuffer()) });
    return context.body(null, 200);
  });
  Object.assign(shopee.store.state.dials, { readLagMs: 0, listLagMs: 0, searchLagMs: 0, orderListLagMs: 0 });
  rings.length = 0;
  closings.length = 0;
});
afterEach(() => shopee.pushes.settled());

/** The consent page as a person uses it; what it sends back. */
async function consent(): Promise<Record<string, string>> {
  const address = new URL(edge?.consentUrl?.(settings(), { redirectUrl: `${base}/back?own=1`, state: "once" }) ?? "");
  const page = await (await fetch(address)).text();
  expect(page).toContain("Gian hàng OCOP Hưng Yên");
  const answer = await fetch(address.origin + address.pathname, {
    method: "POST",
    redirect: "manual",
    body: new URLSearchParams({ redirect_uri: `${base}/back?own=1`, state: "once", shop_id: String(shopId) }),
  });
  return Object.fromEntries(new URL(answer.headers.get("location") ?? "").searchParams);
}
function readAccess(raw: RawAccess): Access {
  if (!edge?.readAccess) throw new Error("Shopee grants no access");
  return edge.readAccess(raw);
}
const connect = (access?: Access) => (channel as Channel).connect(settings(), access, outside);
async function signIn(): Promise<Access> {
  const { access } = connect();
  if (!access) throw new Error("no access port");
  return readAccess(await access.exchange({ query: await consent() }));
}
const picked = async <Value>(value: Promise<Value> | undefined): Promise<Value> => {
  if (!value) throw new Error("a port is missing");
  return value;
};
/** A signed-in connector with every port that Shopee has. */
async function open() {
  const { listings, offers, stock, orders } = connect(await signIn());
  if (!listings?.uploadPicture || !offers || !stock?.read || !orders?.pack || !orders.cancel)
    throw new Error("a port is missing");
  return {
    listings,
    offers,
    stock,
    orders: orders as Required<Pick<OrderPort, "pack" | "cancel">> & OrderPort,
    upload: (...given: Parameters<NonNullable<ListingPort["uploadPicture"]>>) => picked(listings.uploadPicture?.(...given)),
  };
}
type Shop = Awaited<ReturnType<typeof open>>;
async function create(shop: Shop, of: Sku = sku) {
  return shop.listings.createHidden(listing({ sku: of }), [await shop.upload(picture, png)]);
}
async function onSale(shop: Shop, of: Sku, quantity: number) {
  const listed = await create(shop, of);
  await shop.listings.activate(listed);
  await shop.stock.push([{ listed, quantity }]);
  return listed;
}
function buy(productId: string, quantity: number, more: { cod: boolean; note?: string } = { cod: true }): ShopeeOrder {
  const buyer = { name: "Trần Văn Bình", phone: "0987654321", address: "Số 1, Phường Ba Đình, Thành phố Hà Nội" };
  const placed = shopee.store.place(shopId, [{ itemId: Number(productId), quantity }], buyer, more, Date.now());
  if ("refused" in placed) throw new Error(placed.refused);
  return placed;
}
const held = (productId: string) => {
  const item = shopee.store.item(Number(productId));
  if (!item) throw new Error("no such item");
  return shopee.store.now(item);
};
const kindOf = async (work: Promise<unknown>) => {
  try {
    await work;
  } catch (error) {
    if (error instanceof ConnectorError) return error.kind;
    throw error;
  }
  return "none";
};
const hourAgo = () => instant(Date.now() - 3_600_000);

describe("a Shopee account", () => {
  it.each(["partnerId", "partnerKey", "pushUrl", "apiHost", "consentHost"])("is refused without %s, by name", (key) => {
    const { [key as keyof ReturnType<typeof settings>]: _, ...rest } = settings();
    expect(() => channel.connect(rest, undefined, outside)).toThrow(key);
  });

  it("signs in once with what the consent page sends back", async () => {
    const query = await consent();
    expect(query).toMatchObject({ own: "1", state: "once", shop_id: String(shopId) });
    const { access } = connect();
    const read = readAccess(await (access as NonNullable<Connector["access"]>).exchange({ query }));
    expect(read.shopId).toBe(String(shopId));
    await connect(read).checkAccount();
    const again = await (access as NonNullable<Connector["access"]>).exchange({ query });
    expect(await kindOf(Promise.resolve().then(() => readAccess(again)))).toBe("auth");
  });

  it("refreshes once with one token, and the new pair works", async () => {
    const first = await signIn();
    const { access } = connect(first);
    if (!access || !first.refreshToken) throw new Error("nothing to refresh with");
    const second = readAccess(await access.refresh(first.refreshToken));
    expect(second.accessToken).not.toBe(first.accessToken);
    await connect(second).checkAccount();
    const spent = await access.refresh(first.refreshToken);
    expect(await kindOf(Promise.resolve().then(() => readAccess(spent)))).toBe("auth");
  });

  it("asks nothing of Shopee before it has signed in, and auth when its token is over", async () => {
    expect(await kindOf(connect().checkAccount())).toBe("auth");
    shopee.store.state.dials.accessTokenSeconds = 1;
    const access = await signIn();
    for (const token of Object.values(shopee.store.state.tokens)) Object.assign(token, { expires: 0 });
    expect(await kindOf(connect(access).checkAccount())).toBe("auth");
  });

  it.each<[CommonFault, string]>([
    ["rate-limited", "rate-limited"],
    ["http-429", "rate-limited"],
    ["server-error", "retryable"],
    ["silence", "retryable"],
    ["lost-answer", "retryable"],
    ["garbled", "unexpected"],
    ["auth", "auth"],
  ])("meets %s as %s, once", async (fault, kind) => {
    const shop = await open();
    shopee.faults.failNext(fault);
    expect(await kindOf(shop.orders.list({ changedSince: hourAgo() }))).toBe(kind);
    expect(closings.length > 0).toBe(kind === "rate-limited");
    expect(await kindOf(shop.orders.list({ changedSince: hourAgo() }))).toBe("none");
  });
});

describe("a listing", () => {
  it("is found by its SKU after it was created hidden and without stock, and not before", async () => {
    const shop = await open();
    expect(await shop.listings.look(sku)).toEqual([]);
    const listed = await create(shop);
    await create(shop, other);
    expect(held(listed.productId)).toMatchObject({ item_status: "UNLIST", stock: 0, original_price: 180_000 });
    const found = await shop.listings.look(sku);
    expect(found).toMatchObject([
      { productId: listed.productId, sellerSku: sku, state: "hidden", stock: 0, price: 180_000, title: "Long nhãn Hưng Yên" },
    ]);
    expect(found[0]?.description).toBe(edge.renderListing?.(listing()).description);
  });

  it("changes by each act in that act's part alone", async () => {
    const shop = await open();
    const listed = await create(shop);
    const before = held(listed.productId);
    await shop.listings.update(listed, listing({ title: "Long nhãn loại một", price: vnd(999_000) }));
    expect(held(listed.productId)).toEqual({ ...before, item_name: "Long nhãn loại một", at: expect.any(Number) });
    await shop.listings.activate(listed);
    expect(held(listed.productId)).toMatchObject({ item_status: "NORMAL", stock: 0, item_name: "Long nhãn loại một" });
    await shop.listings.hide(listed);
    expect(held(listed.productId)).toMatchObject({ item_status: "UNLIST", original_price: 180_000 });
    await shop.listings.remove?.(listed);
    expect(await shop.listings.look(sku)).toEqual([]);
  });

  it("is listed on every page exactly once", async () => {
    const shop = await open();
    const pictures = [await shop.upload(picture, png)];
    for (let index = 0; index < 103; index += 1) await shop.listings.createHidden(listing(), pictures);
    const seen: string[] = [];
    for (let cursor: string | undefined = ""; cursor !== undefined; ) {
      const page = await shop.listings.list(cursor ? { cursor } : {});
      seen.push(...page.items.map(({ productId }) => productId));
      cursor = page.nextCursor;
    }
    expect(seen).toHaveLength(103);
    expect(new Set(seen).size).toBe(103);
  });

  it("is refused, not retried, with a picture Shopee does not have", async () => {
    const shop = await open();
    expect(await kindOf(shop.listings.createHidden(listing(), [{ id: "not-there" }]))).toBe("validation");
    expect(shopee.store.state.items).toEqual([]);
  });
});

describe("a number pushed", () => {
  it("is what is left to sell, and pushing it twice in a quiet shop is pushing it once", async () => {
    const shop = await open();
    const listed = await onSale(shop, sku, 7);
    buy(listed.productId, 2);
    expect(await shop.stock.read?.([listed])).toMatchObject({ items: [{ sku, sellable: 5 }], problems: [] });
    for (let times = 0; times < 2; times += 1) {
      expect(await shop.stock.push([{ listed, quantity: 6 }])).toEqual({ applied: [sku], refused: [], unsure: [] });
      expect(held(listed.productId).stock).toBe(6);
    }
  });

  it.each(["stock", "offers"] as const)("comes back applied, refused or unsure exactly once each (%s)", async (port) => {
    const shop = await open();
    const [fine, gone, lost] = [await create(shop), await create(shop, other), await create(shop, third)];
    await shop.listings.remove?.(gone);
    const push = (rows: (typeof fine)[]) =>
      port === "stock"
        ? shop.stock.push(rows.map((listed) => ({ listed, quantity: 4 })))
        : shop.offers.push(rows.map((listed) => ({ listed, price: vnd(175_000) })));
    const report = await push([fine, gone]);
    expect(report).toMatchObject({ applied: [sku], refused: [{ sku: other, code: "error_item_uneditable" }], unsure: [] });
    expect(held(fine.productId)).toMatchObject(port === "stock" ? { stock: 4 } : { original_price: 175_000 });
    for (const fault of ["server-error", "silence", "lost-answer", "garbled"] as const) {
      shopee.faults.failNext(fault);
      expect(await push([lost, fine])).toEqual({ applied: [sku], refused: [], unsure: [third] });
    }
    // The work of a lost answer was done: unsure is the only true word for it.
    expect(held(lost.productId)).toMatchObject(port === "stock" ? { stock: 4 } : { original_price: 175_000 });
  });
});

describe("an order", () => {
  it("is read once, field by field as the marketplace holds it", async () => {
    const shop = await open();
    const listed = await onSale(shop, sku, 9);
    const order = buy(listed.productId, 2, { cod: true, note: "Giao giờ hành chính" });
    const { items, problems, nextCursor } = await shop.orders.list({ changedSince: hourAgo() });
    expect({ problems, nextCursor }).toEqual({ problems: [], nextCursor: undefined });
    const second = (at: number) => instant(Math.floor(at / 1000) * 1000);
    expect(items).toEqual([
      {
        id: order.order_sn,
        state: "new",
        channelState: "READY_TO_SHIP",
        createdAt: second(order.created),
        changedAt: second(order.updated),
        shipBy: second(order.created + 2 * 86_400_000),
        total: 360_000,
        cashOnDelivery: true,
        note: "Giao giờ hành chính",
        buyer: { name: order.buyer.name, phone: order.buyer.phone, address: order.buyer.address },
        lines: [
          {
            id: String(order.lines[0]?.line_item_id),
            productId: listed.productId,
            sellerSku: sku,
            title: "Long nhãn Hưng Yên",
            quantity: 2,
            cancelledQuantity: 0,
            returnedQuantity: 0,
            unitPrice: 180_000,
          },
        ],
      },
    ]);
    expect(await shop.orders.get(order.order_sn)).toEqual(items[0]);
  });

  it("of every status is read in order of creation, each once, to the real end", async () => {
    const shop = await open();
    const listed = await onSale(shop, sku, 500);
    const made = Array.from({ length: 104 }, () => buy(listed.productId, 1));
    for (const [index, status] of (["UNPAID", "PENDING", "PROCESSED", "SHIPPED", "IN_CANCEL", "CANCELLED"] as const).entries())
      shopee.store.move(made[index] as ShopeeOrder, status, Date.now());
    const seen: string[] = [];
    const ends: boolean[] = [];
    for (let cursor: string | undefined = ""; cursor !== undefined; ) {
      const page = await shop.orders.listCreated({
        createdSince: instant(Date.now() - 40 * 86_400_000),
        ...(cursor ? { cursor } : {}),
      });
      seen.push(...page.items.map(({ id }) => id));
      ends.push(page.complete);
      cursor = page.nextCursor;
    }
    expect(seen).toEqual(made.map(({ order_sn }) => order_sn));
    expect(ends.indexOf(true)).toBe(ends.length - 1);
  });

  it("that cannot be read is a problem with its number, and the others arrive", async () => {
    const shop = await open();
    const listed = await onSale(shop, sku, 9);
    const [broken, fine] = [buy(listed.productId, 1), buy(listed.productId, 1)];
    broken.unreadable = true;
    const { items, problems } = await shop.orders.list({ changedSince: hourAgo() });
    expect(items.map(({ id }) => id)).toEqual([fine.order_sn]);
    expect(problems).toMatchObject([{ row: broken.order_sn }]);
  });

  it.each(["50021", "50011"])("is packed once, however often it is asked (carrier %s)", async (carrier) => {
    const shop = await open();
    const onChannel = { categoryId: "101127", carrierIds: [carrier], attributes: {} };
    const listed = await shop.listings.createHidden(listing({ onChannel }), [await shop.upload(picture, png)]);
    await shop.listings.activate(listed);
    await shop.stock.push([{ listed, quantity: 3 }]);
    const order = buy(listed.productId, 1);
    await shop.orders.pack(order.order_sn);
    const { trackingNumber } = order;
    await shop.orders.pack(order.order_sn);
    // Arranged, and its status not yet moved on: the package alone tells.
    order.status = "READY_TO_SHIP";
    await shop.orders.pack(order.order_sn);
    expect({ ...order }).toMatchObject({ arranged: true, trackingNumber });
    order.status = "PROCESSED";
    expect((await shop.orders.get(order.order_sn)).state).toBe("packed");
  });

  it("is cancelled once and gives its units back once; a buyer's wish is granted", async () => {
    const shop = await open();
    const listed = await onSale(shop, sku, 5);
    const order = buy(listed.productId, 2);
    for (let times = 0; times < 2; times += 1) await shop.orders.cancel(order.order_sn, "OUT_OF_STOCK");
    expect(order.status).toBe("CANCELLED");
    expect(held(listed.productId).stock).toBe(5);
    const wish = buy(listed.productId, 1);
    shopee.store.move(wish, "IN_CANCEL", Date.now());
    await shop.orders.cancel(wish.order_sn, "CUSTOMER_REQUEST");
    expect(wish.status).toBe("CANCELLED");
  });

  it("that is cancelled is not packed", async () => {
    const shop = await open();
    const order = buy((await onSale(shop, sku, 5)).productId, 1);
    await shop.orders.cancel(order.order_sn, "CUSTOMER_REQUEST");
    expect(await kindOf(shop.orders.pack(order.order_sn))).toBe("rejected");
  });

  it("rings the bell with a signature that holds, and no other does", async () => {
    const shop = await open();
    const { productId } = await onSale(shop, sku, 5);
    await shopee.pushes.settled();
    rings.length = 0;
    buy(productId, 1);
    await shopee.pushes.settled();
    expect(rings).toHaveLength(1);
    const [ring] = rings;
    if (!ring) throw new Error("no ring");
    const request = { method: "POST", url: `${base}/bell`, ...ring };
    expect(edge.readDoorbell?.(settings(), request)).toMatchObject({ about: "orders", shopId: String(shopId) });
    expect(edge.readDoorbell?.(settings(), { ...request, body: Uint8Array.from([...ring.body, 32]) })).toBeUndefined();
  });
});
