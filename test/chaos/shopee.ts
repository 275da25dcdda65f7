import { z } from "zod";
import { ask, forget, tryToAsk } from "./ask.ts";
import { faults, type Marketplace, mended, type PlacedKey, spoiling } from "./marketplace.ts";

const stateSchema = z.object({
  items: z.array(
    z.object({
      item_id: z.number(),
      shop_id: z.number(),
      now: z.object({ item_status: z.string(), item_sku: z.string(), stock: z.number() }),
    }),
  ),
  orders: z.array(
    z.object({
      order_sn: z.string(),
      shop_id: z.number(),
      status: z.string(),
      created: z.number(),
      updated: z.number(),
      lines: z.array(z.object({ item_sku: z.string(), quantity: z.number() })),
    }),
  ),
});
const placedSchema = z.object({ order_sn: z.string() });

export function shopeeMarketplace(base: string, partner: { readonly id: string; readonly key: string }): Marketplace {
  const control = `${base}/control`;
  const change = ({ id }: PlacedKey, status: string) =>
    ask(`${control}/orders/${id}`, { body: { status } }).then(() => undefined);
  return {
    channel: "shopee",
    title: "Shopee",
    shops: ["220001", "220002"],
    settings: (pushUrl) => ({
      partnerId: Number(partner.id),
      partnerKey: partner.key,
      pushUrl,
      apiHost: base,
      consentHost: base,
      productPage: `${base}/product/{shop}/{item}`,
    }),
    async read() {
      const { items, orders } = stateSchema.parse(await ask(`${control}/state`));
      return {
        items: items.map(({ item_id, shop_id, now }) => ({
          shop: String(shop_id),
          sku: now.item_sku,
          product: item_id,
          onSale: now.item_status === "NORMAL",
          stock: now.stock,
        })),
        orders: orders.map(({ order_sn, shop_id, status, created, updated, lines }) => ({
          id: order_sn,
          shop: String(shop_id),
          is: status === "CANCELLED" ? "cancelled" : status === "UNPAID" ? "unpaid" : "paid",
          created,
          updated,
          lines: lines.map(({ item_sku, quantity }) => ({ sku: item_sku, quantity })),
        })),
      };
    },
    async buy({ shop, product }, quantity, paysLater) {
      const body = { shopId: Number(shop), lines: [{ itemId: product, quantity }], cod: !paysLater };
      const answer = await tryToAsk(`${control}/orders`, { body });
      return answer?.status === 200 ? placedSchema.parse(answer.body).order_sn : undefined;
    },
    pay: (order) => change(order, "READY_TO_SHIP"),
    cancel: (order) => change(order, "CANCELLED"),
    async spoil(seed) {
      await ask(`${control}/dials`, { body: spoiling });
      await ask(`${control}/faults`, { body: { plan: { seed, rate: 0.1, kinds: faults } } });
    },
    async mend() {
      await ask(`${control}/dials`, { body: mended });
      await forget(`${control}/faults`);
    },
  };
}
