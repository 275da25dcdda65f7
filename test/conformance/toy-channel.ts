import { instantFromSeconds, type ListedSku, type Listing, listingSchema, type OrderState, vnd } from "connectors/contract";
import { Hono } from "hono";
import { VirtualClock } from "../marketplaces/kit/clock.ts";
import { type CommonFault, createFaults } from "../marketplaces/kit/faults.ts";
import { createMarket, type Good } from "../toy-channel/market.ts";
import { found } from "./found.ts";
import type { ListingTruth, OpenMarketplace } from "./marketplace.ts";
import { pictureCalled } from "./pictures.ts";
import { serveMarketplace } from "./served.ts";

const key = "khoá-của-sạp";
const withinItself: readonly CommonFault[] = ["partial-failure", "ack-without-effect"];
/** Chợ quê §4. */
const orderStates: Readonly<Record<string, OrderState>> = {
  waiting: "new",
  wrapped: "packed",
  "on-the-road": "handed-over",
  brought: "delivered",
  "called-off": "cancelled",
};

/** Chợ quê has one stall, no sign-in, no review, no prepayment, no tree of categories and no pages for buyers. */
export async function openToyChannel(): Promise<OpenMarketplace> {
  const { mount, ...served } = await serveMarketplace(() => true);
  const clock = new VirtualClock(Date.parse("2026-03-10T02:00:00Z"));
  const market = createMarket(key, clock, { requests: 0, perMs: 1_000 });
  const faults = createFaults({
    clock,
    dials: () => ({ latencyMs: 0, lateEffectMs: 0 }),
    answers: {
      "rate-limited": (context) => context.json({ code: "too-fast" }, 429),
      "http-429": (context) => context.text("Too Many Requests", 429),
      "server-error": (context) => context.text("", 500),
      auth: (context) => context.json({ code: "bad-sign" }, 401),
    },
    applies: (kind) => !withinItself.includes(kind),
  });
  const app = new Hono();
  app.use(faults.middleware((request) => app.fetch(request)));
  app.route("/", market.app);
  mount((request, env) => app.fetch(request, env as object));

  const gone: Good[] = [];
  const goodOf = ({ productId }: Pick<ListedSku, "productId">): Good =>
    found(
      [...market.goods, ...gone].find(({ id }) => String(id) === productId),
      `good ${productId}`,
    );
  const orderCalled = (id: string) =>
    found(
      market.orders.find((each) => each.id === id),
      `order ${id}`,
    );
  const truthOf = (good: Good): ListingTruth => ({
    id: String(good.id),
    sku: good.sku,
    state: gone.includes(good) ? "gone" : good.shown ? "live" : "hidden",
    title: good.name,
    description: good.words,
    price: good.price,
    sellable: good.units,
    pictures: good.photos,
  });
  const listing = (more: Partial<Listing> = {}): Listing => ({
    ...listingSchema.parse({
      sku: "HY00000001",
      title: "Long nhãn Hưng Yên",
      description: "Nhãn lồng sấy dẻo.",
      unit: "gói",
      packNote: "500 g",
      price: 180_000,
      weightGrams: 520,
      pictures: [0, 1].map((number) => pictureCalled(number, served.origin)),
      producerName: "HTX Minh Họa",
      origin: "Hưng Yên",
    }),
    ...more,
  });

  type Row = Record<string, unknown>;
  const alterRows = (path: string, wrong: (row: Row) => boolean, with_: Row) =>
    served.alter(path, (text) => {
      const change = (row: Row) => (wrong(row) ? { ...row, ...with_ } : row);
      const { rows, ...answer } = JSON.parse(text) as Row;
      return JSON.stringify(rows ? { ...answer, rows: (rows as Row[]).map(change) } : change(answer));
    });
  /** In lists and by itself. */
  function alterOrder(id: string, with_: Row): void {
    for (const path of ["/orders", `/orders/${id}`]) alterRows(path, (row) => row.id === id, with_);
  }
  const endless = (path: string) => served.alter(path, () => JSON.stringify({ rows: [], next: "7" }));

  return {
    ...served,
    channel: "toy" as OpenMarketplace["channel"],
    clock,
    settings: () => ({ stall: "sap1", key, apiHost: served.origin }),
    requiredSettings: ["stall", "key", "apiHost"],
    secrets: () => [key, ...served.requests().flatMap(({ headers }) => headers.get("x-sign") ?? [])],
    waysToClose: [],

    listing,
    broken: [{ rule: "title", listing: listing({ title: "n".repeat(81) }) }],
    onTheLimits: [listing({ title: "n".repeat(80) })],
    writes: {
      create: "/goods/new",
      update: "/words",
      activate: "/shown",
      hide: "/shown",
      offers: "/price",
      stock: "/units",
      pack: "/wrap",
      cancel: "/call-off",
    },
    reads: { orders: "/orders", listings: "/goods" },

    truth: (listed) => truthOf(goodOf(listed)),
    truths: (sellerSku) => market.goods.filter(({ sku }) => sku === sellerSku).map(truthOf),
    make(sellerSku, { state = "live", title = "Đăng ở nơi khác", price = 150_000, stock = 10 } = {}) {
      const id = 1_000 + market.goods.length;
      const shown = state === "live";
      market.goods.push({ id, sku: sellerSku, name: title, words: "", photos: [], price, units: stock, shown });
      return { sku: sellerSku as ListedSku["sku"], productId: String(id) };
    },
    morePerPage: { listings: 5, orders: 5 },
    edit(listed, { title, price, stock }) {
      const good = goodOf(listed);
      if (title !== undefined) good.name = title;
      if (price !== undefined) good.price = price;
      if (stock !== undefined) good.units = stock;
    },
    hide: (listed) => void (goodOf(listed).shown = false),
    remove: (listed) => void gone.push(...market.goods.splice(market.goods.indexOf(goodOf(listed)), 1)),
    promotionKeeps: [],
    makeListingUnreadable: ({ productId }) => alterRows("/goods", (row) => String(row.id) === productId, { shown: 7 }),
    repeatPages: () => endless("/goods"),
    refusesUpdates: false,
    hasPages: false,
    keepsRefused: false,
    listsRefused: false,
    failsInPart: false,
    takesSkuTwice: false,

    buy: (lines) => market.buy(lines.map(({ listed, quantity }) => ({ id: goodOf(listed).id, count: quantity }))),
    cancelByBuyer: (id) => market.move(orderCalled(id), "called-off"),
    courierCollects: (id) => market.move(orderCalled(id), "on-the-road"),
    deliver: (id) => market.move(orderCalled(id), "brought"),
    complete: (id) => market.move(orderCalled(id), "brought"),
    makeUnreadable: (id) => alterOrder(id, { placed: "??" }),
    makeStateUnknown: (id) => alterOrder(id, { state: "on-the-moon" }),
    repeatOrderPages: () => endless("/orders"),
    showsUnpaid: false,
    carriersByWay: [],
    orderStates,
    setOrderState: (id, word) => market.move(orderCalled(id), word),
    order(id) {
      const { state: word, placed, changed, buyer, lines } = orderCalled(id);
      const state = found(orderStates[word], word);
      return {
        id,
        state,
        channelState: word,
        createdAt: instantFromSeconds(placed),
        changedAt: instantFromSeconds(changed),
        buyer,
        lines: lines.map(({ line, sku, name, count, price }) => ({
          id: String(line),
          sellerSku: sku,
          title: name,
          quantity: count,
          cancelledQuantity: state === "cancelled" ? count : 0,
          returnedQuantity: 0,
          unitPrice: vnd(price),
        })),
      };
    },
    carriedOut: (id) => orderCalled(id).state,

    fail: (kind, { count = 1, path = "" } = {}) => faults.failNext(kind, count, path),
    faultsWaiting: () => faults.waiting().length,
    unknownError: (code) => Response.json({ code }, { status: 418 }),
    busyError: () => Response.json({ code: "busy" }, { status: 503 }),
    settled: () => Promise.resolve(),
    ringsForReviews: false,
    taxonomy: { categories: [] },
  };
}
