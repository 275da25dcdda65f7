import { type Context, Hono } from "hono";
import { createRateLimit } from "../kit/rate.ts";
import { readBearer } from "./credentials.ts";
import { eventApi } from "./event-api.ts";
import { orderApi } from "./order-api.ts";
import type { Parts } from "./parts.ts";
import { productApi } from "./product-api.ts";
import { requestApi } from "./request-api.ts";
import { type Answer, type Call, type Method, type Routes, TikiError } from "./routes.ts";
import { sellerApi } from "./seller-api.ts";
import { taxonomyApi } from "./taxonomy-api.ts";

/** Below `/integration`. The version is in the path and differs per endpoint (§1). */
export function tikiApi(parts: Parts): Hono {
  const { world, faults, tokens, apps } = parts;
  const app = new Hono();
  const rate = createRateLimit(world.clock);
  const known = new Set<string>();

  function caller(context: Context): Call & { scopes: ReadonlySet<string> } {
    const text = readBearer(context.req.header("authorization")) ?? "";
    const at = world.clock.now();
    if (faults.met(context, "token-expired")) tokens.expire(text);
    if (faults.met(context, "token-revoked")) tokens.revoke(tokens.live(text, "access")?.consent ?? "");
    const token = tokens.live(text, "access");
    const by = apps.find(({ clientId }) => clientId === token?.clientId);
    if (!token || !by) throw new TikiError(401, "Unauthorized: access token is missing, invalid or expired");
    if (!rate.passes(token.sellerId ?? token.clientId, world.dials().rate))
      throw new TikiError(429, "Your rate limit is exceed");
    if (faults.met(context, "forbidden")) throw new TikiError(403, "Forbidden");
    return { context, app: by, sellerId: token.sellerId, at, scopes: new Set(token.scope.split(" ")) };
  }
  const answer = async (context: Context, given: Answer): Promise<Response> => {
    const told = await given;
    return told instanceof Response ? told : context.json(told);
  };
  const each = (method: Method, versions: readonly string[], path: string, handle: (context: Context) => Promise<Response>) => {
    for (const version of versions) {
      known.add(`/${version}${path}`);
      app.on(method, `/${version}${path}`, handle);
    }
  };
  const routes: Routes = {
    seller: (method, versions, path, scope, call) =>
      each(method, versions, path, (context) => {
        const { scopes, ...by } = caller(context);
        const seller = world.state().sellers.find(({ id }) => id === by.sellerId);
        if (!seller) throw new TikiError(401, "Unauthorized: no seller is linked to this token");
        if (!seller.active) throw new TikiError(403, "Forbidden: seller is inactive");
        if (scope && !scopes.has(scope) && !scopes.has("all")) throw new TikiError(403, `Forbidden: scope ${scope} is missing`);
        return answer(context, call({ ...by, seller }));
      }),
    app: (method, versions, path, call) => each(method, versions, path, (context) => answer(context, call(caller(context)))),
  };

  app.onError((error, context) => {
    if (error instanceof TikiError) return context.json({ errors: error.texts }, error.status);
    console.error(error);
    return context.json({ errors: ["Internal server error"] }, 500);
  });
  app.use("*", async (context, next) => {
    const accepted = context.req.header("accept") ?? "*/*";
    if (!/json|\*\/\*|application\/\*|html/.test(accepted)) throw new TikiError(406, "Only JSON can be given");
    await next();
  });
  taxonomyApi(routes);
  sellerApi(routes, parts);
  requestApi(routes, parts);
  productApi(routes, parts);
  orderApi(routes, parts);
  eventApi(routes, parts);
  for (const path of known)
    app.all(path, () => {
      throw new TikiError(405, "Method not allowed");
    });
  app.all("*", (context) => {
    throw new TikiError(404, `Not found: ${context.req.path}`);
  });
  return app;
}
