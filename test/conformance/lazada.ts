import { type ListedSku, type ListingState } from "connectors/contract";
import { VirtualClock } from "../marketplaces/kit/clock.ts";
import { seeded } from "../marketplaces/kit/random.ts";
import { revoke } from "../marketplaces/lazada/access-api.ts";
import { createLazada } from "../marketplaces/lazada/marketplace.ts";
import { type Item, type Order as LazadaOrder, type OrderStatus } from "../marketplaces/lazada/state.ts";
import { attributesOf, brands, type Category, categories } from "../marketplaces/lazada/taxonomy.ts";
import { found } from "./found.ts";
import { lazadaListings } from "./lazada-listings.ts";
import { buyer, houseOrder, lazadaOrderStates, statusOf } from "./lazada-orders.ts";
import type { ListingTruth, MadeThere, OpenMarketplace } from "./marketplace.ts";
import { serveMarketplace } from "./served.ts";

const app = { key: "500123", secret: "demoAppSecret0x51aa" };
const sellerId = 1_000_001;
const neighbour = 1_000_002;
const warehouse = "dropshipping";

const flat = (tree: readonly Category[], parentId?: string): OpenMarketplace["taxonomy"]["categories"] =>
  tree
    .filter(({ active }) => active)
    .flatMap(({ category_id, leaf, children }) => [
      { id: String(category_id), leaf, ...(parentId === undefined ? {} : { parentId }) },
      ...flat(children, String(category_id)),
    ]);

export async function openLazada(): Promise<OpenMarketplace> {
  const { mount, ...served } = await serveMarketplace((path) => path.startsWith("/lazada/rest/"));
  const base = `${served.origin}/lazada`;
  const clock = new VirtualClock(Date.parse("2026-03-10T02:00:00Z"));
  const lazada = createLazada({
    base: "/lazada",
    clock,
    random: seeded(7),
    app,
    pushUrl: `${served.origin}/bell`,
    pushTriesMs: [0],
  });
  mount((request, env) => lazada.app.fetch(request, env as object));
  const { store, items, stocks, baskets, orders, reverses, moves, faults, messages } = lazada;
  Object.assign(store.dials, { reviewMs: 0, masksBuyers: false });

  const itemCalled = ({ productId }: Pick<ListedSku, "productId">): Item =>
    found(store.item(Number(productId)), `item ${productId}`);
  const orderCalled = (id: string): LazadaOrder => found(store.order(sellerId, Number(id)), `order ${id}`);
  function act(move: string, id: string, lines?: LazadaOrder["items"]): void {
    const order = orderCalled(id);
    const refused = found(moves.get(move), move)(order, lines ?? order.items);
    if (refused) throw new Error(refused);
  }

  function put(seller: number, sellerSku: string, { title, price, stock, state }: Required<Omit<MadeThere, "reason">>): Item {
    const sku_id = 7_000_000 + store.newId();
    return items.create(
      seller,
      {
        category_id: 10_100_387,
        attributes: { name: title, description: "<p>Người bán tự đăng.</p>", brand_id: "30768" },
        images: [`${base}/images/elsewhere.png`],
        skus: [
          {
            sku_id,
            seller_sku: sellerSku,
            status: state === "hidden" ? "inactive" : "active",
            price,
            special_price: 0,
            special_from: null,
            special_to: null,
            images: [],
            sale_prop: {},
            package: { package_weight: "0.5", package_length: "20", package_width: "15", package_height: "5" },
          },
        ],
      },
      { [sku_id]: stock },
      "",
    );
  }
  const putElsewhere = () =>
    put(neighbour, "HYZZZZZZZZ", { state: "live", title: "Của gian hàng khác", price: 90_000, stock: 5 });
  const skuOf = (item: Item) => found(store.looks(item).skus[0], "a SKU");
  const listedOf = (item: Item): ListedSku => ({
    sku: skuOf(item).seller_sku as ListedSku["sku"],
    productId: String(item.item_id),
    variantId: String(skuOf(item).sku_id),
  });

  function truthOf(item: Item): ListingTruth {
    const looks = store.looks(item);
    const sku = skuOf(item);
    const status = items.statusOf(looks);
    const standing: ListingState =
      status === "Deleted"
        ? "gone"
        : status === "Pending QC"
          ? "in-review"
          : looks.review !== "passed"
            ? "refused"
            : sku.status === "active"
              ? "live"
              : "hidden";
    const {
      name = "",
      description = "",
      brand_id = "",
      brand: _brand,
      short_description: _short,
      ...attributes
    } = looks.attributes;
    const buckets = stocks.seen(sku.sku_id, 0);
    const sum = (of: (bucket: (typeof buckets)[number]) => number) => buckets.reduce((total, each) => total + of(each), 0);
    const measure = (side: string) => Math.round(Number(sku.package[`package_${side}`]) * 10);
    return {
      id: String(item.item_id),
      sku: sku.seller_sku,
      state: standing,
      title: name,
      description,
      price: sku.price,
      sellable: stocks.left(sku.sku_id),
      held: sum(({ withhold, occupy }) => withhold + occupy),
      total: sum(({ total }) => total),
      pictures: looks.images,
      categoryId: String(looks.category_id),
      weightGrams: Math.round(Number(sku.package.package_weight) * 1_000),
      sizeMillimetres: { length: measure("length"), width: measure("width"), height: measure("height") },
      brandId: brand_id,
      attributes: Object.fromEntries(Object.entries(attributes).map(([attribute, value]) => [attribute, [value]])),
    };
  }
  function placed(
    lines: readonly { item: Item; quantity: number }[],
    cod: boolean,
    { note = "", voucher = 0, shippingFee = 0 }: { note?: string; voucher?: number; shippingFee?: number } = {},
  ): string {
    const basket = baskets.place({
      lines: lines.map(({ item, quantity }) => ({ skuId: skuOf(item).sku_id, quantity })),
      cod,
      buyer,
      note,
      voucherSeller: voucher,
      voucherPlatform: 0,
      shippingFee,
    });
    if ("refused" in basket) throw new Error(basket.refused);
    return String(found(basket[0], "an order").order_id);
  }

  type Row = Record<string, unknown>;
  const alterData = <Data>(path: string, change: (data: Data) => unknown) =>
    served.alter(path, (text) => {
      const answer = JSON.parse(text) as { data?: Data };
      return JSON.stringify(answer.data ? { ...answer, data: change(answer.data) } : answer);
    });
  /** The rows of the next list, its count left as it is. */
  function once(path: string, change: (rows: readonly Row[]) => readonly Row[]): void {
    let left = 1;
    alterData(path, ({ orders: rows, ...data }: Row) => {
      left -= 1;
      return { ...data, orders: left < 0 ? rows : change(rows as Row[]) };
    });
  }
  const { listing, broken, onTheLimits } = lazadaListings(served.origin);

  return {
    ...served,
    channel: "lazada",
    clock,
    shopId: String(sellerId),
    settings: () => ({
      appKey: app.key,
      appSecret: app.secret,
      apiHost: base,
      authHost: base,
      productPage: `${base}/products/-i{item}-s{sku}.html`,
    }),
    requiredSettings: ["appKey", "appSecret", "apiHost", "authHost"],
    secrets: () => [
      app.secret,
      ...Object.keys(store.state.tokens),
      ...served.requests().flatMap(({ query }) => query.get("sign") ?? []),
    ],
    async consent(url) {
      const { origin, pathname, searchParams } = new URL(url);
      const page = await (await fetch(url)).text();
      if (!page.includes("Gian hàng OCOP Hưng Yên")) throw new Error("no consent page");
      const form = new URLSearchParams({
        redirect_uri: searchParams.get("redirect_uri") ?? "",
        state: searchParams.get("state") ?? "",
        seller_id: String(sellerId),
      });
      const answer = await fetch(origin + pathname, { method: "POST", redirect: "manual", body: form });
      return Object.fromEntries(new URL(answer.headers.get("location") ?? "").searchParams);
    },
    accessEnds: () =>
      Math.max(...Object.values(store.state.tokens).flatMap(({ kind, expires }) => (kind === "access" ? expires : []))),
    expireAccess() {
      for (const token of Object.values(store.state.tokens)) if (token.kind === "access") token.expires = 0;
    },
    revoke: () => revoke(store, sellerId),
    refreshIsSpent: false,
    tokenPath: "/auth/token/create",
    accessForms: [true, false].map((byCountry) => () => void (store.dials.countryInfoByCountry = byCountry)),
    waysToClose: [
      {
        name: "a seller who is INACTIVE",
        close: () => alterData("/seller/get", (seller: Row) => ({ ...seller, status: "INACTIVE" })),
      },
    ],
    listing,
    broken,
    onTheLimits,
    refusesUpdates: true,
    writes: {
      upload: "/image/upload",
      create: "/product/create",
      update: "/product/update",
      activate: "/product/update",
      hide: "/product/deactivate",
      remove: "/product/remove",
      offers: "/product/price_quantity/update",
      stock: "/product/stock/sellable/update",
      adjust: "/product/stock/sellable/adjust",
      pack: "/order/fulfill/pack",
      ship: "/order/package/rts",
      cancel: "/order/reverse/cancel/create",
      "refuse-cancellation": "/order/reverse/cancel/seller/decide",
    },
    reads: { orders: "/orders/get", listings: "/products/get", brands: "/category/brands/query" },

    truth: (listed) => truthOf(itemCalled(listed)),
    truths: (sellerSku) =>
      store.state.items
        .filter(({ seller_id }) => seller_id === sellerId)
        .map(truthOf)
        .filter(({ sku, state }) => sku === sellerSku && state !== "gone"),
    make(sellerSku, { state = "live", title = "Đăng ở nơi khác", price = 150_000, stock = 10, reason = "Ảnh không rõ" } = {}) {
      const item = put(sellerId, sellerSku, { state, title, price, stock });
      if (state === "in-review") items.change(item, { review: "pending" });
      if (state === "refused") items.reject(item, reason);
      return listedOf(item);
    },
    fillBeyondList() {
      const like = put(sellerId, "OTHER", { state: "hidden", title: "Đăng ở nơi khác", price: 150_000, stock: 1 });
      const [version] = like.versions;
      const [sku] = version?.skus ?? [];
      if (!version || !sku) throw new Error("no listing to make others like");
      // The offset ends at 10,000 (API /products/get).
      for (let index = 0; index < 10_100; index += 1) {
        const skus = [{ ...sku, sku_id: 7_000_000 + store.newId(), seller_sku: `OTHER-${index}` }];
        const created = clock.now() - index * 60_000;
        store.state.items.push({ ...like, item_id: store.newId(), created, versions: [{ ...version, at: created, skus }] });
      }
      return store.state.items.map(({ item_id }) => String(item_id));
    },
    morePerPage: { listings: 53, orders: 54 },
    edit(listed, { title, price, stock }) {
      const item = itemCalled(listed);
      const { sku_id } = skuOf(item);
      const { attributes } = store.looks(item);
      if (title !== undefined) items.change(item, { attributes: { ...attributes, name: title } });
      if (price !== undefined) items.setSkus(item, [sku_id], () => ({ price }));
      if (stock !== undefined) stocks.write(sku_id, warehouse, "net", stock);
    },
    hide(listed) {
      const item = itemCalled(listed);
      items.setSkus(item, [skuOf(item).sku_id], () => ({ status: "inactive" }));
    },
    remove(listed) {
      const item = itemCalled(listed);
      items.remove(item, [skuOf(item).sku_id]);
    },
    review(listed, verdict, reason = "Ảnh không rõ") {
      if (verdict === "approve") items.approve(itemCalled(listed));
      else items.reject(itemCalled(listed), reason);
    },
    promotion(listed, on, reserved = 0) {
      const item = itemCalled(listed);
      const { sku_id, price } = skuOf(item);
      const { campaigns } = store.state;
      if (on) campaigns[sku_id] = { name: "Khuyến mãi", from: clock.now(), to: clock.now() + 3_600_000, units: reserved };
      else delete campaigns[sku_id];
      items.setSkus(item, [sku_id], () => ({ special_price: on ? Math.round(price * 0.9) : 0 }));
    },
    promotionKeeps: ["price", "stock"],
    makeListingUnreadable: ({ productId }) =>
      alterData("/products/get", ({ products, ...data }: Row) => ({
        ...data,
        products: (products as Row[]).map((row) => (String(row.item_id) === productId ? { ...row, skus: 7 } : row)),
      })),
    listingElsewhere: () => String(putElsewhere().item_id),
    repeatPages: () => alterData("/products/get", () => ({ total_products: 999_999, products: [] })),
    keepsRefused: true,
    listsRefused: true,
    hasPages: true,
    failsInPart: true,
    preparesUnits: true,
    takesSkuTwice: false,
    elsewhere(listed, quantity) {
      const { sku_id } = skuOf(itemCalled(listed));
      store.dials.warehouses = [warehouse, "kho-hai"];
      stocks.of(sku_id);
      stocks.takeEffect(sku_id, "kho-hai", "net", quantity);
      return {
        settings: {},
        now: () =>
          found(
            stocks.seen(sku_id, 0).find((each) => each.warehouse === "kho-hai"),
            "it",
          ).total,
      };
    },

    buy: (lines, { pay = "cod", ...more } = {}) =>
      placed(
        lines.map(({ listed, quantity }) => ({ item: itemCalled(listed), quantity })),
        pay === "cod",
        more,
      ),
    takesVouchers: true,
    buyElsewhere: () => placed([{ item: putElsewhere(), quantity: 1 }], true),
    pay: (id) => act("pay", id),
    cancelByBuyer(id) {
      const order = orderCalled(id);
      reverses.cancelAtOnce(order, order.items, { initiator: "buyer-cancel", reason: "Người mua đổi ý" });
    },
    wishToCancel: (id) => act("ask-cancel", id),
    cancelUnits: (id, line) => act("cancel", id, orderCalled(id).items.slice(line, line + 1)),
    courierCollects(id) {
      const order = orderCalled(id);
      for (const line of order.items) orders.move(order, line, "shipped");
    },
    deliver: (id) => act("deliver", id),
    complete: (id) => act("deliver", id),
    returnGoods(id, received) {
      for (const step of ["ask-return", ...(received ? ["agree-return", "send-return", "refund"] : [])]) act(step, id);
    },
    makeUnreadable: (id, unreadable = true) => void (orderCalled(id).unreadable = unreadable),
    makeStateUnknown(id) {
      const change = (rows: unknown) =>
        (rows as Row[]).map((row) => (String(row.order_id) === id ? { ...row, status: "on_the_moon" } : row));
      alterData("/order/items/get", change);
      alterData("/orders/items/get", (data: Row[]) =>
        data.map((order) => ({ ...order, order_items: change(order.order_items) })),
      );
    },
    shortenOrders: () => once("/orders/get", (rows) => rows.slice(0, -1)),
    emptyOrders: () => once("/orders/get", () => []),
    showsUnpaid: true,
    orderStates: lazadaOrderStates,
    setOrderState(id, word) {
      const order = orderCalled(id);
      for (const line of order.items) orders.move(order, line, word as OrderStatus);
    },
    order: (id) =>
      houseOrder(
        orderCalled(id),
        orderCalled(id).items.some((line) => reverses.wishOf(orderCalled(id), line)),
      ),
    carriersByWay: [],
    carriedOut(id) {
      const order = orderCalled(id);
      const parcels = store.state.packages.filter(({ order_id }) => order_id === order.order_id);
      return {
        parcels: parcels.map((parcel) => ({ ...parcel })),
        lines: order.items.map((line) => ({ status: statusOf(line), parcel: line.package_id })),
      };
    },

    cancelledBy: (id) => (orderCalled(id).items.every(({ initiator }) => initiator === "buyer-cancel") ? "buyer" : "seller"),

    fail: (kind, { count = 1, path = "" } = {}) => faults.failNext(kind, count, path),
    faultsWaiting: () => faults.waiting().length,
    dial: (change) => void Object.assign(store.dials, change),
    unknownError: (code) => Response.json({ code, type: "ISP", message: "Something new", request_id: "r" }),
    // §1: a hiccup of the platform.
    busyError: () => Response.json({ code: "ServiceTimeout", type: "ISP", message: "service timeout", request_id: "r" }),
    umbrellaError: () => Response.json({ code: "501", type: "ISP", message: "E501: Update product failed", request_id: "r" }),
    // Stock goes one SKU a call, so that no row can be left out of its answer.
    forgetRow: {
      offers({ sku, variantId = "" }) {
        const detail = [{ field: variantId, message: "E207: SKU not exist", seller_sku: sku }];
        const answer = { code: "501", type: "ISP", message: "E501: Update product failed", request_id: "r", detail };
        served.answer(() => Response.json(answer), { path: "/product/price_quantity/update" });
      },
    },
    settled: () => messages.settled(),
    ringsForReviews: true,
    datesBells: true,
    taxonomy: {
      categories: flat(categories),
      required: { categoryId: "10002019", attributeIds: ["material"] },
      values: {
        categoryId: "10100387",
        attributeId: "storage_instruction",
        ids: found(
          attributesOf(10_100_387).find(({ name }) => name === "storage_instruction"),
          "it",
        ).options.map(({ name }) => name),
      },
      brands: brands.map(({ brand_id }) => String(brand_id)),
      fillBrands() {
        const all = Array.from({ length: 450 }, (_, index) => ({ brand_id: 90_001 + index, name: `Nhãn hiệu ${index}` }));
        served.answer(
          ({ query }) => {
            const [start, size] = [Number(query.get("startRow")), Number(query.get("pageSize"))];
            const data = {
              module: all.slice(start, start + size),
              start_row: start,
              page_size: size,
              total_record: all.length,
            };
            return Response.json({ code: "0", request_id: "r", success: true, data: { ...data, enable_total: true } });
          },
          { path: "/category/brands/query", times: Number.POSITIVE_INFINITY },
        );
        return all.map(({ brand_id }) => String(brand_id));
      },
    },
  };
}
