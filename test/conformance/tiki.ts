import { type ListedSku, type ListingState, vnd } from "connectors/contract";
import { VirtualClock } from "../marketplaces/kit/clock.ts";
import { seeded } from "../marketplaces/kit/random.ts";
import { newShelf } from "../marketplaces/kit/shelf.ts";
import { attributesOf, categories } from "../marketplaces/tiki/catalogue.ts";
import { createTiki } from "../marketplaces/tiki/marketplace.ts";
import { statusOf } from "../marketplaces/tiki/orders.ts";
import { latest } from "../marketplaces/tiki/products.ts";
import { type OrderStatus, type Product, type ProductRequest } from "../marketplaces/tiki/state.ts";
import { found } from "./found.ts";
import type { ListingTruth, OpenMarketplace } from "./marketplace.ts";
import { serveMarketplace } from "./served.ts";
import { tikiListings } from "./tiki-listings.ts";
import { makeAtTiki } from "./tiki-made.ts";
import { houseOrder, tikiOrderStates } from "./tiki-orders.ts";

const sellerId = 310_001;
const neighbour = 310_002;
const warehouses = { ours: 1034, other: 1015 };
const clientId = "7590139168389961";
const clientSecret = "Zk-9_demoSecret_0123456789abcdEF";
const buyer = { name: "Trần Văn Bình", phone: "0987654321", address: "Số 1, Phường Ba Đình, Thành phố Hà Nội" };

const isPending = ({ state }: ProductRequest) => !["approved", "rejected", "deleted"].includes(state);

export async function openTiki(): Promise<OpenMarketplace> {
  const { mount, ...served } = await serveMarketplace(
    (path) => path.startsWith("/tiki/integration/") || path === "/tiki/sc/oauth2/token",
  );
  const base = `${served.origin}/tiki`;
  const back = `${served.origin}/back?own=1`;
  const clock = new VirtualClock(Date.parse("2026-03-10T02:00:00Z"));
  const tiki = createTiki({
    base: "/tiki",
    clock,
    random: seeded(7),
    apps: [{ clientId, clientSecret, clientAuthentication: "client_secret_basic", redirectUris: [back] }],
  });
  mount((request, env) => tiki.app.fetch(request, env as object));
  const { products, requests, orders, stock, events, faults } = tiki;
  const { state } = tiki.world;
  Object.assign(tiki.dials(), {
    orderListLagMs: 0,
    readLagMs: 0,
    listLagMs: 0,
    searchLagMs: 0,
    reviewMs: 0,
    processingMs: 0,
    pushLateMs: 0,
    subscriptionEffectMs: 0,
    rate: { requests: 0, perMs: 1_000 },
    accessTokenSeconds: 14_400,
  });
  const queue = events.createQueue(clientId, "hung-yen");
  for (const type of ["ORDER_CREATED_SUCCESSFULLY", "ORDER_STATUS_UPDATED", "PRODUCT_PRICE_UPDATED"])
    events.subscribe(queue, sellerId, type);

  const now = () => {
    tiki.world.catchUp();
    return clock.now();
  };
  const requestOf = ({ productId, variantId, sku }: ListedSku) =>
    state().requests.findLast(
      ({ trackId, wanted, requestId }) =>
        trackId === variantId ||
        requestId === productId ||
        (wanted.kind === "create_product" && wanted.product.variants.some((variant) => variant.sku === sku)),
    );
  /** By Tiki's own number where it is one, else by the seller SKU. */
  const productOf = (listed: ListedSku): Product | undefined =>
    products.find(Number(listed.productId)) ?? products.bySku(sellerId, listed.sku);
  const seller = () =>
    found(
      state().sellers.find(({ id }) => id === sellerId),
      "the seller",
    );
  const productCalled = (listed: ListedSku) => found(productOf(listed), `product of ${listed.sku}`);
  const orderCalled = (code: string) => found(orders.find(code), `order ${code}`);
  const move = (code: string, status: OrderStatus) => orders.move(orderCalled(code), status, now());

  const { request, put } = makeAtTiki(tiki.world, `${served.origin}/pictures/7.png`);
  const putElsewhere = () =>
    put(neighbour, 2034, "HYZZZZZZZZ", { state: "live", title: "Của gian hàng khác", price: 90_000, stock: 5 });

  function truthOf(product: Product): ListingTruth {
    const { gone, active, hidden, ...held } = latest(product);
    const { available, reserved } = stock.now(product);
    const standing: ListingState = gone ? "gone" : active && !hidden ? "live" : "hidden";
    const { brand, product_weight_kg: kilograms, origin: _origin, ...attributes } = held.attributes;
    return {
      id: String(product.id),
      sku: held.originalSku,
      state: standing,
      title: held.name,
      description: held.description,
      price: held.price,
      sellable: stock.left(product),
      held: reserved,
      total: available,
      pictures: [held.image, ...held.images],
      categoryId: String(held.categoryId),
      brandId: String(brand),
      attributes: Object.fromEntries(Object.entries(attributes).map(([code, value]) => [code, [String(value)]])),
      ...(kilograms === undefined ? {} : { weightGrams: Math.round(Number(kilograms) * 1_000) }),
    };
  }
  function truthOfRequest({ wanted, requestId }: ProductRequest): ListingTruth | undefined {
    const [variant] = wanted.kind === "create_product" ? wanted.product.variants : [];
    if (wanted.kind !== "create_product" || !variant) return undefined;
    const { name: title, description, image, images, categoryId } = wanted.product;
    return {
      id: requestId ?? "",
      sku: variant.sku,
      state: "in-review",
      title,
      description,
      price: variant.price,
      sellable: 0,
      pictures: [image, ...images],
      categoryId: String(categoryId),
    };
  }
  function placed(seller: number, wanted: readonly { productId: number; quantity: number }[], cod: boolean): string {
    const order = orders.place(seller, wanted, { payment: cod ? "cod" : "prepaid", buyer }, now());
    if ("refused" in order) throw new Error(order.refused);
    return order.code;
  }
  type Row = Record<string, unknown>;
  const alterRows = (path: string, change: (row: Row) => Row) =>
    served.alter(path, (text) => {
      const answer = JSON.parse(text) as { data?: Row[] } & Row;
      return JSON.stringify(answer.data ? { ...answer, data: answer.data.map(change) } : change(answer));
    });
  const endless = (path: string) =>
    served.alter(path, (text) => {
      const { paging, ...answer } = JSON.parse(text) as { paging?: object };
      return JSON.stringify({ ...answer, data: [], paging: { ...paging, total: 9_999_999, last_page: 999_999 } });
    });

  const { listing, broken } = tikiListings(served.origin);

  return {
    ...served,
    channel: "tiki",
    clock,
    settings: () => ({
      clientId,
      clientSecret,
      clientAuth: "basic",
      redirectUrl: back,
      apiHost: base,
      warehouseId: warehouses.ours,
      productPage: `${base}/san-pham-p{master}.html?spid={product}`,
      eventQueue: queue.code,
    }),
    requiredSettings: ["clientId", "clientSecret", "clientAuth", "redirectUrl", "apiHost", "warehouseId"],
    secrets: () => [
      clientSecret,
      Buffer.from(`${clientId}:${clientSecret}`).toString("base64"),
      ...Object.keys(state().tokens),
    ],
    async consent(url) {
      const { origin, pathname, searchParams } = new URL(url);
      const page = await (await fetch(url)).text();
      if (!page.includes("Gian hàng OCOP Hưng Yên")) throw new Error("no consent page");
      const form = new URLSearchParams([...searchParams, ["seller", String(sellerId)], ["decision", "allow"]]);
      const answer = await fetch(origin + pathname, { method: "POST", redirect: "manual", body: form });
      return Object.fromEntries(new URL(answer.headers.get("location") ?? "").searchParams);
    },
    accessEnds: () =>
      Math.max(...Object.values(state().tokens).flatMap(({ kind, expires }) => (kind === "access" ? expires : []))),
    expireAccess() {
      for (const [text, { kind }] of Object.entries(state().tokens)) if (kind === "access") tiki.tokens.expire(text);
    },
    revoke() {
      for (const { consent } of tiki.tokens.consentsOf(sellerId)) tiki.tokens.revoke(consent);
    },
    refreshIsSpent: true,
    tokenPath: "/sc/oauth2/token",
    waysToClose: [
      { name: "a seller who is not active", close: () => void (seller().active = false) },
      { name: "a seller whose updates are off", close: () => void (seller().canUpdateProduct = false) },
      {
        name: "a warehouse of another seller",
        close: () => alterRows("/sellers/me/warehouses", (row) => ({ ...row, warehouse_id: 2034 })),
      },
    ],
    listing,
    broken,
    onTheLimits: [],
    refusesUpdates: false,
    writes: {
      create: "/v2.1/requests",
      update: "/v2.1/requests/updateProductInfo",
      activate: "/v2.1/products/updateSku",
      hide: "/v2.1/products/updateSku",
      offers: "/v2.1/products/updateSku",
      stock: "/v2.1/products/updateSku",
      accept: "/dropship/confirm-available",
      cancel: "/dropship/confirm-available",
    },
    reads: { orders: "/v2/orders", listings: "/v2.1/products", brands: "/values" },

    truth(listed) {
      const product = productOf(listed);
      const asked = product ? undefined : requestOf(listed);
      return product ? truthOf(product) : found(asked && truthOfRequest(asked), `listing of ${listed.sku}`);
    },
    truths: (sellerSku) => [
      ...products
        .ofSeller(sellerId)
        .map(truthOf)
        .filter(({ sku, state: standing }) => sku === sellerSku && standing !== "gone"),
      ...requests
        .ofSeller(sellerId)
        .filter(isPending)
        .flatMap((each) => truthOfRequest(each) ?? [])
        .filter(({ sku }) => sku === sellerSku),
    ],
    make(
      sellerSku,
      { state: wanted = "live", title = "Đăng ở nơi khác", price = 150_000, stock: units = 10, reason = "" } = {},
    ) {
      const sku = sellerSku as ListedSku["sku"];
      if (wanted === "live" || wanted === "hidden")
        return {
          sku,
          productId: String(put(sellerId, warehouses.ours, sellerSku, { state: wanted, title, price, stock: units }).id),
        };
      const words = JSON.stringify({ errors: [{ code: 400, description: reason, msg: reason }], message: reason });
      const asked = request(
        sellerId,
        warehouses.ours,
        { ...listing(), sku, title, price: vnd(price) },
        wanted === "refused" ? "rejected" : "awaiting_approve",
        wanted === "refused" ? words : "",
      );
      state().requests.push(asked);
      return { sku, productId: asked.requestId ?? "" };
    },
    morePerPage: { listings: 53, orders: 54 },
    edit(listed, { title, price, stock: units }) {
      const product = productCalled(listed);
      products.change(
        product,
        { ...(title === undefined ? {} : { name: title }), ...(price === undefined ? {} : { price }) },
        now(),
      );
      if (units !== undefined) stock.correct(product, warehouses.ours, units, now());
    },
    hide: (listed) => products.change(productCalled(listed), { active: false }, now()),
    takeOutOfSight: (listed) => products.change(productCalled(listed), { hidden: true }, now()),
    remove: (listed) => products.change(productCalled(listed), { gone: true, active: false }, now()),
    review(listed, verdict, reason = "Ảnh không rõ") {
      const asked = found(requestOf(listed), "a request");
      if (verdict === "approve") requests.approve(asked, now());
      else requests.refuse(asked, reason, now());
    },
    promotion(listed, on) {
      const product = productCalled(listed);
      products.change(product, { promotion: on ? Math.round(latest(product).price * 0.9) : null }, now());
    },
    promotionKeeps: ["listing", "price", "stock"],
    makeListingUnreadable: (listed) => {
      const { id } = productCalled(listed);
      for (const path of ["/v2.1/products", "/v2/products/findBy"])
        alterRows(path, (row) => (row.id === id ? { ...row, original_sku: 7 } : row));
    },
    listingElsewhere: () => String(putElsewhere().id),
    repeatPages: () => {
      for (const path of ["/v2.1/products", "/v2/products/findBy", "/v2/requests"]) endless(path);
    },
    shortenPages: () => void (tiki.dials().pageCap = 20),
    holdQueue: () => void (tiki.dials().processingMs = 3_600_000),
    // A refused request holds no SKU any more: the next one may ask for it (§5.2).
    keepsRefused: false,
    listsRefused: true,
    hasPages: true,
    failsInPart: false,
    takesSkuTwice: false,
    elsewhere(listed, quantity) {
      const product = productCalled(listed);
      product.shelves[warehouses.other] = newShelf(quantity, now());
      return { settings: {}, now: () => found(product.shelves[warehouses.other], "a shelf").total };
    },

    buy: (lines, { pay = "cod" } = {}) =>
      placed(
        sellerId,
        lines.map(({ listed, quantity }) => ({ productId: productCalled(listed).id, quantity })),
        pay === "cod",
      ),
    buyElsewhere: () => placed(neighbour, [{ productId: putElsewhere().id, quantity: 1 }], true),
    pay: (code) => void orders.pay(orderCalled(code), now()),
    cancelByBuyer: (code) => void orders.cancel(orderCalled(code), "buyer", "Người mua đổi ý", now()),
    // The seller says at their own desk that a line is not there (§7).
    cancelUnits(code, line) {
      const order = orderCalled(code);
      const there = order.lines.filter((_, index) => index !== line);
      orders.confirm(order, new Set(there.map(({ id }) => id)), warehouses.ours, null, now());
    },
    cancelsWholeLines: true,
    courierCollects: (code) => move(code, "handover_to_partner"),
    deliver: (code) => move(code, "delivered"),
    complete: (code) => move(code, "complete"),
    returnGoods: (code) => move(code, "returned"),
    makeUnreadable: (code, unreadable = true) => void (orderCalled(code).unreadable = unreadable),
    makeStateUnknown: (code) => alterRows("/v2/orders", (row) => (row.code === code ? { ...row, status: "on_the_moon" } : row)),
    emptyOrders() {
      let left = 1;
      served.alter("/v2/orders", (text) => {
        left -= 1;
        return left < 0 ? text : JSON.stringify({ ...(JSON.parse(text) as object), data: [] });
      });
    },
    shortenOrders: () => faults.failNext("short-page", 1, "/v2/orders"),
    showsUnpaid: false,
    orderStates: tikiOrderStates,
    setOrderState: (code, word) => move(code, word as OrderStatus),
    order: (code) => houseOrder(orderCalled(code)),
    carriersByWay: [],
    carriedOut(code) {
      const order = orderCalled(code);
      const { sellerInventoryId, pickupTime, lines } = order;
      return { sellerInventoryId, pickupTime, status: statusOf(order), lines: lines.map(({ confirmation }) => confirmation) };
    },

    fail: (kind, { count = 1, path = "" } = {}) => faults.failNext(kind, count, path),
    faultsWaiting: () => faults.waiting().length,
    dial: (change) => void Object.assign(tiki.dials(), change),
    unknownError: (code) => Response.json({ errors: [code] }, { status: 418 }),
    // §1: all that a failing server says.
    busyError: () => Response.json({ errors: ["Internal API went wrong, please try again later"] }, { status: 500 }),
    settled: async () => void now(),
    ringsForReviews: false,
    taxonomy: {
      // The root of the tree, 2, is not in it.
      categories: categories.map(({ id, parent, primary }) => ({
        id: String(id),
        leaf: primary,
        ...(parent === 2 ? {} : { parentId: String(parent) }),
      })),
      required: {
        categoryId: "54330",
        attributeIds: attributesOf(54_330)
          .filter(({ required }) => required)
          .map(({ code }) => code),
      },
      values: {
        categoryId: "54330",
        attributeId: "origin",
        ids: attributesOf(54_330).find(({ code }) => code === "origin")?.values ?? [],
      },
      brands: attributesOf(54_330).find(({ code }) => code === "brand")?.values ?? [],
      fillBrands() {
        const { id } = found(
          attributesOf(54_330).find(({ code }) => code === "brand"),
          "the brands",
        );
        const all = Array.from({ length: 250 }, (_, index) => ({ id: 90_001 + index, value: `Nhãn hiệu ${index}` }));
        served.answer(
          ({ query }) => {
            const [page, size] = [Number(query.get("page") ?? 1), Number(query.get("limit") ?? 20)];
            const data = all.slice((page - 1) * size, page * size);
            const place = { current_page: page, from: (page - 1) * size, to: page * size, per_page: size };
            return Response.json({ data, paging: { ...place, total: all.length, last_page: Math.ceil(all.length / size) } });
          },
          { path: `/attributes/${id}/values`, times: Number.POSITIVE_INFINITY },
        );
        return all.map(({ value }) => value);
      },
    },
  };
}
