import { z } from "zod";
import { ask, forget, tryToAsk } from "./ask.ts";
import { faults, type Marketplace, mended, type PlacedKey, type PlacedOrder, spoiling } from "./marketplace.ts";

const stateSchema = z.object({
  items: z.array(
    z.object({
      seller_id: z.number(),
      now: z.object({
        review: z.string(),
        skus: z.array(z.object({ sku_id: z.number(), seller_sku: z.string(), status: z.string() })),
      }),
    }),
  ),
  stocks: z.record(z.string(), z.array(z.object({ sellable: z.number() }))),
  orders: z.array(
    z.object({
      order_id: z.number(),
      seller_id: z.number(),
      created: z.number(),
      items: z.array(
        z.object({ seller_sku: z.string(), history: z.array(z.object({ at: z.number(), status: z.string() })).min(1) }),
      ),
    }),
  ),
});
type Order = z.infer<typeof stateSchema>["orders"][number];
const placedSchema = z.object({ order_id: z.number() });

export function lazadaMarketplace(base: string, app: { readonly key: string; readonly secret: string }): Marketplace {
  const control = `${base}/control`;
  const move = ({ id, shop }: PlacedKey, name: string) =>
    ask(`${control}/orders/${shop}-${id}`, { body: { move: name } }).then(() => undefined);
  return {
    channel: "lazada",
    title: "Lazada",
    shops: ["1000001", "1000002"],
    settings: () => ({
      appKey: app.key,
      appSecret: app.secret,
      apiHost: base,
      authHost: base,
      requestsPerSecond: 50,
      productPage: `${base}/products/-i{item}-s{sku}.html`,
    }),
    async read() {
      const { items, stocks, orders } = stateSchema.parse(await ask(`${control}/state`));
      return {
        items: items.flatMap(({ seller_id, now }) =>
          now.skus.map(({ sku_id, seller_sku, status }) => ({
            shop: String(seller_id),
            sku: seller_sku,
            product: sku_id,
            onSale: now.review === "passed" && status === "active",
            stock: (stocks[sku_id] ?? []).reduce((sum, { sellable }) => sum + sellable, 0),
          })),
        ),
        orders: orders.map(seenOrder),
      };
    },
    async buy({ product }, quantity, paysLater) {
      const answer = await tryToAsk(`${control}/orders`, { body: { lines: [{ skuId: product, quantity }], cod: !paysLater } });
      return answer?.status === 200 ? String(placedSchema.parse(answer.body).order_id) : undefined;
    },
    pay: (order) => move(order, "pay"),
    cancel: (order) => move(order, "cancel"),
    async spoil(seed) {
      await ask(`${control}/dials`, { body: { ...spoiling, latencyMs: 2_000 } });
      await ask(`${control}/faults`, { body: { plan: { seed, rate: 0.1, kinds: faults } } });
    },
    async mend() {
      await ask(`${control}/dials`, { body: mended });
      await forget(`${control}/faults`);
    },
  };
}

/** A row a unit; all of an order go together here. */
function seenOrder({ order_id, seller_id, created, items }: Order): PlacedOrder {
  const newest = items.map(({ history }) => history.at(-1));
  const all = (status: string) => newest.every((each) => each?.status === status);
  return {
    id: String(order_id),
    shop: String(seller_id),
    is: all("canceled") ? "cancelled" : all("unpaid") ? "unpaid" : "paid",
    created,
    updated: Math.max(...newest.map((each) => each?.at ?? created)),
    lines: items.map(({ seller_sku }) => ({ sku: seller_sku, quantity: 1 })),
  };
}
