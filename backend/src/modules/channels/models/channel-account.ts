import { model } from "@medusajs/framework/utils";

/** One seller's account on one channel. Look-only until a person releases it; what is there already is adopted, not overwritten. */
export const ChannelAccount = model.define("channel_account", {
  id: model.id({ prefix: "chacc" }).primaryKey(),
  channel: model.text(),
  title: model.text(),
  owner_kind: model.enum(["programme", "producer"]),
  producer_id: model.text().nullable(),
  shop_id: model.text().nullable(),
  /** AES-256-GCM (sealing.ts); never leaves the module but through openTurn. */
  settings_encrypted: model.text(),
  access_encrypted: model.text().nullable(),
  /** The answer of the last exchange or refresh as it came, kept before it was read (sync-protocol §12). */
  access_raw_encrypted: model.text().nullable(),
  /** The pair before, until the new one has worked. */
  access_previous_encrypted: model.text().nullable(),
  /** The generation whose renewal was answered and not read yet. */
  access_pending_generation: model.number().nullable(),
  access_generation: model.number().default(0),
  access_expires_at: model.dateTime().nullable(),
  access_stored_at: model.dateTime().nullable(),
  state: model.enum(["look-only", "released", "needs-sign-in", "retired"]).default("look-only"),
  paused: model.boolean().default(false),
  simulated: model.boolean().default(false),
  /** Start of the last valid fence read − D: every order accepted up to then has been read (sync-protocol §4). */
  covered_until: model.dateTime().nullable(),
  /** From when on; what was created before was never promised to be read. */
  covered_from: model.dateTime().nullable(),
  fence_began_at: model.dateTime().nullable(),
  /** An operator's settings over the channel's, and what breaches widened (sync-protocol §6). */
  assumptions: model.json().nullable(),
  widened: model.json().nullable(),
  widened_at: model.dateTime().nullable(),
  orders_read_until: model.dateTime().nullable(),
  returns_read_until: model.dateTime().nullable(),
  looked_at: model.dateTime().nullable(),
  /** Its stock did not count as its kind says: written as net-set from then on (sync-protocol §5). */
  kind_doubted_at: model.dateTime().nullable(),
  /** What of the channel's queue of bells has been heard. */
  bells_cursor: model.text().nullable(),
});

/** What was read of a channel's tree, and when: categories, carriers, and what each category asks for. */
export const Taxonomy = model
  .define("channel_taxonomy", {
    id: model.id({ prefix: "chtax" }).primaryKey(),
    account_id: model.text(),
    part: model.text(),
    category_id: model.text().default(""),
    body: model.json(),
    read_at: model.dateTime(),
  })
  .indexes([{ on: ["account_id", "part", "category_id"], unique: true }]);

export const ConsentState = model.define("channel_consent_state", {
  id: model.id({ prefix: "chcon" }).primaryKey(),
  account_id: model.text(),
  session: model.text(),
  expires_at: model.dateTime(),
  taken_at: model.dateTime().nullable(),
});

export const ConsentGrantRow = model.define("channel_consent_grant", {
  id: model.id({ prefix: "chgr" }).primaryKey(),
  account_id: model.text().index(),
  query_encrypted: model.text(),
  spent_at: model.dateTime().nullable(),
});

export const SystemSwitch = model.define("channel_system_switch", {
  id: model.text().primaryKey(),
  paused: model.boolean().default(false),
});
