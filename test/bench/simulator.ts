import { serve } from "@hono/node-server";
import { newShelf } from "../marketplaces/kit/shelf.ts";
import { createLazada } from "../marketplaces/lazada/marketplace.ts";
import { createShopee } from "../marketplaces/shopee/marketplace.ts";
import { putUpShelves } from "../marketplaces/shopee/stock.ts";
import { createTiki } from "../marketplaces/tiki/marketplace.ts";

/** What the process that asks is told: where the shop is, and how its seller speaks to it. */
export interface Simulated {
  readonly settings: Readonly<Record<string, unknown>>;
  readonly access: { readonly accessToken: string; readonly expiresAt: string; readonly shopId: string };
  /** Calls that list everything, by the page sizes the documents give. */
  readonly calls: number;
}
interface Opened {
  readonly fetch: (request: Request, env: unknown) => Response | Promise<Response>;
  readonly accessToken: string;
  readonly shopId: number;
  readonly settingsAt: (origin: string) => Readonly<Record<string, unknown>>;
  readonly calls: number;
  /** How the marketplace says "too many". */
  readonly refusal: RegExp;
}

const skuOf = (index: number) => `HY${String(index).padStart(8, "0")}`;
const titleOf = (index: number) => `Long nhãn sấy dẻo Hưng Yên, gói 500 g, mẻ ${index}`;
const description = "Nhãn lồng sấy dẻo của hợp tác xã, đóng gói hút chân không.\n\n".repeat(12);
const day = 86_400_000;
const began = Date.now() - 400 * day;
/** Some each hour, as a shop grows. */
const madeAt = (index: number) => began + index * 3_000_000;

function openShopee(count: number, requests: number): Opened {
  const partner = { id: 2_000_123, key: "zz-demo-partner-key-4f3a9c" };
  const shopId = 220_001;
  const { app, store, access } = createShopee({ base: "/shopee", partner });
  store.state.dials.rate = { requests, perMs: 1_000 };
  for (let index = 0; index < count; index += 1) {
    const at = madeAt(index);
    store.state.items.push({
      item_id: store.newId(),
      shop_id: shopId,
      created: at,
      approved: true,
      shelves: {},
      versions: [
        {
          at,
          item_name: titleOf(index),
          description,
          item_sku: skuOf(index),
          item_status: "NORMAL",
          category_id: 101_127,
          image_ids: ["vn-sim-bench-1", "vn-sim-bench-2"],
          weight: 0.5,
          logistic_ids: [50_021],
          attributes: [],
          brand: { brand_id: 0, original_brand_name: "No Brand" },
          condition: "NEW",
          is_pre_order: false,
          days_to_ship: 2,
          tiers: [],
          models: [{ model_id: 0, tier_index: [], model_sku: "", original_price: 180_000 }],
        },
      ],
    });
    const item = store.state.items.at(-1);
    if (item) putUpShelves(item, 0, [{ location: "", units: 9 }], at);
  }
  const pair = access.exchange(access.grant([shopId], 365), { shop: shopId });
  return {
    fetch: (request, env) => app.fetch(request, env as object),
    accessToken: pair.access_token,
    shopId,
    settingsAt: (origin) => ({
      partnerId: partner.id,
      partnerKey: partner.key,
      pushUrl: `${origin}/bell`,
      apiHost: `${origin}/shopee`,
      consentHost: `${origin}/shopee`,
    }),
    calls: Math.ceil(count / 100) + Math.ceil(count / 50),
    refusal: /"error":"error_rate_limit"/,
  };
}

function openLazada(count: number, requests: number): Opened {
  const keys = { key: "500123", secret: "demoAppSecret0x51aa" };
  const sellerId = 1_000_001;
  const { app, store, stocks } = createLazada({ base: "/lazada", app: keys });
  Object.assign(store.dials, { rate: { requests, perMs: 1_000 } });
  for (let index = 0; index < count; index += 1) {
    const at = madeAt(index);
    const skuId = store.newId();
    store.state.items.push({
      item_id: store.newId(),
      seller_id: sellerId,
      created: at,
      review: null,
      versions: [
        {
          at,
          category_id: 10_100_387,
          attributes: { name: titleOf(index), brand_id: "30768", description: `<p>${description}</p>` },
          images: ["https://sim.invalid/1.jpg", "https://sim.invalid/2.jpg"],
          review: "passed",
          reason: "",
          skus: [
            {
              sku_id: skuId,
              seller_sku: skuOf(index),
              status: "active",
              price: 180_000,
              special_price: 0,
              special_from: null,
              special_to: null,
              images: [],
              sale_prop: {},
              package: { package_weight: "0.52", package_length: "20", package_width: "15", package_height: "5" },
            },
          ],
        },
      ],
    });
    stocks.open(skuId, 9);
  }
  store.state.tokens.bench = { kind: "access", seller_id: sellerId, expires: Date.now() + day, spent: false };
  return {
    fetch: (request, env) => app.fetch(request, env as object),
    accessToken: "bench",
    shopId: sellerId,
    settingsAt: (origin) => ({
      appKey: keys.key,
      appSecret: keys.secret,
      apiHost: `${origin}/lazada`,
      authHost: `${origin}/lazada`,
    }),
    calls: Math.ceil(count / 50),
    refusal: /"code":"(ApiCallLimit|AppCallLimit|901)"/,
  };
}

function openTiki(count: number, requests: number): Opened {
  const application = {
    clientId: "7590139168389961",
    clientSecret: "Zk-9_demoSecret_0123456789abcdEF",
    clientAuthentication: "client_secret_basic",
  } as const;
  const sellerId = 310_001;
  const { app, state, dials } = createTiki({ base: "/tiki", apps: [application] });
  Object.assign(dials(), { rate: { requests, perMs: 1_000 } });
  const { products, tokens } = state();
  for (let index = 0; index < count; index += 1) {
    const at = madeAt(index);
    products.push({
      id: 5_000_000 + index,
      sellerId,
      masterId: 4_000_000 + index,
      sku: String(7_000_000_000 + index),
      masterSku: String(6_000_000_000 + index),
      inventoryType: "dropship",
      created: at,
      versions: [
        {
          at,
          version: 1,
          name: titleOf(index),
          description: `<p>${description}</p>`,
          price: 180_000,
          marketPrice: 200_000,
          active: true,
          hidden: false,
          originalSku: skuOf(index),
          categoryId: 54_330,
          image: "https://sim.invalid/1.jpg",
          images: ["https://sim.invalid/2.jpg"],
          attributes: { brand: "No Brand", origin: "vietnam" },
          promotion: null,
          gone: false,
        },
      ],
      shelves: { 1034: newShelf(9, at) },
    });
  }
  const scope = "offline product order inventory";
  const { clientId } = application;
  const more = { redirectUri: "", consent: "bench", expires: Date.now() + day, spent: false };
  tokens.bench = { kind: "access", clientId, sellerId, scope, ...more };
  return {
    fetch: (request, env) => app.fetch(request, env as object),
    accessToken: "bench",
    shopId: sellerId,
    settingsAt: (origin) => ({
      clientId,
      clientSecret: application.clientSecret,
      clientAuth: "basic",
      redirectUrl: `${origin}/back`,
      apiHost: `${origin}/tiki`,
      warehouseId: 1034,
    }),
    calls: Math.ceil(count / 50),
    refusal: /"errors":\["Your rate limit/,
  };
}

const openers: Readonly<Record<string, typeof openShopee>> = { shopee: openShopee, lazada: openLazada, tiki: openTiki };

/** One simulated marketplace with so many listings, in a process of its own. It ends with whoever started it. */
const [, , channel = "", listings = "0", requestsPerSecond = "0"] = process.argv;
const open = openers[channel];
if (!open) throw new Error(`There is no simulated ${channel}`);
const opened = open(Number(listings), Number(requestsPerSecond));
const counts = requestsPerSecond !== "0";
let refused = 0;

async function answer(request: Request, env: unknown): Promise<Response> {
  const told = await opened.fetch(request, env);
  if (!counts) return told;
  const text = await told.text();
  if (told.status === 429 || opened.refusal.test(text)) refused += 1;
  return new Response(text, { status: told.status, headers: { "content-type": "application/json" } });
}

serve({ fetch: answer, port: 0, hostname: "127.0.0.1" }, ({ port }) => {
  const { accessToken, shopId, settingsAt, calls } = opened;
  const access = { accessToken, expiresAt: new Date(Date.now() + day).toISOString(), shopId: String(shopId) };
  process.send?.({ settings: settingsAt(`http://127.0.0.1:${port}`), access, calls } satisfies Simulated);
});
process.on("message", () => process.send?.({ refused }));
process.on("disconnect", () => process.exit());
