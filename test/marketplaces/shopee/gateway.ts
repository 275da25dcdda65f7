import { type Context, Hono } from "hono";
import { z } from "zod";
import type { Faults } from "../kit/faults.ts";
import type { createRateLimit } from "../kit/rate.ts";
import type { Access } from "./access.ts";
import type { Pushes } from "./pushes.ts";
import { type Partner, sameText, shopeeSign } from "./sign.ts";
import type { Shop } from "./state.ts";
import type { Store } from "./store.ts";

/** Faults of Shopee's own: §1's quota and hiccup, a frozen shop, the edge's refusal of an address, batches and lists cut short. */
export const ownFaults = ["daily-limit", "system-busy", "shop-banned", "ip-refused", "rows-dropped", "empty-list"] as const;
export type OwnFault = (typeof ownFaults)[number];
export type ShopeeFaults = Faults<OwnFault>;

export interface Marketplace {
  readonly store: Store;
  readonly partner: Partner;
  readonly faults: ShopeeFaults;
  readonly pushes: Pushes;
  readonly access: Access;
  readonly rate: ReturnType<typeof createRateLimit>;
}

/** An error of §1: HTTP 200, and `error` is not empty. A batch that failed says its rows beside it. */
export class ShopeeError extends Error {
  readonly code: string;
  readonly response: object | undefined;
  constructor(code: string, message: string, response?: object) {
    super(message);
    this.code = code;
    this.response = response;
  }
}

/** One verified call: who asks, when, and what, read by the endpoint's own schema. */
export interface Call {
  readonly context: Context;
  readonly at: number;
  query<Schema extends z.ZodType>(schema: Schema): z.infer<Schema>;
  body<Schema extends z.ZodType>(schema: Schema): Promise<z.infer<Schema>>;
  /** Told in `warning`, while `error` stays empty. */
  warn(text: string): void;
  met(fault: Parameters<ShopeeFaults["met"]>[1]): boolean;
}
export interface ShopCall extends Call {
  readonly shop: Shop;
}
type Handler<Of extends Call> = (call: Of) => object | Promise<object>;
export interface Routes {
  /** Signed for a shop; the answer goes under `response`. */
  shop(method: "GET" | "POST", path: string, handle: Handler<ShopCall>): void;
  /** The same, its fields at the top (§1), or a file. */
  shopAtTop(method: "GET" | "POST", path: string, handle: Handler<ShopCall>): void;
  /** Signed by the partner alone, fields at the top. With `eitherForm` a call signed for a shop is taken too (§3). */
  partner(
    method: "GET" | "POST",
    path: string,
    handle: Handler<Call>,
    how?: { eitherForm?: boolean; underResponse?: boolean },
  ): void;
}

export const seconds = (at: number): number => Math.floor(at / 1000);
/** Ids joined by commas, or the parameter repeated. */
export const idList = (most: number) =>
  z
    .string()
    .transform((text) => text.split(",").filter(Boolean).map(Number))
    .pipe(z.array(z.int()).min(1).max(most));
export const snList = (most: number) =>
  z
    .string()
    .transform((text) => text.split(",").filter(Boolean))
    .pipe(z.array(z.string()).min(1).max(most));
export const pageSize = z.coerce.number().int().min(1).max(100);
export const flag = z.enum(["true", "false", "True", "False"]).transform((text) => text.toLowerCase() === "true");

/** Paths below `/api/v2`; the signature covers the path from there on, wherever the simulator is mounted. */
export function createGateway(marketplace: Marketplace): { app: Hono; routes: Routes } {
  const { store, partner, faults, access, rate } = marketplace;
  const app = new Hono();
  const envelope = (fields: object) => ({
    request_id: store.random.hex(16),
    error: "",
    message: "",
    warning: "",
    ...fields,
  });
  const pathOf = (context: Context) => `/api/v2${context.req.path.split("/api/v2")[1] ?? ""}`;

  function checkPartner(context: Context, ...more: (string | number)[]): void {
    const { partner_id, timestamp, sign } = context.req.query();
    if (Number(partner_id) !== partner.id) throw new ShopeeError("error_param", "There is no such partner_id.");
    const skew = faults.met(context, "clock-skew") ? 600 : 0;
    const at = Number(timestamp);
    if (!Number.isInteger(at) || Math.abs(store.clock.now() / 1000 + skew - at) > 300)
      throw new ShopeeError("error_param", "Invalid timestamp: it is missing or outside 5 minutes.");
    if (!sameText(shopeeSign(partner.key, partner.id, pathOf(context), at, ...more), sign ?? ""))
      throw new ShopeeError("error_sign", "Wrong sign.");
  }

  function checkShop(context: Context): Shop {
    const { access_token = "", shop_id = "" } = context.req.query();
    checkPartner(context, access_token, shop_id);
    for (const kind of ["token-expired", "token-rotated", "token-revoked"] as const)
      if (faults.met(context, kind)) access.spoil(kind, access_token, Number(shop_id));
    const shop = access.check(access_token, Number(shop_id));
    if (!rate.passes(shop.shop_id, store.state.dials.rate))
      throw new ShopeeError("error_rate_limit", "Too many requests, please try again later.");
    if (faults.met(context, "shop-banned")) throw new ShopeeError("shop_banned", "The shop account has been banned.");
    if (faults.met(context, "daily-limit")) throw new ShopeeError("error_limit", "The daily quota is used up.");
    if (faults.met(context, "system-busy"))
      throw new ShopeeError("error_system_busy", "Our system is taking some time to respond, please try later.");
    return shop;
  }

  app.onError((error, context) => {
    if (!(error instanceof ShopeeError)) {
      console.error(error);
      return context.json(envelope({ error: "error_inner", message: "Our system is taking some time, please try again." }));
    }
    const [module = ""] = pathOf(context).split("/").slice(3);
    const prefixed = store.state.dials.errorsArePrefixed && !error.code.includes(".") && error.code.startsWith("error_");
    return context.json(
      envelope({
        error: prefixed ? `${module}.${error.code}` : error.code,
        message: error.message,
        ...(error.response ? { response: error.response } : {}),
      }),
    );
  });
  app.use("*", async (context, next) => {
    store.catchUp();
    // Comes from the edge, before anything of Shopee has read the call.
    if (faults.met(context, "ip-refused")) return context.html("<html><body>403 Forbidden</body></html>", 403);
    return next();
  });

  function callOf(context: Context, warnings: string[]): Call {
    const read = <Schema extends z.ZodType>(schema: Schema, value: unknown): z.infer<Schema> => {
      const asked = schema.safeParse(value);
      if (asked.success) return asked.data;
      const [issue] = asked.error.issues;
      throw new ShopeeError("error_param", `Wrong parameters, detail: ${issue?.path.join(".")} ${issue?.message}.`);
    };
    return {
      context,
      at: store.clock.now(),
      query: (schema) =>
        read(
          schema,
          Object.fromEntries(Object.entries(context.req.queries()).map(([name, values]) => [name, values.join(",")])),
        ),
      async body(schema) {
        let json: unknown;
        try {
          json = await context.req.json();
        } catch {
          throw new ShopeeError("error_param", "Wrong parameters, detail: the body is no JSON.");
        }
        return read(schema, json);
      },
      warn: (text) => void warnings.push(text),
      met: (fault) => faults.met(context, fault),
    };
  }
  const answer = (context: Context, told: object, under: boolean, warnings: readonly string[]) =>
    told instanceof Response
      ? told
      : context.json(envelope({ ...(under ? { response: told } : told), warning: warnings.join(" ") }));

  const shop = (under: boolean) => (method: "GET" | "POST", path: string, handle: Handler<ShopCall>) =>
    void app.on(method, path, async (context) => {
      const warnings: string[] = [];
      const asking = checkShop(context);
      return answer(context, await handle({ ...callOf(context, warnings), shop: asking }), under, warnings);
    });
  const routes: Routes = {
    shop: shop(true),
    shopAtTop: shop(false),
    partner: (method, path, handle, { eitherForm = false, underResponse = false } = {}) =>
      void app.on(method, path, async (context) => {
        const { access_token, shop_id } = context.req.query();
        if (eitherForm && access_token && shop_id) checkShop(context);
        else checkPartner(context);
        const warnings: string[] = [];
        return answer(context, await handle(callOf(context, warnings)), underResponse, warnings);
      }),
  };
  app.notFound((context) =>
    context.json(envelope({ error: "error_not_found", message: `No such path ${context.req.path}` }), 404),
  );
  return { app, routes };
}
