import { VirtualClock } from "../kit/clock.ts";
import { throughConnection } from "../kit/connection.ts";
import { seeded } from "../kit/random.ts";
import { createShopee } from "./marketplace.ts";
import { shopeeSign } from "./sign.ts";
import type { Item } from "./state.ts";

export const partner = { id: 2_000_123, key: "zz-demo-partner-key-4f3a9c" };
export const shopId = 220_001;
export const png = new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 1, 2, 3, 4]);
export interface Answer {
  readonly error: string;
  readonly message: string;
  readonly warning: string;
  readonly response: Record<string, unknown>;
  readonly [field: string]: unknown;
}
type Query = Record<string, string | number | readonly string[]>;

/** A Shopee under virtual time and a seed, without a socket, and a caller who signs as the document says. */
export function openShopee(more: { folder?: string; pushUrl?: string } = {}) {
  const clock = new VirtualClock();
  const shopee = createShopee({ base: "", clock, random: seeded(7), partner, ...more });
  Object.assign(shopee.store.state.dials, {
    readLagMs: 0,
    listLagMs: 0,
    searchLagMs: 0,
    orderListLagMs: 0,
    variationsAfterMs: 0,
  });

  async function send(method: "GET" | "POST", path: string, query: Query, body: unknown, signed: readonly (string | number)[]) {
    const timestamp = Math.floor(clock.now() / 1_000);
    const url = new URL(`http://shopee.invalid/api/v2${path}`);
    const sign = shopeeSign(partner.key, partner.id, url.pathname, timestamp, ...signed);
    for (const [name, value] of Object.entries({ ...query, partner_id: partner.id, timestamp, sign }))
      for (const each of Array.isArray(value) ? value : [value]) url.searchParams.append(name, String(each));
    const { response } = await throughConnection(
      shopee.app.fetch,
      new Request(
        url,
        body === undefined ? { method } : { method, body: body instanceof FormData ? body : JSON.stringify(body) },
      ),
    );
    return response;
  }
  const asPartner = async (method: "GET" | "POST", path: string, body?: object, query: Query = {}): Promise<Answer> =>
    (await send(method, path, query, body, [])).json() as Promise<Answer>;

  /** Signed for the shop with a token; GET says its parameters in the query. */
  const asShop = (access: string, shop = shopId) => {
    const raw = (method: "GET" | "POST", path: string, asked: object | FormData = {}) => {
      const own = { access_token: access, shop_id: shop };
      return method === "GET"
        ? send(method, path, { ...(asked as Query), ...own }, undefined, [access, shop])
        : send(method, path, own, asked, [access, shop]);
    };
    const ask = async (method: "GET" | "POST", path: string, asked?: object): Promise<Answer> =>
      (await raw(method, path, asked)).json() as Promise<Answer>;
    return {
      raw,
      ask,
      get: (path: string, asked?: object) => ask("GET", path, asked),
      post: (path: string, asked?: object) => ask("POST", path, asked),
    };
  };
  async function signIn(shop = shopId, days = 365) {
    const code = shopee.access.grant([shop], days);
    const answer = await asPartner("POST", "/auth/token/get", { code, partner_id: partner.id, shop_id: shop });
    return { access: String(answer.access_token), refresh: String(answer.refresh_token) };
  }
  const refresh = (refresh_token: string, shop = shopId) =>
    asPartner("POST", "/auth/access_token/get", { refresh_token, partner_id: partner.id, shop_id: shop });

  /** A seller who is signed in and has one picture there. */
  async function seller(shop = shopId) {
    const { access } = await signIn(shop);
    const client = asShop(access, shop);
    const form = new FormData();
    form.append("image", new File([png], "a.png", { type: "image/png" }));
    const { response } = await client.post("/media_space/upload_image", form);
    const { image_id } = response.image_info as { image_id: string };
    const newItem = (fields: object = {}) => ({
      item_name: "Long nhãn Hưng Yên",
      description: "Nhãn lồng sấy dẻo, gói 500 g.",
      original_price: 180_000,
      weight: 0.5,
      category_id: 101127,
      item_sku: "HY00000001",
      image: { image_id_list: [image_id] },
      logistic_info: [{ logistic_id: 50_021, enabled: true }],
      seller_stock: [{ stock: 10 }],
      ...fields,
    });
    async function add(fields: object = {}): Promise<Item> {
      const answer = await client.post("/product/add_item", newItem(fields));
      const item = shopee.store.item(Number(answer.response?.item_id));
      if (!item) throw new Error(`${answer.error} ${answer.message}`);
      return item;
    }
    return { ...client, image_id, newItem, add };
  }
  const buyer = { name: "Trần Văn Bình", phone: "0987654321", address: "Số 1, Phường Ba Đình, Thành phố Hà Nội" };
  function buy(item: Item, quantity = 1, how: { cod?: boolean; modelId?: number } = {}) {
    const placed = shopee.store.place(
      item.shop_id,
      [{ itemId: item.item_id, quantity, modelId: how.modelId }],
      buyer,
      { cod: how.cod ?? true },
      clock.now(),
    );
    if ("refused" in placed) throw new Error(placed.refused);
    return placed;
  }
  const stockOf = (item: Item) => shopee.store.now(item).stock;
  return {
    shopee,
    store: shopee.store,
    dials: shopee.store.state.dials,
    clock,
    asPartner,
    asShop,
    signIn,
    refresh,
    seller,
    buy,
    stockOf,
  };
}
