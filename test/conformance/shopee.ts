import { type ListedSku, type ListingState } from "connectors/contract";
import { VirtualClock } from "../marketplaces/kit/clock.ts";
import { seeded } from "../marketplaces/kit/random.ts";
import { createShopee } from "../marketplaces/shopee/marketplace.ts";
import { cancelOrder, cancelUnits, moveOrder, type Placing, payOrder } from "../marketplaces/shopee/orders.ts";
import { endPromotion, startPromotion } from "../marketplaces/shopee/promotions.ts";
import { acceptReturn, askReturn } from "../marketplaces/shopee/returns.ts";
import { approve, ban } from "../marketplaces/shopee/review.ts";
import type { Item, ItemStatus, OrderStatus, Order as ShopeeOrder } from "../marketplaces/shopee/state.ts";
import { putUpShelves, unitsForSale, writeUnits } from "../marketplaces/shopee/stock.ts";
import { attributes, brands, categories, channels } from "../marketplaces/shopee/taxonomy.ts";
import { found } from "./found.ts";
import type { ListingTruth, OpenMarketplace } from "./marketplace.ts";
import { serveMarketplace } from "./served.ts";
import { shopeeListings } from "./shopee-listings.ts";
import { houseOrder, shopeeOrderStates } from "./shopee-orders.ts";

const partner = { id: 2_000_123, key: "zz-demo-partner-key-4f3a9c" };
const shopId = 220_001;
const neighbour = 220_002;
const buyer = { name: "Trần Văn Bình", phone: "0987654321", address: "Số 1, Phường Ba Đình, Thành phố Hà Nội" };

const itemStates: Readonly<Record<ItemStatus, ListingState>> = {
  NORMAL: "live",
  UNLIST: "hidden",
  REVIEWING: "in-review",
  BANNED: "refused",
  SELLER_DELETE: "gone",
  SHOPEE_DELETE: "gone",
};
export async function openShopee(): Promise<OpenMarketplace> {
  const { mount, ...served } = await serveMarketplace((path) => path.startsWith("/shopee/api/"));
  const base = `${served.origin}/shopee`;
  const pushUrl = `${served.origin}/bell`;
  const clock = new VirtualClock(Date.parse("2026-03-10T02:00:00Z"));
  const shopee = createShopee({ base: "/shopee", clock, random: seeded(7), partner, pushUrl });
  mount((request, env) => shopee.app.fetch(request, env as object));
  const { store } = shopee;
  const { state } = store;
  Object.assign(state.dials, { readLagMs: 0, listLagMs: 0, searchLagMs: 0, orderListLagMs: 0 });

  const itemCalled = (id: string): Item => found(store.item(Number(id)), `item ${id}`);
  const itemOf = ({ productId }: Pick<ListedSku, "productId">) => itemCalled(productId);
  const orderCalled = (id: string): ShopeeOrder => found(store.order(id), `order ${id}`);
  const move = (id: string, status: OrderStatus) => moveOrder(store, orderCalled(id), status, store.catchUp());

  function put(
    shop: number,
    sellerSku: string,
    status: ItemStatus,
    made: { title: string; price: number; stock: number },
  ): Item {
    const at = store.catchUp();
    const item: Item = {
      item_id: store.newId(),
      shop_id: shop,
      created: at,
      approved: status === "NORMAL",
      shelves: {},
      versions: [
        {
          at,
          item_name: made.title,
          description: "Người bán tự đăng trên Kênh Người bán.",
          item_sku: sellerSku,
          item_status: status,
          category_id: 101_127,
          image_ids: ["vn-sim-elsewhere"],
          weight: 0.5,
          logistic_ids: [50_021],
          attributes: [],
          brand: { brand_id: 0, original_brand_name: "No Brand" },
          condition: "NEW",
          is_pre_order: false,
          days_to_ship: 2,
          tiers: [],
          models: [{ model_id: 0, tier_index: [], model_sku: "", original_price: made.price }],
        },
      ],
    };
    putUpShelves(item, 0, [{ location: "", units: made.stock }], at);
    state.items.push(item);
    return item;
  }
  /** Of the whole page, or of one variation on it. */
  function truthOf(item: Item, variantId?: string): ListingTruth {
    const now = store.now(item);
    const model = now.models.find(({ model_id }) => String(model_id) === variantId);
    return {
      id: String(item.item_id),
      sku: model?.model_sku ?? now.item_sku,
      state: itemStates[now.item_status],
      title: now.item_name,
      description: now.description,
      price: model?.original_price ?? now.original_price,
      sellable: model ? unitsForSale(item, model.model_id) : now.stock,
      pictures: now.image_ids,
      categoryId: String(now.category_id),
      weightGrams: Math.round(now.weight * 1_000),
      brandId: String(now.brand.brand_id),
      carrierIds: now.logistic_ids.map(String),
      attributes: Object.fromEntries(
        now.attributes.map((each) => [
          String(each.attribute_id),
          each.attribute_value_list.map(({ value_id, original_value_name }) =>
            value_id ? String(value_id) : (original_value_name ?? ""),
          ),
        ]),
      ),
      ...(now.dimension
        ? {
            sizeMillimetres: {
              length: now.dimension.package_length * 10,
              width: now.dimension.package_width * 10,
              height: now.dimension.package_height * 10,
            },
          }
        : {}),
    };
  }
  function placed(shop: number, wanted: Placing["wanted"], cod: boolean, note?: string): string {
    const order = store.place(shop, wanted, buyer, { cod, ...(note === undefined ? {} : { note }) }, store.catchUp());
    if ("refused" in order) throw new Error(order.refused);
    return order.order_sn;
  }
  const spoil = (path: string, rows: string, wrong: (row: Record<string, unknown>) => boolean, with_: object) =>
    served.alter(path, (text) => {
      const answer = JSON.parse(text) as { response?: Record<string, unknown> };
      for (const row of (answer.response?.[rows] ?? []) as Record<string, unknown>[]) if (wrong(row)) Object.assign(row, with_);
      return JSON.stringify(answer);
    });

  /** A call takes one item alone, so that the second call is that of the second row (§5, §6). */
  function dropSecond(path: string): void {
    let calls = 0;
    served.alter(path, (text) => {
      calls += 1;
      const answer = JSON.parse(text) as { response: object };
      const response = { ...answer.response, success_list: [] };
      return calls === 2 ? JSON.stringify({ ...answer, response, warning: "Some rows were dropped." }) : text;
    });
  }

  const { listing, broken, onTheLimits } = shopeeListings(served.origin);

  return {
    ...served,
    channel: "shopee",
    clock,
    shopId: String(shopId),
    settings: () => ({
      partnerId: partner.id,
      partnerKey: partner.key,
      pushUrl,
      apiHost: base,
      consentHost: base,
      productPage: `${base}/product/{shop}/{item}`,
    }),
    requiredSettings: ["partnerId", "partnerKey", "pushUrl", "apiHost", "consentHost"],
    secrets: () => [
      partner.key,
      ...Object.keys(state.tokens),
      ...served.requests().flatMap(({ query }) => query.get("sign") ?? []),
    ],
    async consent(url) {
      const { origin, pathname, searchParams } = new URL(url);
      const page = await (await fetch(url)).text();
      if (!page.includes("Gian hàng OCOP Hưng Yên")) throw new Error("no consent page");
      const form = new URLSearchParams({
        redirect_uri: searchParams.get("redirect_uri") ?? "",
        state: searchParams.get("state") ?? "",
        shop_id: String(shopId),
      });
      const answer = await fetch(origin + pathname, { method: "POST", redirect: "manual", body: form });
      return Object.fromEntries(new URL(answer.headers.get("location") ?? "").searchParams);
    },
    accessEnds: () =>
      Math.max(...Object.values(state.tokens).flatMap(({ kind, expires }) => (kind === "access" ? expires : []))),
    expireAccess() {
      for (const token of Object.values(state.tokens)) if (token.kind === "access") Object.assign(token, { expires: 0 });
    },
    revoke: () => shopee.access.revoke(shopId),
    refreshIsSpent: true,
    tokenPath: "/auth/token/get",
    waysToClose: [
      {
        name: "a shop that is banned from every call",
        close: () => void (found(store.shop(shopId), "the shop").status = "BANNED"),
      },
      {
        name: "a shop that is told to be FROZEN",
        close: () =>
          served.alter("/shop/get_shop_info", (text) => JSON.stringify({ ...(JSON.parse(text) as object), status: "FROZEN" })),
      },
    ],
    listing,
    broken,
    onTheLimits,
    writes: {
      upload: "/media_space/upload_image",
      create: "/product/add_item",
      update: "/product/update_item",
      activate: "/product/unlist_item",
      hide: "/product/unlist_item",
      remove: "/product/delete_item",
      offers: "/product/update_price",
      stock: "/product/update_stock",
      pack: "/logistics/ship_order",
      cancel: "/order/cancel_order",
      "refuse-cancellation": "/order/handle_buyer_cancellation",
    },
    reads: { orders: "/order/get_order_list", listings: "/product/get_item_list", brands: "/product/get_brand_list" },

    truth: (listed) => truthOf(itemOf(listed), listed.variantId),
    truths: (sellerSku) =>
      state.items
        .filter((item) => item.shop_id === shopId)
        .map((item) => truthOf(item))
        .filter(({ sku, state: standing }) => sku === sellerSku && standing !== "gone"),
    make(sellerSku, { state: wanted = "live", title = "Đăng ở nơi khác", price = 150_000, stock = 10, reason } = {}) {
      const status = { live: "NORMAL", hidden: "UNLIST", "in-review": "REVIEWING", refused: "NORMAL" } as const;
      const item = put(shopId, sellerSku, status[wanted], { title, price, stock });
      if (wanted === "refused") refuse(item, reason ?? "Ảnh không rõ");
      return { sku: sellerSku as ListedSku["sku"], productId: String(item.item_id) };
    },
    fillBeyondList() {
      // How far offsets count is not documented, only how it is said that they do not (page of get_item_list).
      served.answer(
        ({ query }) =>
          Number(query.get("offset")) < 200
            ? undefined
            : Response.json({ error: "error_param", message: "get items offset over limit, please use the next field" }),
        { path: "/product/get_item_list", times: Number.POSITIVE_INFINITY },
      );
      return Array.from({ length: 450 }, (_, index) => {
        clock.advance(20_000);
        const item = put(shopId, `OTHER-${index}`, "UNLIST", { title: "Đăng ở nơi khác", price: 150_000, stock: 1 });
        return String(item.item_id);
      });
    },
    morePerPage: { listings: 103, orders: 104 },
    edit(listed, { title, price, stock }) {
      const at = store.catchUp();
      const item = itemOf(listed);
      const { models } = store.now(item);
      store.change(
        item,
        {
          ...(title === undefined ? {} : { item_name: title }),
          ...(price === undefined ? {} : { models: models.map((model) => ({ ...model, original_price: price })) }),
        },
        at,
      );
      if (stock !== undefined) writeUnits(store, item, 0, "", stock, at);
    },
    hide: (listed) => store.change(itemOf(listed), { item_status: "UNLIST" }, store.catchUp()),
    remove: (listed) => store.change(itemOf(listed), { item_status: "SELLER_DELETE" }, store.catchUp()),
    review(listed, verdict, reason = "Ảnh không rõ") {
      if (verdict === "approve") approve(store, itemOf(listed), store.catchUp());
      else refuse(itemOf(listed), reason);
    },
    promotion(listed, on, reserved = 0) {
      const at = store.catchUp();
      const item = itemOf(listed);
      if (on) found(startPromotion(store, item, { percentOff: 10, reserved, forMs: 3_600_000 }, at), "a promotion");
      else for (const each of store.running(item, at)) endPromotion(store, each, at);
    },
    promotionKeeps: ["listing", "price", "stock"],
    makeListingUnreadable: ({ productId }) =>
      spoil("/product/get_item_base_info", "item_list", (row) => String(row.item_id) === productId, { item_status: 7 }),
    repeatPages: () =>
      served.alter("/product/get_item_list", (text) =>
        JSON.stringify({ ...(JSON.parse(text) as object), response: { item: [], has_next_page: true, next_offset: 0 } }),
      ),
    listingElsewhere: () => String(putElsewhere().item_id),
    refusesUpdates: true,
    keepsRefused: true,
    listsRefused: true,
    hasPages: true,
    failsInPart: true,
    takesSkuTwice: true,
    makeVariations(sellerSkus) {
      const item = put(shopId, "CA-TRANG", "NORMAL", { title: "Long nhãn nhiều loại", price: 150_000, stock: 0 });
      const models = sellerSkus.map((model_sku, index) => ({
        model_id: store.newId(),
        tier_index: [index],
        model_sku,
        original_price: 150_000 + index * 1_000,
      }));
      const tiers = [{ name: "Loại", options: sellerSkus.map((_, index) => ({ name: `Loại ${index + 1}` })) }];
      const at = store.catchUp();
      item.shelves = {};
      for (const { model_id } of models) putUpShelves(item, model_id, [{ location: "", units: 5 }], at);
      store.change(item, { tiers, models }, at);
      return models.map(({ model_id, model_sku }) => ({
        sku: model_sku as ListedSku["sku"],
        productId: String(item.item_id),
        variantId: String(model_id),
      }));
    },
    elsewhere(listed, quantity) {
      const item = itemOf(listed);
      const shelves = found(item.shelves[0], "a shelf");
      const [only = ""] = Object.keys(shelves);
      const places = ["VN0005EIZ", "VN0006EIZ"];
      found(store.shop(shopId), "the shop").locations = places;
      const shelf = found(shelves[only], "a shelf");
      putUpShelves(
        item,
        0,
        [
          { location: "VN0005EIZ", units: shelf.total },
          { location: "VN0006EIZ", units: quantity },
        ],
        store.catchUp(),
      );
      return { settings: { locationId: places[0] }, now: () => found(item.shelves[0]?.VN0006EIZ, "a shelf").total };
    },

    buy: (lines, { pay = "cod", note } = {}) =>
      placed(
        shopId,
        lines.map(({ listed: { productId, variantId }, quantity }) => ({
          itemId: Number(productId),
          modelId: variantId === undefined ? undefined : Number(variantId),
          quantity,
        })),
        pay === "cod",
        note,
      ),
    buyElsewhere() {
      const item = putElsewhere();
      return placed(neighbour, [{ itemId: item.item_id, quantity: 1 }], true);
    },
    pay: (id) => void payOrder(store, orderCalled(id), store.catchUp()),
    cancelByBuyer: (id) => cancelOrder(store, orderCalled(id), { by: "buyer", reason: "Người mua đổi ý" }, store.catchUp()),
    wishToCancel: (id) => move(id, "IN_CANCEL"),
    cancelUnits(id, line, quantity) {
      const order = orderCalled(id);
      cancelUnits(store, order, found(order.lines[line], "a line"), quantity, store.catchUp());
    },
    courierCollects: (id) => move(id, "SHIPPED"),
    deliver: (id) => move(id, "TO_CONFIRM_RECEIVE"),
    complete: (id) => move(id, "COMPLETED"),
    returnGoods(id, received) {
      const asked = found(askReturn(store, orderCalled(id), "Hàng bị vỡ", store.catchUp()), "a return");
      if (received) acceptReturn(store, asked, store.catchUp());
    },
    makeUnreadable: (id, unreadable = true) => void (orderCalled(id).unreadable = unreadable),
    makeStateUnknown: (id) =>
      spoil("/order/get_order_detail", "order_list", (row) => row.order_sn === id, { order_status: "ON_THE_MOON" }),
    repeatOrderPages: () =>
      served.alter("/order/get_order_list", (text) =>
        JSON.stringify({ ...(JSON.parse(text) as object), response: { order_list: [], more: true, next_cursor: "7" } }),
      ),
    showsUnpaid: true,
    carriersByWay: [["50021"], ["50011"]],
    slowToShow: () => void (state.dials.trackingNumberMs = 60_000),
    orderStates: shopeeOrderStates,
    setOrderState: (id, word) => move(id, word as OrderStatus),
    order: (id) => houseOrder(orderCalled(id)),
    carriedOut(id) {
      const { arranged, trackingNumber, cancelBy, status } = orderCalled(id);
      return { arranged, trackingNumber, cancelBy, status };
    },
    cancelledBy: (id) => orderCalled(id).cancelBy,

    fail: (kind, { count = 1, path = "" } = {}) => shopee.faults.failNext(kind, count, path),
    faultsWaiting: () => shopee.faults.waiting().length,
    dial: (change) => void Object.assign(state.dials, change),
    unknownError: (code) => Response.json({ request_id: "r", error: code, message: "Something new.", warning: "" }),
    // §1: "try later", with HTTP 200.
    busyError: () => Response.json({ request_id: "r", error: "error_system_busy", message: "Please try later.", warning: "" }),
    forgetRow: { offers: () => dropSecond("/product/update_price"), stock: () => dropSecond("/product/update_stock") },
    settled: () => shopee.pushes.settled(),
    ringsForReviews: true,
    datesBells: true,
    signsBellAddress: true,
    taxonomy: {
      categories: categories.map(({ category_id, parent_category_id, leaf }) => ({
        id: String(category_id),
        leaf,
        ...(parent_category_id ? { parentId: String(parent_category_id) } : {}),
      })),
      required: {
        categoryId: "101135",
        attributeIds: attributes
          .filter(({ mandatoryIn }) => mandatoryIn.includes(101_135))
          .map((each) => String(each.attribute_id)),
      },
      values: {
        categoryId: "101127",
        attributeId: "100110",
        ids: attributes.find((each) => each.attribute_id === 100_110)?.values.map(({ value_id }) => String(value_id)) ?? [],
      },
      brands: brands.map(({ brand_id }) => String(brand_id)),
      // A page holds a hundred of them.
      fillBrands: () => brands.map(({ brand_id }) => String(brand_id)),
      carriers: channels.map(({ id, enabled }) => ({ id: String(id), enabled })),
    },
  };

  function putElsewhere(): Item {
    return put(neighbour, "HYZZZZZZZZ", "NORMAL", { title: "Của gian hàng khác", price: 90_000, stock: 5 });
  }
  function refuse(item: Item, reason: string): void {
    ban(
      store,
      item,
      { violation_type: "Inappropriate Image", violation_reason: reason, suggestion: "Thay ảnh" },
      store.catchUp(),
    );
  }
}
