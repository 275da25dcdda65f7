import { VirtualClock } from "../kit/clock.ts";
import { seeded } from "../kit/random.ts";
import type { App } from "./credentials.ts";
import { startingDials, type TikiDials } from "./dials.ts";
import { createTiki } from "./marketplace.ts";

export const publicApp: App = {
  clientId: "7590139168389961",
  clientSecret: "Zk-9_demoSecret_0123456789abcdEF",
  clientAuthentication: "client_secret_basic",
  redirectUris: ["https://erp.example.vn/tiki/callback"],
};
export const inHouseApp: App = {
  clientId: "e5edc0e43g3zb6c3",
  clientSecret: "xNTZVvEn5WwA_esLe_laIWlXyISGjTfO",
  clientAuthentication: "client_secret_post",
  sellerId: 310_001,
};
export const basic = ({ clientId, clientSecret }: App): string =>
  `Basic ${Buffer.from(`${clientId}:${clientSecret}`).toString("base64")}`;

export interface Told<Body = Record<string, unknown>> {
  readonly status: number;
  readonly body: Body;
}
/** What these tests read of the marketplace's answers. */
export interface Wire {
  readonly errors?: readonly string[];
  readonly data: readonly Wire[];
  readonly paging: Readonly<Record<string, number>>;
  readonly [name: string]: unknown;
}

/** No lag, no rate, nothing queued: what a test wants slow it turns itself. */
const still: Partial<TikiDials> = {
  orderListLagMs: 0,
  readLagMs: 0,
  listLagMs: 0,
  searchLagMs: 0,
  reviewMs: 0,
  processingMs: 0,
  pushLateMs: 0,
  subscriptionEffectMs: 0,
};

/** A marketplace under virtual time, and a client of the in-house application as any program could write it. */
export function opened(dials: Partial<TikiDials> = {}, folder?: string) {
  const clock = new VirtualClock(Date.parse("2026-03-10T02:00:00Z"));
  const tiki = createTiki({ base: "/tiki", clock, random: seeded(11), folder, apps: [publicApp, inHouseApp] });
  Object.assign(tiki.dials(), startingDials(), still, dials);

  async function send(method: string, path: string, init: { headers?: Record<string, string>; body?: string } = {}) {
    const request = new Request(`http://tiki.test/tiki${path}`, { method, ...init });
    const answer = await tiki.app.fetch(request);
    const text = await answer.text();
    const isJson = (answer.headers.get("content-type") ?? "").includes("json");
    return { status: answer.status, headers: answer.headers, text, body: (isJson ? JSON.parse(text) : {}) as Wire };
  }
  const form = (path: string, fields: Record<string, string>, headers: Record<string, string> = {}) =>
    send("POST", path, {
      headers: { "content-type": "application/x-www-form-urlencoded", ...headers },
      body: new URLSearchParams(fields).toString(),
    });
  const json = (method: string, path: string, body: object, headers: Record<string, string> = {}) =>
    send(method, path, { headers: { "content-type": "application/json", ...headers }, body: JSON.stringify(body) });
  const ownToken = async (app: App = inHouseApp): Promise<string> => {
    const fields = { grant_type: "client_credentials", client_id: app.clientId };
    const basically = app.clientAuthentication === "client_secret_basic";
    const told = await form(
      "/sc/oauth2/token",
      basically ? fields : { ...fields, client_secret: app.clientSecret },
      basically ? { authorization: basic(app) } : {},
    );
    return String(told.body.access_token);
  };
  /** Consent by the page, as a person gives it; the query it leads back with. */
  const consent = async (fields: Record<string, string> = {}): Promise<URLSearchParams> => {
    const told = await form("/sc/oauth2/auth", {
      response_type: "code",
      client_id: publicApp.clientId,
      redirect_uri: "https://erp.example.vn/tiki/callback",
      scope: "offline product order inventory",
      state: "RJvROw5fLpM2OaTs",
      seller: "310001",
      decision: "allow",
      ...fields,
    });
    return new URL(told.headers.get("location") ?? "").searchParams;
  };
  const exchange = (fields: Record<string, string>) =>
    form(
      "/sc/oauth2/token",
      { client_id: publicApp.clientId, redirect_uri: "https://erp.example.vn/tiki/callback", ...fields },
      { authorization: basic(publicApp) },
    );

  let token: Promise<string> | undefined;
  async function api(method: string, path: string, body?: object) {
    token ??= ownToken();
    const authorization = `Bearer ${await token}`;
    return body === undefined
      ? send(method, `/integration${path}`, { headers: { authorization } })
      : json(method, `/integration${path}`, body, { authorization });
  }
  const control = (method: string, path: string, body?: object) =>
    body === undefined ? send(method, `/control${path}`) : json(method, `/control${path}`, body);

  /** A product on sale, from the request to the switch. */
  async function onSale(sku: string, units: number, more: Record<string, unknown> = {}) {
    const asked = await api("POST", "/v2.1/requests", wanted({ sku, units, ...more }));
    const { body } = await api("GET", `/v2/requests/findBy?track_id=${String(asked.body.track_id)}`);
    const [product] = body.products as readonly { product_id: number }[];
    const id = product?.product_id ?? 0;
    await api("PUT", "/v2.1/products/updateSku", { product_id: id, active: 1 });
    return id;
  }
  const inventory = async (id: number) => {
    const { body } = await api("GET", `/v2.1/products/${id}?include=inventory`);
    const { quantity_available, quantity_reserved, quantity_saleable } = body.inventory as Record<string, number>;
    return { available: quantity_available, reserved: quantity_reserved, saleable: quantity_saleable };
  };
  const setUnits = (id: number, units: number) =>
    api("PUT", "/v2.1/products/updateSku", {
      product_id: id,
      warehouse_quantities: [{ warehouse_id: 1034, qty_available: units }],
    });
  const buy = async (productId: number, quantity: number, pay: "cod" | "later" = "cod") => {
    const told = await control("POST", "/orders", { sellerId: 310_001, lines: [{ productId, quantity }], pay });
    return { status: told.status, code: String(told.body.code), refused: told.body.refused };
  };
  const order = (code: string, change: object) => control("POST", `/orders/${code}`, change);

  return { tiki, clock, send, form, json, ownToken, consent, exchange, api, control, onSale, inventory, setUnits, buy, order };
}
export type Opened = ReturnType<typeof opened>;

/** A product request as §5.1 has it. */
export function wanted(more: Record<string, unknown> & { sku?: string; units?: number } = {}): Record<string, unknown> {
  const { sku = "HY00000001", units = 5, variant = {}, ...rest } = more;
  return {
    category_id: 54_330,
    name: "Long nhãn Hưng Yên",
    description: "<p>Nhãn lồng sấy dẻo.</p>",
    market_price: 219_000,
    attributes: { brand: "No Brand", origin: "vietnam", require_expiry_date: 1 },
    image: "https://cdn.example.vn/long-nhan.jpg",
    images: [],
    option_attributes: [],
    variants: [
      {
        sku,
        min_code: "8930000000011",
        price: 189_000,
        market_price: 219_000,
        inventory_type: "backorder",
        seller_warehouse: "1034,1015",
        warehouse_stocks: [{ warehouseId: 1034, qtyAvailable: units }],
        ...(variant as object),
      },
    ],
    ...rest,
  };
}
