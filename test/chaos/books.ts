import pg from "pg";

/** What the backend has written down, in its own tables and in Medusa's. */
export interface Books {
  readonly channelOrders: readonly {
    readonly order_id: string;
    readonly account_id: string;
    readonly state: string;
    readonly imported_state: string | null;
    readonly medusa_order_id: string | null;
  }[];
  /** What each line of a channel's order holds. */
  readonly lines: readonly {
    readonly order_id: string;
    readonly account_id: string;
    readonly sku: string;
    readonly held: number;
  }[];
  readonly medusaOrders: readonly {
    readonly id: string;
    readonly status: string;
    readonly channel_order_id: string | null;
    readonly account_id: string | null;
    readonly code: string | null;
    readonly cart_id: string | null;
    /** False for one of our own shop whose completion was cut off: it is taken back. */
    readonly whole: boolean;
    /** A line that was added twice counts twice. */
    readonly quantity: number;
    readonly created_at: Date;
    readonly canceled_at: Date | null;
  }[];
  readonly shelves: readonly {
    readonly id: string;
    readonly on_hand: number;
    readonly held: number;
    readonly reserved: number;
    readonly stocked: number;
  }[];
  readonly holds: readonly {
    readonly key: string;
    readonly shelf: string;
    readonly quantity: number;
    readonly state: string;
  }[];
  /** Reserved for orders that are not whole, and for cancelled ones that still hold: both are given back minutes later. */
  readonly strays: readonly { readonly shelf: string; readonly quantity: number }[];
  readonly exposures: readonly {
    readonly account_id: string;
    readonly shop_id: string;
    readonly sku: string;
    readonly item_id: string | null;
    readonly liability: number;
    readonly why: string | null;
  }[];
  /** What was written into listings and offers in the last seconds. */
  readonly restless: number;
  readonly problems: readonly {
    readonly account_id: string | null;
    readonly purpose: string;
    readonly code: string;
    readonly told: boolean;
    readonly open: boolean;
  }[];
}

const paid = `exists (
  select from order_payment_collection link join payment on payment.payment_collection_id = link.payment_collection_id
   where link.order_id = placed.id and link.deleted_at is null)`;

export async function readBooks(databaseUrl: string): Promise<Books> {
  const client = new pg.Client({ connectionString: databaseUrl, connectionTimeoutMillis: 5_000 });
  // A server that is killed meanwhile is told by the query.
  client.on("error", () => undefined);
  await client.connect();
  try {
    const all = async <Row extends pg.QueryResultRow>(sql: string) => (await client.query<Row>(sql)).rows;
    return {
      channelOrders: await all(
        "select order_id, account_id, state, imported_state, medusa_order_id from channel_order where deleted_at is null",
      ),
      lines: await all(
        `select placed.order_id, placed.account_id, line.seller_sku as sku, line.held
           from channel_order_line line join channel_order placed on placed.id = line.channel_order_id`,
      ),
      medusaOrders: await all(
        `select placed.id, placed.status::text, placed.metadata->>'channel_order_id' as channel_order_id,
                placed.metadata->>'code' as code, placed.metadata->>'channel_account_id' as account_id, link.cart_id, placed.created_at, placed.canceled_at,
                placed.metadata->>'code' is null or ${paid} as whole,
                (select coalesce(sum(item.quantity), 0)::int from order_item item where item.order_id = placed.id) as quantity
           from "order" placed left join order_cart link on link.order_id = placed.id where placed.deleted_at is null`,
      ),
      shelves: await all(
        `select shelf.id, shelf.on_hand, shelf.held, level.reserved_quantity::int as reserved, level.stocked_quantity::int as stocked
           from channel_stock_component shelf join inventory_level level on level.inventory_item_id = shelf.id`,
      ),
      strays: await all(
        `select reserved.inventory_item_id as shelf, reserved.quantity::int as quantity
           from reservation_item reserved join order_item item on item.item_id = reserved.line_item_id
           join "order" placed on placed.id = item.order_id
          where reserved.deleted_at is null and placed.deleted_at is null and placed.metadata->>'code' is not null
            and (not ${paid} or placed.status = 'canceled' and exists (
              select from channel_stock_hold hold where hold.key = 'order:' || (placed.metadata->>'code') and hold.state = 'held'))`,
      ),
      holds: await all("select key, inventory_item_id as shelf, quantity, state from channel_stock_hold"),
      exposures: await all(
        `select exposure.account_id, account.shop_id, listing.sku, listing.listed_product_id as item_id, exposure.liability, exposure.why
           from channel_exposure exposure join channel_listing listing on listing.id = exposure.listing_id
           join channel_account account on account.id = exposure.account_id`,
      ),
      restless: Number(
        (
          await all<{ count: string }>(
            `select count(*) from channel_act where created_at > now() - interval '8 seconds'
                and kind in ('create-hidden', 'update-listing', 'activate', 'hide', 'remove', 'push-offers')`,
          )
        )[0]?.count,
      ),
      problems: await all(
        `select account_id, purpose, code, (says is not null or message <> '') as told, resolved_at is null as open
           from channel_problem where deleted_at is null`,
      ),
    };
  } finally {
    await client.end().catch(() => undefined);
  }
}
