import { createHmac } from "node:crypto";
import { serve } from "@hono/node-server";
import { type Context, Hono } from "hono";
import { wallClock } from "../marketplaces/kit/clock.ts";
import { createRateLimit } from "../marketplaces/kit/rate.ts";

interface Good {
  id: number;
  sku: string;
  name: string;
  price: number;
  units: number;
  shown: boolean;
}
interface Order {
  id: string;
  state: string;
  placed: number;
  changed: number;
  buyer: { name: string; phone: string };
  lines: { line: number; good: number; sku: string; name: string; count: number; price: number }[];
}

/** Chợ quê, a market of our own making: what its document says, and nothing of the connector. */
export async function openMarket(key: string) {
  const goods: Good[] = [];
  const orders: Order[] = [];
  const rate = createRateLimit(wallClock);
  const no = (context: Context, status: 401 | 404 | 409 | 422 | 429, code: string) => context.json({ code }, status);
  const page = (rows: readonly { id: number | string }[], after: string | undefined) => {
    const rest = rows.slice(rows.findIndex(({ id }) => String(id) === after) + 1);
    return { rows: rest.slice(0, 2), next: rest.length > 2 ? String(rest[1]?.id) : null };
  };
  const app = new Hono();
  app.use(async (context, next) => {
    const [method, url] = [context.req.method, new URL(context.req.url)];
    const { "x-at": at = "", "x-sign": sign } = context.req.header();
    const text = [method, context.req.url.slice(url.origin.length), at, await context.req.text()].join("\n");
    const right = createHmac("sha256", key).update(text).digest("hex") === sign && Math.abs(Date.now() - Number(at)) < 60_000;
    if (!right) return no(context, 401, "bad-sign");
    return rate.passes("", { requests: 20, perMs: 1_000 }) ? next() : no(context, 429, "too-fast");
  });
  app.get("/goods", ({ req, json }) => {
    const { sku, after } = req.query();
    return json(
      page(
        goods.filter((good) => sku === undefined || good.sku === sku),
        after,
      ),
    );
  });
  app.post("/goods", async (context) => {
    const asked = await context.req.json<Omit<Good, "id">>();
    if (asked.name.length > 80) return no(context, 422, "name-too-long");
    if (goods.some(({ sku }) => sku === asked.sku)) return no(context, 422, "sku-taken");
    goods.push({ ...asked, id: 100 + goods.length });
    return context.json({ id: goods.at(-1)?.id });
  });
  app.patch("/goods/:id", async (context) => {
    const good = goods.find(({ id }) => String(id) === context.req.param("id"));
    if (!good) return no(context, 404, "no-good");
    Object.assign(good, await context.req.json());
    return context.json({});
  });
  app.get("/orders", ({ req, json }) => {
    const { by = "placed", since = "0", after } = req.query();
    const at = (order: Order) => (by === "placed" ? order.placed : order.changed);
    return json(
      page(
        orders.filter((order) => at(order) >= Number(since)).toSorted((a, b) => at(a) - at(b)),
        after,
      ),
    );
  });
  app.get("/orders/:id", (context) => {
    const order = orders.find(({ id }) => id === context.req.param("id"));
    return order ? context.json(order) : no(context, 404, "no-good");
  });
  app.post("/orders/:id/wrap", (context) => {
    const order = orders.find(({ id, state }) => id === context.req.param("id") && state === "waiting");
    if (!order) return no(context, 409, "wrong-state");
    order.state = "wrapped";
    return context.json({});
  });

  const { server, port } = await new Promise<{ server: ReturnType<typeof serve>; port: number }>((ready) => {
    const started = serve({ fetch: app.fetch, port: 0, hostname: "127.0.0.1" }, (info) =>
      ready({ server: started, port: info.port }),
    );
  });
  return {
    address: `http://127.0.0.1:${port}`,
    goods,
    orders,
    buy(sku: string, count: number): void {
      const good = goods.find((each) => each.sku === sku && each.shown && each.units >= count);
      if (!good) throw new Error(`${sku} cannot be bought`);
      good.units -= count;
      const now = Math.floor(Date.now() / 1_000);
      const lines = [{ line: 1, good: good.id, sku, name: good.name, count, price: good.price }];
      const buyer = { name: "Trần Văn Bình", phone: "0987654321" };
      orders.push({ id: `D${orders.length + 1}`, state: "waiting", placed: now, changed: now, buyer, lines });
    },
    close: () => new Promise((closed) => server.close(closed)),
  };
}
