import { serve } from "@hono/node-server";
import client from "lazada-open-platform-sdk/lib/LazadaClient/index.js";
import request from "lazada-open-platform-sdk/lib/LazadaRequest/index.js";
import { http } from "msw";
import { setupServer } from "msw/node";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { createLazada, type Lazada } from "./marketplace.ts";
import { keys, productOf, sellerId } from "./opened.ts";

/** A client of the real Lazada that nobody here wrote, of 2018: if it and the simulator disagree, the document says who is right. */
let lazada: Lazada;
let host: string;
let close: () => void;
let token: string;
/** Its two calls for tokens go to auth.lazada.com whatever gateway it is given; they are led here. */
const authHost = setupServer(
  http.all("http://auth.lazada.com/rest/*", async ({ request: sent }) => {
    const url = new URL(sent.url);
    const init = sent.method === "GET" ? {} : { method: sent.method, headers: sent.headers, body: await sent.arrayBuffer() };
    return lazada.app.fetch(new Request(`${host}${url.pathname}${url.search}`, init));
  }),
);

beforeAll(async () => {
  authHost.listen({ onUnhandledRequest: "bypass" });
  await new Promise<void>((ready) => {
    const server = serve({ fetch: (sent, env) => lazada.app.fetch(sent, env), port: 0, hostname: "127.0.0.1" }, ({ port }) => {
      host = `http://127.0.0.1:${port}`;
      ready();
    });
    close = () => {
      server.close();
      if ("closeAllConnections" in server) server.closeAllConnections();
    };
  });
});
afterAll(() => {
  authHost.close();
  close();
});
beforeEach(async () => {
  lazada = createLazada({ base: "", app: keys });
  lazada.store.dials.reviewMs = 0;
  const access = await client.generateAccessToken(
    keys.key,
    keys.secret,
    "",
    undefined,
    { code: await consented() },
    "POST",
    "HTTP",
  );
  token = String(access.access_token);
});

async function consented(): Promise<string> {
  const agreed = await fetch(`${host}/oauth/authorize`, {
    method: "POST",
    redirect: "manual",
    body: new URLSearchParams({ redirect_uri: "http://127.0.0.1/back", seller_id: String(sellerId) }),
  });
  return new URL(agreed.headers.get("location") ?? "").searchParams.get("code") ?? "";
}
const gateway = () => `${host.replace("http://", "")}/rest`;
const call = (name: keyof typeof client, payload: object = {}, method: "GET" | "POST" = "GET") =>
  client[name](keys.key, keys.secret, gateway(), token, payload, method, "HTTP");
/** What a call answers that it takes for a failure. */
const failed = (sent: Promise<unknown>) =>
  sent.then(
    () => expect.unreachable(),
    (answer: unknown) => answer,
  );

async function listed(): Promise<{ itemId: number; skuId: number }> {
  const moved = await call("migrateImage", {
    payload: "<Request><Image><Url>https://img.example.vn/nhan.jpg?w=1&amp;h=2</Url></Image></Request>",
  });
  const { url } = (moved.data as { image: { url: string } }).image;
  const created = await call("createProduct", { payload: productOf(url) });
  const { item_id, sku_list } = created.data as { item_id: number; sku_list: { sku_id: number }[] };
  return { itemId: item_id, skuId: sku_list[0]?.sku_id ?? 0 };
}
async function bought(skuId: number, quantity: number): Promise<string> {
  const placed = await fetch(`${host}/control/orders`, {
    method: "POST",
    body: JSON.stringify({ lines: [{ skuId, quantity }] }),
  });
  return String(((await placed.json()) as { order_id: number }).order_id);
}

describe("a client nobody here wrote", () => {
  it("gets tokens and renews them, by GET and by POST", async () => {
    const code = await consented();
    const access = await client.generateAccessToken(keys.key, keys.secret, "", undefined, { code }, "GET", "HTTP");
    expect(access).toMatchObject({ code: "0", account_platform: "seller_center" });
    const refresh = { refresh_token: String(access.refresh_token) };
    for (const method of ["GET", "POST"] as const)
      expect(await client.refreshAccessToken(keys.key, keys.secret, "", undefined, refresh, method, "HTTP")).toMatchObject({
        code: "0",
        country_user_info_list: [{ seller_id: String(sellerId) }],
      });
    expect(
      await failed(client.generateAccessToken(keys.key, keys.secret, "", undefined, { code }, "POST", "HTTP")),
    ).toMatchObject({
      code: "InvalidCode",
      type: "ISV",
    });
  });

  it("reads the tree and what a category wants, without a token", async () => {
    expect(await call("getCategoryTree")).toMatchObject({ data: [{ leaf: false, children: [{ leaf: true }, {}] }, {}] });
    expect(await call("getCategoryAttributes", { primary_category_id: "10100387" })).toMatchObject({
      data: expect.arrayContaining([expect.objectContaining({ name: "storage_instruction" })]),
    });
  });

  it("creates, changes, prices and reads a product", async () => {
    const { itemId, skuId } = await listed();
    const seen = async () => (await call("getProducts", { filter: "live", limit: 50, offset: 0 })).data;
    expect(await seen()).toMatchObject({
      total_products: 1,
      products: [{ item_id: itemId, skus: [{ SkuId: skuId, quantity: 5 }] }],
    });

    const product = `<ItemId>${itemId}</ItemId><Attributes><name>Long nhãn & chè</name></Attributes>`;
    const update = (inner: string) => call("updateProduct", { payload: `<Request><Product>${inner}</Product></Request>` });
    expect(await failed(update(product))).toMatchObject({ code: "5" });
    expect(await update(product.replace("&", "&amp;"))).toMatchObject({ code: "0", data: { item_status: "Active" } });
    const row = `<Sku><ItemId>${itemId}</ItemId><SkuId>${skuId}</SkuId><Price>175000</Price><Quantity>9</Quantity></Sku>`;
    await call("updatePriceQuantity", { payload: `<Request><Product><Skus>${row}</Skus></Product></Request>` });
    expect(await seen()).toMatchObject({
      products: [{ attributes: { name: "Long nhãn & chè" }, skus: [{ price: 175_000, quantity: 9 }] }],
    });
    expect(await call("getProducts", { filter: "all", sku_seller_list: '["HY00000001"]' })).toMatchObject({
      data: { total_products: 1 },
    });
  });

  it("removes by seller SKU, as one did in 2018, and is told that this is over", async () => {
    await listed();
    expect(await failed(call("removeProduct", { seller_sku_list: '["HY00000001"]' }))).toMatchObject({ code: "6" });
  });

  it("reads orders and their units", async () => {
    const { skuId } = await listed();
    const id = await bought(skuId, 2);
    const orders = await call("getOrders", { created_after: "2020-01-01T00:00:00+07:00", limit: 100, sort_direction: "ASC" });
    expect(orders.data).toMatchObject({ count: 1, orders: [{ order_id: id, statuses: ["pending"], items_count: 2 }] });
    expect(await call("getOrder", { order_id: Number(id) })).toMatchObject({ data: { order_number: id } });
    expect(await call("getOrderItems", { order_id: id })).toMatchObject({ data: [{ sku: "HY00000001" }, {}] });
    expect(await call("getMultipleOrderItems", { order_ids: `[${id}]` })).toMatchObject({
      data: [{ order_id: Number(id), order_items: [{}, {}] }],
    });
  });

  it("finds its own calls for packing, shipping, cancelling, brands and carriers closed", async () => {
    const old: readonly [keyof typeof client, object][] = [
      ["setStatusToPackedByMarketplace", { shipping_provider: "LEX VN", delivery_type: "dropship", order_item_ids: "[1]" }],
      [
        "setStatusToReadyToShip",
        { delivery_type: "dropship", order_item_ids: "[1]", shipment_provider: "LEX VN", tracking_number: "1" },
      ],
      ["setStatusToCanceled", { reason_id: 15, order_item_id: 1 }],
      ["getBrands", { offset: "0", limit: "40" }],
      ["getShipmentProviders", {}],
    ];
    for (const [name, payload] of old) expect(await failed(call(name, payload))).toMatchObject({ code: "InvalidApiPath" });
  });

  it("packs, readies and papers an order by the calls of today, signed as it signs", async () => {
    const { skuId } = await listed();
    const id = await bought(skuId, 1);
    const sent = (how: "get" | "post", path: string, parameters: object) =>
      request[how](`${host}/rest`, keys.key, keys.secret, path, token, parameters);
    const units = (await call("getOrderItems", { order_id: id })).data as { order_item_id: number }[];
    const unit = units[0]?.order_item_id ?? 0;
    const getShipmentProvidersReq = JSON.stringify({ orders: [{ order_id: Number(id), order_item_ids: [unit] }] });
    expect(await sent("get", "/order/shipment/providers/get", { getShipmentProvidersReq })).toMatchObject({
      result: { data: { shipping_allocate_type: "TFS" } },
    });
    const packReq = JSON.stringify({
      pack_order_list: [{ order_id: Number(id), order_item_list: [unit] }],
      delivery_type: "dropship",
      shipping_allocate_type: "TFS",
    });
    const packed = await sent("post", "/order/fulfill/pack", { packReq });
    expect(packed).toMatchObject({
      result: { success: true, data: { pack_order_list: [{ order_item_list: [{ item_err_code: "0" }] }] } },
    });
    const items = (await call("getOrderItems", { order_id: id })).data as { package_id: string; status: string }[];
    expect(items).toMatchObject([{ status: "packed" }]);
    const readyToShipReq = JSON.stringify({ packages: [{ package_id: items[0]?.package_id }] });
    expect(await sent("post", "/order/package/rts", { readyToShipReq })).toMatchObject({
      result: { data: { packages: [{ item_err_code: "0" }] } },
    });
    expect(await call("setInvoiceNumber", { order_item_id: unit, invoice_number: "HD-1" })).toMatchObject({
      data: { invoice_number: "HD-1" },
    });
    expect(await call("getDocument", { doc_type: "shippingLabel", order_item_ids: `[${unit}]` })).toMatchObject({
      data: { document: { mime_type: "text/html" } },
    });
    expect(await call("getOrders", { created_after: "2020-01-01T00:00:00+07:00", status: "ready_to_ship" })).toMatchObject({
      data: { countTotal: 1 },
    });
  });
});
