import { serve } from "@hono/node-server";
import axios, { type AxiosAdapter } from "axios";
import { channels } from "connectors/channels";
import {
  type Channel,
  type ChannelEdge,
  type Connector,
  ConnectorError,
  dayOf,
  instant,
  type ListedSku,
  type Listing,
  listingSchema,
  type Order,
  pushReportSchema,
  type RawRequest,
  renderText,
  type Sku,
  settingsFields,
  skuSchema,
  vnd,
} from "connectors/contract";
import { connectorTexts, edges } from "connectors/edges";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { CommonFault } from "../marketplaces/kit/faults.ts";
import type { PortalDials } from "../marketplaces/portals/dials.ts";
import { type PortalPlan, portalPlans } from "../marketplaces/portals/plans.ts";
import { createPortal, type Portal } from "../marketplaces/portals/portal.ts";
import { productPath } from "../marketplaces/portals/public-pages.ts";
import { part } from "./suite.ts";

const codes = ["postmart", "voso", "ketnoiocop"] as const;
const secret = "khoa-mo-phong-7f3a";
const [sku, other, third] = ["HY00000001", "HY00000002", "HY00000003"].map((each) => skuSchema.parse(each)) as [Sku, Sku, Sku];
const hour = 3_600_000;

const listing = (more: Partial<Listing> = {}): Listing => ({
  ...listingSchema.parse({
    sku,
    title: "Long nhãn Hưng Yên",
    description: "Nhãn lồng sấy dẻo.\n\nBảo quản nơi khô ráo.",
    unit: "gói",
    price: 180_000,
    weightGrams: 520,
    sizeMillimetres: { length: 200, width: 150, height: 50 },
    pictures: [{ sha256: "a".repeat(64), mediaType: "image/png", url: "https://hy.example.vn/a.png", illustration: true }],
    producerName: "HTX Minh Họa",
    origin: "Hưng Yên",
  }),
  ...more,
});

let portal: Portal;
let origin: string;
let close: () => void;
let patienceMs: number;
const closings: number[] = [];
const rings: RawRequest[] = [];

beforeEach(async () => {
  closings.length = 0;
  rings.length = 0;
  patienceMs = 20_000;
  await new Promise<void>((ready) => {
    const server = serve(
      {
        async fetch(request, env) {
          const { method, url, headers } = request;
          if (!new URL(url).pathname.startsWith("/webhooks/")) return portal.app.fetch(request, env as object);
          const body = new Uint8Array(await request.arrayBuffer());
          rings.push({ method, url, headers: Object.fromEntries(headers), body, receivedAt: instant(Date.now()) });
          return new Response(null, { status: 200 });
        },
        port: 0,
        hostname: "127.0.0.1",
      },
      ({ port }) => {
        origin = `http://127.0.0.1:${port}`;
        close = () => {
          server.close();
          if ("closeAllConnections" in server) server.closeAllConnections();
        };
        ready();
      },
    );
  });
});
afterEach(() => close());

const http: AxiosAdapter = (config) => axios.getAdapter("http")({ ...config, timeout: patienceMs });
const outside = {
  http,
  gate: { pass: () => Promise.resolve(), closeFor: (ms: number) => void closings.push(ms) },
  now: () => new Date(),
};
interface Opened {
  readonly channel: Channel;
  readonly edge: ChannelEdge;
  readonly plan: PortalPlan;
  readonly connect: (settings?: object) => Connector;
}
function open(code: (typeof codes)[number], dials: Partial<PortalDials> = {}): Opened {
  const plan = portalPlans[code];
  portal = createPortal({
    base: `/${code}`,
    plan,
    origin,
    partner: { secret, bellSecret: "khoa-chuong", pushUrl: `${origin}/webhooks/${code}` },
  });
  Object.assign(portal.dials(), { rate: { requests: 0, perMs: 1_000 } }, dials);
  const channel = part(channels[code]) as Channel;
  const host = new URL(origin).host;
  return {
    channel,
    edge: part(edges[code]),
    plan,
    connect: (settings = {}) => channel.connect({ pageHosts: [host], pageEverySeconds: 0, ...settings }, undefined, outside),
  };
}
const answersOf = async (code: string, kind: string, bytes: Uint8Array) => {
  const body = new FormData();
  body.set("file", new File([Buffer.from(bytes)], "tep"));
  const told = await fetch(`${origin}/${code}/sellers/1/${kind}`, {
    method: "POST",
    body,
    headers: { accept: "application/json" },
  });
  return ((await told.json()) as { rows: { sku: string; done: boolean; says: string }[] }).rows;
};
const download = async (code: string, name: string) =>
  new Uint8Array(await (await fetch(`${origin}/${code}/sellers/1/${name}`)).arrayBuffer());
const onSale = (units = 9, of: Sku | string = sku) =>
  portal.shop.create(
    1,
    of,
    {
      name: "Long nhãn Hưng Yên",
      description: "Nhãn.",
      price: 180_000,
      weight: 520,
      pictures: ["https://hy.example.vn/a.png"],
    },
    "live",
    units,
  );
const buy = (productId: number, quantity = 1) => {
  const placed = portal.shop.place([{ productId, quantity }], {
    name: "Trần Văn Bình",
    phone: "0987654321",
    address: "Hà Nội",
  });
  if ("refused" in placed) throw new Error(placed.refused);
  return placed;
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

describe.each(["postmart", "ketnoiocop"] as const)("sheets carried to %s", (code) => {
  const settings = code === "ketnoiocop" ? { takesSheets: true } : {};
  it("are taken row by row, and put nothing on sale that was not written", async () => {
    const { sheets } = open(code).connect(settings);
    const bad = listing({ sku: other, title: "x".repeat(121) });
    const file = await part(sheets?.writeListings?.([listing(), bad, listing({ sku: third })], { [sku]: 4 }));
    expect(file.problems.map(({ row, field }) => [row, field])).toEqual([[other, "title"]]);
    const rows = await answersOf(code, "listings", file.bytes);
    expect(rows.map((row) => [row.sku, row.done, row.says])).toEqual([
      [sku, true, "Đã đăng."],
      [third, true, "Đã đăng."],
    ]);
    expect([sku, third].map((each) => portal.shop.left(part(portal.shop.bySku(1, each))))).toEqual([4, 0]);
  });
  it("set prices and stock", async () => {
    const { sheets } = open(code).connect(settings);
    const product = onSale(1);
    const listed = { sku, productId: String(product.id) };
    const prices = await part(sheets?.writeOffers?.([{ listed, price: vnd(175_000) }]));
    const stock = await part(sheets?.writeStock?.([{ listed, quantity: 6 }]));
    expect((await answersOf(code, "prices", prices.bytes)).map(({ done }) => done)).toEqual([true]);
    expect((await answersOf(code, "stock", stock.bytes)).map(({ done }) => done)).toEqual([true]);
    expect([product.price, portal.shop.left(product)]).toEqual([175_000, 6]);
  });
});

describe.each(codes)("files brought from %s", (code) => {
  const settings = code === "ketnoiocop" ? { takesSheets: true } : {};
  const read = async (type: "xlsx" | "csv") => {
    const { sheets } = open(code).connect(settings);
    const product = onSale();
    const orders = [buy(product.id, 2), buy(onSale(3, "LẠ-01").id), buy(product.id), buy(product.id)];
    for (const [index, to] of ["confirmed", "packed", "shipping", "delivered"].entries())
      for (const order of orders.slice(0, 1)) if (index < 4) portal.shop.move(order, to as "confirmed");
    portal.shop.move(part(orders[2]), "cancelled");
    part(orders[3]).unreadable = true;
    const file = { name: `don.${type}`, mediaType: "", bytes: await download(code, `orders.${type}`) };
    return { orders, reading: await part(sheets?.readOrders?.(file)), again: await part(sheets?.readOrders?.(file)) };
  };
  it.each(["xlsx", "csv"] as const)(
    "hold each order once, its unknown SKU as it is, and tell what cannot be read (%s)",
    async (type) => {
      const { orders, reading, again } = await read(type);
      expect(again).toEqual(reading);
      expect(
        reading.items.map(({ id, state, lines }) => [
          id,
          state,
          lines.map((line) => [line.sellerSku, line.quantity, line.unitPrice]),
        ]),
      ).toEqual([
        [orders[0]?.no, "delivered", [[sku, 2, 180_000]]],
        [orders[1]?.no, "new", [["LẠ-01", 1, 180_000]]],
        [orders[2]?.no, "cancelled", [[sku, 1, 180_000]]],
      ]);
      expect(reading.items[0]).toMatchObject({
        channelState: portalPlans[code].words.delivered,
        createdAt: expect.stringContaining(instant(part(orders[0]).placed).slice(0, 16)),
        buyer: { name: "Trần Văn Bình", phone: "0987654321", address: "Hà Nội" },
      });
      expect(reading.problems).toMatchObject([{ field: "createdAt", params: { value: "hôm nào đó" } }]);
    },
  );
  it.each(["xlsx", "csv"] as const)("hold what is left of each SKU (%s)", async (type) => {
    const { sheets } = open(code).connect(settings);
    buy(onSale(7).id, 2);
    const bytes = await download(code, `stock.${type}`);
    expect(await part(sheets?.readStock?.({ name: "ton", mediaType: "", bytes }))).toMatchObject({
      items: [
        { sku, sellable: 5, held: 2, readBeganAt: expect.stringMatching(new RegExp(`^${dayOf(new Date())}|T1[7-9]|T2`)) },
      ],
      problems: [],
    });
  });
});

describe.each(codes)("a page of %s", (code) => {
  it("is live with its title, changed by another hand, and gone when it is taken down", async () => {
    const { connect, plan } = open(code);
    const product = onSale();
    const url = `${origin}/${code}${productPath(plan, product)}`;
    const look = async () => part(connect().pages).read(url, { title: "Long nhãn Hưng Yên" });
    expect(await look()).toMatchObject({ state: "live", title: "Long nhãn Hưng Yên", price: 180_000, httpStatus: 200 });
    portal.shop.change(product, { name: "Long nhãn của ai" });
    expect(await look()).toMatchObject({ state: "changed", title: "Long nhãn của ai" });
    portal.shop.setStatus(product, "ended");
    expect(await look()).toMatchObject({ state: "gone", httpStatus: 404 });
  });
  it.each([
    ["410", "gone"],
    ["home", "unreadable"],
    ["search", "unreadable"],
    ["other-host", "unreadable"],
    ["says-missing", "unreadable"],
  ] as const)("that is dead is no guess: %s is %s", async (deadPages, state) => {
    const { connect, plan } = open(code, { deadPages });
    const product = onSale();
    portal.shop.setStatus(product, "paused");
    const pages = part(connect().pages);
    for (const expected of [{ title: "Long nhãn Hưng Yên" }, undefined])
      if (deadPages !== "says-missing" || !expected)
        expect((await pages.read(`${origin}/${code}${productPath(plan, product)}`, expected)).state).toBe(state);
  });
});

describe("robots.txt of a portal", () => {
  it("keeps us out of its seller's pages", async () => {
    const { connect } = open("postmart");
    expect(await part(connect().pages).read(`${origin}/postmart/sellers/1`)).toMatchObject({
      state: "unreadable",
      reason: "robots",
    });
  });
});

describe("what the settings decide", () => {
  it("is said alike by edge and connector", () => {
    for (const code of codes) {
      const { edge, connect } = open(code);
      const partner = { partner: { baseUrl: origin, auth: { scheme: "bearer" } }, partnerSecret: secret };
      for (const settings of [{}, ...(code === "voso" ? [] : [partner, { takesSheets: true }])]) {
        if (code === "postmart" && "takesSheets" in settings) continue;
        const { ways, commands, stockKind, adjustsStock, returns } = edge.abilitiesOf?.(settings) ?? edge;
        const { sheets = {}, listings, stock, orders } = connect(settings);
        expect([code, settings, ways.listings === "api", ways.stock === "api", ways.orders === "api"]).toEqual([
          code,
          settings,
          Boolean(listings),
          Boolean(stock),
          Boolean(orders),
        ]);
        if (ways.orders === "file") expect(Object.keys(sheets)).toContain("readOrders");
        if (ways.listings === "file") expect(Object.keys(sheets)).toContain("writeListings");
        if (ways.listings === "assisted" && code === "ketnoiocop") expect(sheets).toEqual({});
        expect(commands.toSorted()).toEqual((["accept", "cancel", "pack", "ship"] as const).filter((each) => orders?.[each]));
        expect(stock?.kind ?? "net-set").toBe(stockKind);
        expect([adjustsStock, returns]).toEqual([stock?.adjust && true, orders?.listReturns && true]);
      }
    }
  });
  it("holds its secrets where a form knows them as such", () => {
    for (const code of ["postmart", "ketnoiocop"] as const) {
      const { edge } = open(code);
      expect(
        settingsFields(edge.settings)
          .filter(({ secret: hidden }) => hidden)
          .map(({ name }) => name),
      ).toEqual(["partnerSecret", "partnerBellSecret"]);
      expect(edge.settings.safeParse({ partner: { baseUrl: origin, auth: { scheme: "bearer" } } }).error?.issues).toMatchObject(
        [{ path: ["partnerSecret"] }],
      );
      const saved = edge.settings.parse({});
      expect(edge.settings.parse(saved)).toEqual(saved);
    }
  });
  it("keeps new work from Voso, with its sentence, and lets its history be read", async () => {
    const { edge, connect } = open("voso");
    const { sheets } = connect();
    expect(edge.checkListing(listing(), { categories: [], attributes: {}, carriers: [] })).toMatchObject([edge.retired]);
    for (const write of [sheets?.writeListings?.([listing()]), sheets?.writeOffers?.([])])
      await expect(write).rejects.toMatchObject({ kind: "rejected", sent: false, says: edge.retired });
    expect(renderText(connectorTexts, part(edge.retired), "vi")).toContain("chưa có xác nhận");
    const order = buy(onSale().id);
    const bytes = await download("voso", "orders.csv");
    const { items } = await part(sheets?.readOrders?.({ name: "", mediaType: "", bytes }));
    const minute = Math.floor(order.placed / 1_000) * 1_000;
    expect(items).toMatchObject([{ id: order.no, shipBy: instant(minute + 24 * hour) }]);
  });
});

const schemes = [{ scheme: "bearer" }, { scheme: "api_key_header" }, { scheme: "hmac_sha256" }] as const;
describe.each(schemes)("the partner REST by $scheme", (auth) => {
  const openPartner = (dials: Partial<PortalDials> = {}, more: object = {}) => {
    const opened = open("postmart", { partner: true, partnerScheme: auth.scheme, ...dials });
    const settings = { partner: { baseUrl: `${origin}/postmart/partner/v1`, auth, ...more }, partnerSecret: secret };
    const connector = opened.connect(settings);
    const { listings, offers, stock, orders } = connector;
    return {
      ...opened,
      settings,
      listings: part(listings),
      offers: part(offers),
      stock: part(stock),
      orders: part(orders),
      checkAccount: () => connector.checkAccount(),
    };
  };
  const listedAs = ({ id, sku: its }: { id: number; sku: string }): ListedSku => ({
    sku: skuSchema.parse(its),
    productId: String(id),
  });
  const truth = (of: Sku = sku) => part(portal.shop.bySku(1, of));

  it("knows a good key from a bad one", async () => {
    const { checkAccount, connect, settings } = openPartner();
    expect(await kindOf(checkAccount())).toBe("none");
    expect(await kindOf(connect({ ...settings, partnerSecret: "khoa-khac-hoan-toan" }).checkAccount())).toBe("auth");
  });

  it("creates one hidden listing, however often it is asked, and finds it", async () => {
    const { listings, edge } = openPartner();
    expect(await listings.look(sku)).toEqual([]);
    const listed = await listings.createHidden(listing(), []);
    expect(await listings.createHidden(listing(), [])).toEqual(listed);
    expect(await kindOf(listings.createHidden(listing({ title: "Tên khác" }), []))).toBe("rejected");
    expect(portal.shop.state().products).toHaveLength(1);
    expect(truth()).toMatchObject({ status: "draft", price: 180_000, weight: 520 });
    const { title, description } = edge.renderListing(listing());
    expect(await listings.look(sku)).toMatchObject([
      { productId: listed.productId, state: "drafted", stock: 0, price: 180_000, title, description },
    ]);
  });

  it("changes by each act in that act's part alone", async () => {
    const { listings } = openPartner();
    const listed = await listings.createHidden(listing(), []);
    const unless = (...keys: string[]) =>
      Object.fromEntries(Object.entries(truth()).filter(([key]) => !["changed", ...keys].includes(key)));
    for (const [work, ...keys] of [
      [() => listings.update(listed, listing({ title: "Tên mới", price: vnd(1) })), "name", "description"],
      [
        () =>
          listings.update(
            listed,
            listing({ pictures: [{ ...part(listing().pictures[0]), url: "https://hy.example.vn/b.png" }] }),
            [],
          ),
        "name",
        "description",
        "pictures",
      ],
      [() => listings.activate(listed), "status"],
      [() => listings.hide(listed), "status"],
    ] as const) {
      const before = unless(...keys);
      await work();
      expect(unless(...keys)).toEqual(before);
    }
    expect(truth()).toMatchObject({ status: "paused", pictures: ["https://hy.example.vn/b.png"] });
    await part(listings.remove?.(listed));
    expect(await listings.look(sku)).toEqual([]);
  });

  it("pushes numbers: each SKU comes back applied, refused or unsure once, and that is so", async () => {
    const { stock, offers } = openPartner();
    const rows = [onSale(1), onSale(1, other)].map(listedAs);
    const nowhere: ListedSku = { sku: third, productId: "0" };
    const report = await stock.push([...rows, nowhere].map((listed) => ({ listed, quantity: 5 })));
    expect(pushReportSchema.safeParse(report).success).toBe(true);
    expect(report).toMatchObject({ applied: [sku, other], refused: [{ sku: third, code: "unknown_sku" }], unsure: [] });
    expect([portal.shop.left(truth()), portal.shop.left(truth(other))]).toEqual([5, 5]);
    for (const fault of ["server-error", "silence", "lost-answer", "garbled", "html"] as const) {
      patienceMs = fault === "silence" ? 400 : 20_000;
      portal.faults.failNext(fault);
      expect([fault, await offers.push(rows.map((listed) => ({ listed, price: vnd(170_000) })))]).toEqual([
        fault,
        { applied: [other], refused: [], unsure: [sku] },
      ]);
    }
    portal.faults.failNext("rate-limited");
    expect(await kindOf(stock.push([{ listed: part(rows[0]), quantity: 1 }]))).toBe("rate-limited");
    expect(closings).toEqual([2_000]);
    expect((await stock.read?.([...rows, nowhere]))?.problems).toMatchObject([{ row: third }]);
    expect((await stock.read?.(rows))?.items).toMatchObject([{ sku, sellable: 5, held: 0, total: 5 }, { sku: other }]);
  });

  it("reads every order once, field by field, and each over pages and to the real end", async () => {
    for (const totals of [true, false]) {
      const { orders } = openPartner({ pageSize: 3, totals });
      const product = onSale(50);
      const made = Array.from({ length: 10 }, () => buy(product.id, 2));
      portal.shop.move(part(made[4]), "confirmed");
      portal.shop.move(part(made[2]), "cancelled");
      part(made[7]).unreadable = true;
      const items: Order[] = [];
      let cursor: string | undefined;
      do {
        const page = await orders.list({ changedSince: instant(Date.now() - hour), cursor });
        items.push(...page.items);
        cursor = page.nextCursor;
      } while (cursor);
      const readable = made.filter(({ unreadable }) => !unreadable).map(({ no }) => no);
      expect(items.map(({ id }) => id).toSorted()).toEqual(readable.toSorted());
      const created = await orders.listCreated({ createdSince: instant(Date.now() - hour) });
      expect(created.items.map(({ id }) => id)).toEqual(readable);
      expect(created).toMatchObject({ complete: true, problems: [{ row: made[7]?.no }] });
      const [first] = made;
      expect(await orders.get(part(first).no)).toEqual({
        id: first?.no,
        state: "new",
        channelState: "new",
        createdAt: instant(part(first).placed),
        changedAt: instant(part(first).changed),
        total: 360_000,
        cashOnDelivery: true,
        buyer: { name: "Trần Văn Bình", phone: "0987654321", address: "Hà Nội" },
        lines: [
          {
            id: "1",
            productId: String(product.id),
            sellerSku: sku,
            title: "Long nhãn Hưng Yên",
            quantity: 2,
            cancelledQuantity: 0,
            returnedQuantity: 0,
            unitPrice: 180_000,
          },
        ],
      });
      expect((await orders.get(part(made[2]).no)).lines[0]?.cancelledQuantity).toBe(2);
    }
  });

  it("carries each command out once, and calls done what is done", async () => {
    const { orders } = openPartner({}, { carrier: "EMS" });
    const product = onSale(9);
    const [order, unwanted] = [buy(product.id), buy(product.id, 2)];
    for (let times = 0; times < 2; times += 1) await orders.accept?.(order.no);
    expect(order.status).toBe("confirmed");
    portal.faults.failNext("lost-answer", 1, "/ship");
    expect(await kindOf(part(orders.ship?.(order.no)))).toBe("retryable");
    await orders.ship?.(order.no);
    expect(order).toMatchObject({ status: "shipping", carrier: "EMS" });
    for (let times = 0; times < 2; times += 1) await orders.cancel?.(unwanted.no, "Hết hàng");
    expect(unwanted).toMatchObject({ status: "cancelled", reason: "Hết hàng" });
    expect(await kindOf(part(orders.accept?.(unwanted.no)))).toBe("rejected");
    expect(portal.shop.left(product)).toBe(8);
  });

  it.each<[CommonFault, string]>([
    ["rate-limited", "rate-limited"],
    ["http-429", "rate-limited"],
    ["server-error", "retryable"],
    ["silence", "retryable"],
    ["cut", "retryable"],
    ["lost-answer", "retryable"],
    ["garbled", "unexpected"],
    ["html", "unexpected"],
    ["auth", "auth"],
  ])("meets %s as %s, reading and writing, and tells no secret", async (fault, kind) => {
    const { orders, listings } = openPartner();
    patienceMs = fault === "silence" ? 400 : 20_000;
    for (const work of [() => orders.list({ changedSince: instant(0) }), () => listings.createHidden(listing(), [])]) {
      portal.faults.failNext(fault);
      const error: unknown = await work().catch((thrown: unknown) => thrown);
      expect(error).toMatchObject({ kind });
      expect(
        JSON.stringify([error, error instanceof Error ? [error.message, error.stack, error.cause] : undefined]),
      ).not.toContain(secret);
    }
  });

  it("rings with a bell that is believed once its signature holds", async () => {
    const { edge, settings } = openPartner();
    buy(onSale(3).id);
    await portal.pushes.settled();
    const bells = { ...settings, partnerBellSecret: "khoa-chuong", pushUrl: `${origin}/webhooks/postmart` };
    const heard = rings.map((ring) => edge.readDoorbell?.(bells, ring));
    expect(heard).toMatchObject([{ about: "listings", id: expect.any(String) }, { about: "orders" }]);
    for (const ring of rings) {
      expect(edge.readDoorbell?.({ ...bells, partnerBellSecret: "khac" }, ring)).toBeUndefined();
      expect(edge.readDoorbell?.(bells, { ...ring, body: Uint8Array.from([...ring.body, 32]) })).toBeUndefined();
    }
  });

  it("speaks an owner's own names, paths and words", async () => {
    const { connect } = openPartner();
    const product = onSale(4);
    const alter: AxiosAdapter = async (config) => {
      const answer = await axios.getAdapter("http")({ ...config, url: (config.url ?? "").replace("/kho", "/stock") });
      return {
        ...answer,
        data: String(answer.data).replaceAll('"seller_sku"', '"ma_hang"').replaceAll('"status":"live"', '"status":"dang_ban"'),
      };
    };
    const connector = part(channels.postmart).connect(
      {
        partner: {
          baseUrl: `${origin}/postmart/partner/v1`,
          auth: { scheme: "bearer" },
          paths: { stock: "/kho" },
          names: { stock: { seller_sku: "ma_hang" } },
          listingStates: { dang_ban: "live" },
        },
        partnerSecret: secret,
      },
      undefined,
      { ...outside, http: alter },
    );
    portal.dials().partnerScheme = "bearer";
    expect(connect().listings).toBeUndefined();
    expect(await part(connector.listings).look(sku)).toMatchObject([
      { productId: String(product.id), state: "live", channelState: "dang_ban" },
    ]);
  });
});
