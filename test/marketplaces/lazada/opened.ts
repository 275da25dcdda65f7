import { VirtualClock } from "../kit/clock.ts";
import { ConnectionLost, throughConnection } from "../kit/connection.ts";
import { seeded } from "../kit/random.ts";
import { type Dials, usualDials } from "./dials.ts";
import { createLazada } from "./marketplace.ts";
import { lazadaSign } from "./sign.ts";

export const keys = { key: "500123", secret: "demoAppSecret0x51aa" };
export const sellerId = 1_000_001;
export type Answer = { code: string; [name: string]: unknown };

/** Under a virtual clock and a seed, spoken to as an app speaks to it. */
export function openedLazada(dials: Partial<Dials> = {}, options: Partial<Parameters<typeof createLazada>[0]> = {}) {
  const clock = new VirtualClock();
  const lazada = createLazada({ base: "/lazada", app: keys, clock, random: seeded(7), ...options });
  Object.assign(lazada.store.dials, { ...usualDials(), reviewMs: 0 }, dials);
  let token = "";

  async function send(request: Request): Promise<Response> {
    return (await throughConnection((each) => lazada.app.fetch(each), request)).response;
  }
  async function call(
    method: "GET" | "POST",
    path: string,
    parameters: Record<string, string> = {},
    more: { token?: string; at?: number; secret?: string; files?: Record<string, Blob> } = {},
  ): Promise<Answer> {
    const system = {
      app_key: keys.key,
      timestamp: String(more.at ?? clock.now()),
      sign_method: "sha256",
      ...((more.token ?? token) ? { access_token: more.token ?? token } : {}),
    };
    const all = { ...parameters, ...system };
    const signed = { ...all, sign: lazadaSign(more.secret ?? keys.secret, path, all) };
    const address = `http://lazada.invalid/lazada/rest${path}`;
    const form = more.files ? new FormData() : new URLSearchParams();
    for (const [name, value] of Object.entries(signed)) form.append(name, value);
    if (form instanceof FormData)
      for (const [name, file] of Object.entries(more.files ?? {})) form.append(name, file, `${name}.png`);
    const request =
      method === "GET"
        ? new Request(`${address}?${new URLSearchParams(signed)}`)
        : new Request(address, { method: "POST", body: form });
    return (await (await send(request)).json()) as Answer;
  }
  const get = (path: string, parameters?: Record<string, string>) => call("GET", path, parameters);
  const post = (path: string, parameters?: Record<string, string>) => call("POST", path, parameters);
  const page = (path: string, form?: Record<string, string>) =>
    send(new Request(`http://lazada.invalid/lazada${path}`, form ? { method: "POST", body: new URLSearchParams(form) } : {}));

  async function consent(seller = sellerId): Promise<string> {
    const answer = await page("/oauth/authorize", {
      redirect_uri: "https://erp.example.vn/back",
      state: "once",
      seller_id: String(seller),
    });
    return new URL(answer.headers.get("location") ?? "").searchParams.get("code") ?? "";
  }
  /** By the consent page; what it is given. */
  async function signIn(seller = sellerId): Promise<{ access_token: string; refresh_token: string; [name: string]: unknown }> {
    const access = await call("POST", "/auth/token/create", { code: await consent(seller) });
    token = String(access.access_token);
    return { ...access, access_token: token, refresh_token: String(access.refresh_token) };
  }
  async function control(path: string, body?: object): Promise<{ status: number; json: Record<string, unknown> }> {
    const answer = await send(
      new Request(`http://lazada.invalid/lazada/control${path}`, body ? { method: "POST", body: JSON.stringify(body) } : {}),
    );
    return { status: answer.status, json: (await answer.json()) as Record<string, unknown> };
  }
  /** Whether the connection was cut; an answer is an answer. */
  async function cutOff(sent: Promise<unknown>): Promise<boolean> {
    try {
      await sent;
      return false;
    } catch (error) {
      if (error instanceof ConnectionLost) return true;
      throw error;
    }
  }
  return { clock, lazada, call, get, post, page, consent, signIn, control, cutOff };
}
export type Opened = ReturnType<typeof openedLazada>;

/** A picture of so many pixels, as far as its first bytes tell. */
export function png(width = 800, height = 800): Blob {
  const bytes = new Uint8Array(33);
  bytes.set([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13, 0x49, 0x48, 0x44, 0x52]);
  new DataView(bytes.buffer).setUint32(16, width);
  new DataView(bytes.buffer).setUint32(20, height);
  return new Blob([bytes], { type: "image/png" });
}

export async function hostedPicture({ call }: Opened): Promise<string> {
  const answer = await call("POST", "/image/upload", {}, { files: { image: png() } });
  return (answer.data as { image: { url: string } }).image.url;
}

/** A product as its payload says it, JSON; a field that is undefined is left out. */
export function productOf(picture: string, more: { product?: object; attributes?: object; sku?: object } = {}): string {
  return JSON.stringify({
    Request: {
      Product: {
        PrimaryCategory: "10100387",
        Images: { Image: [picture] },
        Attributes: {
          name: "Long nhãn Hưng Yên",
          brand_id: "30768",
          description: "<p>Nhãn lồng sấy dẻo</p>",
          ...more.attributes,
        },
        Skus: {
          Sku: [
            {
              SellerSku: "HY00000001",
              quantity: "5",
              price: "180000",
              package_weight: "0.52",
              package_length: "20",
              package_width: "15",
              package_height: "5",
              ...more.sku,
            },
          ],
        },
        ...more.product,
      },
    },
  });
}

export interface Listed {
  readonly itemId: number;
  readonly skuId: number;
}
export async function listed(opened: Opened, quantity = 5, sellerSku = "HY00000001"): Promise<Listed> {
  const picture = await hostedPicture(opened);
  const payload = productOf(picture, { sku: { quantity: String(quantity), SellerSku: sellerSku } });
  const answer = await opened.post("/product/create", { payload });
  const data = answer.data as { item_id: number; sku_list: { sku_id: number }[] } | undefined;
  if (!data) throw new Error(JSON.stringify(answer));
  return { itemId: data.item_id, skuId: data.sku_list[0]?.sku_id ?? 0 };
}

export const stockPayload = (rows: readonly (Listed & Record<string, string | number>)[]): string =>
  `<Request><Product><Skus>${rows
    .map(
      ({ itemId, skuId, ...fields }) =>
        `<Sku><ItemId>${itemId}</ItemId><SkuId>${skuId}</SkuId>${Object.entries(fields)
          .map(([name, value]) => `<${name}>${value}</${name}>`)
          .join("")}</Sku>`,
    )
    .join("")}</Skus></Product></Request>`;

export interface Buckets {
  totalQuantity: number;
  sellableQuantity: number;
  withholdQuantity: number;
  occupyQuantity: number;
}
/** As the API tells them, of the first warehouse. */
export async function buckets({ get }: Opened, { itemId }: Listed): Promise<Buckets> {
  const { data } = (await get("/product/item/get", { item_id: String(itemId) })) as unknown as {
    data: { skus: { multiWarehouseInventories: Buckets[] }[] };
  };
  const found = data.skus[0]?.multiWarehouseInventories[0];
  if (!found) throw new Error("no stock is told");
  const { totalQuantity, sellableQuantity, withholdQuantity, occupyQuantity } = found;
  return { totalQuantity, sellableQuantity, withholdQuantity, occupyQuantity };
}
