import { createHmac } from "node:crypto";
import { serve } from "@hono/node-server";
import { type Context, Hono } from "hono";
import { type Clock, wallClock } from "../marketplaces/kit/clock.ts";
import { createRateLimit, type Rate } from "../marketplaces/kit/rate.ts";

export interface Good {
  id: number;
  sku: string;
  name: string;
  words: string;
  photos: readonly string[];
  price: number;
  units: number;
  shown: boolean;
}
export interface Order {
  id: string;
  state: string;
  placed: number;
  changed: number;
  buyer: { name: string; phone: string };
  lines: { line: number; good: number; sku: string; name: string; count: number; price: number }[];
}
type Answer = 401 | 404 | 409 | 422 | 429;

/** Chợ quê, a market of our own making: what its document says, and nothing of the connector. */
export function createMarket(key: string, clock: Clock = wallClock, rate: Rate = { requests: 20, perMs: 1_000 }) {
  const goods: Good[] = [];
  const orders: Order[] = [];
  const passed = createRateLimit(clock);
  const second = () => Math.floor(clock.now() / 1_000);
  const no = (context: Context, status: Answer, code: string) => context.json({ code }, status);
  /** Two rows, going on behind the last one wherever it now is. */
  function page<Row>(rows: readonly Row[], placeOf: (row: Row) => string, after = "") {
    const rest = rows.filter((row) => placeOf(row) > after).toSorted((a, b) => (placeOf(a) < placeOf(b) ? -1 : 1));
    const shown = rest.slice(0, 2);
    return { rows: shown, next: rest.length > 2 ? shown.map(placeOf).at(-1) : null };
  }
  const padded = (value: number | string) => String(value).padStart(12, "0");
  function move(order: Order, state: string): void {
    Object.assign(order, { state, changed: second() });
    for (const { good, count } of state === "called-off" ? order.lines : [])
      for (const each of goods) if (each.id === good) each.units += count;
  }
  const moves: Readonly<Record<string, { from: readonly string[]; to: string }>> = {
    wrap: { from: ["waiting"], to: "wrapped" },
    "call-off": { from: ["waiting", "wrapped"], to: "called-off" },
  };

  const app = new Hono();
  app.use(async (context, next) => {
    const [method, url] = [context.req.method, new URL(context.req.url)];
    const { "x-at": at = "", "x-sign": sign } = context.req.header();
    const text = [method, context.req.url.slice(url.origin.length), at, await context.req.text()].join("\n");
    const right = createHmac("sha256", key).update(text).digest("hex") === sign;
    if (!right || Math.abs(clock.now() - Number(at)) > 60_000) return no(context, 401, "bad-sign");
    return passed.passes("", rate) ? next() : no(context, 429, "too-fast");
  });
  app.get("/goods", ({ req, json }) => {
    const { sku, after } = req.query();
    const found = goods.filter((good) => sku === undefined || good.sku === sku);
    return json(page(found, ({ id }) => padded(id), after));
  });
  app.post("/goods/new", async (context) => {
    const asked = await context.req.json<Omit<Good, "id">>();
    if (asked.name.length > 80) return no(context, 422, "name-too-long");
    if (goods.some(({ sku }) => sku === asked.sku)) return no(context, 422, "sku-taken");
    goods.push({ ...asked, id: 100 + goods.length });
    return context.json({ id: goods.at(-1)?.id });
  });
  app.patch("/goods/:id/:part{words|price|units|shown}", async (context) => {
    const good = goods.find(({ id }) => String(id) === context.req.param("id"));
    if (!good) return no(context, 404, "no-good");
    Object.assign(good, await context.req.json());
    return context.json({});
  });
  app.get("/orders", ({ req, json }) => {
    const { by, since = "0", after } = req.query();
    const at = (order: Order) => (by === "changed" ? order.changed : order.placed);
    const found = orders.filter((order) => at(order) >= Number(since));
    return json(page(found, (order) => `${padded(at(order))}-${padded(order.id)}`, after));
  });
  app.get("/orders/:id", (context) => {
    const order = orders.find(({ id }) => id === context.req.param("id"));
    return order ? context.json(order) : no(context, 404, "no-good");
  });
  app.post("/orders/:id/:act{wrap|call-off}", (context) => {
    const [id, act] = [context.req.param("id"), moves[context.req.param("act")]];
    const order = orders.find((each) => each.id === id && act?.from.includes(each.state));
    if (!order || !act) return no(context, 409, "wrong-state");
    move(order, act.to);
    return context.json({});
  });

  /** All of it or nothing. */
  function buy(wanted: readonly { readonly id: number; readonly count: number }[]): string {
    const lines = wanted.map(({ id, count }, index) => {
      const good = goods.find((each) => each.id === id && each.shown && each.units >= count);
      if (!good) throw new Error(`${id} cannot be bought`);
      return { line: index + 1, good: id, sku: good.sku, name: good.name, count, price: good.price };
    });
    for (const { id, count } of wanted) for (const good of goods) if (good.id === id) good.units -= count;
    const buyer = { name: "Trần Văn Bình", phone: "0987654321" };
    orders.push({ id: `D${orders.length + 1}`, state: "waiting", placed: second(), changed: second(), buyer, lines });
    return `D${orders.length}`;
  }
  return { app, goods, orders, move, buy };
}

export async function openMarket(key: string) {
  const market = createMarket(key);
  const { server, port } = await new Promise<{ server: ReturnType<typeof serve>; port: number }>((ready) => {
    const started = serve({ fetch: market.app.fetch, port: 0, hostname: "127.0.0.1" }, (info) =>
      ready({ server: started, port: info.port }),
    );
  });
  return {
    ...market,
    address: `http://127.0.0.1:${port}`,
    close: () => new Promise((closed) => server.close(closed)),
  };
}
