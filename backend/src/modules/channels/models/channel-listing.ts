import { model } from "@medusajs/framework/utils";

/** One SKU on one account: wanted, sent and seen. One row per account and SKU, or a create could happen twice. */
export const ChannelListing = model
  .define("channel_listing", {
    id: model.id({ prefix: "chlist" }).primaryKey(),
    account_id: model.text(),
    sku: model.text(),
    variant_id: model.text(),
    wanted: model.json().nullable(),
    wanted_live: model.boolean().default(false),
    wanted_version: model.number().default(0),
    stock_cap: model.number().nullable(),
    /** What a person knows and no counter tells: stock held by the marketplace, a kit of its own (plan/strict.ts). */
    strict_obstacle: model.text().nullable(),
    /** What the channel last accepted from us: title, description, price, live, pictures, each with when. */
    sent: model.json().nullable(),
    seen: model.json().nullable(),
    seen_at: model.dateTime().nullable(),
    conflict: model.json().nullable(),
    /** Who decides a field: ours, theirs or ask; ask where nobody chose (sync-protocol §10). */
    field_owners: model.json().nullable(),
    /** What is remembered of each field that may differ there (plan/drift.ts). */
    drift: model.json().nullable(),
    listed_product_id: model.text().nullable(),
    listed_variant_id: model.text().nullable(),
    /** Where publish-once stands: none, looked, creating, bound, unknown, ask (sync-protocol §9). */
    publish_state: model.text().default("none"),
    publish: model.json().nullable(),
    url: model.text().nullable(),
    /** When its page was last asked for, and what the last look at it brought, unreadable ones too. */
    page_looked_at: model.dateTime().nullable(),
    page_look: model.json().nullable(),
    problem: model.json().nullable(),
    problem_version: model.number().nullable(),
  })
  .indexes([{ on: ["account_id", "sku"], unique: true }]);

/** The liability of one listing (sync-protocol §3). Writes and returns are the pure ledger's values, changed with L in one row. */
export const Exposure = model.define("channel_exposure", {
  id: model.id({ prefix: "chexp" }).primaryKey(),
  listing_id: model.text().unique(),
  account_id: model.text().index(),
  liability: model.number().default(0),
  writes: model.json(),
  returns: model.json(),
  read_back: model.json().nullable(),
  look: model.json().nullable(),
  /** An adopted listing's L is not known until a zero and its fence. */
  known: model.boolean().default(true),
  /** An assumption was broken: the next fence says what L is. */
  doubted: model.boolean().default(false),
  /** Its write failed together with others: it is sent by itself. */
  alone: model.boolean().default(false),
  /** Why the last plan moved its stock, or did not (plan/stock-state.ts). */
  why: model.text().nullable(),
  look_asked_at: model.dateTime().nullable(),
  zeroed_at: model.dateTime().nullable(),
  negative_since: model.dateTime().nullable(),
});

export const ExposureComponent = model
  .define("channel_exposure_component", {
    id: model.id({ prefix: "chexpc" }).primaryKey(),
    exposure_id: model.text(),
    inventory_item_id: model.text().index(),
    quantity: model.number(),
  })
  .indexes([{ on: ["exposure_id", "inventory_item_id"], unique: true }]);

/** The jar on the shelf. Every sale locks these rows, in id order. */
export const StockComponent = model.define("channel_stock_component", {
  id: model.text().primaryKey(),
  on_hand: model.number().default(0),
  held: model.number().default(0),
  allowance: model.number().default(0),
  /** θ: with fewer free units the SKU is strict whatever the allowance. */
  strict_below: model.number().nullable(),
  buffer: model.json().nullable(),
});

export const StockHold = model
  .define("channel_stock_hold", {
    id: model.id({ prefix: "chhold" }).primaryKey(),
    key: model.text(),
    inventory_item_id: model.text(),
    quantity: model.number(),
    state: model.enum(["held", "released", "settled"]).default("held"),
  })
  .indexes([{ on: ["key", "inventory_item_id"], unique: true }]);
