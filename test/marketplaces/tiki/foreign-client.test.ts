import { serve } from "@hono/node-server";
import * as oauth from "oauth4webapi";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { App } from "./credentials.ts";
import { createTiki, type Tiki } from "./marketplace.ts";
import { inHouseApp, publicApp, wanted } from "./opened.ts";

/** An OAuth 2 client nobody here wrote, over a real socket, as far as the consent page and the seller's browser allow. */
const callback = "https://erp.example.vn/tiki/callback";
const overHttp = { [oauth.allowInsecureRequests]: true };

let tiki: Tiki;
let base: string;
let close: () => void;
let server: oauth.AuthorizationServer;

beforeAll(async () => {
  tiki = createTiki({ base: "/tiki", apps: [publicApp, inHouseApp] });
  Object.assign(tiki.dials(), { approval: "by-hand", processingMs: 5, reviewMs: 5 });
  Object.assign(tiki.dials(), { readLagMs: 0, listLagMs: 0, searchLagMs: 0, orderListLagMs: 0 });
  base = await new Promise<string>((ready) => {
    const listening = serve({ fetch: tiki.app.fetch, port: 0, hostname: "127.0.0.1" }, ({ port }) =>
      ready(`http://127.0.0.1:${port}/tiki`),
    );
    close = () => {
      listening.close();
      if ("closeAllConnections" in listening) listening.closeAllConnections();
    };
  });
  server = {
    issuer: base,
    authorization_endpoint: `${base}/sc/oauth2/auth`,
    token_endpoint: `${base}/sc/oauth2/token`,
  };
});
afterAll(() => close());

const clientOf = ({ clientId }: App): oauth.Client => ({ client_id: clientId });
const authenticationOf = ({ clientAuthentication, clientSecret }: App): oauth.ClientAuth =>
  clientAuthentication === "client_secret_basic" ? oauth.ClientSecretBasic(clientSecret) : oauth.ClientSecretPost(clientSecret);

/** What a browser sends when a person presses a button of a form: its hidden fields, those filled in, and the button. */
async function press(html: string, words: string, filled: Record<string, string> = {}): Promise<Response> {
  const form = html.split("<form").find((part) => part.includes(`>${words}</button>`)) ?? "";
  const [, action = ""] = /action="([^"]*)"/.exec(form) ?? [];
  const fields = [...form.matchAll(/<input type="hidden" name="([^"]*)" value="([^"]*)"/g)];
  const [, name, value] = new RegExp(`name="([^"]*)" value="([^"]*)">${words}</button>`).exec(form) ?? [];
  return fetch(new URL(action, base), {
    method: "POST",
    redirect: "manual",
    body: new URLSearchParams({
      ...Object.fromEntries(fields.map(([, field = "", content = ""]) => [field, content])),
      ...(name ? { [name]: value ?? "" } : {}),
      ...filled,
    }),
  });
}
const look = async (path: string) => (await fetch(`${base}${path}`)).text();

async function signIn(decision: "Cho phép" | "Từ chối" = "Cho phép") {
  const state = oauth.generateRandomState();
  const address = new URL(server.authorization_endpoint ?? "");
  address.search = new URLSearchParams({
    response_type: "code",
    client_id: publicApp.clientId,
    redirect_uri: callback,
    scope: "offline product order inventory",
    state,
  }).toString();
  const page = await (await fetch(address)).text();
  expect(page).toContain("mô phỏng");
  const sent = await press(page, decision, { seller: "310001" });
  const back = new URL(sent.headers.get("location") ?? "");
  return oauth.validateAuthResponse(server, clientOf(publicApp), back, state);
}
async function tokens(): Promise<oauth.TokenEndpointResponse> {
  const answer = await oauth.authorizationCodeGrantRequest(
    server,
    clientOf(publicApp),
    authenticationOf(publicApp),
    await signIn(),
    callback,
    oauth.nopkce,
    overHttp,
  );
  return oauth.processAuthorizationCodeResponse(server, clientOf(publicApp), answer);
}

describe("a generic OAuth 2 client", () => {
  it("goes through consent and exchanges its code", async () => {
    const answer = await tokens();
    expect(answer).toMatchObject({ token_type: "bearer", expires_in: 3_600, scope: "offline product order inventory" });
    expect(answer.refresh_token).toBeTypeOf("string");
  });

  it("hears that the person refused", async () => {
    const refused = await signIn("Từ chối").catch((error: unknown) => error);
    expect(refused).toBeInstanceOf(oauth.AuthorizationResponseError);
    expect(refused).toMatchObject({ error: "access_denied" });
  });

  it("renews its tokens once with each refresh token", async () => {
    const { refresh_token = "" } = await tokens();
    const renew = async () =>
      oauth.processRefreshTokenResponse(
        server,
        clientOf(publicApp),
        await oauth.refreshTokenGrantRequest(server, clientOf(publicApp), authenticationOf(publicApp), refresh_token, overHttp),
      );
    const renewed = await renew();
    expect(renewed.refresh_token).not.toBe(refresh_token);
    const again = await renew().catch((error: unknown) => error);
    expect(again).toBeInstanceOf(oauth.ResponseBodyError);
    expect(again).toMatchObject({ error: "invalid_grant", status: 400 });
  });

  it.each([publicApp, inHouseApp])("speaks for itself by its own way of authentication", async (app) => {
    const ask = async (authentication: oauth.ClientAuth) =>
      oauth.processClientCredentialsResponse(
        server,
        clientOf(app),
        await oauth.clientCredentialsGrantRequest(server, clientOf(app), authentication, {}, overHttp),
      );
    const answer = await ask(authenticationOf(app));
    expect(answer.access_token).toBeTypeOf("string");
    expect(answer.refresh_token).toBeUndefined();
    const other: App = {
      ...app,
      clientAuthentication: app.clientAuthentication === "client_secret_basic" ? "client_secret_post" : "client_secret_basic",
    };
    const refused = await ask(authenticationOf(other)).catch((error: unknown) => error);
    expect(refused).toMatchObject({ status: 401 });
  });

  it("brings a product from its request to a confirmed order with the token it got", async () => {
    const { access_token } = await tokens();
    const api = async (method: string, path: string, body?: object) => {
      const answer = await oauth.protectedResourceRequest(
        access_token,
        method,
        new URL(`${base}/integration${path}`),
        new Headers(body ? { "content-type": "application/json" } : {}),
        body ? JSON.stringify(body) : undefined,
        overHttp,
      );
      return (await answer.json()) as Record<string, unknown>;
    };
    const sku = "HY7K3M2P4Q";
    const { track_id } = await api("POST", "/v2.1/requests", wanted({ sku, units: 0 }));
    const track = () => api("GET", `/v2/tracking/${String(track_id)}`);
    await expect.poll(async () => (await track()).state).toBe("awaiting_approve");

    const approved = await press(await look("/shops/310001"), "Duyệt");
    expect(approved.status).toBe(303);
    expect(await track()).toMatchObject({ state: "approved" });
    const found = await api("GET", `/v2/products/findBy?original_sku=${sku}`);
    const [product] = found.data as readonly { id: number; active: string }[];
    expect(product?.active).toBe("0");

    const change = { original_sku: sku, active: 1, warehouse_quantities: [{ warehouse_id: 1034, qty_available: 3 }] };
    expect(await api("PUT", "/v2.1/products/updateSku", change)).toEqual({ state: "approved" });
    const address = (await api("GET", `/v2.1/products/${product?.id}?include=attributes`)).attributes as Record<string, string>;
    const shown = await look(`/${address.url_path}`);
    expect(shown).toContain("còn");
    const bought = await press(shown, "Đặt hàng trên sàn", {
      quantity: "2",
      name: "Lê Thị Hoa",
      phone: "0912345678",
      address: "Phường Phố Hiến, tỉnh Hưng Yên",
      pay: "cod",
    });
    expect(decodeURIComponent(bought.headers.get("location") ?? "")).toContain("Đã đặt đơn");

    const { data } = await api("GET", "/v2/orders?status=queueing");
    const [order] = data as readonly { code: string; items: readonly { id: number }[] }[];
    expect(order?.items).toMatchObject([{ product: { seller_product_code: sku }, invoice: { quantity: 2 } }]);
    const inventory = await api("GET", `/v2.1/products/${product?.id}?include=inventory`);
    expect(inventory.inventory).toMatchObject({ quantity_available: 3, quantity_reserved: 2, quantity_saleable: 1 });
    const body = { available_item_ids: order?.items.map(({ id }) => id), seller_inventory_id: 1034 };
    expect(await api("POST", `/v2/orders/${order?.code}/confirm-available`, body)).toEqual({ message: "success" });
    expect(await api("GET", `/v2/orders/${order?.code}`)).toMatchObject({
      status: "queueing",
      items: [{ confirmation: { status: "seller_confirmed" } }],
    });

    await press(await look("/shops/310001"), "Bưu tá đến lấy hàng");
    await press(await look("/shops/310001"), "Bưu tá đã nhận hàng");
    await press(await look("/shops/310001"), "Giao thành công");
    expect(await api("GET", `/v2/orders/${order?.code}`)).toMatchObject({ status: "successful_delivery" });
  });

  it("is refused by the API once its token has ended", async () => {
    const { access_token } = await tokens();
    tiki.faults.failNext("token-expired");
    const answer = await oauth.protectedResourceRequest(
      access_token,
      "GET",
      new URL(`${base}/integration/v2/orders`),
      new Headers(),
      undefined,
      overHttp,
    );
    expect(answer.status).toBe(401);
  });
});
