import { type Context, Hono } from "hono";
import { createRateLimit } from "../kit/rate.ts";
import type { Baskets } from "./baskets.ts";
import { LazadaError } from "./error.ts";
import type { Faults } from "./faults.ts";
import type { Items } from "./items.ts";
import type { Messages } from "./messages.ts";
import type { Move } from "./order-moves.ts";
import type { Orders } from "./orders.ts";
import type { Reverses } from "./reverses.ts";
import { type App, lazadaSign, sameText } from "./sign.ts";
import type { Stocks } from "./stocks.ts";
import type { Store } from "./store.ts";
import { readOffsetTime } from "./times.ts";

export interface Marketplace {
  readonly store: Store;
  readonly app: App;
  readonly faults: Faults;
  readonly messages: Messages;
  readonly stocks: Stocks;
  readonly items: Items;
  readonly baskets: Baskets;
  readonly orders: Orders;
  readonly reverses: Reverses;
  readonly moves: ReadonlyMap<string, Move>;
}
export interface Call {
  readonly context: Context;
  /** Whose token came with it; 0 for nobody's. */
  readonly seller: number;
  readonly parameters: Readonly<Record<string, string>>;
  readonly files: Readonly<Record<string, File>>;
}
export interface Api {
  readonly path: string;
  readonly methods: readonly ("GET" | "POST")[];
  readonly access: "nobody" | "anybody" | "seller";
  /** What is beside `code` and `request_id` in the envelope. */
  call(call: Call): Promise<Record<string, unknown>> | Record<string, unknown>;
}
const systemParameters = ["app_key", "timestamp", "access_token", "sign_method", "sign"];
const inventory = ["/product/price_quantity/update", "/product/stock/sellable/update", "/product/stock/sellable/adjust"];
const signatureLivesMs = 7_200_000;

/** Paths below `/rest`; the signature covers what comes after it, wherever the simulator is mounted. */
export function gateway(
  marketplace: Marketplace,
  apis: readonly Api[],
  again: (request: Request) => Response | Promise<Response>,
): Hono {
  const { store, app, faults } = marketplace;
  const byPath = new Map(apis.map((api) => [api.path, api]));
  const rate = createRateLimit(store.clock);
  let day = { day: "", calls: 0 };
  const hono = new Hono();

  hono.onError((error, context) => {
    if (error instanceof LazadaError) return context.json(failure(error.code, error.type, error.message, error.detail));
    console.error(error);
    return context.json(failure("1000", "ISP", "Internal Application Error"));
  });
  hono.use("*", faults.middleware(again));
  hono.all("*", async (context) => {
    const path = pathOf(context);
    const { parameters, files, body } = await parametersOf(context);
    const api = byPath.get(path);
    checkApp(context, path, parameters, body);
    if (!api) throw new LazadaError("InvalidApiPath", `The specified API path ${path} is invalid`, { type: "SYSTEM" });
    const method = context.req.method;
    if (!api.methods.some((each) => each === method))
      throw new LazadaError("InvalidParameter", `${path} is called by ${api.methods.join(" or ")}, not ${method}`);
    const seller = sellerOf(context, api, parameters.access_token);
    checkRate(path, seller);
    meetFault(context, path);
    const business = Object.fromEntries(Object.entries(parameters).filter(([name]) => !systemParameters.includes(name)));
    const answer = await api.call({ context, seller, parameters: business, files });
    if (faults.met(context, "timeout-after-effect"))
      throw new LazadaError("ServiceTimeout", "Service timeout", { type: "ISP" });
    return context.json({ code: "0", ...answer, request_id: requestId() });
  });

  const requestId = () => `2101${store.random.hex(10)}`;
  const failure = (code: string, type: string, message: string, detail: readonly object[] = []) => ({
    code,
    type,
    message,
    request_id: requestId(),
    ...(detail.length ? { detail } : {}),
  });

  /** The order of the checks is ours; each of them is §1 or §3. */
  function checkApp(context: Context, path: string, parameters: Readonly<Record<string, string>>, body: string): void {
    for (const name of ["app_key", "timestamp", "sign_method", "sign"])
      if (!parameters[name])
        throw new LazadaError(
          "MissingParameter",
          `The input parameter "${name}" that is mandatory for processing this request is not supplied`,
        );
    const { app_key = "", timestamp = "", sign_method, sign = "" } = parameters;
    if (app_key !== app.key) throw new LazadaError("InvalidAppKey", "The specified App Key is invalid");
    if (sign_method !== "sha256") throw new LazadaError("InvalidParameter", "The specified sign_method is invalid");
    const at = /^\d+$/.test(timestamp) ? Number(timestamp) : readOffsetTime(timestamp.replace(/Z$/, "+00:00"));
    const now = store.now() + (faults.met(context, "clock-skew") ? 3 * 3_600_000 : 0);
    if (at === undefined || Math.abs(now - at) > signatureLivesMs)
      throw new LazadaError("InvalidParameter", "The timestamp is invalid or more than 7200 seconds off");
    const given = (raw: string) => sameText(lazadaSign(app.secret, path, parameters, raw), sign);
    // A JSON body beside the parameters is signed by some and not by others; the sample code signs it, the SDK of 2018 does not.
    if (!given("") && !(body && given(body)))
      throw new LazadaError("IncompleteSignature", "The request signature does not conform to lazop standards");
  }

  function sellerOf(context: Context, api: Api, accessToken: string | undefined): number {
    if (api.access === "nobody" || (api.access === "anybody" && !accessToken)) return 0;
    const illegal = () => new LazadaError("IllegalAccessToken", "The specified access token is invalid or expired");
    if (!accessToken)
      throw new LazadaError("MissingParameter", 'The input parameter "access_token" that is mandatory is not supplied');
    const token = store.state.tokens[accessToken];
    if (token?.kind !== "access" || token.spent || token.expires <= store.now()) throw illegal();
    if (faults.met(context, "token-expired")) {
      token.expires = store.now();
      store.changed();
      throw illegal();
    }
    if (faults.met(context, "token-revoked")) {
      for (const each of Object.values(store.state.tokens)) if (each.seller_id === token.seller_id) each.spent = true;
      store.changed();
      throw illegal();
    }
    return token.seller_id;
  }

  function checkRate(path: string, seller: number): void {
    const today = new Date(store.now()).toISOString().slice(0, 10);
    day = { day: today, calls: day.day === today ? day.calls + 1 : 1 };
    const { callsPerDay, inventoryCallsPerSecond } = store.dials;
    if (callsPerDay > 0 && day.calls > callsPerDay)
      throw new LazadaError("AppCallLimit", "The app has used up its calls of the day", { type: "SYSTEM" });
    if (!rate.passes(`${path} ${seller}`, store.dials.rate))
      throw new LazadaError("ApiCallLimit", "Api access frequency exceeds the limit. this ban will last 1 seconds");
    if (inventory.includes(path) && !rate.passes(`inventory ${seller}`, { requests: inventoryCallsPerSecond, perMs: 1_000 }))
      throw new LazadaError(
        "901",
        "E901: The request is too frequent, or the requested functionality is temporarily disabled.",
        {
          type: "ISP",
        },
      );
  }

  function meetFault(context: Context, path: string): void {
    if (faults.met(context, "api-busy"))
      throw new LazadaError("901", "Limit service request speed in server side temporarily.", { type: "ISP" });
    if (faults.met(context, "app-limited")) throw new LazadaError("AppCallLimit", "App call limit", { type: "SYSTEM" });
    if (faults.met(context, "service-timeout")) throw new LazadaError("ServiceTimeout", "Service timeout", { type: "ISP" });
    if (faults.met(context, "downgraded") || (store.dials.megaCampaign && path === inventory[0]))
      throw new LazadaError(
        "998",
        "To ensure stability of service, this API service is disabled, please get more information from Notice.",
        { type: "SYSTEM" },
      );
    if (faults.met(context, "locked") && path.startsWith("/product/"))
      throw new LazadaError("4147", "THD_IC_ERR_F_IC_SERVICE_EDIT_002:Concurrent product edit is not allowed", { type: "ISP" });
  }
  return hono;
}

const pathOf = (context: Context): string => {
  const at = context.req.path.indexOf("/rest");
  return at < 0 ? context.req.path : context.req.path.slice(at + "/rest".length);
};

/** §1: from the query or from a form; files are no part of what is signed, and a body of another kind is only perhaps. */
async function parametersOf(
  context: Context,
): Promise<{ parameters: Record<string, string>; files: Record<string, File>; body: string }> {
  const parameters: Record<string, string> = { ...context.req.query() };
  const files: Record<string, File> = {};
  if (context.req.method === "GET") return { parameters, files, body: "" };
  const type = context.req.header("content-type") ?? "";
  if (!/^(application\/x-www-form-urlencoded|multipart\/form-data)/.test(type))
    return { parameters, files, body: await context.req.text() };
  for (const [name, value] of Object.entries(await context.req.parseBody())) {
    if (typeof value === "string") parameters[name] = value;
    else if (value instanceof File) files[name] = value;
  }
  return { parameters, files, body: "" };
}

/** A text parameter that must be there. */
export function needed(parameters: Readonly<Record<string, string>>, name: string): string {
  const value = parameters[name];
  if (!value) throw new LazadaError("MissingParameter", `The input parameter "${name}" that is mandatory is not supplied`);
  return value;
}

/** A list written as JSON, of numbers or of texts alike. */
export function listed(text: string): readonly string[] | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return Array.isArray(value) && value.every((each) => typeof each === "string" || typeof each === "number")
      ? value.map(String)
      : undefined;
  } catch {
    return undefined;
  }
}
