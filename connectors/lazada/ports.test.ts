import fc from "fast-check";
import sharp from "sharp";
import { describe, expect, it } from "vitest";
import {
  ConnectorError,
  instant,
  type ListedSku,
  listingSchema,
  type OrderReturn,
  type Page,
  type PushReport,
  type StockPort,
  skuSchema,
  vnd,
} from "../contract/index.ts";
import orders from "./fixtures/orders.json" with { type: "json" };
import products from "./fixtures/products.json" with { type: "json" };
import { type Answered, type Asked, access, scripted, settings } from "./fixtures/scripted-lazada.ts";
import { lazada } from "./index.ts";

const sku = skuSchema.parse("HY00000001");
const other = skuSchema.parse("HY00000002");
const third = skuSchema.parse("HY00000003");
const one: ListedSku = { sku, productId: "2100001", variantId: "9100001" };
const two: ListedSku = { sku: other, productId: "2100002", variantId: "9100002" };
const three: ListedSku = { sku: third, productId: "2100003", variantId: "9100003" };
const since = instant("2026-01-01T00:00:00Z");

const kindOf = async (work: Promise<unknown> | undefined) => {
  try {
    await work;
  } catch (error) {
    if (error instanceof ConnectorError) return error.kind;
    throw error;
  }
  return "none";
};
function open(answer: (asked: Asked, times: number) => Answered | undefined, more?: Parameters<typeof scripted>[1]) {
  const { connector, asked, closings } = scripted(answer, more);
  const { access: signIn, listings, offers, stock, orders: port, taxonomy } = connector;
  if (!signIn || !listings || !offers || !stock?.adjust || !stock.read || !port || !taxonomy?.brands)
    throw new Error("a port is missing");
  return {
    connector,
    asked,
    closings,
    signIn,
    listings,
    offers,
    orders: port,
    taxonomy,
    stock: stock as Required<StockPort>,
  };
}
const no = (code: string, ...detail: object[]): Answered => ({
  whole: { code, type: "ISP", message: `E${code}: failed`, detail },
});
const writes = (asked: readonly Asked[], path: string) => asked.filter((call) => call.path === path);

describe("a Lazada account", () => {
  it.each(Object.keys(settings))("is refused without %s, by name", (key) => {
    const { [key as keyof typeof settings]: _, ...rest } = settings;
    expect(() =>
      lazada.connect(rest, undefined, {
        gate: { pass: () => Promise.resolve(), closeFor: () => undefined },
        now: () => new Date(),
      }),
    ).toThrow(key);
  });

  it("asks for the rate of its settings", () => {
    expect(lazada.rateOf({ ...settings, requestsPerSecond: 20 })).toEqual({ requests: 20, perMs: 1_000 });
    expect(lazada.rateOf(settings)).toEqual(lazada.policy.rate);
  });

  it("asks nothing before it has signed in", async () => {
    const { connector, asked } = open(() => ({ data: {} }), { access: null });
    expect(await kindOf(connector.checkAccount())).toBe("auth");
    expect(asked).toEqual([]);
  });

  it.each<[Answered, string, boolean]>([
    [{ whole: { code: "ApiCallLimit", message: "this ban will last 1 seconds" } }, "rate-limited", true],
    [{ whole: { code: "901" } }, "rate-limited", true],
    [{ status: 429, whole: "" }, "rate-limited", true],
    [{ status: 502, whole: "<html>" }, "retryable", false],
    [{ silent: true }, "retryable", false],
    [{ whole: { code: "ServiceTimeout" } }, "retryable", false],
    [{ whole: "<html>" }, "unexpected", false],
    [{ whole: { code: "nobody knows" } }, "unexpected", false],
    [{ whole: { code: "0", data: [] } }, "unexpected", false],
    [{ whole: { code: "IllegalAccessToken" } }, "auth", false],
    [{ whole: { code: "IncompleteSignature" } }, "validation", false],
    [{ whole: { code: "SellerNotActive" } }, "rejected", false],
  ])("meets %j as %s, once", async (answer, kind, closes) => {
    const { orders: port, asked, closings } = open(() => answer);
    expect(await kindOf(port.list({ changedSince: since }))).toBe(kind);
    expect(asked).toHaveLength(1);
    expect(closings.length > 0).toBe(closes);
  });

  it("cannot be used while the shop is not active", async () => {
    expect(await kindOf(open(() => ({ data: { status: "ACTIVE" } })).connector.checkAccount())).toBe("none");
    expect(await kindOf(open(() => ({ data: { status: "INACTIVE" } })).connector.checkAccount())).toBe("rejected");
  });

  it("exchanges a code and refreshes in the body alone, and hands the answer on as it came", async () => {
    const { signIn, asked } = open(() => ({ whole: "anything" }), { access: null });
    expect(await signIn.exchange({ query: { code: "0_500123_demoCode", state: "s" } })).toMatchObject({
      status: 200,
      body: "anything",
    });
    await signIn.refresh("50001600030");
    expect(asked).toMatchObject([
      { method: "POST", path: "/auth/token/create", params: { code: "0_500123_demoCode", sign_method: "sha256" } },
      { method: "POST", path: "/auth/token/refresh", params: { refresh_token: "50001600030" } },
    ]);
    for (const { params } of asked) expect(params).not.toHaveProperty("access_token");
    await expect(signIn.exchange({ query: {} })).rejects.toThrow(ConnectorError);
  });
});

describe("units moved", () => {
  it("are written as what may be sold, or added and taken away, one SKU a call", async () => {
    const { stock, asked } = open(() => ({ data: {} }));
    await stock.push([
      { listed: one, quantity: 0 },
      { listed: two, quantity: 7 },
    ]);
    await stock.adjust([{ listed: one, change: -2 }]);
    const payload = (item: string, skuId: string, units: number) =>
      `<Request><Product><Skus><Sku><ItemId>${item}</ItemId><SkuId>${skuId}</SkuId><SellableQuantity>${units}</SellableQuantity></Sku></Skus></Product></Request>`;
    expect(asked.map(({ method, path, params }) => [method, path, params["payload"]])).toEqual([
      ["POST", "/product/stock/sellable/update", payload("2100001", "9100001", 0)],
      ["POST", "/product/stock/sellable/update", payload("2100002", "9100002", 7)],
      ["POST", "/product/stock/sellable/adjust", payload("2100001", "9100001", -2)],
    ]);
  });

  it.each<[string, Answered, "applied" | "refused" | "unsure", string?]>([
    ["a yes", {}, "applied"],
    ["212 as the code", no("212"), "refused", "lazada.sold"],
    ["212 under an umbrella", no("501", { field: "9100001", message: "INV_NEGATIVE_SELLABLE" }), "refused", "lazada.sold"],
    [
      "a campaign's lock",
      no("501", { field: "9100001", message: "negative sellable on channel inventory", seller_sku: "AT-DO-M" }),
      "refused",
      "lazada.campaign-stock",
    ],
    ["4170", no("4170"), "refused", "lazada.campaign-stock"],
    ["an umbrella alone", no("501"), "unsure"],
    ["an umbrella with words nobody knows", no("501", { field: "9100001", message: "something new" }), "unsure"],
    ["a platform's hiccup", no("513"), "unsure"],
    ["an unlisted code", no("7777"), "unsure"],
    ["silence", { silent: true }, "unsure"],
    ["a 5xx", { status: 503, whole: "" }, "unsure"],
    ["garbled words", { whole: "<html>" }, "unsure"],
  ])("after %s are %s", async (_, answer, place, says) => {
    const { stock, asked } = open(() => answer);
    const report = await stock.adjust([{ listed: one, change: -1 }]);
    expect(asked).toHaveLength(1);
    expect({ applied: report.applied, refused: report.refused.map((each) => each.sku), unsure: report.unsure }).toEqual({
      applied: [],
      refused: [],
      unsure: [],
      [place]: [sku],
    });
    if (says) expect(report.refused).toMatchObject([{ says: { code: says } }]);
  });

  it("stop at a limit or a token that is over: what was not sent is a no, what was is unsure", async () => {
    const changes = [one, two, three].map((listed) => ({ listed, change: 1 }));
    const limited = open((_, times) => (times === 2 ? { whole: { code: "ApiCallLimit" } } : {}));
    expect(await limited.stock.adjust(changes)).toMatchObject({
      applied: [sku],
      unsure: [other],
      refused: [{ sku: third, code: "ApiCallLimit" }],
    });
    expect(await kindOf(open(() => ({ whole: { code: "IllegalAccessToken" } })).stock.adjust(changes))).toBe("auth");
  });

  it("of a SKU whose id there is not known are not sent", async () => {
    const { stock, asked } = open(() => ({}));
    const report = await stock.push([{ listed: { sku, productId: "2100001" }, quantity: 0 }]);
    expect(report).toMatchObject({ refused: [{ sku, code: "no-sku-id" }] });
    expect(asked).toEqual([]);
  });

  it("come back applied, refused or unsure exactly once each, whatever is answered", async () => {
    const detail = fc.record(
      {
        field: fc.constantFrom("9100001", "9100002", "x", null),
        message: fc.constantFrom("4142", "INV_NEGATIVE_SELLABLE", "IC_EXCEPTION", "?", null),
        seller_sku: fc.constantFrom(sku, third, undefined),
      },
      { requiredKeys: [] },
    );
    const code = fc.constantFrom("0", "501", "212", "5", "6", "901", "9999", "IllegalAccessToken");
    await fc.assert(
      fc.asyncProperty(
        code,
        fc.oneof(fc.array(detail, { maxLength: 4 }), fc.jsonValue()),
        fc.boolean(),
        async (said, details, whole) => {
          const port = open(() => ({ whole: { code: said, detail: details } }));
          const rows = [one, two, three];
          let report: PushReport;
          try {
            report = whole
              ? await port.offers.push(rows.map((listed) => ({ listed, price: vnd(1_000) })))
              : await port.stock.adjust(rows.map((listed) => ({ listed, change: 1 })));
          } catch (error) {
            expect(error).toBeInstanceOf(ConnectorError);
            return;
          }
          const all = [...report.applied, ...report.refused.map((each) => each.sku), ...report.unsure];
          expect(all.sort()).toEqual([sku, other, third]);
          if (said !== "0") expect(report.applied).toEqual([]);
        },
      ),
    );
  });

  it("are read product by product, and one that is gone hides no other", async () => {
    const { stock, asked } = open(({ params }) =>
      params["item_id"] === "2100001" ? { data: products.listed } : { whole: { code: "208" } },
    );
    expect(await stock.read([one, two, { sku: third, productId: "2100001", variantId: "7" }])).toMatchObject({
      items: [{ sku, sellable: 5, total: 8, held: 3, floor: 2, readBeganAt: "2026-01-05T00:00:00.000Z" }],
      problems: [{ row: third }, { row: other }],
    });
    expect(asked.map(({ path }) => path)).toEqual(["/product/item/get", "/product/item/get"]);
    expect(await kindOf(open(() => ({ status: 503 })).stock.read([one]))).toBe("retryable");
  });
});

describe("prices pushed", () => {
  it("that a no of the whole does not name are unsure, and a no before any row was looked at is one for all", async () => {
    const rows = [one, two, three].map((listed) => ({ listed, price: vnd(175_000) }));
    const partial = open(() => no("501", { field: "9100002", message: "4104" }));
    expect(await partial.offers.push(rows)).toMatchObject({ applied: [], refused: [{ sku: other }], unsure: [sku, third] });
    expect(partial.asked).toHaveLength(1);
    expect(await open(() => no("4104")).offers.push(rows)).toMatchObject({ refused: [], unsure: [sku, other, third] });
    expect(await open(() => no("204")).offers.push(rows)).toMatchObject({
      refused: [{ sku }, { sku: other }, { sku: third }],
      unsure: [],
    });
  });

  it("say nothing of stock", async () => {
    const { offers, asked } = open(() => ({}));
    expect(await offers.push([{ listed: one, price: vnd(175_000) }])).toEqual({ applied: [sku], refused: [], unsure: [] });
    expect(asked[0]?.params["payload"]).toBe(
      "<Request><Product><Skus><Sku><ItemId>2100001</ItemId><SkuId>9100001</SkuId><Price>175000</Price></Sku></Skus></Product></Request>",
    );
  });
});

const listing = listingSchema.parse({
  sku,
  title: "Long nhãn Hưng Yên",
  description: "Nhãn lồng sấy dẻo.",
  unit: "gói",
  price: 180_000,
  weightGrams: 520,
  sizeMillimetres: { length: 200, width: 150, height: 50 },
  pictures: [],
  producerName: "HTX Minh Họa",
  origin: "Hưng Yên",
  onChannel: { categoryId: "7436" },
});
const page = (...rows: object[]): Answered => ({ data: { total_products: rows.length, products: rows } });

describe("a listing", () => {
  it("is looked for by its SKU in every state and among everything that was created", async () => {
    const { listings, asked } = open(({ params }) => (params["create_after"] ? page(products.listed, products.read) : page()));
    expect(await listings.look(sku)).toMatchObject([{ productId: "2100001", variantId: "9100001" }]);
    expect(asked.map(({ params }) => params["filter"])).toEqual(["all", "pending", "rejected", "inactive", "all"]);
    expect(asked.slice(0, 4).map(({ params }) => params["sku_seller_list"])).toEqual(Array(4).fill('["HY00000001"]'));
  });

  it.each<[string, (asked: Asked) => Answered]>([
    ["a row cannot be read", () => page({ item_id: 1, skus: [{ SellerSku: sku }] })],
    ["less comes than was counted", ({ params }) => (params["create_after"] ? { data: { total_products: 3 } } : page())],
    ["a call fails", ({ params }) => (params["filter"] === "rejected" ? { whole: { code: "6" } } : page())],
    ["nothing is counted", () => ({ data: { products: [] } })],
  ])("is not said to be nowhere when %s", async (_, answer) => {
    expect(await kindOf(open(answer).listings.look(sku))).not.toBe("none");
  });

  it("is created without stock, named by both of Lazada's ids, and hidden where it came out on sale", async () => {
    const created = {
      item_id: 2100001,
      item_status: "Pending QC",
      sku_list: [{ seller_sku: sku, shop_sku: "2100001_VNAMZ-9100001", sku_id: 9100001 }],
    };
    const quiet = open(() => ({ data: created }));
    expect(await quiet.listings.createHidden(listing, [{ id: "https://vn-live.slatic.net/p/demo1.jpg" }])).toEqual(one);
    expect(quiet.asked.map(({ path }) => path)).toEqual(["/product/create"]);
    const loud = open(({ path }) =>
      path === "/product/create" ? { data: { ...created, item_status: "Active" } } : { whole: { code: "6" } },
    );
    expect(await loud.listings.createHidden(listing, [])).toEqual(one);
    expect(loud.asked.map(({ path }) => path)).toEqual(["/product/create", "/product/deactivate"]);
  });

  it.each<[string, object, string]>([
    ["4142", { message: "4142" }, "rejected"],
    ["a repeated SKU", { message: "BIZ_CHECK_SELLER_SKU_DUPLICATE:SellerSku repeat" }, "retryable"],
    ["nothing that is known", { message: "?" }, "unexpected"],
  ])("is not created after an umbrella with %s: %j is %s", async (_, detail, kind) => {
    expect(await kindOf(open(() => no("500", detail)).listings.createHidden(listing, []))).toBe(kind);
  });

  it("is changed as it stands, hidden or on sale, and not when it is gone", async () => {
    const change = async (status: string, own: string) => {
      const [first] = products.listed.skus;
      const { listings, asked } = open(({ path }) =>
        path === "/product/item/get" ? { data: { ...products.listed, status, skus: [{ ...first, Status: own }] } } : {},
      );
      const kind = await kindOf(listings.update(one, listing));
      return [kind, /"Status":"(\w+)"/.exec(writes(asked, "/product/update")[0]?.params["payload"] ?? "")?.[1]];
    };
    expect(await change("Active", "active")).toEqual(["none", "active"]);
    expect(await change("Active", "inactive")).toEqual(["none", "inactive"]);
    expect(await change("InActive", "active")).toEqual(["none", "inactive"]);
    expect(await change("Active", "deleted")).toEqual(["rejected", undefined]);
  });

  it("is opened, hidden and removed by its ids; off sale already is hidden", async () => {
    const { listings, asked } = open(({ path }) => (path === "/product/deactivate" ? { whole: { code: "E0004" } } : {}));
    await listings.activate(one);
    await listings.hide(one);
    await listings.remove?.(one);
    expect(
      asked.map(({ path, params }) => [path, params["payload"] ?? params["apiRequestBody"] ?? params["sku_id_list"]]),
    ).toEqual([
      [
        "/product/update",
        '{"Request":{"Product":{"ItemId":"2100001","Attributes":{},"Skus":{"Sku":[{"SkuId":"9100001","Status":"active"}]}}}}',
      ],
      [
        "/product/deactivate",
        "<Request><Product><ItemId>2100001</ItemId><Skus><SkuId>9100001</SkuId></Skus></Product></Request>",
      ],
      ["/product/remove", '["SkuId_2100001_9100001"]'],
    ]);
  });

  it("has its pictures fitted and sent beside what is signed", async () => {
    const { listings, asked } = open(() => ({
      data: { image: { url: "https://vn-live.slatic.net/p/x.jpg", hash_code: "x" } },
    }));
    const small = await sharp({ create: { width: 100, height: 100, channels: 3, background: "#fff" } })
      .png()
      .toBuffer();
    const picture = {
      sha256: "a".repeat(64),
      mediaType: "image/png",
      url: "http://127.0.0.1/a.png",
      illustration: true,
    } as const;
    expect(await listings.uploadPicture?.(picture, new Uint8Array(small))).toEqual({
      id: "https://vn-live.slatic.net/p/x.jpg",
      url: "https://vn-live.slatic.net/p/x.jpg",
    });
    const [call] = asked;
    expect(call).toMatchObject({ method: "POST", path: "/image/upload" });
    expect((await sharp(await call?.file?.arrayBuffer()).metadata()).width).toBe(330);
  });
});

const { order, items } = orders;
const [item] = items;
const shop = (state: { items: object[] }, act: (asked: Asked) => Answered | undefined = () => undefined) =>
  open((asked) => (asked.path === "/order/items/get" ? { data: state.items } : act(asked)));
const unit = (id: number, status: string, more: object = {}) => ({ ...item, order_item_id: id, status, ...more });
const result = (data: object): Answered => ({
  whole: { code: "0", result: { success: true, data, errorCode: null, errorMsg: null } },
});

describe("orders", () => {
  it("are read with their items, by change and by creation, with no status left out", async () => {
    const { orders: port, asked } = open(({ path }) =>
      path === "/orders/get"
        ? { data: { count: 1, countTotal: 1, orders: [order] } }
        : { data: [{ order_id: order.order_id, order_items: items }] },
    );
    expect((await port.list({ changedSince: since })).items).toMatchObject([{ id: order.order_id, state: "new" }]);
    expect(await port.listCreated({ createdSince: since })).toMatchObject({
      items: [{ id: order.order_id }],
      problems: [],
      complete: true,
    });
    expect(writes(asked, "/orders/get").map(({ params }) => params)).toMatchObject([
      { update_after: "2026-01-01T07:00:00+07:00", sort_by: "updated_at", sort_direction: "ASC", status: "all" },
      { created_after: "2026-01-01T07:00:00+07:00", sort_by: "created_at", sort_direction: "ASC", status: "all" },
    ]);
    expect(writes(asked, "/orders/items/get")[0]?.params["order_ids"]).toBe("[260422900198363]");
  });

  it("are not said to be all when less comes than was counted", async () => {
    const { orders: port } = open(() => ({ data: { count: 0, countTotal: 2, orders: [] } }));
    expect(await port.listCreated({ createdSince: since })).toMatchObject({ items: [], complete: false });
    expect(await kindOf(port.list({ changedSince: since }))).toBe("retryable");
  });

  it("arrive beside one whose items are refused", async () => {
    const { orders: port } = open(({ path, params }) => {
      if (path === "/orders/get") return { data: { countTotal: 2, orders: [order, { ...order, order_id: "7" }] } };
      if (path === "/orders/items/get") return { whole: { code: "37", message: "E037" } };
      return params["order_id"] === "7" ? { whole: { code: "16" } } : { data: items };
    });
    expect(await port.list({ changedSince: since })).toMatchObject({
      items: [{ id: order.order_id }],
      problems: [{ row: "7" }],
    });
  });

  it("are packed as far as they wait, without a provider, and counted as packed when they are", async () => {
    const state = { items: [unit(1, "pending"), unit(2, "canceled"), unit(3, "packed")] };
    const { orders: port, asked } = shop(state, ({ path }) => {
      if (path === "/order/shipment/providers/get") return result({ shipping_allocate_type: "TFS", shipment_providers: [] });
      state.items = [unit(1, "packed", { package_id: "FP1" }), unit(2, "canceled"), unit(3, "packed")];
      return result({
        pack_order_list: [{ order_item_list: [{ order_item_id: 1, item_err_code: "0", package_id: "FP1" }], order_id: 1 }],
      });
    });
    await port.pack?.(order.order_id);
    await port.pack?.(order.order_id);
    expect(writes(asked, "/order/fulfill/pack").map(({ params }) => params["packReq"])).toEqual([
      '{"pack_order_list":[{"order_item_list":[1],"order_id":260422900198363}],"delivery_type":"dropship","shipping_allocate_type":"TFS"}',
    ]);
  });

  it.each<[string, string, string, string]>([
    ["is packed after all", "700026", "packed", "none"],
    ["is not", "700026", "pending", "rejected"],
    ["was cancelled meanwhile", "700026", "canceled", "rejected"],
    ["met a lock", "700024", "pending", "retryable"],
    ["met what nobody knows", "799999", "pending", "unexpected"],
  ])("say by a read what a pack that failed means: it %s", async (_, code, after, kind) => {
    const state = { items: [unit(1, "pending")] };
    const { orders: port } = shop(state, ({ path }) => {
      if (path === "/order/shipment/providers/get") return result({ shipping_allocate_type: "TFS" });
      state.items = [unit(1, after)];
      return result({
        pack_order_list: [{ order_item_list: [{ order_item_id: 1, item_err_code: code, msg: "?", retry: true }] }],
      });
    });
    expect(await kindOf(port.pack?.(order.order_id))).toBe(kind);
  });

  it("are not known to be packed where the answer names them not", async () => {
    const { orders: port } = shop({ items: [unit(1, "pending")] }, ({ path }) =>
      path === "/order/shipment/providers/get" ? result({}) : result({ pack_order_list: [] }),
    );
    expect(await kindOf(port.pack?.(order.order_id))).toBe("unexpected");
  });

  it("are made ready by package once, and not before they are packed", async () => {
    const state = { items: [unit(1, "packed", { package_id: "FP1" }), unit(2, "packed", { package_id: "FP1" })] };
    const { orders: port, asked } = shop(state, () => {
      state.items = state.items.map((each) => ({ ...each, status: "ready_to_ship" }));
      return result({ packages: [{ msg: "success", item_err_code: "0", package_id: "FP1" }] });
    });
    await port.ship?.(order.order_id);
    await port.ship?.(order.order_id);
    expect(writes(asked, "/order/package/rts").map(({ params }) => params["readyToShipReq"])).toEqual([
      '{"packages":[{"package_id":"FP1"}]}',
    ]);
    expect(await kindOf(shop({ items: [unit(1, "pending")] }).orders.ship?.(order.order_id))).toBe("rejected");
    const gone = shop({ items: [unit(1, "packed", { package_id: "FP1" })] }, () =>
      result({ packages: [{ msg: "package already cancelled", item_err_code: "600002", package_id: "FP1" }] }),
    );
    expect(await kindOf(gone.orders.ship?.(order.order_id))).toBe("rejected");
  });

  it("are cancelled item by item with a reason that Lazada offers, by one GET, and once", async () => {
    const state = { items: [unit(1, "pending"), unit(2, "packed")] };
    const { orders: port, asked } = shop(state, ({ path }) => {
      if (path === "/order/reverse/cancel/validate")
        return {
          data: {
            tip_type: "warning",
            reason_options: [
              { reason_id: "10000019", reason_name: "Sourcing Delay" },
              { reason_id: "10000021", reason_name: "Out of Stock" },
            ],
          },
        };
      state.items = [unit(1, "canceled"), unit(2, "canceled")];
      return { data: { tip_type: "success", tip_content: "The order has been cancelled" } };
    });
    await port.cancel?.(order.order_id, "OUT_OF_STOCK");
    await port.cancel?.(order.order_id, "OUT_OF_STOCK");
    expect(writes(asked, "/order/reverse/cancel/create")).toMatchObject([
      { method: "GET", params: { order_id: order.order_id, order_item_id_list: '["1","2"]', reason_id: "10000021" } },
    ]);
  });

  it("are sent to be cancelled once although the answer is lost: what follows is a read", async () => {
    const { orders: port, asked } = shop({ items: [unit(1, "pending")] }, ({ path }) =>
      path === "/order/reverse/cancel/validate" ? { data: { reason_options: [{ reason_id: "1" }] } } : { silent: true },
    );
    expect(await kindOf(port.cancel?.(order.order_id, ""))).toBe("retryable");
    expect(writes(asked, "/order/reverse/cancel/create")).toHaveLength(1);
  });

  it("are not asked to be cancelled once they have left, nor where Lazada says they cannot be", async () => {
    const left = shop({ items: [unit(1, "shipped")] });
    expect(await kindOf(left.orders.cancel?.(order.order_id, ""))).toBe("rejected");
    expect(left.asked.map(({ path }) => path)).toEqual(["/order/items/get"]);
    const barred = shop({ items: [unit(1, "pending")] }, () => ({ data: { tip_type: "error", tip_content: "Đơn đã khoá" } }));
    await expect(barred.orders.cancel?.(order.order_id, "")).rejects.toMatchObject({
      says: { params: { reason: "Đơn đã khoá" } },
    });
    expect(writes(barred.asked, "/order/reverse/cancel/create")).toEqual([]);
  });

  it("whose buyer asked to cancel are agreed with, or refused", async () => {
    const asking = { items: [unit(1, "pending", { need_cancel_confirm: true, reverse_order_id: 77 })] };
    const { orders: port, asked } = shop(asking, () => ({ data: null }));
    await port.cancel?.(order.order_id, "");
    await port.refuseCancellation?.(order.order_id);
    expect(
      writes(asked, "/order/reverse/cancel/seller/decide").map(({ method, params }) => [
        method,
        params["reverse_order_id"],
        params["agree_cancel"],
      ]),
    ).toEqual([
      ["GET", "77", "true"],
      ["GET", "77", "false"],
    ]);
    await shop({ items: [unit(1, "pending")] }).orders.refuseCancellation?.(order.order_id);
  });

  it("come back as returns, from the last page to the first", async () => {
    const { orders: port, asked } = open(({ params }) => {
      const back = { ...orders.return, reverse_order_id: Number(params["page_no"]) };
      const rows = [back, { ...back, request_type: "CANCEL" }, { ...back, trade_order_id: null }];
      return { whole: { code: "0", result: { success: true, page_no: 1, page_size: 50, total: 101, items: rows } } };
    });
    const seen: string[] = [];
    for (let cursor: string | undefined = ""; cursor !== undefined; ) {
      const read: Page<OrderReturn> | undefined = await port.listReturns?.({
        changedSince: since,
        ...(cursor ? { cursor } : {}),
      });
      if (!read) throw new Error("no returns");
      seen.push(...read.items.map(({ id }) => id));
      expect(read.problems).toHaveLength(1);
      cursor = read.nextCursor;
    }
    expect(seen).toEqual(["1", "3", "2", "1"]);
    expect(new Set(asked.map(({ params }) => params["ReverseOrderLineModifiedTimeRangeEnd"])).size).toBe(1);
  });
});

describe("Lazada's brands", () => {
  it("are read to the last page, and an empty success before it is no end", async () => {
    const brand = (id: number) => ({ brand_id: id, name: `Hiệu ${id}`, name_en: null });
    const full = open(({ params }) => ({
      data: { total_record: 201, module: params["startRow"] === "0" ? [brand(1), { name: "?" }] : [brand(2)] },
    }));
    expect(await full.taxonomy.brands?.("7436")).toMatchObject({
      items: [{ id: "1", name: "Hiệu 1" }, { id: "2" }],
      problems: [{}],
    });
    const cut = open(({ params }) => ({ data: { total_record: 201, module: params["startRow"] === "0" ? [brand(1)] : [] } }));
    expect(await kindOf(cut.taxonomy.brands?.("7436"))).toBe("retryable");
  });

  it("and categories are asked for in the account's language", async () => {
    const { taxonomy, asked } = open(() => ({ data: [] }));
    await taxonomy.categories();
    await taxonomy.attributes("7436");
    expect(asked.map(({ params }) => params["language_code"])).toEqual(["vi_VN", "vi_VN"]);
  });
});

describe("a token", () => {
  it("is in no error, whatever Lazada echoes", async () => {
    const echo = { code: "IllegalAccessToken", message: `token ${access.accessToken} of app ${settings.appSecret} is over` };
    const error = await open(() => ({ whole: echo }))
      .connector.checkAccount()
      .catch((thrown: unknown) => thrown);
    const told = JSON.stringify(error, Object.getOwnPropertyNames(error));
    for (const secret of [access.accessToken, settings.appSecret]) expect(told).not.toContain(secret);
  });
});
