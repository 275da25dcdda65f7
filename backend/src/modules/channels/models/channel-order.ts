import { model } from "@medusajs/framework/utils";

/** An order as the channel tells it. The key is account and order id: some channels repeat ids across stores. */
export const ChannelOrder = model
  .define("channel_order", {
    id: model.id({ prefix: "chord" }).primaryKey(),
    account_id: model.text(),
    order_id: model.text(),
    state: model.text(),
    channel_state: model.text(),
    changed_at: model.dateTime(),
    created_there_at: model.dateTime(),
    read_began_at: model.dateTime(),
    /** When it was last asked for by its id, answered or not. */
    asked_at: model.dateTime().nullable(),
    body: model.json(),
    medusa_order_id: model.text().nullable(),
    short: model.boolean().default(false),
    unmapped: model.boolean().default(false),
    imported_state: model.text().nullable(),
    /** The fence read that last listed it: one that leaves a known order out proves nothing (sync-protocol §4). */
    listed_by: model.text().nullable(),
  })
  .indexes([{ on: ["account_id", "order_id"], unique: true }]);

/** What a line has moved in the ledger so far; stock follows wanted effect − recorded effect (sync-protocol §11). */
export const ChannelOrderLine = model
  .define("channel_order_line", {
    id: model.id({ prefix: "chordl" }).primaryKey(),
    channel_order_id: model.text(),
    line_id: model.text(),
    listing_id: model.text().nullable(),
    /** It was a twin of the listing that sold: its liability is the twin's. */
    twin_id: model.text().nullable(),
    seller_sku: model.text(),
    quantity: model.number(),
    cancelled: model.number().default(0),
    /** Units now in held, units gone by hand-over, and units given back. */
    held: model.number().default(0),
    handed_over: model.number().default(0),
    returned: model.number().default(0),
  })
  .indexes([{ on: ["channel_order_id", "line_id"], unique: true }]);

/** The channel lists it and it cannot be read: what it may contain is not raised or freed there (sync-protocol §4). */
export const ChannelUnreadOrder = model
  .define("channel_unread_order", {
    id: model.id({ prefix: "chunord" }).primaryKey(),
    account_id: model.text(),
    order_id: model.text(),
    /** Product ids and seller SKUs in capitals; none: it may be any of the account's. */
    may_contain: model.json().nullable(),
    asked_at: model.dateTime(),
    /** It was read at last, or somebody has dealt with it. */
    closed_at: model.dateTime().nullable(),
    closed_by: model.text().nullable(),
  })
  .indexes([{ on: ["account_id", "order_id"], unique: true }]);

/** The outbox of accept, pack, ship and cancel: effectively once (sync-protocol §12). */
export const ChannelCommand = model
  .define("channel_command", {
    id: model.id({ prefix: "chcmd" }).primaryKey(),
    account_id: model.text(),
    order_id: model.text(),
    kind: model.enum(["accept", "pack", "ship", "cancel"]),
    reason: model.text().nullable(),
    state: model.enum(["held", "queued", "sending", "done", "refused", "unknown", "withdrawn"]).default("queued"),
    send_before: model.dateTime().nullable(),
    attempts: model.number().default(0),
    /** It cannot be known by software whether it was done: a person looks (sync-protocol §12). */
    needs_person: model.boolean().default(false),
    answer: model.json().nullable(),
  })
  .indexes([{ on: ["account_id", "order_id", "kind"], unique: true }]);
