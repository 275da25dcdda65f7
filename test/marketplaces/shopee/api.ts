import { randomBytes } from "node:crypto";
import { type Context, Hono } from "hono";
import type { Faults } from "./faults.ts";
import { orderApi } from "./order-api.ts";
import { productApi, uploadImage } from "./product-api.ts";
import type { Pushes } from "./pushes.ts";
import { type Partner, sameText, shopeeSign } from "./sign.ts";
import type { Store } from "./store.ts";

export interface Marketplace {
  readonly store: Store;
  readonly partner: Partner;
  readonly faults: Faults;
  readonly pushes: Pushes;
}
export type Route = (method: "GET" | "POST", path: string, call: ShopCall) => unknown;
export type ShopCall = (context: Context, shopId: number) => Promise<Record<string, unknown>> | Record<string, unknown>;

/** An error of §1: HTTP 200, and `error` is not empty. */
export class ShopeeError extends Error {
  readonly code: string;
  constructor(code: string, message: string) {
    super(message);
    this.code = code;
  }
}

const requestId = () => randomBytes(16).toString("hex");
const envelope = (fields: Record<string, unknown>) => ({
  request_id: requestId(),
  error: "",
  message: "",
  warning: "",
  ...fields,
});

/** Paths below `/api/v2`; the signature covers the path from there on, wherever the simulator is mounted. */
export function shopeeApi(marketplace: Marketplace): Hono {
  const { store, partner, faults } = marketplace;
  const app = new Hono();
  const calls = new Map<number, number[]>();

  function checkPartner(context: Context, ...more: (string | number)[]): void {
    const { partner_id, timestamp, sign } = context.req.query();
    if (Number(partner_id) !== partner.id) throw new ShopeeError("error_param", "There is no such partner_id.");
    const at = Number(timestamp);
    if (!Number.isInteger(at) || Math.abs(Date.now() / 1000 - at) > 300)
      throw new ShopeeError("error_param", "Invalid timestamp: it is missing or outside 5 minutes.");
    const path = `/api/v2${context.req.path.split("/api/v2")[1] ?? ""}`;
    if (!sameText(shopeeSign(partner.key, partner.id, path, at, ...more), sign ?? ""))
      throw new ShopeeError("error_sign", "Wrong sign.");
  }

  function checkShop(context: Context): number {
    const { access_token = "", shop_id = "" } = context.req.query();
    checkPartner(context, access_token, shop_id);
    const token = store.state.tokens[access_token];
    if (token?.kind !== "access" || token.shop_id !== Number(shop_id) || token.expires < Date.now())
      throw new ShopeeError("invalid_acceess_token", "Invalid access_token, please have a check.");
    const limit = store.state.dials.callsPerSecond;
    if (limit > 0) {
      const recent = (calls.get(token.shop_id) ?? []).filter((at) => Date.now() - at < 1_000);
      calls.set(token.shop_id, [...recent, Date.now()]);
      if (recent.length >= limit) throw new ShopeeError("error_rate_limit", "Too many requests, please try again later.");
    }
    return token.shop_id;
  }

  app.onError((error, context) => {
    if (error instanceof ShopeeError) return context.json(envelope({ error: error.code, message: error.message }));
    console.error(error);
    return context.json(envelope({ error: "error_inner", message: "Our system is taking some time, please try again." }));
  });
  app.use("*", async (context, next) => {
    const fault = await faults.meet(context);
    if (fault) return fault;
    await next();
    // The work is done and nobody hears of it.
    if (faults.isLost(context.req.path))
      (context.env as { incoming?: { socket: { destroy(): void } } }).incoming?.socket.destroy();
    return undefined;
  });

  function giveTokens(shopId: number): { access_token: string; refresh_token: string; expire_in: number } {
    const { accessTokenSeconds } = store.state.dials;
    const access = randomBytes(16).toString("hex");
    const refresh = randomBytes(16).toString("hex");
    // The access before it stays good for five minutes (§2), unless it ends sooner.
    for (const token of Object.values(store.state.tokens))
      if (token.shop_id === shopId && token.kind === "access")
        Object.assign(token, { expires: Math.min(token.expires, Date.now() + 300_000) });
    store.state.tokens[access] = {
      shop_id: shopId,
      kind: "access",
      expires: Date.now() + accessTokenSeconds * 1_000,
      spent: false,
    };
    store.state.tokens[refresh] = { shop_id: shopId, kind: "refresh", expires: Date.now() + 30 * 86_400_000, spent: false };
    store.changed();
    return { access_token: access, refresh_token: refresh, expire_in: accessTokenSeconds };
  }

  app.post("/auth/token/get", async (context) => {
    checkPartner(context);
    const { code, shop_id, partner_id } = await context.req.json<{ code: string; shop_id: number; partner_id: number }>();
    if (partner_id !== partner.id) throw new ShopeeError("error_param", "partner_id is missing in the body.");
    const token = store.state.tokens[code];
    if (token?.kind !== "code" || token.spent || token.expires < Date.now() || token.shop_id !== shop_id)
      throw new ShopeeError("invalid_code", "The code is used or expired.");
    token.spent = true;
    // At the top, not under `response` (§1).
    return context.json({ ...envelope(giveTokens(shop_id)), shop_id_list: [shop_id], merchant_id_list: [] });
  });
  app.post("/auth/access_token/get", async (context) => {
    checkPartner(context);
    const { refresh_token, shop_id } = await context.req.json<{ refresh_token: string; shop_id: number }>();
    const token = store.state.tokens[refresh_token];
    if (token?.kind !== "refresh" || token.spent || token.expires < Date.now() || token.shop_id !== shop_id)
      throw new ShopeeError("error_auth", "Invalid refresh_token.");
    token.spent = true;
    return context.json({ ...envelope(giveTokens(shop_id)), partner_id: partner.id, shop_id });
  });

  const shop = (method: "GET" | "POST", path: string, call: ShopCall) =>
    app.on(method, path, async (context) => {
      const shopId = checkShop(context);
      return context.json(envelope({ response: await call(context, shopId) }));
    });
  // §3: a public call by its page, a shop call by the SDK; a server takes either.
  app.post("/media_space/upload_image", async (context) => {
    const { access_token, shop_id } = context.req.query();
    if (access_token && shop_id) checkShop(context);
    else checkPartner(context);
    return context.json(envelope({ response: await uploadImage(context, store) }));
  });
  app.get("/shop/get_shop_info", (context) => {
    const shopId = checkShop(context);
    const found = store.state.shops.find((each) => each.shop_id === shopId);
    return context.json(
      envelope({ shop_name: found?.shop_name ?? "", region: "VN", status: "NORMAL", auth_time: 0, expire_time: 0 }),
    );
  });
  productApi(shop, marketplace);
  orderApi(shop, marketplace);
  app.notFound((context) =>
    context.json(envelope({ error: "error_not_found", message: `No such path ${context.req.path}` }), 404),
  );
  return app;
}
