import { setTimeout as pause } from "node:timers/promises";
import pg from "pg";
import { z } from "zod";
import { consent } from "../../backend/local/demonstration.mts";
import { ask } from "./ask.ts";
import type { Marketplace, There } from "./marketplace.ts";
import type { Town } from "./town.ts";

/** One SKU that is sold in every shop there and in our own. */
export interface Good {
  readonly handle: string;
  readonly variantId: string;
  readonly sku: string;
  /** Units of each shelf that one of it takes. */
  readonly recipe: readonly { readonly shelf: string; readonly quantity: number }[];
  readonly offered: readonly Offered[];
}
export interface Offered {
  readonly marketplace: Marketplace;
  readonly shop: string;
  readonly product: number;
}
export interface Market {
  readonly marketplaces: readonly Marketplace[];
  readonly accounts: readonly { readonly id: string; readonly shop: string }[];
  readonly goods: readonly Good[];
  readonly shelves: readonly { readonly id: string; readonly onHand: number; readonly allowance: number }[];
  /** What an operator is shown of the accounts: those that wait for somebody, or say what stands in their way. */
  troubled(): Promise<readonly string[]>;
}

/**
 * Few units of each; nothing is accepted beyond what is there for the first four, which a basket shares. What is kept back from
 * the marketplaces is what our own shop has to sell while they show all the rest.
 */
const scarce = [
  { handle: "long-nhan-om-sen", onHand: 36, allowance: 0, keptBack: 10 },
  { handle: "mat-ong-hoa-nhan", onHand: 44, allowance: 0, keptBack: 10 },
  { handle: "hat-sen", onHand: 30, allowance: 0, keptBack: 10 },
  { handle: "tra-linh-chi", onHand: 28, allowance: 0, keptBack: 10 },
  { handle: "banh-cay", onHand: 30, allowance: 60, keptBack: 0 },
  { handle: "keo-lac", onHand: 20, allowance: 40, keptBack: 0 },
];
const basket = "gio-qua-pho-hien";

const accountsSchema = z.object({
  accounts: z.array(
    z.object({
      id: z.string(),
      channel: z.string(),
      owner_kind: z.string(),
      title: z.string(),
      state: z.string(),
      signed_in: z.boolean(),
      trouble: z.string().nullish(),
    }),
  ),
});

/** One or two shops of the programme on each marketplace, signed in and released, with the goods on sale in all of them. */
export async function openMarket(town: Town, shopsEach: 1 | 2): Promise<Market> {
  const { backend, marketplaces, secrets } = town;
  const client = new pg.Client({ connectionString: town.databaseUrl });
  await client.connect();
  try {
    const shelves = await makeScarce(client);
    const credentials = { email: "admin@hungyen.test", password: secrets.demonstrationPassword };
    const { token } = z.object({ token: z.string() }).parse(await ask(`${backend}/auth/user/emailpass`, { body: credentials }));
    const headers = { authorization: `Bearer ${token}` };
    const channels = `${backend}/admin/channels`;
    const known = async () => accountsSchema.parse(await ask(`${channels}/accounts`, { headers })).accounts;
    const accounts: { id: string; shop: string }[] = [];
    for (const marketplace of marketplaces) {
      const { channel, title } = marketplace;
      const pushUrl = `${backend.replace("127.0.0.1", "localhost")}/webhooks/${channel}`;
      const ours = async () => (await known()).filter((each) => each.channel === channel && each.owner_kind === "programme");
      const shops = marketplace.shops.slice(0, shopsEach);
      for (let made = (await ours()).length; made < shops.length; made += 1)
        await ask(`${channels}/accounts`, {
          headers,
          body: {
            channel,
            title: `Gian hàng ${made + 1} (${title} mô phỏng)`,
            simulated: true,
            settings: marketplace.settings(pushUrl),
          },
        });
      for (const [index, { id, title }] of (await ours()).entries()) {
        const shop = shops[index];
        if (!shop) continue;
        const { url } = z
          .object({ url: z.url() })
          .parse(await ask(`${channels}/accounts/${id}/consent`, { headers, body: {} }));
        const query = await consent(new URL(url), shop);
        await ask(`${channels}/consents/${channel}`, { headers, body: { query } });
        await until(`${title} signed in`, async () => (await known()).some((each) => each.id === id && each.signed_in));
        await ask(`${channels}/accounts/${id}/release`, { headers, body: {} });
        accounts.push({ id, shop });
      }
    }
    const goods = await readGoods(client, [...scarce.map(({ handle }) => handle), basket]);
    for (const { id } of accounts)
      await ask(`${channels}/listings`, {
        headers,
        body: { account_id: id, variant_ids: goods.map(({ variantId }) => variantId), live: true },
      });
    const offered = await until("the goods on sale in all shops", async () => {
      const found = new Map<string, Offered[]>(goods.map(({ sku }) => [sku, []]));
      for (const marketplace of marketplaces)
        for (const { sku, shop, product, onSale } of (await marketplace.read()).items)
          if (onSale) found.get(sku)?.push({ marketplace, shop, product });
      return [...found.values()].every(({ length }) => length === accounts.length) ? found : undefined;
    });
    return {
      marketplaces,
      accounts,
      shelves,
      goods: goods.map((good) => ({ ...good, offered: offered.get(good.sku) ?? [] })),
      async troubled() {
        const asked = accountsSchema.parse(await ask(`${channels}/accounts`, { headers, timeoutMs: 3_000 }));
        return asked.accounts.flatMap(({ id, state, trouble }) => (trouble || state === "needs-sign-in" ? id : []));
      },
    };
  } finally {
    await client.end();
  }
}

export async function readThere(marketplaces: readonly Marketplace[]): Promise<There> {
  const read = await Promise.all(marketplaces.map((each) => each.read()));
  return { items: read.flatMap(({ items }) => items), orders: read.flatMap(({ orders }) => orders) };
}

/** On hand in the ledger and in Medusa alike, before anything is sold. */
async function makeScarce(client: pg.Client): Promise<Market["shelves"]> {
  const shelves = [];
  for (const { handle, onHand, allowance, keptBack } of scarce) {
    const { rows } = await client.query<{ id: string }>(
      `update channel_stock_component shelf set on_hand = $2, allowance = $3, buffer = jsonb_build_object('units', $4::int)
         from inventory_item item where item.id = shelf.id and item.sku = $1 returning shelf.id`,
      [`KHO-${handle}`, onHand, allowance, keptBack],
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

async function readGoods(client: pg.Client, handles: readonly string[]): Promise<Omit<Good, "offered">[]> {
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
