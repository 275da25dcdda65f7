import { setTimeout as pause } from "node:timers/promises";
import pg from "pg";
import { z } from "zod";
import { consent } from "../../backend/local/demonstration.mts";
import { ask } from "./ask.ts";
import type { Town } from "./town.ts";

/** One SKU that is sold in both shops there and in our own. */
export interface Good {
  readonly handle: string;
  readonly variantId: string;
  readonly sku: string;
  /** Units of each shelf that one of it takes. */
  readonly recipe: readonly { readonly shelf: string; readonly quantity: number }[];
  /** By shop. */
  readonly itemIds: ReadonlyMap<number, number>;
}
export interface Market {
  readonly shops: readonly number[];
  readonly accounts: readonly string[];
  readonly goods: readonly Good[];
  readonly shelves: readonly { readonly id: string; readonly onHand: number; readonly allowance: number }[];
}

/** Few units of each; nothing is accepted beyond what is there for the first four, which a basket shares. */
const scarce = [
  { handle: "long-nhan-om-sen", onHand: 24, allowance: 0 },
  { handle: "mat-ong-hoa-nhan", onHand: 30, allowance: 0 },
  { handle: "hat-sen", onHand: 18, allowance: 0 },
  { handle: "tra-linh-chi", onHand: 16, allowance: 0 },
  { handle: "banh-cay", onHand: 30, allowance: 60 },
  { handle: "keo-lac", onHand: 20, allowance: 40 },
];
const basket = "gio-qua-pho-hien";
const shops = [220_001, 220_002] as const;

const accountsSchema = z.object({
  accounts: z.array(
    z.object({ id: z.string(), channel: z.string(), owner_kind: z.string(), title: z.string(), signed_in: z.boolean() }),
  ),
});

/** Two shops of the programme on the marketplace, signed in and released, with the goods on sale in both. */
export async function openMarket(town: Town): Promise<Market> {
  const { backend, marketplaces, secrets } = town;
  const client = new pg.Client({ connectionString: town.databaseUrl });
  await client.connect();
  try {
    const shelves = await makeScarce(client);
    const credentials = { email: "admin@hungyen.test", password: secrets.demonstrationPassword };
    const { token } = z.object({ token: z.string() }).parse(await ask(`${backend}/auth/user/emailpass`, { body: credentials }));
    const headers = { authorization: `Bearer ${token}` };
    const channels = `${backend}/admin/channels`;
    await ask(`${channels}/accounts`, {
      headers,
      body: {
        channel: "shopee",
        title: "Gian hàng thứ hai (Shopee mô phỏng)",
        simulated: true,
        settings: {
          partnerId: Number(secrets.shopeePartnerId),
          partnerKey: secrets.shopeePartnerKey,
          pushUrl: `${backend.replace("127.0.0.1", "localhost")}/webhooks/shopee`,
          apiHost: `${marketplaces}/shopee`,
          consentHost: `${marketplaces}/shopee`,
          productPage: `${marketplaces}/shopee/product/{shop}/{item}`,
        },
      },
    });
    const known = async () => accountsSchema.parse(await ask(`${channels}/accounts`, { headers })).accounts;
    const own = (await known()).filter(({ channel, owner_kind }) => channel === "shopee" && owner_kind === "programme");
    for (const [index, { id, title }] of own.entries()) {
      const { url } = z.object({ url: z.url() }).parse(await ask(`${channels}/accounts/${id}/consent`, { headers, body: {} }));
      const query = await consent(new URL(url), String(shops[index]));
      await ask(`${channels}/consents/shopee`, { headers, body: { query } });
      await until(`${title} signed in`, async () => (await known()).some((each) => each.id === id && each.signed_in));
      await ask(`${channels}/accounts/${id}/release`, { headers, body: {} });
    }
    const accounts = own.map(({ id }) => id);
    const goods = await readGoods(client, [...scarce.map(({ handle }) => handle), basket]);
    for (const account_id of accounts)
      await ask(`${channels}/listings`, {
        headers,
        body: { account_id, variant_ids: goods.map(({ variantId }) => variantId), live: true },
      });
    const items = await until("the goods on sale in both shops", async () => {
      const found = new Map(goods.map(({ sku }) => [sku, new Map<number, number>()]));
      for (const { item_id, shop_id, now } of (await readShopee(marketplaces)).items)
        if (now.item_status === "NORMAL") found.get(now.item_sku)?.set(shop_id, item_id);
      return [...found.values()].every(({ size }) => size === shops.length) ? found : undefined;
    });
    return {
      shops,
      accounts,
      shelves,
      goods: goods.map((good) => ({ ...good, itemIds: items.get(good.sku) ?? new Map<number, number>() })),
    };
  } finally {
    await client.end();
  }
}

const shopeeSchema = z.object({
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
export type Shopee = z.infer<typeof shopeeSchema>;

/** All that the marketplace itself knows, asked behind its API, so that no fault is met. */
export const readShopee = async (marketplaces: string): Promise<Shopee> =>
  shopeeSchema.parse(await ask(`${marketplaces}/shopee/control/state`));

/** On hand in the ledger and in Medusa alike, before anything is sold. */
async function makeScarce(client: pg.Client): Promise<Market["shelves"]> {
  const shelves = [];
  for (const { handle, onHand, allowance } of scarce) {
    const { rows } = await client.query<{ id: string }>(
      `update channel_stock_component shelf set on_hand = $2, allowance = $3
         from inventory_item item where item.id = shelf.id and item.sku = $1 returning shelf.id`,
      [`KHO-${handle}`, onHand, allowance],
    );
    const id = rows[0]?.id;
    if (!id) throw new Error(`There is no shelf of ${handle}`);
    await client.query(
      `update inventory_level set stocked_quantity = $2::int, raw_stocked_quantity = jsonb_build_object('value', $2::text, 'precision', 20)
        where inventory_item_id = $1`,
      [id, onHand],
    );
    shelves.push({ id, onHand, allowance });
  }
  return shelves;
}

async function readGoods(client: pg.Client, handles: readonly string[]): Promise<Omit<Good, "itemIds">[]> {
  const { rows } = await client.query<{ handle: string; id: string; sku: string; shelf: string; quantity: number }>(
    `select product.handle, variant.id, variant.sku, part.inventory_item_id as shelf, part.required_quantity as quantity
       from product join product_variant variant on variant.product_id = product.id
       join product_variant_inventory_item part on part.variant_id = variant.id and part.deleted_at is null
      where product.handle = any($1)`,
    [handles],
  );
  return handles.map((handle) => {
    const parts = rows.filter((row) => row.handle === handle);
    const [first] = parts;
    if (!first) throw new Error(`There is no ${handle}`);
    return {
      handle,
      variantId: first.id,
      sku: first.sku,
      recipe: parts.map(({ shelf, quantity }) => ({ shelf, quantity })),
    };
  });
}

async function until<Value>(what: string, look: () => Promise<Value | false | undefined>): Promise<Value> {
  const limit = Date.now() + 90_000;
  for (;;) {
    const found = await look();
    if (found) return found;
    if (Date.now() > limit) throw new Error(`Not within 90 s: ${what}`);
    await pause(400);
  }
}
